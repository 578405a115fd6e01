"""Promises of the notices that the bureau enters itself."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.engines.deadlines import DayKind
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.calendar import triggers
from fazhi.kernel.calendar.models import EnteredNotice
from fazhi.kernel.calendar.notices import DayChange, HolidayYear
from fazhi.kernel.calendar.services import (
    day_changes,
    day_kinds,
    due,
    due_dates,
    enter_notice,
    packaged_calendar,
    parse_notice,
    with_notice,
    working_calendar,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trail_key")]

AT = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
SUNDAY, NEW_YEAR = date(2026, 12, 27), date(2027, 1, 1)


def test_a_preview_tells_the_days_and_changes_nothing(notice: HolidayYear) -> None:
    changes = day_changes(notice)

    assert changes == (
        DayChange(SUNDAY, DayKind.WEEKEND, DayKind.MAKEUP_WORKDAY),
        DayChange(NEW_YEAR, DayKind.WORKDAY, DayKind.HOLIDAY),
        DayChange(date(2027, 1, 2), DayKind.WEEKEND, DayKind.HOLIDAY),
        DayChange(date(2027, 1, 3), DayKind.WEEKEND, DayKind.HOLIDAY),
    )
    assert with_notice(notice).day(NEW_YEAR).kind is DayKind.HOLIDAY
    assert working_calendar().day(NEW_YEAR).provisional
    assert not EnteredNotice.objects.exists()


def test_what_a_preview_says_of_a_due_day_holds_after_the_entry(notice: HolidayYear) -> None:
    start = date(2026, 12, 24)  # with Sunday the 27th worked and New Year off, the fifth working day is the 30th
    before = due("XK-SUPPLEMENT", start)
    preview = due("XK-SUPPLEMENT", start, calendar=with_notice(notice))
    in_bulk = due_dates("XK-SUPPLEMENT", [start], calendar=with_notice(notice))

    enter_notice(notice, by="system", at=AT)

    assert before.due.last == date(2026, 12, 31)
    assert preview.due.last == date(2026, 12, 30)
    assert in_bulk == [date(2026, 12, 30)]
    assert due("XK-SUPPLEMENT", start) == preview
    assert due_dates("XK-SUPPLEMENT", [start]) == in_bulk


def test_an_entered_notice_ends_the_provisional_year(notice: HolidayYear) -> None:
    enter_notice(notice, by="system", at=AT)

    assert not working_calendar().day(NEW_YEAR).provisional
    assert [day.kind for day in day_kinds([SUNDAY, NEW_YEAR], official=True)] == [
        DayKind.MAKEUP_WORKDAY,
        DayKind.HOLIDAY,
    ]
    assert packaged_calendar().day(NEW_YEAR).provisional
    assert day_changes(notice) == ()


def test_an_entered_notice_takes_the_place_of_the_package_s_year() -> None:
    text = '[[notices]]\ntitle = "通知"\nverified = false\n[[holidays]]\nname = "元旦"\nrest = ["2025-01-01"]\n'

    enter_notice(parse_notice(text, 2025), by="system", at=AT)

    assert working_calendar().is_worked(date(2025, 10, 1))
    assert not working_calendar().is_worked(date(2024, 10, 1))
    assert not packaged_calendar().is_worked(date(2025, 10, 1))


def test_the_latest_entry_of_a_year_counts(notice: HolidayYear) -> None:
    corrected = parse_notice(notice.text.replace("work = [2026-12-27]\n", ""), 2027)

    enter_notice(notice, by="system", at=AT)
    enter_notice(corrected, by="system", at=AT)

    assert not working_calendar().is_worked(SUNDAY)
    assert EnteredNotice.objects.count() == 2


def test_the_same_text_again_changes_nothing(notice: HolidayYear) -> None:
    first = enter_notice(notice, by="system", at=AT)

    assert enter_notice(notice, by="E0005@XM:reporter", at=AT) == first
    assert (EnteredNotice.objects.count(), Entry.objects.count()) == (1, 1)


def test_the_entry_is_in_the_trail(notice: HolidayYear) -> None:
    enter_notice(notice, by="E0005@XM:reporter", at=AT)

    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject_kind, entry.subject_id) == (
        "calendar.enter_notice",
        "E0005@XM:reporter",
        "calendar.year",
        "2027",
    )


def test_another_process_s_entry_counts_at_once(notice: HolidayYear) -> None:
    assert working_calendar().is_worked(NEW_YEAR)

    EnteredNotice.objects.create(year=2027, text=notice.text, sha256="a" * 64, entered_by="x", entered_at=AT)

    assert not working_calendar().is_worked(NEW_YEAR)


def test_an_entry_that_was_rolled_back_leaves_nothing_behind(notice: HolidayYear) -> None:
    other = parse_notice(notice.text.replace("2027-01-01..2027-01-03", "2027-01-02..2027-01-03"), 2027)
    with transaction.atomic():
        enter_notice(notice, by="system", at=AT)
        assert not working_calendar().is_worked(NEW_YEAR)
        transaction.set_rollback(True)

    enter_notice(other, by="system", at=AT)  # on SQLite it takes the same key

    assert working_calendar().is_worked(NEW_YEAR)


def test_the_calendar_is_made_once_while_nothing_is_entered() -> None:
    assert working_calendar() is working_calendar()


@pytest.mark.parametrize("change", [{"year": 1900}, {"text": ""}])
def test_the_database_refuses_what_is_no_notice(change: dict) -> None:
    row = {"year": 2027, "text": "x", "sha256": "a" * 64, "entered_by": "x", "entered_at": AT}

    with pytest.raises(IntegrityError), transaction.atomic():
        EnteredNotice.objects.create(**{**row, **change})


@pytest.mark.parametrize(
    "statement", ["UPDATE calendar_enterednotice SET year = 2028", "DELETE FROM calendar_enterednotice"]
)
def test_what_was_entered_stays_as_it_was(notice: HolidayYear, statement: str) -> None:
    enter_notice(notice, by="system", at=AT)

    with connection.cursor() as cursor:
        for guard in triggers.TRIGGERS:
            for text in (*guard.drop[connection.vendor], *guard.create[connection.vendor]):
                cursor.execute(text)
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            cursor.execute(statement)
    assert EnteredNotice.objects.get().year == 2027
