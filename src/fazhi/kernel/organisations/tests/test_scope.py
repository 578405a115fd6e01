import inspect

import pytest
from django.db import models

from fazhi.kernel.organisations.errors import UnscopedQuery
from fazhi.kernel.organisations.models import Office, Post

PLAIN = models.Manager()
QUERIES = sorted(
    name
    for name, _ in inspect.getmembers(models.QuerySet, inspect.isfunction)
    if not name.startswith("_") and hasattr(PLAIN, name)
)
"""Every way in which an ordinary manager hands out rows."""


def codes(rows: models.QuerySet[Office]) -> set[str]:
    return set(rows.values_list("code", flat=True))


def is_refused(name: str) -> bool:
    try:
        getattr(Office.objects, name)
    except UnscopedQuery:
        return True
    return False


def test_a_scoped_manager_hands_out_rows_by_its_two_doors_only():
    assert [name for name in QUERIES if not is_refused(name)] == []


def test_a_refusal_names_the_model_and_the_way_that_was_tried():
    with pytest.raises(UnscopedQuery, match="visible_to") as caught:
        Office.objects.filter(code="XM")

    assert (caught.value.model, caught.value.name) == ("Office", "filter")


def test_system_needs_a_reason():
    for reason in ("", "  \t"):
        with pytest.raises(ValueError, match="reason"):
            Office.objects.system(reason)


def test_a_committee_sees_itself_only(city):
    assert codes(Office.objects.visible_to(city.clerk)) == {"XM-SM-01"}


def test_a_district_sees_itself_and_its_committees(city):
    assert codes(Office.objects.visible_to(city.head)) == {"XM-SM", "XM-SM-01"}


def test_the_bureau_sees_everything(city):
    assert codes(Office.objects.visible_to(city.reporter)) == {
        "XM", "XM-SM", "XM-HL", "XM-SM-01", "XM-HL-01", "XM-RS",
    }  # fmt: skip


def test_a_stranger_sees_nothing_of_another_district(city):
    assert codes(Office.objects.visible_to(city.stranger)) == {"XM-HL-01"}


def test_rows_are_scoped_by_the_bounds_of_their_office(city):
    assert set(Post.objects.visible_to(city.head)) == {city.clerk, city.mediator, city.head}


@pytest.mark.parametrize("model", [Office, Post])
def test_the_range_predicate_stands_in_the_sql(city, model: type[models.Model]):
    where = str(model.objects.visible_to(city.head).query).split(" WHERE ")[1]

    assert f'"organisations_office"."left" >= {city.head.office.left}' in where
    assert f'"organisations_office"."left" <= {city.head.office.right}' in where


def test_what_is_chained_stays_scoped(city):
    rows = Office.objects.visible_to(city.clerk).filter(code__startswith="XM") | Office.objects.visible_to(city.clerk)

    assert codes(rows) == {"XM-SM-01"}
