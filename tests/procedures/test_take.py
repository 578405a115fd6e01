"""The runner of steps: who may, what is open, what it needs, what it leaves; all of it or nothing."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from fazhi.kernel.audit.errors import KeyMissing
from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import MatterChanged, MissingGround, OutOfSight, StepNotOpen, UnknownStep
from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.procedures.services import take
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.cli import wording  # noqa: F401  registers the sentences
from fazhi.surfaces.wording import sentence

DAY = date(2024, 6, 3)
ACCEPTED = {"accepted_date": DAY, "accepted_year": 2024, "accepted_quarter": 2, "accepted_month": 6}


def stored(matter: PeoplesMatter) -> PeoplesMatter:
    return type(matter).objects.system("a test").get(pk=matter.pk)


def snapshot(matter: PeoplesMatter) -> tuple[object, ...]:
    """All that an act could have left: the record, its clocks, the trail."""
    clocks = Clock.objects.system("a test").filter(matter_id=matter.pk).order_by("id")
    record = type(matter).objects.system("a test").filter(pk=matter.pk)
    return (*record.values(), *clocks.values(), Entry.objects.count(), Detail.objects.count())


def test_a_step_moves_the_matter_and_writes_its_changes(matter, city, at):
    step = take(matter, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    found = stored(matter)
    assert step.title == "受理"
    assert (found.state, found.version, found.accepted_date, found.recorded_at) == ("accepted", 2, DAY, at)
    assert (matter.state, matter.version) == ("accepted", 2)


def test_a_role_without_the_permission_may_not(matter, city, at):
    before = snapshot(matter)

    with pytest.raises(NotPermitted) as caught:
        take(matter, "accept", by=city.head, at=at, on=DAY, changes=ACCEPTED)

    assert caught.value.roles == {"clerk", "mediator"}
    assert snapshot(matter) == before


def test_a_stranger_may_not_though_the_role_would_allow_it(matter, city, at):
    before = snapshot(matter)

    with pytest.raises(OutOfSight):
        take(matter, "accept", by=city.stranger, at=at, on=DAY, changes=ACCEPTED)

    assert snapshot(matter) == before


def test_a_post_above_may_act_for_the_offices_below_it(matter, city, at):
    city.head.role = "clerk"
    city.head.save()

    take(matter, "accept", by=city.head, at=at, on=DAY, changes=ACCEPTED)

    assert stored(matter).state == "accepted"


def test_a_step_that_is_not_open_tells_what_is_and_under_which_article(matter, city, at):
    before = snapshot(matter)

    with pytest.raises(StepNotOpen, match="人民调解法") as caught:
        take(matter, "settle", by=city.mediator, at=at, on=DAY)

    assert caught.value.sources == ("accepted",)
    assert [step.name for step in caught.value.open] == ["accept", "refuse", "withdraw"]
    assert snapshot(matter) == before


def test_the_sentence_says_state_article_and_what_can_be_done(matter, city, at):
    with pytest.raises(StepNotOpen) as caught:
        take(matter, "settle", by=city.mediator, at=at, on=DAY)

    said = sentence(caught.value) or ""
    for words in ("〔2024〕1号", "已申请", "不能达成协议", "第二十八条", "受理、不予受理、撤回"):
        assert words in said


def test_a_step_that_the_procedure_does_not_have_is_unknown(matter, city, at):
    with pytest.raises(UnknownStep, match="accept, fail, refuse, settle, withdraw"):
        take(matter, "adjudicate", by=city.mediator, at=at)


@pytest.mark.parametrize("grounds", [None, {}, {"reason": None}, {"reason": ""}, {"reason": " \t\n"}, {"other": "x"}])
def test_a_ground_that_is_missing_or_blank_is_named(matter, city, at, grounds):
    before = snapshot(matter)

    with pytest.raises(MissingGround) as caught:
        take(matter, "refuse", by=city.clerk, at=at, on=DAY, grounds=grounds)

    assert caught.value.ground == "reason"
    assert snapshot(matter) == before


def test_of_two_officials_at_once_one_wins_and_the_other_is_told(matter, city, at):
    mine, theirs = stored(matter), stored(matter)
    take(mine, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)
    after_mine = snapshot(matter)

    with pytest.raises(MatterChanged) as caught:
        take(theirs, "withdraw", by=city.mediator, at=at, on=DAY)

    assert caught.value.version == 1
    assert snapshot(matter) == after_mine


def test_each_act_leaves_one_entry_that_says_who_what_when_and_by_what_right(matter, city, at):
    take(matter, "refuse", by=city.clerk, at=at, on=date(2024, 5, 31), grounds={"reason": "已经起诉"}, changes=ended())

    entry = Entry.objects.get()
    assert entry.action == "mediation.people.refuse"
    assert entry.actor == "E0001@XM-SM-01:clerk"
    assert (entry.subject_kind, entry.subject_id) == ("mediation.people", matter.id.hex)
    assert entry.basis == "人民调解法 第十七条"
    assert entry.recorded_at == at
    assert entry.occurred_at == datetime(2024, 5, 31, tzinfo=ZoneInfo("Asia/Shanghai"))


def ended() -> dict[str, object]:
    day = date(2024, 5, 31)
    return {"concluded_date": day, "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 5}


def test_grounds_stand_in_the_erasable_detail_and_not_in_the_chain(matter, city, at):
    take(matter, "refuse", by=city.clerk, at=at, on=DAY, grounds={"reason": "王某已经起诉"}, changes=ended())

    entry = Entry.objects.get()
    assert json.loads(entry.detail.content)["reason"] == "王某已经起诉"
    assert not [name for name, value in vars(entry).items() if "王某" in str(value)]


def test_without_a_day_the_act_occurred_on_the_local_day_of_its_recording(matter, city, clocks):
    late = datetime(2024, 6, 3, 16, 30, tzinfo=UTC)  # half past midnight in Xiamen

    take(matter, "accept", by=city.clerk, at=late, changes=ACCEPTED)

    assert clocks(matter)["TJ-END"].started_date == date(2024, 6, 4)
    assert Entry.objects.get().occurred_at == late


def test_what_the_database_refuses_leaves_nothing(matter, city, at):
    before = snapshot(matter)

    with pytest.raises(IntegrityError, match="accepted_parts"):
        take(matter, "accept", by=city.clerk, at=at, on=DAY, changes={"accepted_date": DAY})

    assert snapshot(matter) == before


def test_an_act_that_the_trail_cannot_take_does_not_happen(matter, city, at, data_dir):
    before = snapshot(matter)
    (data_dir / "key" / "trail.key").unlink()

    with pytest.raises(KeyMissing):
        take(matter, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    assert snapshot(matter) == before


def test_a_whole_course_stops_every_clock(matter, city, at, clocks: Callable):
    take(matter, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)
    assert [period for period, clock in clocks(matter).items() if clock.stopped_at is None] == ["TJ-END"]

    later = at + timedelta(days=7)
    take(matter, "withdraw", by=city.mediator, at=later, on=date(2024, 6, 10), changes=ended_later())

    assert {period: clock.stopped_at for period, clock in clocks(matter).items()} == {"TJ-ACCEPT": at, "TJ-END": later}
    assert [entry.action for entry in Entry.objects.all()] == ["mediation.people.accept", "mediation.people.withdraw"]


def ended_later() -> dict[str, object]:
    day = date(2024, 6, 10)
    return {"concluded_date": day, "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 6}
