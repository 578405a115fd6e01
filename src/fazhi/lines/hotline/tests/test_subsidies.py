"""The subsidies of duty: paid by the minutes served and the rates of the day, fixed for good, corrected by a further line."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.checks import CHECKERS
from fazhi.lines.hotline.errors.attendance import (
    RateUnfit,
    SubsidyFixed,
    SubsidyOutOfTurn,
    SubsidyStale,
    SubsidyUnready,
)
from fazhi.lines.hotline.models import Duty, Firm, Roster, Subsidy, SubsidyLine
from fazhi.lines.hotline.papers.subsidy import book_of
from fazhi.lines.hotline.queries.subsidies import by_firm, lines_seen_by
from fazhi.lines.hotline.rules.subsidy import Rates, half_up, packaged, pay
from fazhi.lines.hotline.services import attendance
from fazhi.lines.hotline.services import subsidies as acts
from fazhi.lines.hotline.terms.attendance import Attended, DaySort, Presence, Rate, RateRow, Unpaid
from fazhi.lines.hotline.tests import planned
from fazhi.lines.hotline.tests.duty import noon, post_of
from fazhi.surfaces.wording import sentence

JULY, AUGUST, SEPTEMBER = date(2024, 7, 1), date(2024, 8, 1), date(2024, 9, 1)
SATURDAY, HOLIDAY = date(2024, 7, 6), date(2024, 10, 1)


def served(minutes: int) -> Attended:
    return Attended(Presence.LEFT, minutes=minutes)


@pytest.mark.parametrize(
    ("found", "lawyers", "kind", "day", "fen", "why"),
    [
        # 50.00 yuan an hour: 4 h × 4 = 800.00; 3 h 35 min × 4 = 716.666… → 716.67.
        (served(240), 4, "workday", JULY, 80_000, None),
        (served(215), 4, "workday", JULY, 71_667, None),
        (served(240), 1, "makeup_workday", date(2024, 9, 29), 20_000, None),
        (served(480), 1, "weekend", SATURDAY, 60_000, None),
        (served(1), 1, "weekend", SATURDAY, 125, None),
        (served(720), 1, "holiday", HOLIDAY, 180_000, None),
        (served(720), 1, "spring_festival", date(2024, 2, 10), 180_000, None),
        (served(0), 4, "workday", JULY, 0, Unpaid.NO_TIME),
        (Attended(Presence.ABSENT), 0, "workday", JULY, 0, Unpaid.ABSENT),
        (Attended(Presence.UNCLOSED), 4, "workday", JULY, 0, Unpaid.UNCLOSED),
    ],
)
def test_a_duty_is_paid_by_the_minutes_the_lawyers_and_the_sort_of_its_day(found, lawyers, kind, day, fen, why):
    told = pay(found, lawyers, kind, day, packaged())

    assert (told.fen, told.unpaid) == (fen, why)


@given(st.integers(0, 10**12), st.integers(1, 10**4))
def test_fen_are_rounded_half_up(above: int, below: int):
    found = half_up(above, below)

    assert -below <= 2 * (above - found * below) < below


def test_an_own_rate_takes_the_package_s_place_from_its_day_on_and_the_package_says_that_it_is_invented():
    own = [RateRow(Rate.HOUR, day, fen, "一号文", is_verified=True) for day, fen in ((AUGUST, 6_000), (AUGUST, 7_000))]
    rates = packaged().with_rows(own)

    assert [rates.on(Rate.HOUR, day) for day in (AUGUST - timedelta(1), AUGUST)] == [5_000, 7_000]
    assert rates.on(Rate.REST, AUGUST) == packaged().on(Rate.REST, AUGUST)
    assert not any(row.is_verified for row in packaged().rows)
    assert {row.rate for row in packaged().rows} == set(Rate)
    assert isinstance(rates, Rates)


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def clerk(bureau: Any) -> Any:
    return post_of(bureau, "E0021", "clerk")


@pytest.fixture
def head(bureau: Any) -> Any:
    return post_of(bureau, "E0022", "head")


def duty(roster: Roster, firm: Firm, day: date, start: int = 480, end: int = 720, seats: int = 4) -> Duty:
    made = Duty(
        office=roster.office, roster=roster, served_date=day, start_minute=start, end_minute=end, seats=seats, firm=firm
    )
    made.save(force_insert=True)
    return made


def roster_of(office: Any, month: date) -> Roster:
    made = Roster(
        office=office, month_date=month, rules={"max_per_day": 1, "max_per_week": 0, "rest_hours": 0}, by="吴一",
        made_at=planned.NOW, deviation_minutes=0, is_proven=True, published_at=planned.NOW,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


@pytest.fixture
def july(bureau: Any, head: Any) -> list[Duty]:
    """
    甲 on Monday 1 July 08:00–12:00 with four lawyers, 800.00; 乙 on Saturday 6 July 00:00–08:00 with one, 600.00; 乙 on Tuesday 2 July
    was absent; 甲 on Wednesday 3 July came 25 minutes late, 716.67. 2,116.67 in all.
    """
    one, two = planned.firms(bureau, 2)
    roster = roster_of(bureau, JULY)
    found = [
        duty(roster, one, JULY), duty(roster, two, SATURDAY, 0, 480, 1), duty(roster, two, date(2024, 7, 2)),
        duty(roster, one, date(2024, 7, 3)),
    ]  # fmt: skip
    for place, came, went, lawyers in ((0, 480, 720, 4), (1, 0, 480, 1), (3, 505, 720, 4)):
        attendance.correct(
            found[place], came=came, went=went, lawyers=lawyers, reason="补录", by=head, at=noon(date(2024, 7, 10))
        )
    return found


def draw(bureau: Any, by: Any, month: date = JULY, on: date = AUGUST) -> Subsidy:
    return acts.draw_up(office=bureau, month=month, by=by, at=noon(on), on=on)


def fixed(bureau: Any, clerk: Any, head: Any, month: date = JULY, on: date = AUGUST) -> Subsidy:
    made = draw(bureau, clerk, month, on)
    acts.review(made, by=head, at=noon(on) + timedelta(minutes=1))
    acts.fix(made, by=head, at=noon(on) + timedelta(minutes=2))
    return made


def test_a_month_is_drawn_up_from_what_was_served_and_the_teams_add_up_to_the_lines(bureau, clerk, july):
    made = draw(bureau, clerk)

    lines = lines_seen_by(clerk, made)
    assert [(line.firm.code, line.minutes, line.amount_fen, line.unpaid) for line in lines] == [
        ("F1", 240, 80_000, ""), ("F2", 0, 0, "absent"), ("F1", 215, 71_667, ""), ("F2", 480, 60_000, ""),
    ]  # fmt: skip
    assert [line.day_sort for line in lines] == [*[DaySort.WORKED] * 3, DaySort.REST]
    sums = by_firm(lines)
    assert [(each.name, each.duties, each.seat_minutes, each.fen) for each in sums] == [
        ("示例乙律师事务所", 1, 480, 60_000), ("示例甲律师事务所", 2, 4 * 455, 151_667),
    ]  # fmt: skip
    assert sum(each.fen for each in sums) == sum(line.amount_fen for line in lines) == made.amount_fen == 211_667


def test_it_is_drawn_up_once_the_month_is_over_and_has_a_roster(bureau, clerk, july):
    with pytest.raises(SubsidyUnready) as early:
        draw(bureau, clerk, on=date(2024, 7, 31))
    assert sentence(early.value) == "2024年7月还没有过完，2024-08-01 起可以编制值班补贴。"
    with pytest.raises(SubsidyUnready) as bare:
        draw(bureau, clerk, month=date(2024, 6, 1))
    assert "没有公布的值班表" in (sentence(bare.value) or "")


def test_another_official_reviews_a_head_fixes_and_then_it_is_not_drawn_up_again(bureau, clerk, head, july):
    made = draw(bureau, clerk)
    with pytest.raises(SubsidyOutOfTurn) as unread:
        acts.fix(made, by=head, at=noon(AUGUST))
    assert "还没有复核" in (sentence(unread.value) or "")
    with pytest.raises(SubsidyOutOfTurn) as own:
        acts.review(made, by=clerk, at=noon(AUGUST))
    assert "另一名工作人员" in (sentence(own.value) or "")
    acts.review(made, by=head, at=noon(AUGUST))
    with pytest.raises(NotPermitted):
        acts.fix(made, by=clerk, at=noon(AUGUST))
    acts.fix(made, by=head, at=noon(AUGUST))

    for again in (lambda: draw(bureau, clerk), lambda: acts.fix(made, by=head, at=noon(AUGUST))):
        with pytest.raises(SubsidyFixed):
            again()
    actions = Entry.objects.filter(action__startswith="hotline.subsidy").order_by("number")
    assert list(actions.values_list("action", flat=True)) == [
        "hotline.subsidy.draw", "hotline.subsidy.review", "hotline.subsidy.fix",
    ]  # fmt: skip


def test_what_changed_since_it_was_drawn_up_is_not_fixed(bureau, clerk, head, july):
    made = draw(bureau, clerk)
    attendance.correct(july[2], came=480, went=720, lawyers=4, reason="漏签", by=head, at=noon(AUGUST))

    with pytest.raises(SubsidyStale) as stale:
        acts.review(made, by=head, at=noon(AUGUST))
    assert "请重新编制" in (sentence(stale.value) or "")
    assert draw(bureau, clerk).amount_fen == 211_667 + 80_000


def test_a_correction_after_the_month_was_fixed_is_a_line_of_a_later_month_and_only_once(bureau, clerk, head, july):
    kept = fixed(bureau, clerk, head)
    august = roster_of(bureau, AUGUST)
    duty(august, july[0].firm, AUGUST)
    later = noon(date(2024, 8, 20))
    # One was there after all, 800.00 more; one had gone at ten, 400.00 less; of one nothing changes.
    attendance.correct(july[2], came=480, went=720, lawyers=4, reason="漏签", by=head, at=later)
    attendance.correct(july[0], came=480, went=600, lawyers=4, reason="十点离岗", by=head, at=later)
    attendance.correct(july[1], came=1, went=480, lawyers=1, reason="核对", by=head, at=later)

    made = fixed(bureau, clerk, head, AUGUST, SEPTEMBER)

    lines = [(line.duty_id, line.sort, line.amount_fen) for line in lines_seen_by(clerk, made)]
    assert lines[:2] == [(july[0].pk, "correction", -40_000), (july[2].pk, "correction", 80_000)]
    assert [each[1:] for each in lines[2:]] == [("duty", 0)]
    assert made.amount_fen == 40_000
    assert sum(line.amount_fen for line in lines_seen_by(clerk, kept)) == 211_667
    duty(roster_of(bureau, SEPTEMBER), july[0].firm, SEPTEMBER)
    assert draw(bureau, clerk, SEPTEMBER, date(2024, 10, 1)).amount_fen == 0


def test_the_check_finds_a_fixed_ledger_that_was_changed(bureau, clerk, head, july):
    made = fixed(bureau, clerk, head)
    checker = next(each for each in CHECKERS if each.name == "hotline-subsidies")
    assert list(checker.find(AUGUST)) == []

    SubsidyLine.objects.system("a test").filter(subsidy=made, amount_fen=80_000).update(amount_fen=80_001)

    assert list(checker.find(AUGUST)) == [{"month": "2024-07"}]


def test_a_rate_is_a_head_s_counts_from_its_day_on_and_never_for_what_is_fixed(bureau, clerk, head, july):
    told = {"office": bureau, "since": date(2024, 7, 3), "value": 6_000, "basis": "一号文", "at": noon(AUGUST)}
    with pytest.raises(NotPermitted):
        acts.enter_rate(Rate.HOUR, by=clerk, **told)
    for wrong in ({"value": 10_000_001}, {"basis": " "}):
        with pytest.raises(RateUnfit):
            acts.enter_rate(Rate.HOUR, by=head, **{**told, **wrong})

    acts.enter_rate(Rate.HOUR, by=head, **told)

    # From 3 July on 60.00 an hour: 3 h 35 min × 4 = 860.00, and 8 h on Saturday 720.00; 1 July as before.
    assert fixed(bureau, clerk, head).amount_fen == 80_000 + 86_000 + 72_000
    with pytest.raises(RateUnfit) as settled:
        acts.enter_rate(Rate.HOUR, by=head, **{**told, "since": date(2024, 7, 31)})
    assert "2024-08-01 或者以后" in (sentence(settled.value) or "")


def test_a_stranger_sees_no_ledger_and_one_without_the_right_draws_none(city, bureau, clerk, july):
    made = draw(bureau, clerk)
    elsewhere = post_of(city.head.office, "E0023", "head")

    with pytest.raises(Subsidy.DoesNotExist):
        acts.review(made, by=elsewhere, at=noon(AUGUST))
    assert lines_seen_by(elsewhere, made) == []
    with pytest.raises(NotPermitted):
        draw(bureau, city.reporter)


def test_the_workbook_has_each_line_the_sum_of_each_team_and_of_all_and_the_same_bytes_again(bureau, clerk, july):
    Firm.objects.system("a test").filter(code="F1").update(name="=1+1律师事务所")
    made = draw(bureau, clerk)

    content = book_of(made, lines_seen_by(clerk, made))

    rows = pl.read_excel(BytesIO(content), read_options={"header_row": 2}).rows()
    amounts = [(row[0], row[2], row[12]) for row in rows]
    assert amounts == [
        ("=1+1律师事务所", "值班", 800.0), ("=1+1律师事务所", "值班", 716.67), ("=1+1律师事务所", "小计", 1516.67),
        ("示例乙律师事务所", "值班", 0.0), ("示例乙律师事务所", "值班", 600.0), ("示例乙律师事务所", "小计", 600.0),
        ("合计", None, 2116.67),
    ]  # fmt: skip
    assert book_of(made, lines_seen_by(clerk, made)) == content
