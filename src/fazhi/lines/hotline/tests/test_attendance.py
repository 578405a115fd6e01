"""Duty as it is served: signed in and out in time, corrected by a head with the reason, and shut to everybody else."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors.attendance import DutyBegun, SignOutOfTurn, SignUntimely, TimesUnfit
from fazhi.lines.hotline.models import Duty, Roster, Sign
from fazhi.lines.hotline.queries.attendance import Signed, duty_to_sign, signed_of
from fazhi.lines.hotline.rules.attendance import attended, minute_of
from fazhi.lines.hotline.services import attendance as acts
from fazhi.lines.hotline.services.rosters import swap
from fazhi.lines.hotline.terms.attendance import Attended, Presence
from fazhi.lines.hotline.tests import planned
from fazhi.lines.hotline.tests.duty import post_of
from fazhi.surfaces.wording import sentence

JULY = date(2024, 7, 1)


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2024, 7, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("came", "went", "now", "found"),
    [
        # The duty is from 08:00 (480) to 12:00 (720), the grace ten minutes.
        (None, None, 479, Attended(Presence.UPCOMING)),
        (None, None, 480, Attended(Presence.AWAITED)),
        (None, None, 720, Attended(Presence.ABSENT)),
        (470, None, 600, Attended(Presence.ON_DUTY)),
        (490, None, 600, Attended(Presence.ON_DUTY)),
        (491, None, 600, Attended(Presence.ON_DUTY, late=11)),
        (480, None, 720 + 719, Attended(Presence.ON_DUTY)),
        (480, None, 720 + 720, Attended(Presence.UNCLOSED)),
        (480, 720, 800, Attended(Presence.LEFT, minutes=240)),
        (490, 710, 800, Attended(Presence.LEFT, minutes=240)),
        (505, 690, 800, Attended(Presence.LEFT, late=25, early=30, minutes=185)),
        (470, 475, 800, Attended(Presence.LEFT, early=245, minutes=0)),
    ],
)
def test_late_early_and_absent_are_told_against_the_segment(came, went, now, found):
    assert attended(480, 720, came, went, now, 10) == found


def test_a_moment_after_midnight_counts_on_from_the_duty_s_day():
    assert minute_of(at(0, 5, day=2), JULY) == 1445
    assert minute_of(datetime(2024, 6, 30, 23, 30), JULY) == -30  # noqa: DTZ001  the hour before


@pytest.fixture
def built(city: Any) -> planned.Planned:
    return planned.build(city.bureau)


@pytest.fixture
def clerk(city: Any) -> Any:
    return post_of(city.bureau, "E0021", "clerk")


@pytest.fixture
def head(city: Any) -> Any:
    return post_of(city.bureau, "E0022", "head")


@pytest.fixture
def duty(built: planned.Planned) -> Duty:
    """Of 乙 on 1 July, from 08:00 to 12:00, four seats."""
    return Duty.objects.system("a test").select_related("firm").get(served_date=JULY, start_minute=480)


def test_a_team_signs_in_and_out_by_one_click_each_and_both_are_in_the_trail(clerk, duty):
    acts.sign_in(duty, lawyers=3, by=clerk, at=at(7, 55))
    acts.sign_out(duty, by=clerk, at=at(12, 2))

    assert signed_of([duty])[duty.pk] == Signed(475, 722, 3)
    assert Entry.objects.filter(action="hotline.duty.sign", subject_id=str(duty.pk)).count() == 2


def test_it_is_signed_once_in_its_order_and_in_its_time_with_no_more_lawyers_than_seats(clerk, duty):
    for lawyers in (0, 5):
        with pytest.raises(TimesUnfit) as many:
            acts.sign_in(duty, lawyers=lawyers, by=clerk, at=at(8))
        assert "1 到 4" in (sentence(many.value) or "")
    with pytest.raises(SignOutOfTurn) as unsigned:
        acts.sign_out(duty, by=clerk, at=at(9))
    assert "还没有签到" in (sentence(unsigned.value) or "")
    for moment in (at(6, 59), at(12)):
        with pytest.raises(SignUntimely) as untimely:
            acts.sign_in(duty, lawyers=4, by=clerk, at=moment)
        assert "2024-07-01 07:00 到 2024-07-01 11:59" in (sentence(untimely.value) or "")
    acts.sign_in(duty, lawyers=4, by=clerk, at=at(7))
    with pytest.raises(SignOutOfTurn) as twice:
        acts.sign_in(duty, lawyers=4, by=clerk, at=at(8))
    assert "已经签到" in (sentence(twice.value) or "")
    with pytest.raises(SignUntimely):
        acts.sign_out(duty, by=clerk, at=at(0, 1, day=2))
    acts.sign_out(duty, by=clerk, at=at(0, 0, day=2))
    with pytest.raises(SignOutOfTurn):
        acts.sign_out(duty, by=clerk, at=at(0, 0, day=2))


def test_a_head_corrects_with_a_reason_and_what_was_signed_stays_on_record(clerk, head, duty):
    acts.sign_in(duty, lawyers=4, by=clerk, at=at(8, 40))
    told = {"came": 480, "went": 720, "lawyers": 4, "by": head, "at": at(18)}

    with pytest.raises(NotPermitted):
        acts.correct(duty, reason="漏签", **{**told, "by": clerk})
    with pytest.raises(TimesUnfit) as silent:
        acts.correct(duty, reason=" ", **told)
    assert "更正理由" in (sentence(silent.value) or "")
    for wrong in ({"came": 720}, {"went": 480}, {"went": 18 * 60 + 1}, {"came": None}, {"lawyers": 5}, {"came": -241}):
        with pytest.raises(TimesUnfit):
            acts.correct(duty, reason="漏签", **{**told, **wrong})
    changed = acts.correct(duty, reason="八点已到，系统故障", **told)

    assert changed == 2
    assert signed_of([duty])[duty.pk] == Signed(480, 720, 4)
    rows = Sign.objects.system("a test").order_by("recorded_at", "pk").values_list("side", "reason")
    assert list(rows) == [("in", ""), ("in", "八点已到，系统故障"), ("out", "八点已到，系统故障")]
    assert Entry.objects.filter(action="hotline.duty.correct").count() == 2
    acts.correct(duty, reason="当日没有来", **{**told, "came": None, "went": None})
    assert signed_of([duty])[duty.pk] == Signed()
    with pytest.raises(SignOutOfTurn):
        acts.sign_in(duty, lawyers=4, by=clerk, at=at(9))


def test_a_duty_that_was_signed_in_for_is_not_swapped_any_more(built, clerk, duty):
    acts.sign_in(duty, lawyers=4, by=clerk, at=at(8))

    with pytest.raises(DutyBegun) as begun:
        swap(duty, to=built.firms[3], against=None, reason="开庭", by=clerk, at=at(8, 5), on=JULY)
    assert "已经签到" in (sentence(begun.value) or "")


def test_strangers_and_those_without_the_right_sign_nothing_and_a_draft_of_a_roster_is_not_signed(city, clerk, duty):
    elsewhere = post_of(city.head.office, "E0023", "clerk")

    with pytest.raises(NotPermitted):
        acts.sign_in(duty, lawyers=4, by=city.reporter, at=at(8))
    with pytest.raises(Duty.DoesNotExist):
        acts.sign_in(duty, lawyers=4, by=elsewhere, at=at(8))
    assert duty_to_sign(elsewhere, str(duty.pk)) is None
    assert duty_to_sign(clerk, "no key") is None
    Roster.objects.system("a test").update(published_at=None)
    with pytest.raises(Duty.DoesNotExist):
        acts.sign_in(duty, lawyers=4, by=clerk, at=at(8))
    assert not Sign.objects.system("a test").exists()
