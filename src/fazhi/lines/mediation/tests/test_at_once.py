"""A dispute registered in one go: with its parties, accepted or settled, under the office's next number."""

from datetime import date

import pytest

from fazhi.kernel.audit import queries as audit
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.queries import parties_of
from fazhi.kernel.procedures.errors import LateEntry
from fazhi.lines.mediation.errors import MediatorIsParty, MediatorTied, NumberTaken
from fazhi.lines.mediation.models import Agreement, PeoplesMatter
from fazhi.lines.mediation.queries.numbering import next_number
from fazhi.lines.mediation.services import people
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.services.people import at_once
from fazhi.lines.mediation.terms import State

pytestmark = pytest.mark.django_db

DAY = date(2025, 2, 19)
DISPUTE = {
    "source": "application",
    "category": "neighbour",
    "applicant": Side("陈示例"),
    "respondent": Side("林示例"),
}
ORAL = {
    "mediators": ("李二",),
    "agreement_form": "oral",
    "agreement_terms": "林示例赔偿三千元，当场付清。",
    "performance_mode": "at_once",
    "amount_fen": 300_000,
    "tie": "none",
}


def registered(committee, **values):
    return people.register_at_once(office=committee.clerk.office, **committee.clerks(DAY), **{**DISPUTE, **values})


def acts_on(matter):
    return [entry.action.rpartition(".")[2] for entry in audit.entries_about("mediation.people", matter.pk.hex)]


def test_an_application_is_registered_and_waits(committee):
    matter = registered(committee, way="applied")

    assert matter.state == State.APPLIED
    assert matter.number == "〔2025〕莲前街道人调字第1号"


def test_registered_and_accepted_on_one_day_by_the_steps_of_the_procedure(committee):
    matter = registered(committee, way="accepted")

    assert (matter.state, matter.accepted_date) == (State.ACCEPTED, DAY)
    assert acts_on(matter) == ["begin", "add", "add", "accept"]


def test_settled_on_the_spot_with_its_agreement(committee):
    matter = registered(committee, way="settled", **ORAL)

    assert (matter.state, matter.form, matter.amount_fen, matter.mediator) == (
        "settled",
        "on_the_spot",
        300_000,
        "李二",
    )
    assert Agreement.objects.system("a test").get(matter_id=matter.pk).terms == ORAL["agreement_terms"]
    assert acts_on(matter)[-1] == "settle_on_the_spot"


def test_more_than_two_parties_are_written_down_in_order_and_counted(committee):
    matter = registered(committee, way="accepted", others=(Side("陈三"), Side("某公司")))

    assert [party.name for party in parties_of(matter.pk, committee.clerk)] == ["陈示例", "林示例", "陈三", "某公司"]
    assert matter.parties_count == 4


def test_numbers_go_on_in_the_offices_series(committee):
    committee.registered(DAY, number="〔2025〕莲前人调字第0009号")

    numbers = [registered(committee, way="accepted").number for _ in range(2)]

    assert numbers == ["〔2025〕莲前人调字第0010号", "〔2025〕莲前人调字第0011号"]


def test_a_new_year_begins_with_one(committee):
    committee.registered(date(2024, 12, 30), number="〔2024〕莲前人调字第9号")

    assert registered(committee, way="accepted").number == "〔2025〕莲前人调字第1号"


def test_a_series_of_screenings_is_not_gone_on_with(committee):
    first = registered(committee, way="settled", number="〔2025〕莲前当场化解字第7号", **ORAL)

    assert first.form == "on_the_spot"
    assert next_number(committee.clerk.office, 2025, by=committee.clerk) == "〔2025〕莲前街道人调字第1号"


def test_a_number_that_was_typed_is_taken_as_it_is(committee):
    assert registered(committee, way="accepted", number="特1号").number == "特1号"
    with pytest.raises(NumberTaken):
        registered(committee, way="accepted", number="特1号")


def test_of_two_at_once_the_second_has_the_number_after(committee, monkeypatch):
    taken = registered(committee, way="accepted").number
    given = iter([taken, "〔2025〕莲前街道人调字第2号"])
    monkeypatch.setattr(at_once.numbering, "next_number", lambda *a, **k: next(given))

    assert registered(committee, way="accepted").number == "〔2025〕莲前街道人调字第2号"


def test_who_never_finds_a_free_number_is_told(committee, monkeypatch):
    taken = registered(committee, way="accepted").number
    monkeypatch.setattr(at_once.numbering, "next_number", lambda *a, **k: taken)

    with pytest.raises(NumberTaken):
        registered(committee, way="accepted")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"tie": "near_relative"}, MediatorTied),
        ({"mediators": ("陈示例",)}, MediatorIsParty),
    ],
)
def test_what_stops_the_agreement_leaves_no_matter_behind(committee, values, error):
    with pytest.raises(error):
        registered(committee, way="settled", **{**ORAL, **values})

    assert not PeoplesMatter.objects.system("a test").exists()


def test_a_late_entry_needs_its_reason_in_every_step(committee):
    asked = {**committee.clerks(DAY), "on": date(2024, 11, 1)}

    with pytest.raises(LateEntry):
        people.register_at_once(office=committee.clerk.office, **asked, **DISPUTE, way="accepted")
    matter = people.register_at_once(
        office=committee.clerk.office, **asked, **DISPUTE, way="accepted", late_reason="下乡补录"
    )

    assert matter.accepted_date == date(2024, 11, 1)
    assert matter.number == "〔2024〕莲前街道人调字第1号"


def test_who_may_not_register_may_not_here(city, committee):
    with pytest.raises(NotPermitted):
        people.register_at_once(
            office=city.committee, by=city.head, at=committee.clerks(DAY)["at"], on=DAY, way="accepted", **DISPUTE
        )
