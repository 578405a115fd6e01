"""Finding a matter by its number or a party, within the post's offices."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.parties.deriving import columns_of
from fazhi.kernel.parties.keys import read_key
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.terms import Draft
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.surfaces.web.find import as_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [("[2024]思1", "〔2024〕思1"), ("（2024） 思 第１２号", "〔2024〕思第12号"), ("  思1 ", "思1"), ("", "")],
)
def test_a_number_is_read_whatever_brackets_and_digits_are_at_hand(typed: str, number: str) -> None:
    assert as_number(typed) == number


def test_the_beginning_of_a_number_finds_the_matters_of_ones_own_offices(year: Any, city: Any, desk: Any) -> None:
    shown = desk(city.mediator).get("/find/", {"q": "思"}).content.decode()

    assert all(number in shown for number in ("思1", "思2", "思3", "思4"))
    assert f"/mediation/people/{year.ours.pk}/" in shown


def test_another_districts_number_is_not_found(year: Any, city: Any, desk: Any) -> None:
    shown = desk(city.stranger).get("/find/", {"q": "思1"}).content.decode()

    assert "没有找到“思1”" in shown


def test_a_referral_is_found_beside_the_matters(year: Any, city: Any, desk: Any) -> None:
    shown = desk(city.reporter).get("/find/", {"q": "G"}).content.decode()

    assert "G1" in shown
    assert "G2" in shown


def test_a_party_is_found_masked(year: Any, city: Any, desk: Any) -> None:
    draft = Draft(name="陈大明", document_type="identity", document_number="999999198001010011", phone="19900001234")
    columns = columns_of(draft, on=date(2024, 6, 3), key=read_key())
    Party(procedure=PEOPLES, matter_id=year.ours.pk, office=city.committee, position=3, **columns).save(
        force_insert=True
    )

    shown = desk(city.reporter).get("/find/", {"q": "陈大明"}).content.decode()

    assert "当事人相符" in shown
    assert "陈*" in shown
    assert "999999198001010011" not in shown


def test_a_percent_sign_finds_nothing_and_what_is_typed_is_shown_as_text(year: Any, city: Any, desk: Any) -> None:
    shown = desk(city.reporter).get("/find/", {"q": "%<script>"}).content.decode()

    assert "没有找到“%&lt;script&gt;”" in shown


def test_finding_takes_few_queries(year: Any, city: Any, desk: Any, django_assert_max_num_queries: Any) -> None:
    client = desk(city.reporter)

    with django_assert_max_num_queries(15):
        client.get("/find/", {"q": "思1"})


def test_the_administrators_find_nothing(city: Any, desk: Any, db: None) -> None:
    from fazhi.kernel.organisations.models import Official, Post

    person = Official.objects.create(code="E0900", name="系统一")
    post = Post(official=person, office=city.bureau, role="system_administrator", from_date=date(2020, 1, 1))
    post.save()

    assert desk(post).get("/find/", {"q": "思"}).status_code == 403
