"""Days as an address writes them and as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.surfaces.web.registers.days import RELATIVE, Days, DaysNotUnderstood

TODAY = date(2025, 1, 1)

TYPED = [
    ("2024", "2024", "2024-01-01", "2024-12-31"),
    ("2024年", "2024", "2024-01-01", "2024-12-31"),
    ("2024Q3", "2024Q3", "2024-07-01", "2024-09-30"),
    ("2024q3", "2024Q3", "2024-07-01", "2024-09-30"),
    ("2024年第一季度", "2024Q1", "2024-01-01", "2024-03-31"),
    ("2024-2", "2024-02", "2024-02-01", "2024-02-29"),
    ("2023年2月", "2023-02", "2023-02-01", "2023-02-28"),
    ("20240305", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("2024-3-5", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("2024/3/5", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("２０２４－０３－０５", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("2024年3月5日", "2024-03-05", "2024-03-05", "2024-03-05"),
    ("2024-01..2024-03", "2024-01..2024-03", "2024-01-01", "2024-03-31"),
    ("2024-03-01..20240305", "2024-03-01..2024-03-05", "2024-03-01", "2024-03-05"),
    ("..2024-03-05", "..2024-03-05", None, "2024-03-05"),
    ("2024-03-05..", "2024-03-05..", "2024-03-05", None),
    ("今天", "today", "2025-01-01", "2025-01-01"),
    ("昨天", "yesterday", "2024-12-31", "2024-12-31"),
    ("本月", "this-month", "2025-01-01", "2025-01-31"),
    ("上月", "last-month", "2024-12-01", "2024-12-31"),
    ("本季度", "this-quarter", "2025-01-01", "2025-03-31"),
    ("上季度", "last-quarter", "2024-10-01", "2024-12-31"),
    ("今年", "this-year", "2025-01-01", "2025-12-31"),
    ("上年", "last-year", "2024-01-01", "2024-12-31"),
    ("..yesterday", "..yesterday", None, "2024-12-31"),
    ("last-year..today", "last-year..today", "2024-01-01", "2025-01-01"),
]


@pytest.mark.parametrize(("typed", "written", "first", "last"), TYPED)
def test_what_is_typed_has_one_way_of_writing_and_means_these_days(
    typed: str, written: str, first: str | None, last: str | None
) -> None:
    days = Days.parse(typed)

    assert days.written == written
    assert days.ends(TODAY) == tuple(date.fromisoformat(day) if day else None for day in (first, last))


@pytest.mark.parametrize(
    "text",
    ["2024-13", "2024-00", "2024-02-30", "20240230", "2024Q5", "0999", "3000", "..", " .. ", "2024..2023", "昨日吧",
     "2024-03-05..2024-03-04", "2024-03-05..2024-03-06..2024-03-07", "'; DROP TABLE x", "2024年13月", "2024/13/1"],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DaysNotUnderstood):
        Days.parse(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("2024Q3", "2024年第三季度"), ("this-year", "本年"), ("..yesterday", "至 昨天"), ("2024-03-05", "2024-03-05"),
     ("2024-09..", "自 2024年9月"), ("2024..2025-01-02", "2024年 至 2025-01-02")],
)  # fmt: skip
def test_a_chip_says_them_in_words(text: str, told: str) -> None:
    assert Days.parse(text).told == told


WORDS = st.sampled_from([*RELATIVE, "2024", "2024Q1", "2024-09"]) | st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(
    date.isoformat
)


@given(first=WORDS, last=WORDS, shape=st.sampled_from(["{0}", "{0}..{1}", "..{1}", "{0}.."]))
def test_what_was_read_is_read_the_same_again(first: str, last: str, shape: str) -> None:
    try:
        days = Days.parse(shape.format(first, last))
    except DaysNotUnderstood:
        return

    assert Days.parse(days.written) == days


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        days = Days.parse(text)
    except DaysNotUnderstood:
        return

    first, last = days.ends(TODAY)
    assert first or last
