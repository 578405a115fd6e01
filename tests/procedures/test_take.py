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
from fazhi.kernel.organisations.services import record_absence
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    DeemedByLaw,
    FutureAct,
    LateEntry,
    MatterChanged,
    MissingGround,
    NotStandingIn,
    OutOfSight,
    StepNotOpen,
    UnknownStep,
)
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
    assert [step.name for step in caught.value.open] == [
        "accept",
        "refuse",
        "settle_on_the_spot",
        "report_risk",
        "withdraw",
    ]
    assert snapshot(matter) == before


def test_the_sentence_says_state_article_and_what_can_be_done(matter, city, at):
    with pytest.raises(StepNotOpen) as caught:
        take(matter, "settle", by=city.mediator, at=at, on=DAY)

    said = sentence(caught.value) or ""
    for words in ("〔2024〕1号", "已申请", "不能达成协议", "第二十八条", "受理、不予受理、当场化解、报告风险、撤回"):
        assert words in said


def test_a_step_that_the_procedure_does_not_have_is_unknown(matter, city, at):
    with pytest.raises(UnknownStep, match="accept, appoint, arrange, explain, fail"):
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


def test_each_act_leaves_one_entry_that_says_who_what_when_and_by_what_right(applied, city, at):
    day = date(2024, 5, 31)
    matter = applied(on=day)

    take(matter, "refuse", by=city.clerk, at=at, on=day, grounds={"reason": "已经起诉"}, changes=ended(day))

    entry = Entry.objects.get()
    assert entry.action == "mediation.people.refuse"
    assert entry.actor == "E0001@XM-SM-01:clerk"
    assert (entry.subject_kind, entry.subject_id) == ("mediation.people", matter.id.hex)
    assert entry.basis == "人民调解法 第十七条"
    assert entry.recorded_at == at
    assert entry.occurred_at == datetime(2024, 5, 31, tzinfo=ZoneInfo("Asia/Shanghai"))


def ended(day: date = DAY) -> dict[str, object]:
    quarter = (day.month + 2) // 3
    return {
        "concluded_date": day,
        "concluded_year": day.year,
        "concluded_quarter": quarter,
        "concluded_month": day.month,
    }


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
    take(matter, "withdraw", by=city.mediator, at=later, on=date(2024, 6, 10), changes=ended(date(2024, 6, 10)))

    assert {period: clock.stopped_at for period, clock in clocks(matter).items()} == {"TJ-ACCEPT": at, "TJ-END": later}
    assert [entry.action for entry in Entry.objects.all()] == ["mediation.people.accept", "mediation.people.withdraw"]


def test_an_act_cannot_occur_after_it_is_recorded(matter, city, at):
    before = snapshot(matter)

    with pytest.raises(FutureAct) as caught:
        take(matter, "accept", by=city.clerk, at=at, on=date(2024, 6, 4), changes=ACCEPTED)

    assert (caught.value.on, caught.value.recorded) == (date(2024, 6, 4), DAY)
    assert snapshot(matter) == before


def test_an_act_cannot_occur_before_the_one_that_led_here(matter, city, at):
    with pytest.raises(ActOutOfOrder) as caught:
        take(matter, "accept", by=city.clerk, at=at, on=date(2024, 6, 2), changes=ACCEPTED)

    assert caught.value.before == DAY
    assert "早于上一步的 2024-06-03" in (sentence(caught.value) or "")


def test_an_act_of_long_ago_is_entered_with_a_reason_only(applied, city, at):
    day = date(2024, 5, 26)  # eight days before it is recorded
    matter = applied(on=day)

    with pytest.raises(LateEntry, match="7 days"):
        take(matter, "accept", by=city.clerk, at=at, on=day, changes=ACCEPTED)
    with pytest.raises(LateEntry):
        take(matter, "accept", by=city.clerk, at=at, on=day, changes=ACCEPTED, grounds={"late_reason": "  "})
    take(matter, "accept", by=city.clerk, at=at, on=day, changes=ACCEPTED, grounds={"late_reason": "停电三日"})

    assert json.loads(Entry.objects.get().detail.content)["late_reason"] == "停电三日"


def test_a_week_is_still_in_time_to_enter_an_act(applied, city, at):
    day = date(2024, 5, 27)
    matter = applied(on=day)

    take(matter, "accept", by=city.clerk, at=at, on=day, changes=ACCEPTED)

    assert stored(matter).occurred_date == day


def test_the_trail_keeps_what_a_value_was_and_what_it_became(matter, city, at):
    take(matter, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    detail = json.loads(Entry.objects.get().detail.content)
    assert detail["old"]["accepted_date"] is None
    assert (detail["new"]["accepted_date"], detail["new"]["accepted_month"]) == ("2024-06-03", 6)
    assert (detail["old"]["state"], detail["new"]["state"]) == ("applied", "accepted")


def test_a_result_that_the_law_draws_is_nobodys_to_take(matter, city, at, deemed_accepted):
    with pytest.raises(DeemedByLaw) as caught:
        take(matter, "lapse", by=city.clerk, at=at, on=DAY)

    assert "自动产生" in (sentence(caught.value) or "")


def test_the_loser_of_two_is_told_who_did_what_and_where_it_stands_now(matter, city, at):
    mine, theirs = stored(matter), stored(matter)
    take(mine, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    with pytest.raises(MatterChanged) as caught:
        take(theirs, "withdraw", by=city.mediator, at=at, on=DAY)

    said = sentence(caught.value) or ""
    for words in ("E0001@XM-SM-01:clerk", "2024-06-03 17:30", "受理", "调解中"):
        assert words in said


def test_a_change_that_the_trail_does_not_tell_is_told_as_such(matter, city, at):
    theirs = stored(matter)
    type(matter).objects.system("a test").filter(pk=matter.pk).update(version=7)

    with pytest.raises(MatterChanged) as caught:
        take(theirs, "accept", by=city.clerk, at=at, on=DAY, changes=ACCEPTED)

    assert caught.value.entry is None
    assert "刚刚被别人办理过" in (sentence(caught.value) or "")


def test_who_stands_in_for_an_absent_post_uses_its_right(matter, city, at):
    first = date(2024, 6, 1)
    record_absence(city.clerk, city.head, first, date(2024, 6, 9), AbsenceReason.ANNUAL_LEAVE, by=city.head, at=at)

    take(matter, "accept", by=city.head, at=at, on=DAY, changes=ACCEPTED, standing_in_for=city.clerk)

    entry = Entry.objects.order_by("-number").first()
    assert entry.actor == city.head.code
    assert stored(matter).state == "accepted"


def test_nobody_stands_in_for_one_who_is_there(matter, city, at):
    with pytest.raises(NotStandingIn) as caught:
        take(matter, "accept", by=city.head, at=at, on=DAY, changes=ACCEPTED, standing_in_for=city.clerk)

    assert "不是" in (sentence(caught.value) or "")
