"""Drafts of plans from the records, their publication as versions, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.checks import CHECKERS
from fazhi.lines.hotline.errors import (
    DraftUnready,
    NobodyAnswered,
    NoCallsBefore,
    PlanCodeTaken,
    PlanTooEarly,
    WishUnfit,
)
from fazhi.lines.hotline.models import Call, Draft, Plan, Segment
from fazhi.lines.hotline.queries.records import days_of, month_after, month_before, month_tide, records_span
from fazhi.lines.hotline.services import plans as acts
from fazhi.lines.hotline.terms.planning import Shift, Wish, clock, seat_hours
from fazhi.lines.hotline.tests import planned
from fazhi.lines.hotline.tests.duty import noon, post_of
from fazhi.surfaces.wording import sentence

JULY, TODAY = date(2024, 7, 1), date(2024, 6, 28)


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def head(bureau: Any) -> Any:
    return post_of(bureau, "E0022", "head")


def ask(bureau: Any, by: Any, **wished: Any) -> Draft:
    wish = Wish(**{"month": JULY, "target": 90, "segments": 3, **wished})
    return acts.ask_draft(office=bureau, wish=wish, by=by, at=noon(TODAY), on=TODAY)


def publish(draft: Draft, by: Any, **changed: Any) -> Plan:
    told = {"code": "方案2", "from_date": JULY, "at": noon(TODAY), "on": TODAY, **changed}
    return acts.publish(draft, by=by, **told)


def test_a_draft_is_drawn_up_from_the_records_before_its_month_and_compared_with_the_plan_in_force(bureau, head):
    pytest.importorskip("numba")
    current = planned.plan(bureau)
    count = planned.calls(bureau, date(2024, 5, 13), 49)
    draft, stages = ask(bureau, head), []

    acts.draw_up(draft, at=noon(TODAY), tell=lambda stage, share: stages.append((stage, share)))

    draft.refresh_from_db()
    told = draft.result
    assert draft.current == current
    assert told["calls"] == count
    assert told.keys() == planned.told().keys()
    assert [share for _, share in stages] == sorted(share for _, share in stages)
    # July 2024 has 23 days worked and 8 of rest.
    assert told["forecast"]["days"] == [23, 8]
    assert 50 < sum(told["forecast"]["mean"][0]) < 70
    assert 12 < sum(told["forecast"]["mean"][1]) < 28
    shifts = told["shifts"]
    assert [shifts[0]["start_minute"], shifts[-1]["end_minute"], len(shifts)] == [0, 1440, 3]
    assert all(one["end_minute"] == two["start_minute"] for one, two in zip(shifts, shifts[1:], strict=False))
    # Each segment has the seats that its busiest half hour needs, and no cheaper cut exists than the curve says.
    needs = told["required"][0]
    for each in shifts:
        assert each["seats"] == max(needs[each["start_minute"] // 30 : each["end_minute"] // 30])
    assert told["hours"][0] == told["curve"][2]["hours"]
    hours = [point["hours"] for point in told["curve"]]
    assert hours == sorted(hours, reverse=True)
    assert told["least_hours"] == sum(needs) / 2 <= hours[-1]
    assert all(point["low"] <= point["high"] and 0 <= point["pickup"] <= 1 for point in told["curve"])
    worked = told["compared"][0]
    assert worked["low"] <= worked["change"] <= worked["high"]
    assert [each["cause"] for each in worked["causes"]] == ["placing", "cuts", "hours"]
    assert sum(each["change"] for each in worked["causes"]) == pytest.approx(worked["change"], abs=1e-12)
    assert worked["before"]["hours"] == 48.0
    assert worked["after"]["hours"] == told["hours"][0]
    assert 2 < told["times"]["talk"] < 8


def test_what_is_drawn_up_is_not_drawn_up_again(bureau, head):
    draft = planned.draft(bureau, None)

    assert acts.draw_up(draft, at=noon(TODAY), tell=lambda stage, share: None) == planned.told()


def test_a_month_without_calls_before_it_is_refused_by_name(bureau, head):
    planned.calls(bureau, date(2024, 4, 1), 30)

    with pytest.raises(NoCallsBefore) as refused:
        acts.draw_up(ask(bureau, head), at=noon(TODAY), tell=lambda stage, share: None)
    assert sentence(refused.value) == ("2024年7月之前的一个月没有来电记录，不能预测。请先导入来电台账，或者改选月份。")


def test_calls_of_which_nobody_was_answered_are_refused_by_name(bureau, head):
    pytest.importorskip("numpy")
    planned.calls(bureau, date(2024, 6, 1), 20)
    Call.objects.system("a test").update(outcome="hung_up", talk_seconds=0)

    with pytest.raises(NobodyAnswered) as refused:
        acts.draw_up(ask(bureau, head), at=noon(TODAY), tell=lambda stage, share: None)
    assert "没有接听的来电" in (sentence(refused.value) or "")


@pytest.mark.parametrize(
    ("wished", "says"),
    [
        ({"target": 49}, "接通率（%）是“49”，应为50 到 99。"),
        ({"target": 100}, "接通率（%）是“100”，应为50 到 99。"),
        ({"segments": 0}, "段数是“0”，应为1 到 24。"),
        ({"segments": 25}, "段数是“25”，应为1 到 24。"),
        ({"month": date(2024, 7, 2)}, "月份是“2024-07-02”，应为月份。"),
    ],
)
def test_a_wish_that_can_not_be_is_refused_with_what_can(bureau, head, wished, says):
    with pytest.raises(WishUnfit) as refused:
        ask(bureau, head, **wished)
    assert sentence(refused.value) == says


def test_a_published_draft_is_a_version_that_ends_the_one_before_it_and_stands_in_the_trail(bureau, head):
    current = planned.plan(bureau)
    draft = planned.draft(bureau, current)

    plan = publish(draft, head)

    current.refresh_from_db()
    draft.refresh_from_db()
    assert (current.until_date, plan.from_date, plan.until_date, draft.plan) == (JULY, JULY, None, plan)
    rows = Segment.objects.system("a test").filter(plan=plan).order_by("start_minute")
    assert list(rows.values_list("start_minute", "end_minute", "seats", "rest_seats")) == [
        (0, 720, 2, 1),
        (720, 1440, 1, 1),
    ]
    entry = Entry.objects.get(action="hotline.plan.publish")
    assert (entry.actor, entry.basis, entry.subject_id) == (
        head.code,
        "12348热线地方标准 DB32/T 3837-2020",
        str(plan.pk),
    )
    for checker in CHECKERS[:2]:
        assert list(checker.find(TODAY)) == []


def test_a_draft_is_published_once_and_only_when_it_is_drawn_up(bureau, head):
    draft = planned.draft(bureau, None)
    publish(draft, head)

    with pytest.raises(DraftUnready) as twice:
        publish(draft, head, code="方案3", from_date=date(2024, 8, 1))
    assert sentence(twice.value) == "这个草案已经公布为方案 方案2。"
    with pytest.raises(DraftUnready) as empty:
        publish(ask(bureau, head), head, code="方案3")
    assert sentence(empty.value) == "这个草案还没有拟订完成，不能公布。"


def test_a_plan_can_not_begin_in_the_past_nor_on_the_day_of_the_one_before_it_nor_bear_its_number(bureau, head):
    planned.plan(bureau, since=JULY)
    draft = planned.draft(bureau, None)

    for day in (TODAY - timedelta(days=1), JULY):
        with pytest.raises(PlanTooEarly) as early:
            publish(draft, head, from_date=day)
        assert early.value.earliest == date(2024, 7, 2)
    assert "最早 2024-07-02" in (sentence(early.value) or "")
    with pytest.raises(PlanCodeTaken) as taken:
        publish(draft, head, code="方案1", from_date=date(2024, 8, 1))
    assert "方案1" in (sentence(taken.value) or "")


def test_a_clerk_drafts_but_does_not_publish_and_others_do_neither(city, bureau):
    clerk = post_of(bureau, "E0021", "clerk")
    draft = ask(bureau, clerk)
    assert draft.result is None

    with pytest.raises(NotPermitted):
        publish(planned.draft(bureau, None), clerk)
    with pytest.raises(NotPermitted):
        ask(bureau, city.reporter)


def test_a_month_tide_sums_calls_by_weekday_and_half_hour(city, bureau):
    # Monday 2024-06-03: two calls at nine, one of them given up after 40 seconds; one closed call that counts nowhere.
    for number, minute, outcome, wait in (
        ("1", 545, "answered", 5), ("2", 569, "hung_up", 40), ("3", 570, "refused", 0), ("4", 180, "closed", 0),
    ):  # fmt: skip
        Call(
            office=bureau, number=number, called_date=date(2024, 6, 3), called_year=2024, called_quarter=2,
            called_month=6, called_hour=minute // 60, minute=minute, outcome=outcome, wait_seconds=wait, talk_seconds=0,
        ).save(force_insert=True)  # fmt: skip

    found = month_tide(city.reporter, date(2024, 6, 1))

    nine, half_past = found.cells[0][18], found.cells[0][19]
    assert (nine.offered, nine.answered, nine.gone, nine.waited) == (2, 1, 1, 45)
    assert (half_past.offered, half_past.gone) == (1, 1)
    assert (found.offered, found.days) == (3, (1, 0, 0, 0, 0, 0, 0))
    assert records_span(city.reporter) == (date(2024, 6, 3), date(2024, 6, 3))
    assert records_span(city.stranger) is None
    assert month_tide(city.stranger, date(2024, 6, 1)).offered == 0


def test_months_and_hours_are_counted_right():
    assert (month_after(date(2024, 12, 31)), month_before(date(2025, 1, 1))) == (date(2025, 1, 1), date(2024, 12, 1))
    assert (len(days_of(date(2024, 2, 1))), clock(1440), clock(545)) == (29, "24:00", "09:05")
    shifts = [Shift(0, 480, 1, 1), Shift(480, 1440, 3, 2)]
    assert (seat_hours(shifts), seat_hours(shifts, rest=True)) == (8 + 48, 8 + 32)
