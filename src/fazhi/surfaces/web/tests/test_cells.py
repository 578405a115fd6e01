from datetime import date

import pytest

from fazhi.engines.indicator import Column, Kind
from fazhi.surfaces.web.cells import day_in_words, heading, shown, with_weekday, yuan


def column(kind: Kind = Kind.TEXT, unit: str = "", **labels: str) -> Column:
    return Column("x", "协议涉及金额", kind, "x", labels, unit=unit)


@pytest.mark.parametrize(
    ("kind", "unit", "value", "text"),
    [
        (Kind.TEXT, "", "思1", "思1"),
        (Kind.TEXT, "", "", "—"),
        (Kind.TEXT, "", None, "—"),
        (Kind.INTEGER, "日", 0, "0"),
        (Kind.INTEGER, "日", 40980, "40,980"),
        (Kind.INTEGER, "分", 0, "0.00"),
        (Kind.INTEGER, "分", 12345678, "123,456.78"),
        (Kind.FLAG, "", 0, "否"),
        (Kind.FLAG, "", 1, "是"),
        (Kind.DATE, "", date(2024, 2, 29), "2024-02-29"),
        (Kind.DATE, "", None, "—"),
    ],
)
def test_values_are_shown_as_people_write_them(kind, unit, value, text):
    assert shown(column(kind, unit), value) == text


def test_coded_values_are_shown_by_label_and_unknown_codes_as_they_are():
    assert shown(column(settled="调解成功"), "settled") == "调解成功"
    assert shown(column(settled="调解成功"), "lost") == "lost"


def test_money_columns_are_headed_in_yuan():
    assert heading(column(Kind.INTEGER, "分")) == "协议涉及金额（元）"
    assert heading(column()) == "协议涉及金额"


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (100, "1.00"), (-12345, "−123.45"), (10**11, "1,000,000,000.00")]
)
def test_fen_are_written_in_yuan(fen, text):
    assert yuan(fen) == text


def test_days_are_written_for_prose_and_for_lists():
    assert day_in_words(date(2024, 3, 5)) == "2024年3月5日"
    assert with_weekday(date(2024, 3, 5)) == "2024-03-05 周二"
    assert with_weekday(date(2024, 3, 10)) == "2024-03-10 周日"
