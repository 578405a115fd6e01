"""Kinds of ledgers: what each column takes, and the blank template."""

import io

import openpyxl
import pytest
from django.urls import reverse

from fazhi.kernel.exchange.formats import registered

pytestmark = pytest.mark.django_db


def test_every_kind_has_its_page_with_columns_codes_and_checks(desk, city):
    client = desk()

    for format in registered():
        shown = client.get(reverse("import-kind", kwargs={"code": format.code})).content.decode()
        for column in format.columns:
            assert column.heading.replace("<", "&lt;") in shown
            assert all(label in shown for label in column.labels.values())
        assert shown.count("<tr>") >= len(format.columns) + len(format.checks)


def test_bounds_are_told_in_the_columns_own_unit(desk):
    shown = desk().get(reverse("import-kind", kwargs={"code": "test.cases"})).content.decode()

    assert "金额，元，至多两位小数，0.00 至 10,000,000,000.00" in shown
    assert "整数，1 至 100" in shown
    assert "文字，至多 20 个字" in shown


def test_the_template_is_the_kinds_own(desk):
    response = desk().get(reverse("import-template", kwargs={"code": "test.cases"}))

    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert "台账" in book.sheetnames
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_all_kinds_are_listed(desk, django_assert_max_num_queries):
    client = desk()

    with django_assert_max_num_queries(15):
        shown = client.get(reverse("import-kinds")).content.decode()

    assert all(format.title in shown for format in registered())


@pytest.mark.parametrize("name", ["import-kind", "import-template"])
def test_an_unknown_kind_is_not_there(desk, name):
    assert desk().get(reverse(name, kwargs={"code": "no.such"})).status_code == 404
