"""An address and what it asks for: one is read from the other without loss, and nothing hidden can be asked for."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.indicator import Kind, Order, Place, Register
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.listing import sortable
from fazhi.surfaces.web.registers import asking
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.registers.conditions import (
    Chosen,
    Condition,
    Dated,
    Filling,
    Ranged,
    Words,
    labels_of,
)
from fazhi.surfaces.web.registers.days import RELATIVE, Days
from fazhi.surfaces.web.tables import choosable

REGISTERS = list(registry.declared()[0])
PEOPLES = next(register for register in REGISTERS if register.name == "mediation_people_register")

WRITTEN_DAYS = [
    "2024",
    "2024Q2",
    "2024-11",
    "2024-02-29",
    "2023-01-01..2024-05-06",
    "..2024-05",
    "2024-03-05..",
    *RELATIVE,
]
INTEGERS = st.integers(-(10**13), 10**13)


def condition_on(column: Any) -> st.SearchStrategy[Condition]:
    if labels := labels_of(column):
        codes = st.lists(st.sampled_from(sorted(labels)), min_size=1, unique=True)
        return codes.map(lambda chosen: Chosen(column, tuple(code for code in labels if code in chosen)))
    if column.kind is Kind.DATE:
        return st.sampled_from(WRITTEN_DAYS).map(lambda text: Dated(column, Days.parse(text)))
    if column.kind is Kind.INTEGER:
        ends = st.tuples(st.none() | INTEGERS, st.none() | INTEGERS).filter(any_end_in_order)
        return ends.map(lambda pair: Ranged(column, *pair))
    texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).map(str.strip)
    usable = texts.filter(lambda text: text and not text.startswith("="))
    return st.builds(lambda text, is_whole: Words(column, text, is_whole), usable, st.booleans())


def any_end_in_order(pair: tuple[int | None, int | None]) -> bool:
    low, high = pair
    return pair != (None, None) and (low is None or high is None or low <= high)


@st.composite
def asked(draw: st.DrawFn, register: Register) -> Asked:
    columns = choosable(register)
    conditions: list[Condition] = []
    for column in columns:
        if draw(st.integers(0, 3)) == 0:
            conditions.append(draw(condition_on(column)))
        if draw(st.integers(0, 7)) == 0:
            conditions.append(Filling(column, draw(st.booleans())))
    by = [None, *(column.name for column in sortable(register) if column in columns)]
    order = Order(draw(st.sampled_from(by)), descending=draw(st.booleans()))
    kind = register.column(order.column).kind if order.column else None
    value = {None: st.none(), Kind.DATE: st.none() | st.dates(), Kind.INTEGER: st.none() | st.integers(-(2**62), 2**62)}
    place = st.builds(Place, value[kind], st.uuids().map(lambda key: key.hex))
    which = draw(st.sampled_from(["", "after", "before"]))
    return Asked(
        order=order,
        conditions=tuple(conditions),
        office=draw(st.sampled_from(["", "XM-SM"])),
        party=draw(st.sampled_from(["", "aB-_9"])),
        columns=tuple(draw(st.lists(st.sampled_from([column.name for column in columns]), unique=True, max_size=5))),
        size=draw(st.sampled_from(asking.SIZES)),
        **({which: draw(place)} if which else {}),
    )


@given(st.data())
def test_an_address_is_read_as_what_it_was_written_from(data: st.DataObject) -> None:
    register = data.draw(st.sampled_from(REGISTERS))
    meant = data.draw(asked(register))

    read = asking.parse(register, parse_qs(asking.query_of(register, meant)))

    assert read == meant


@given(st.data())
def test_what_was_read_from_any_text_is_written_once_and_for_all(data: st.DataObject) -> None:
    names = [*(column.name for column in PEOPLES.columns), "accepted_date.from", "amount_fen.to", *asking.RESERVED, "x"]
    texts = st.text(max_size=12) | st.sampled_from(
        [*WRITTEN_DAYS, "1", "0", "settled", "-accepted_date", "number,state"]
    )
    query = data.draw(st.dictionaries(st.sampled_from(names), st.lists(texts, min_size=1, max_size=3), max_size=6))

    read = asking.parse(PEOPLES, query)

    once = asking.pairs(PEOPLES, read)
    again = asking.parse(PEOPLES, parse_qs(urlencode(once)))
    assert sorted(asking.pairs(PEOPLES, again)) == sorted(once)
    assert not again.faults


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_no_column_is_named_as_a_word_of_the_address(register: Register) -> None:
    names = {column.name for column in choosable(register)}

    assert not names & asking.RESERVED


@pytest.mark.parametrize(
    "name", ["matter_id", "office_left", "accepted_year", "local_category", "parties", "id) OR (1=1"]
)
def test_a_column_that_nobody_reads_is_no_condition(name: str) -> None:
    read = asking.parse(PEOPLES, {name: ["1"]})

    assert not read.conditions
    assert name[:10] in read.faults[0].says


@pytest.mark.parametrize("name", ["office_left", "local_category", "accepted_year", "nothing", "matter_id,office_left"])
def test_a_column_that_nobody_reads_is_not_shown_or_asked_whether_blank(name: str) -> None:
    for query in ({"columns": [name]}, {"empty": [name]}, {"filled": [name]}, {"column": [name]}):
        read = asking.parse(PEOPLES, query)
        assert read.faults
        assert not read.columns
        assert not read.conditions


@pytest.mark.parametrize(
    "name", ["-office_left", "office_left", "number", "-days_to_conclude", "accepted_date; DROP", "--"]
)
def test_an_order_without_an_index_is_refused(name: str) -> None:
    read = asking.parse(PEOPLES, {"sort": [name]})

    assert read.faults
    assert read.order == asking.usual_order(PEOPLES)


@pytest.mark.parametrize(
    "place",
    ["x~y", "2024-01-01", "~", "2024-01-01~", "~x", "1~" + "0" * 32, "2024-13-01~" + "0" * 32, "~" + "0" * 31, "'~'"],
)
def test_a_place_that_is_none_is_refused(place: str) -> None:
    read = asking.parse(PEOPLES, {"after": [place]})

    assert read.faults
    assert read.after is None


def test_a_place_of_the_key_alone_takes_no_value() -> None:
    key = "0" * 32

    assert asking.parse(PEOPLES, {"sort": ["matter_id"], "after": [f"1~{key}"]}).faults
    assert asking.parse(PEOPLES, {"sort": ["matter_id"], "after": [f"~{key}"]}).after == Place(None, UUID(int=0).hex)


def test_after_wins_where_both_places_are_given() -> None:
    place = f"2024-01-01~{'0' * 32}"

    read = asking.parse(PEOPLES, {"after": [place], "before": [place]})

    assert read.after == Place(date(2024, 1, 1), "0" * 32)
    assert read.before is None


FAULTS = [
    ("accepted_date", ["2024-02-30"], "不是真实的日期"),
    ("accepted_date", ["2024", "2025"], "只能有一个条件"),
    ("category", ["nothing"], "没有“nothing”"),
    ("is_difficult", ["2"], "没有“2”"),
    ("amount_fen", ["一万"], "应为金额（元）"),
    ("amount_fen", ["1.234"], "应为金额（元）"),
    ("amount_fen", ["1e5"], "应为金额（元）"),
    ("days_to_conclude", ["1.5"], "应为整数"),
    ("days_to_conclude", ["5..3"], "前一个数大于后一个数"),
    ("days_to_conclude", [".."], "两头都没有填写"),
    ("days_to_conclude", ["9" * 16], "应为整数"),
    ("number", ["思" * 101], "1 至 100 个字"),
    ("number", ["="], "1 至 100 个字"),
    ("number", ["思\x001"], "1 至 100 个字"),
    ("size", ["51"], "每页只能是"),
]


@pytest.mark.parametrize(("name", "texts", "says"), FAULTS)
def test_what_cannot_be_read_is_said_beside_its_field(name: str, texts: list[str], says: str) -> None:
    read = asking.parse(PEOPLES, {name: texts})

    assert says in read.faults[0].says
    assert not read.conditions


def test_what_was_typed_stays_with_its_fault() -> None:
    read = asking.parse(
        PEOPLES, {"accepted_date.from": ["昨日"], "accepted_date.to": ["2024"], "category": ["neighbour"]}
    )

    assert read.typed == {"accepted_date": "昨日..2024"}
    assert [condition.told for condition in read.conditions] == ["纠纷类别 = 邻里"]


BOXES = [
    ({"accepted_date.from": ["2024-03-05"]}, "accepted_date=2024-03-05.."),
    ({"accepted_date.from": ["2024Q1"]}, "accepted_date=2024Q1"),
    ({"accepted_date.from": ["本年"]}, "accepted_date=this-year"),
    ({"accepted_date.from": ["今天"]}, "accepted_date=today"),
    ({"accepted_date.from": ["2024-03-05"], "accepted_date.to": ["2024-03-05"]}, "accepted_date=2024-03-05"),
    ({"accepted_date.to": ["2024-03-05"]}, "accepted_date=..2024-03-05"),
    ({"days_to_conclude.from": ["30"]}, "days_to_conclude=30.."),
    ({"days_to_conclude.from": ["2024"]}, "days_to_conclude=2024.."),
    ({"days_to_conclude.from": ["30"], "days_to_conclude.to": ["30"]}, "days_to_conclude=30"),
    ({"amount_fen.from": ["1,000.5"], "amount_fen.to": ["2000"]}, "amount_fen=1000.50..2000"),
    ({"number": ["  思1  "], "district": [""]}, "number=思1"),
    ({"column": ["state", "number"], "place.state": ["1"], "place.number": ["2"]}, "columns=state,number"),
    ({"column": ["state", "number"], "place.state": ["x"]}, "columns=number,state"),
    ({"sort": ["-accepted_date"], "size": ["50"]}, ""),
]


@pytest.mark.parametrize(("sent", "written"), BOXES)
def test_what_a_form_sends_has_one_address(sent: dict[str, list[str]], written: str) -> None:
    read = asking.parse(PEOPLES, sent)

    assert asking.pairs(PEOPLES, read) == parse_qsl(written)


TOLD = [
    ("category=neighbour&category=contract", ["纠纷类别 = 邻里、合同"]),
    ("is_difficult=1", ["疑难复杂 = 是"]),
    ("number=思1", ["案号含“思1”"]),
    ("number==思1", ["案号 = 思1"]),
    ("amount_fen=1000..2000.5", ["协议涉及金额（元） 1,000.00 至 2,000.50"]),
    ("days_to_conclude=30..", ["办理天数（日） ≥ 30"]),
    ("days_to_conclude=..30", ["办理天数（日） ≤ 30"]),
    ("days_to_conclude=0", ["办理天数（日） = 0"]),
    ("accepted_date=2024Q1&filled=accepted_date", ["受理日期 2024年第一季度", "受理日期已填写"]),
    ("empty=concluded_date", ["办结日期未填写"]),
]


@pytest.mark.parametrize(("query", "told"), TOLD)
def test_chips_say_the_conditions_in_words(query: str, told: list[str]) -> None:
    assert [condition.told for condition in asking.parse(PEOPLES, parse_qs(query)).conditions] == told


def test_a_condition_can_be_taken_away_and_the_list_begins_anew() -> None:
    read = asking.parse(PEOPLES, parse_qs(f"state=settled&category=land&after=2024-01-01~{'0' * 32}"))

    left = read.without(read.conditions[0])

    assert asking.pairs(PEOPLES, left) == [("state", "settled")]


def test_a_register_without_an_index_goes_by_its_key() -> None:
    from dataclasses import replace

    bare = replace(PEOPLES, base="elsewhere")

    assert asking.usual_order(bare) == Order(None)
    ascending = Asked(Order(None, descending=False))
    assert asking.pairs(bare, ascending) == [("sort", "matter_id")]
    assert asking.parse(bare, {"sort": ["matter_id"]}) == ascending
