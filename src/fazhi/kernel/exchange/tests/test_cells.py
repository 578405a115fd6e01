"""What a cell means, however a clerk writes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.exchange.cells import Unclear, code_reader, read_date, read_flag, read_integer, read_money
from fazhi.kernel.exchange.formats import Column, Type

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05", "2024-3-5", "2024/3/5", "2024.3.5", "2024年3月5日", "20240305", "45356", "45356.75",
        "2024-03-05 00:00:00", "2024-03-05 14:30:00", "２０２４年３月５日", " 2024-03-05 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_that_ledgers_write_it(text):
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "20241301",
        "去年",
        "2024",
        "3月5日",
        "0024-03-05",
        "99999",
        "1899-12-31",
    ],
)
def test_an_impossible_day_is_unclear(text):
    with pytest.raises(Unclear):
        read_date(text)


def test_the_sentence_of_an_impossible_day_says_how_long_its_month_is():
    with pytest.raises(Unclear, match="2024年2月共29天"):
        read_date("2024-02-30")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day):
    assert read_date(f"{day:%Y-%m-%d}") == read_date(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("12.0", 12), ("１２", 12), ("1,200", 1200), ("-5", -5), ("2.9999999999", 3)]
)
def test_whole_numbers(text, value):
    assert read_integer(text) == value


@pytest.mark.parametrize("text", ["12.5", "十二", "1,20", "12人", "1e3", ""])
def test_what_is_no_whole_number_is_unclear(text):
    with pytest.raises(Unclear):
        read_integer(text)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1234.5", 123450), ("1,234.50", 123450), ("¥12", 1200), ("￥１２．５元", 1250), ("0.01", 1), ("-0.05", -5),
        ("12.500", 1250), ("23034222.600000001", 2303422260), ("0.30000000000000004", 30),
    ],
)  # fmt: skip
def test_money_is_fen(text, fen):
    assert read_money(text) == fen


@pytest.mark.parametrize("text", ["12.345", "1.2万", "约100", "abc", "1e5"])
def test_what_is_no_money_is_unclear(text):
    with pytest.raises(Unclear):
        read_money(text)


@given(st.integers(0, 10**12))
def test_fen_are_kept_exactly(fen):
    assert read_money(f"{fen // 100}.{fen % 100:02}") == fen


def test_a_code_is_read_from_label_spelling_or_code():
    column = Column("x", "类别", Type.CODE, labels={"labour": "其他劳动争议"}, spellings={"劳动争议": "labour"})

    read = code_reader(column)

    assert {read("其他劳动争议"), read(" 其他 劳动争议"), read("劳动争议"), read("labour")} == {"labour"}


def test_an_unknown_code_is_told_with_the_nearest_label():
    read = code_reader(Column("x", "类别", Type.CODE, labels={"family": "婚姻家庭", "neighbour": "邻里"}))

    with pytest.raises(Unclear, match="是否应为“婚姻家庭”"):
        read("婚姻家廷")
    with pytest.raises(Unclear, match="可填：婚姻家庭、邻里"):
        read("天气")


@pytest.mark.parametrize(("text", "value"), [("是", 1), ("否", 0), ("TRUE", 1), ("１", 1), ("√", 1)])
def test_flags(text, value):
    assert read_flag(text) == value
