"""What one matter's act settles about another, and the question that a line asks before its own rules."""

import json
from datetime import date, datetime, timedelta

import pytest

from fazhi.engines.citation import Article
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import DeemedByLaw, MatterChanged, NotRectifiable, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.services import carry, require_open, take
from fazhi.lines.mediation.models import PeoplesMatter

BASIS = Article("人民调解法", 31, 2)


def stored(matter: PeoplesMatter) -> PeoplesMatter:
    return PeoplesMatter.objects.system("a test").get(pk=matter.pk)


def test_what_is_carried_is_a_version_and_an_entry_of_its_own_and_moves_nothing(applied, city, at: datetime):
    matter, source = applied("1号"), applied("2号")

    carry(
        matter, {"facts": "漏水。"}, source=source, act="visit", basis=BASIS, by=city.clerk, at=at, on=date(2024, 6, 3)
    )

    found = stored(matter)
    assert (found.state, found.version, found.occurred_date, found.facts) == ("applied", 2, date(2024, 6, 3), "漏水。")
    assert (matter.version, matter.facts) == (2, "漏水。")
    entry = Entry.objects.get(subject_id=matter.pk.hex)
    assert (entry.action, entry.actor, entry.basis) == ("procedures.carry", city.clerk.code, BASIS.source)
    told = {"act": "mediation.people.visit", "old": {"facts": ""}, "new": {"facts": "漏水。"}}
    assert json.loads(entry.detail.content) == told
    assert not Entry.objects.filter(subject_id=source.pk.hex).exists()


def test_that_something_follows_a_matter_is_told_without_a_change(applied, city, at: datetime):
    matter = applied("1号")

    carry(matter, {}, source=applied("2号"), act="begin", basis=BASIS, by=city.clerk, at=at)

    assert stored(matter).version == 2
    assert Entry.objects.filter(subject_id=matter.pk.hex).count() == 1


@pytest.mark.parametrize("field", ["state", "office_id", "version", "occurred_date"])
def test_nothing_is_carried_that_changes_by_acts_only(applied, city, at: datetime, field: str):
    matter = applied("1号")

    with pytest.raises(NotRectifiable):
        carry(matter, {field: "settled"}, source=applied("2号"), act="visit", basis=BASIS, by=city.clerk, at=at)

    assert stored(matter).version == 1


def test_of_two_at_once_the_second_is_told(applied, city, at: datetime):
    matter, source = applied("1号"), applied("2号")
    read_before = stored(matter)
    take(matter, "withdraw", by=city.clerk, at=at, changes=concluded(matter))

    with pytest.raises(MatterChanged):
        carry(read_before, {"facts": "漏水。"}, source=source, act="visit", basis=BASIS, by=city.clerk, at=at)


def concluded(matter: PeoplesMatter) -> dict[str, object]:
    from fazhi.lines.mediation.services.acts import parts

    return parts("concluded", date(2024, 6, 3))


def test_a_line_asks_for_scope_state_and_right_before_its_own_rules(matter: PeoplesMatter, city, at: datetime):
    assert require_open(matter, "accept", by=city.clerk, at=at).target == "accepted"
    with pytest.raises(OutOfSight):
        require_open(matter, "accept", by=city.stranger, at=at)
    with pytest.raises(NotPermitted):
        require_open(matter, "accept", by=city.head, at=at)
    with pytest.raises(StepNotOpen):
        require_open(matter, "settle", by=city.mediator, at=at)
    assert not Entry.objects.exists()


def test_a_result_of_the_law_is_nobodys_to_take(deemed_accepted, matter: PeoplesMatter, city, at: datetime):
    with pytest.raises(DeemedByLaw):
        require_open(matter, "lapse", by=city.clerk, at=at + timedelta(days=30))
