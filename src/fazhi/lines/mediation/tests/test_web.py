from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from fazhi.kernel.procedures.models import Clock
from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION
from fazhi.lines.mediation.terms import GROUNDS
from fazhi.lines.mediation.web.clocks import shown_clock

pytestmark = pytest.mark.django_db


def clock(period: str, started: date, due: date, stopped_at: datetime | None = None) -> Clock:
    return Clock(
        id=1, procedure="mediation.people", matter_id=uuid4(), period=period, after="accepted",
        started_date=started, due_date=due, stopped_at=stopped_at, stopped_date=stopped_at and stopped_at.date(),
    )  # fmt: skip


MAY = date(2024, 5, 20)
END = clock("XZTJ-END", MAY, date(2024, 6, 19))


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [
        (date(2024, 6, 18), "剩 1 日", False),
        (date(2024, 6, 19), "今天到期", False),
        (date(2024, 6, 20), "逾期 1 日", True),
    ],
)
def test_a_due_day_says_what_is_left(today, left, late):
    shown = shown_clock(END, today, explain=False)

    assert (shown.left, shown.is_late) == (left, late)


def test_a_stopped_clock_is_not_late():
    stopped = clock("XZTJ-END", MAY, date(2024, 6, 19), datetime(2024, 6, 3, 2, 0, tzinfo=UTC))

    shown = shown_clock(stopped, date(2026, 1, 1), explain=False)

    assert (shown.left, shown.is_late) == ("已停止（2024-06-03）", False)


def test_an_uncertain_length_marks_its_source():
    assert [each.mark for each in shown_clock(END, MAY, explain=False).basis] == ["待核"]


def test_a_count_of_days_is_shown_week_by_week_with_every_day_numbered():
    weeks = shown_clock(END, MAY, explain=True).explained.weeks
    days = [day for week in weeks for day in week]

    assert all(len(week) == 7 for week in weeks)
    assert (days[0].date, days[0].told, days[0].style) == ("5月20日", "起算日", "from")
    assert [day.told for day in days if day.style == "c"] == [f"第{number}日" for number in range(1, 30)]
    assert [(day.date, day.told) for day in days if day.style == "due"] == [("6月19日", "第30日 到期")]


def test_working_days_say_why_a_day_does_not_count():
    """三个工作日 from Wednesday 30 April 2025: the holiday is 1 to 5 May."""
    weeks = shown_clock(clock("TJ-ACCEPT", date(2025, 4, 30), date(2025, 5, 8)), MAY, explain=True).explained.weeks
    told = {day.date: (day.told, day.style) for week in weeks for day in week}

    assert told["5月1日"] == ("劳动节", "n")
    assert told["5月6日"] == ("第1日", "c")
    assert told["5月8日"] == ("第3日 到期", "due")


def test_months_tell_only_the_days_that_decide():
    """One month from 31 January 2024 ends on the last of February, a Thursday."""
    explained = shown_clock(clock("TJ-END", date(2024, 1, 31), date(2024, 2, 29)), MAY, explain=True).explained

    assert explained.weeks == ()
    assert explained.decisive[-1] == "2024-02-29 周四：期满月没有对应日，以月末日为准"


def test_every_ground_that_a_step_needs_has_a_word():
    steps = (*PEOPLES_MEDIATION.steps, *ADMINISTRATIVE_MEDIATION.steps)

    assert {need for step in steps for need in step.needs} <= set(GROUNDS)


def test_the_page_of_a_referral_shows_its_clock_and_the_other_records_of_the_dispute(city, peoples, client, settings):
    from django.urls import reverse

    from fazhi.kernel.procedures.models import Task
    from fazhi.kernel.referrals import services as referrals
    from fazhi.kernel.referrals.terms import Kind
    from fazhi.lines.mediation.services import referred

    at, on = datetime(2024, 6, 3, 2, tzinfo=UTC), date(2024, 6, 3)
    referral = referrals.send(
        Kind.POLICE,
        "公调1号",
        to=city.committee,
        sender="莲前派出所",
        category="neighbour",
        by=city.clerk,
        at=at,
        on=on,
    )
    referred.sign(referral, by=city.mediator, at=at, on=on)
    referred.accept(referral, by=city.mediator, at=at, on=on, number="调1号")
    assert Task.objects.system("a test").filter(matter_id=referral.pk).exists()

    page = client.get(
        reverse("mediation-referral", kwargs={"key": referral.pk}), {"clock": "2"}, HTTP_HOST="localhost"
    ).content.decode()

    assert "公调对接调解结果反馈" in page
    assert "2024-07-03" in page
    assert "同一纠纷" in page
    assert "调1号" in page
