from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import Period, PeriodNotUnderstood


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024年"),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31), "2024年第一季度"),
        ("2024Q3", date(2024, 7, 1), date(2024, 9, 30), "2024年第三季度"),
        ("2024Q4", date(2024, 10, 1), date(2024, 12, 31), "2024年第四季度"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "2023年2月"),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), "2024年12月"),
    ],
)
def test_a_period_has_first_and_last_day_and_a_label(text: str, first: date, last: date, label: str) -> None:
    period = Period.parse(text)

    assert (period.first, period.last, period.label, str(period)) == (first, last, label, text)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024Q5", "2024Q0", "2024-00", "2024-13", "2024-9", "2024q1", " 2024", "2024\n", "２０２４", "3000"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(PeriodNotUnderstood) as refused:
        Period.parse(text)

    assert refused.value.text == text


def test_a_stock_is_taken_on_the_first_day_and_the_day_after_the_last() -> None:
    period = Period.parse("2024")

    assert (period.boundary("start"), period.boundary("end")) == (date(2024, 1, 1), date(2025, 1, 1))


@given(st.integers(1000, 2998), st.integers(1, 12))
def test_months_follow_each_other_and_lie_in_their_quarter_and_year(year: int, month: int) -> None:
    period = Period(year, month=month)
    following = Period(year + month // 12, month=month % 12 + 1)

    assert period.last + timedelta(days=1) == period.boundary("end") == following.first
    assert Period(year).contains(period)
    assert Period(year, quarter=(month + 2) // 3).contains(period)
    assert not period.contains(Period(year))
    assert Period.parse(str(period)) == period
