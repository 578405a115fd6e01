"""Files of calls: both forms are read, and what can't be is refused by its line."""

import numpy as np
import pytest

from fazhi.engines.tide import (
    BadCell,
    ClockAway,
    ColumnMissing,
    FindingKind,
    NoCalls,
    OffGrid,
    TwoCounts,
    read_calls,
)


def test_counts_by_slot_take_their_length_from_the_file():
    read = read_calls("datetime,calls\n2024-01-01T09:00,3\n2024-01-01T09:15,0\n2024-01-02T09:00,5\n")

    assert read.counts.slot_minutes == 15
    assert read.counts.calls[:, 36:38].tolist() == [[3, 0], [5, 0]]
    assert read.counts.known[:, 35:39].tolist() == [[False, True, True, False], [False, True, False, False]]


def test_a_row_a_call_is_counted_in_half_hours_and_only_between_the_first_and_the_last():
    read = read_calls("datetime\n2024-01-01 23:59:59\n2024-01-02T00:00:01\n2024-01-02T01:10\n")

    assert read.counts.slot_minutes == 30
    assert read.counts.calls[0, 47] == 1  # before midnight is the day before
    assert read.counts.calls[1, :3].tolist() == [1, 0, 1]
    assert (read.counts.known.sum(), read.counts.known[0, 46], read.counts.known[1, 3]) == (4, False, False)


def test_with_callers_redials_are_taken_out():
    rows = "2024-01-01T09:00,a,abandoned\n2024-01-01T09:10,a,answered\n2024-01-01T09:40,b,answered\n"

    read = read_calls("datetime,caller,outcome\n" + rows)

    assert read.counts.calls[0, 18:20].tolist() == [1, 1]
    assert read.attempts.weights.tolist() == [1, 0, 1]


def test_a_mark_at_the_beginning_spaces_and_other_columns_are_no_matter():
    read = read_calls("\ufeffseat, datetime , calls\r\n1, 2024-01-01T09:00 , 3 \r\n2,2024-01-01T10:00,4\r\n")

    assert read.counts.calls.sum() == 7


HEAD = "datetime,calls\n2024-01-01T09:00,1\n2024-01-01T09:30,1\n"


@pytest.mark.parametrize(
    ("text", "error", "line"),
    [
        (HEAD + "gestern,1\n", BadCell, 4),
        (HEAD + "2024-02-30T09:00,1\n", BadCell, 4),
        (HEAD + "2024-01-01,1\n", BadCell, 4),
        (HEAD + "2024-01-01T24:00,1\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00+08:00,1\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00,-1\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00,1.5\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00,\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00,nan\n", BadCell, 4),
        (HEAD + "2024-01-01T10:00,²\n", BadCell, 4),
        (HEAD + "2024-01-01T10:10,1\n", OffGrid, 4),
        (HEAD + "2024-01-01T10:00:30,1\n", OffGrid, 4),
        (HEAD + "2024-01-01T09:30,2\n", TwoCounts, 4),
        (HEAD + "1970-01-01T09:30,2\n", ClockAway, 4),
        (HEAD + "2099-01-01T09:30,2\n", ClockAway, 4),
        ("datetime,caller,outcome\n2024-01-01T10:00,a,answered\n2024-01-01T10:00,b,lost\n", BadCell, 3),
    ],
)
def test_what_can_not_be_is_refused_by_its_line(text, error, line):
    with pytest.raises(error) as refused:
        read_calls(text)

    assert refused.value.line == line


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", "datetime"),
        ("time,calls\n", "datetime"),
        ("datetime,caller\n2024-01-01T10:00,a\n", "outcome"),
        ("datetime,outcome\n2024-01-01T10:00,answered\n", "caller"),
    ],
)
def test_a_column_that_is_missing_is_named(text, column):
    with pytest.raises(ColumnMissing) as refused:
        read_calls(text)

    assert refused.value.column == column


@pytest.mark.parametrize("text", ["datetime\n", "datetime,calls\n", "datetime,calls\n2024-01-01T10:00,0\n"])
def test_a_file_without_calls_is_refused(text):
    with pytest.raises(NoCalls):
        read_calls(text)


def test_rows_that_stand_twice_are_told_and_counted_once():
    slots = read_calls(HEAD + "2024-01-01T09:30,1\n")
    calls = read_calls("datetime,caller,outcome\n" + "2024-01-01T09:00:05,a,answered\n" * 2)

    assert [(found.kind, found.line) for found in slots.findings] == [(FindingKind.DUPLICATE, 4)]
    assert [(found.kind, found.line) for found in calls.findings] == [(FindingKind.DUPLICATE, 3)]
    assert slots.counts.calls.sum() == 2
    assert calls.counts.calls.sum() == 1


def test_two_calls_of_one_second_without_numbers_are_two():
    assert read_calls("datetime\n" + "2024-01-01T09:00:05\n" * 2).counts.calls.sum() == 2


def test_a_clock_put_back_is_told_by_its_line_in_a_file_that_is_in_order():
    rows = [f"2024-01-{day:02d}T{hour:02d}:00,1" for day in range(1, 21) for hour in range(9, 18)]
    rows[50], rows[51] = rows[51], rows[50]

    read = read_calls("\n".join(["datetime,calls", *rows]))

    assert [(found.kind, found.line) for found in read.findings] == [(FindingKind.CLOCK_BACK, 53)]


def test_a_file_in_no_order_says_nothing_of_clocks():
    rows = [f"2024-01-{day:02d}T{hour:02d}:00,1" for day in range(1, 21) for hour in range(9, 18)]

    read = read_calls("\n".join(["datetime,calls", *reversed(rows)]))

    assert read.findings == ()
    assert np.count_nonzero(read.counts.calls) == len(rows)


def test_one_slot_a_day_is_a_slot_of_a_day():
    read = read_calls("datetime,calls\n2024-01-01T00:00,5\n2024-01-02T00:00,7\n")

    assert read.counts.slot_minutes == 1440
    assert read.counts.calls.tolist() == [[5], [7]]
