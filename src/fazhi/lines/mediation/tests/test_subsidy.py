"""The subsidy by case: which rate, who gets how much, why not, and that it can be computed again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import Period
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.services import add_party
from fazhi.kernel.parties.terms import Draft
from fazhi.lines.mediation.errors import RateUnfit
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.queries import subsidy as queries
from fazhi.lines.mediation.queries.subsidy import subsidy
from fazhi.lines.mediation.rules.subsidy import (
    Case,
    Rate,
    RateRow,
    Schedule,
    Unpaid,
    award,
    packaged,
    repeated,
    shares,
)
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.services.subsidy import enter_rate
from fazhi.lines.mediation.terms import Form, State

JUNE = date(2024, 6, 3)
SCHEDULE = Schedule(
    (
        RateRow(Rate.ORAL, date(2024, 1, 1), 5_000, "一号文", is_verified=True),
        RateRow(Rate.WRITTEN, date(2024, 1, 1), 15_000, "一号文", is_verified=True),
        RateRow(Rate.WRITTEN, date(2024, 7, 1), 18_000, "二号文", is_verified=True),
        RateRow(Rate.DIFFICULT, date(2024, 1, 1), 40_000, "一号文", is_verified=True),
        RateRow(Rate.ON_THE_SPOT, date(2024, 1, 1), 2_000, "一号文", is_verified=True),
        RateRow(Rate.FAILED, date(2024, 7, 1), 3_000, "二号文", is_verified=True),
        RateRow(Rate.CONFIRMED, date(2024, 1, 1), 5_000, "一号文", is_verified=True),
    ),
    frozenset({"head"}),
    90,
)
CASE = Case(
    "a", "1号", "XM-SM-01", "莲前", JUNE, Form.MEDIATION, State.SETTLED, "written", "neighbour", ("李二",)
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "fen", "rates"),
    [
        ({}, 15_000, ["written"]),
        ({"agreement_form": "oral"}, 5_000, ["oral"]),
        ({"is_difficult": True}, 40_000, ["difficult"]),
        ({"is_difficult": True, "is_confirmed": True}, 45_000, ["difficult", "confirmed"]),
        ({"form": Form.ON_THE_SPOT, "agreement_form": ""}, 2_000, ["on_the_spot"]),
        ({"ended": date(2024, 6, 30)}, 15_000, ["written"]),
        ({"ended": date(2024, 7, 1)}, 18_000, ["written"]),
        ({"state": State.FAILED, "agreement_form": "", "ended": date(2024, 7, 1)}, 3_000, ["failed"]),
    ],
)
def test_a_matter_is_paid_by_the_rate_in_force_when_it_ended(changes: dict[str, Any], fen: int, rates: list[str]):
    found = award(replace(CASE, **changes), SCHEDULE)

    assert (found.fen, [row.rate for row in found.rates], found.unpaid) == (fen, rates, None)


@pytest.mark.parametrize(
    ("changes", "first", "why"),
    [
        ({"state": State.FAILED, "agreement_form": ""}, "", Unpaid.NO_RATE),
        ({"ended": date(2023, 12, 31)}, "", Unpaid.NO_RATE),
        ({"agreement_form": ""}, "", Unpaid.NO_FORM),
        ({"mediators": ()}, "", Unpaid.NO_MEDIATOR),
        ({"salaried": frozenset({"李二"})}, "", Unpaid.SALARIED),
        ({}, "〔2024〕7号", Unpaid.REPEATED),
    ],
)
def test_a_matter_without_pay_says_why(changes: dict[str, Any], first: str, why: Unpaid):
    found = award(replace(CASE, **changes), SCHEDULE, first=first)

    assert (found.fen, found.unpaid, found.first) == (0, why, first)


def test_what_an_official_on_salary_would_get_is_not_divided_among_the_others():
    found = award(replace(CASE, mediators=("李二", "张三"), salaried=frozenset({"张三"})), SCHEDULE)

    assert found.shares == (("李二", 7_500),)


@given(st.integers(0, 10**9), st.lists(st.text(min_size=1), min_size=1, max_size=7))
def test_shares_add_up_and_differ_by_one_fen_at_most(fen: int, mediators: list[str]):
    found = shares(fen, mediators)

    assert [name for name, _ in found] == mediators
    assert sum(part for _, part in found) == fen
    assert max(part for _, part in found) - min(part for _, part in found) <= 1


def other(subject: str, **changes: Any) -> Case:
    return replace(CASE, subject=subject, number=f"{subject}号", **changes)


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ({"referral": ("police", "9")}, {"referral": ("police", "9")}, True),
        ({"referral": ("police", "9")}, {"referral": ("court", "9")}, False),
        ({"sides": (1, 2)}, {"sides": (1, 2), "ended": date(2024, 9, 1)}, True),  # the ninetieth day
        ({"sides": (1, 2)}, {"sides": (1, 2), "ended": date(2024, 9, 2)}, False),
        ({"sides": (1, 2)}, {"sides": (1, 2), "category": "family"}, False),
        ({"sides": (1, 2)}, {"sides": (1, 3)}, False),
        ({"sides": None}, {"sides": None}, False),
        ({"sides": (1, 2), "state": State.FAILED}, {"sides": (1, 2)}, False),
        ({"sides": (1, 2)}, {"sides": (1, 2), "state": State.FAILED}, True),
    ],
)
def test_one_dispute_through_several_doors_is_known(first: dict[str, Any], second: dict[str, Any], is_one: bool):
    cases = [other("b", **second), other("a", **first)]

    assert repeated(cases, 90) == ({"b": "a号"} if is_one else {})


def test_a_third_door_is_told_the_first_number():
    cases = [other(name, referral=("police", "9")) for name in "abc"]

    assert repeated(cases, 90) == {"b": "a号", "c": "a号"}


def test_the_packages_rates_are_invented_and_say_so():
    rows = packaged().rows

    assert {row.rate for row in rows} == set(Rate)
    assert not any(row.is_verified for row in rows)
    assert all("示例" in row.basis for row in rows)


def test_an_own_rate_takes_the_packages_place_from_its_day_on():
    own = RateRow(Rate.ORAL, date(2024, 7, 1), 0, "三号文", is_verified=True)
    found = packaged().with_rows([own])

    before, after = found.on(Rate.ORAL, date(2024, 6, 30)), found.on(Rate.ORAL, date(2024, 7, 1))
    assert (before.is_verified, after) == (False, own)
    assert found.on(Rate.WRITTEN, date(2024, 7, 1)) == packaged().on(Rate.WRITTEN, date(2024, 7, 1))


def test_of_two_rates_of_one_day_the_later_entry_counts():
    first, second = (RateRow(Rate.ORAL, JUNE, fen, "文", is_verified=True) for fen in (1, 2))

    assert packaged().with_rows([first, second]).on(Rate.ORAL, JUNE) == second


# On the records


@pytest.fixture
def ended(peoples: Callable[..., PeoplesMatter], settled: dict[str, Any]) -> Callable[..., PeoplesMatter]:
    def make(number: str, **values: Any) -> PeoplesMatter:
        usual = {**settled, "agreement_form": "written", "mediator": "李二", "number": number}
        matter = peoples(**{**usual, **values})
        matter.save()
        return matter

    return make


def test_settled_failed_and_on_the_spot_are_paid_and_what_is_open_or_withdrawn_is_not(ended, peoples, city):
    ended("1号")
    ended("2号", state="failed", agreement_form="", **dict.fromkeys(parts("effective", JUNE)))
    ended(
        "3号",
        form="on_the_spot",
        is_concluded=0,
        is_on_the_spot=1,
        days_to_conclude=None,
        **dict.fromkeys(parts("accepted", JUNE)),
    )
    ended("4号", state="withdrawn", is_concluded=0, agreement_form="", **dict.fromkeys(parts("effective", JUNE)))
    peoples(number="5号").save()

    found = subsidy(Period(2024), scope=None)

    assert [(item.case.number, item.fen) for item in found.awards] == [("1号", 15_000), ("2号", 2_000), ("3号", 2_000)]
    assert found.fen == 19_000


def test_a_matter_is_paid_in_the_period_in_which_it_ended(ended):
    ended("1号")

    assert subsidy(Period.parse("2024-06"), scope=None).fen == 15_000
    assert subsidy(Period.parse("2024-05"), scope=None).awards == ()


def test_several_mediators_share_and_each_committee_adds_up(ended, city):
    ended("1号", mediator="李二、王一")
    ended("2号", mediator="李二", agreement_form="oral")
    ended("1号", office=city.other_committee, mediator="赵四")

    found = subsidy(Period(2024), scope=None)

    assert found.by_mediator() == [
        ("江头街道人民调解委员会", "赵四", 1, 15_000),
        ("莲前街道人民调解委员会", "李二", 2, 12_500),
        ("莲前街道人民调解委员会", "王一", 1, 7_500),
    ]
    assert found.by_committee() == [("江头街道人民调解委员会", 1, 15_000), ("莲前街道人民调解委员会", 2, 20_000)]


def test_a_district_pays_its_own_and_knows_what_another_has_paid(ended, city):
    ended("1号", office=city.other_committee, referral_number="9", source="police")
    ended("2号", referral_number="9", source="police")
    siming = city.head.office

    found = subsidy(Period(2024), scope=Scope(siming.code, siming.left, siming.right))

    (item,) = found.awards
    assert (item.case.number, item.unpaid, item.first) == ("2号", Unpaid.REPEATED, "1号")


def test_the_same_documented_parties_are_one_dispute_and_nobody_is_named(ended, city, at: datetime):
    for number in ("1号", "2号"):
        matter = ended(number)
        for document in ("G12345678", "G87654321"):
            draft = Draft(name="陈示例", document_type="passport", document_number=document)
            add_party("mediation.people", matter.pk, draft, office=city.committee, by=city.mediator, at=at)

    found = subsidy(Period(2024), scope=None)

    assert Party.objects.system("a test").count() == 4
    assert [(item.case.number, item.unpaid) for item in found.awards] == [("1号", None), ("2号", Unpaid.REPEATED)]


def test_officials_on_salary_are_unpaid_where_the_data_say_so(ended, city, monkeypatch: pytest.MonkeyPatch):
    ended("1号", mediator="李二、张三", office=city.head.office)
    assert subsidy(Period(2024), scope=None).fen == 15_000

    monkeypatch.setattr(queries, "packaged", lambda: replace(packaged(), unpaid_roles=frozenset({"head"})))

    (item,) = subsidy(Period(2024), scope=None).awards
    assert item.shares == (("李二", 7_500),)


def test_the_ledger_computed_again_has_the_same_digest_until_a_record_changes(ended):
    matter = ended("1号")
    before = subsidy(Period(2024), scope=None).digest
    assert subsidy(Period(2024), scope=None).digest == before

    PeoplesMatter.objects.system("a test").filter(pk=matter.pk).update(agreement_form="oral")

    assert subsidy(Period(2024), scope=None).digest != before


def test_an_entered_rate_is_paid_from_its_day_on_and_stands_in_the_trail(ended, at: datetime):
    ended("1号")

    made = enter_rate(
        Rate.WRITTEN, since=date(2024, 6, 1), amount_fen=20_000, basis=" 厦司〔2024〕1号 ", by="system", at=at
    )

    assert str(made) == "written 2024-06-01"
    assert subsidy(Period(2024), scope=None).fen == 20_000
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.basis) == ("mediation.subsidy.enter", "厦司〔2024〕1号")


@pytest.mark.parametrize(("fen", "basis", "fault"), [(-1, "文", "amount"), (1, " ", "basis")])
def test_a_rate_below_zero_or_without_basis_is_refused(db: None, at: datetime, fen: int, basis: str, fault: str):
    with pytest.raises(RateUnfit) as caught:
        enter_rate(Rate.ORAL, since=JUNE, amount_fen=fen, basis=basis, by="system", at=at)

    assert caught.value.fault == fault
