from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from fazhi.engines.indicator import (
    And,
    Between,
    Catalogue,
    CatalogueRefused,
    Chart,
    Column,
    Compare,
    Count,
    Difference,
    Formula,
    Identity,
    In,
    Indicator,
    IsNull,
    Join,
    Kind,
    Not,
    Number,
    Or,
    Ratio,
    Ref,
    Register,
    Section,
    Sum,
    Table,
    UnknownDimension,
    UnknownIndicator,
    section_faults,
)

REGISTER = Register(
    name="disputes",
    title="纠纷台账",
    line="l",
    base="dispute",
    key="id",
    columns=(
        Column("id", "编号", Kind.TEXT, "id"),
        Column("state", "状态", Kind.TEXT, "state", {"open": "在办", "done": "办结"}),
        Column("day", "日期", Kind.DATE, "day"),
        Column("end", "办结", Kind.DATE, "end"),
        Column("fen", "金额", Kind.INTEGER, "fen"),
        Column("flag", "标志", Kind.FLAG, "flag"),
        Column("office_left", "左界", Kind.INTEGER, "office.left"),
    ),
    joins=(Join("office", "office", (("id", "office_id"),)),),
    opened="day",
    closed="end",
)


def _indicator(measure: Count | Formula, **more: object) -> Indicator:
    return Indicator("x", "题", "l", measure, "件", "释义", "台账", (), **more)


def _count(**more: object) -> Indicator:
    return _indicator(Count("disputes", **{"on": "day", **more}))


GOOD = _count()
_HALF = Fraction(1, 2)


def _texts(*indicators: Indicator, register: Register = REGISTER, identities: tuple[Identity, ...] = ()) -> str:
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.of([register], indicators, identities)
    assert all(fault.hint for fault in refused.value.faults)
    return "; ".join(f"{fault.place}: {fault.text}" for fault in refused.value.faults)


def test_a_good_catalogue_is_accepted_whole() -> None:
    where = And((Or((Compare("state", "=", "open"), IsNull("fen"))), Not(In("flag", (1,))), Between("fen", 0, 9)))
    share = replace(_indicator(Formula(Ratio(Ref("x"), Ref("x")))), code="share", per_unit=Fraction(1, 100))

    catalogue = Catalogue.of([REGISTER], [_count(where=where), share], [Identity("r", "题", Ref("x"), "=", Ref("x"))])

    assert list(catalogue.indicators) == ["x", "share"]
    assert catalogue.parts("share") == ("x",)


@pytest.mark.parametrize(
    ("indicator", "text"),
    [
        (_indicator(Count("nowhere", on="day")), "unknown register 'nowhere'"),
        (_count(where=Compare("nothing", "=", 1)), "unknown column 'nothing'"),
        (_count(aggregate="median", column="fen"), "aggregate 'median'"),
        (_count(aggregate="sum"), "sum of unknown column None"),
        (_count(aggregate="sum", column="state"), "sum of state, which is text"),
        (_count(aggregate="max", column="day"), "max of day, which is date"),
        (_count(aggregate="quantile", column="fen"), "quantile with the share None"),
        (_count(aggregate="quantile", column="flag", share=_HALF), "quantile of flag, which is flag"),
        (_count(aggregate="quantile", column="fen", share=Fraction(1)), "quantile at Fraction(1, 1)"),
        (_count(aggregate="quantile", column="fen", share=0.5), "quantile at 0.5"),
        (_count(aggregate="sum", column="fen", share=_HALF), "sum with the share 1/2"),
        (_indicator(Formula(Number(True))), "number True"),
        (replace(GOOD, version=0), "version 0"),
        (replace(GOOD, version="2"), "version '2'"),
        (replace(GOOD, valid_from="2024-01-01"), "valid from '2024-01-01'"),
        (replace(GOOD, valid_from=datetime(2024, 1, 1)), "valid from datetime"),
        (_count(column="fen"), "count of the column 'fen'"),
        (_count(at="start"), "flow and stock both"),
        (_count(on=None), "flow and stock neither"),
        (_count(on="state"), "counts on 'state'"),
        (_count(on=None, at="middle"), "stock at 'middle'"),
        (_count(where=Compare("fen", "=", "7")), "fen is integer, '7' is not"),
        (_count(where=Compare("fen", "=", True)), "fen is integer, True is not"),
        (_count(where=Compare("fen", "=", 2**63)), "fen is integer"),
        (_count(where=Compare("flag", "=", 2)), "flag is flag, 2 is not"),
        (_count(where=Compare("day", "=", "2024-01-01")), "day is date, '2024-01-01' is not"),
        (_count(where=Compare("day", "<", datetime(2024, 1, 1))), "day is date"),
        (_count(where=Compare("id", "=", "a\0b")), "id is text"),
        (_count(where=Compare("state", "=", "opne")), "state has no code 'opne'"),
        (_count(where=Compare("state", "<", "open")), "state has no order"),
        (_count(where=Compare("fen", "like", 1)), "operator 'like'"),
        (_count(where=Between("id", "a", "b")), "id has no order"),
        (_count(where=Between("fen", 9, 1)), "fen between 9 and 1"),
        (_count(where=Between("day", date(2024, 1, 2), date(2024, 1, 1))), "day between"),
        (_count(where=In("fen", ())), "fen in nothing"),
        (_count(where=And(())), "And of nothing"),
        (_count(where=Not(Or(()))), "Or of nothing"),
        (_count(where=GOOD), "is outside the grammar"),
        (_indicator(Formula(Ref("y"))), "unknown indicator 'y'"),
        (_indicator(Formula(Sum(()))), "sum of nothing"),
        (_indicator(Formula(1)), "1 is outside the grammar"),
        (_indicator(Formula(Difference(Ref("x"), Ref("x")))), "its formula comes back to itself"),
        (_indicator("SELECT 1"), "measure 'SELECT 1'"),
        (replace(GOOD, dimensions=("weather",)), "dimension 'weather' is none of disputes"),
        (replace(GOOD, dimensions=("day",)), "dimension 'day' is none of disputes"),
        (replace(GOOD, definition=" "), "no definition"),
        (replace(GOOD, per_unit=0), "out of range"),
        (replace(GOOD, decimals=-1), "out of range"),
    ],
)
def test_what_the_grammar_refuses(indicator: Indicator, text: str) -> None:
    assert text in _texts(indicator)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"name": "Disputes"}, "name 'Disputes'"),
        ({"name": "d" * 64}, "name 'ddd"),
        ({"key": "day"}, "key column 'day'"),
        ({"scope": "state"}, "scope column 'state'"),
        ({"opened": "state"}, "opened column 'state'"),
        ({"closed": None}, "has one of `opened` and `closed`"),
        ({"joins": ()}, "source 'office.left'"),
        ({"joins": (Join("a", "office", ()),)}, "join 'office' has no condition"),
        ({"joins": (*REGISTER.joins, *REGISTER.joins)}, "alias 'office' stands twice"),
        ({"joins": (Join("office", "office", (("id", "referral.office_id"),)),)}, "source 'referral.office_id'"),
        ({"columns": (*REGISTER.columns, REGISTER.columns[0])}, "column 'id' is declared twice"),
        ({"columns": (*REGISTER.columns, Column("q", "", Kind.TEXT, "q", named_by="r"))}, "q is named by 'r'"),
    ],
)
def test_what_a_register_may_not_be(change: dict[str, object], text: str) -> None:
    assert text in _texts(replace(GOOD, measure=Count("disputes", on="day")), register=replace(REGISTER, **change))


def test_a_stock_needs_opened_and_closed() -> None:
    assert "a stock of a register without" in _texts(
        _count(on=None, at="end"), register=replace(REGISTER, opened=None, closed=None)
    )


def test_a_circle_through_several_formulas_is_found() -> None:
    first = replace(_indicator(Formula(Ref("second"))), code="first")
    second = replace(_indicator(Formula(Sum((Ref("third"), Ref("x"))))), code="second")
    third = replace(_indicator(Formula(Ref("first"))), code="third")

    assert _texts(GOOD, first, second, third).count("its formula comes back to itself") == 3


def test_a_formulas_dimension_must_be_in_every_register_behind_it() -> None:
    other = replace(REGISTER, name="others", columns=tuple(c for c in REGISTER.columns if c.name != "state"))
    part = replace(_indicator(Count("others", on="day")), code="part")
    total = replace(_indicator(Formula(Sum((Ref("x"), Ref("part")))), dimensions=("state",)), code="total")

    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.of([REGISTER, other], [GOOD, part, total])

    assert [fault.text for fault in refused.value.faults] == ["dimension 'state' is none of others"]


def test_nothing_is_declared_twice() -> None:
    rule = Identity("r", "题", Ref("x"), "=", Ref("x"))

    found = _texts(GOOD, GOOD, identities=(rule, rule))

    assert "x version 1: indicator declared twice" in found
    assert "r: identity declared twice" in found


@pytest.mark.parametrize(
    ("identity", "text"),
    [
        (Identity("r", "题", Ref("y"), "=", Ref("x")), "unknown indicator 'y'"),
        (Identity("r", "题", Ref("x"), ">", Ref("x")), "relation '>'"),
        (Identity("r", "题", Ref("x"), "=", Ref("x"), by="weather"), "dimension 'weather'"),
    ],
)
def test_an_identity_names_what_is_there(identity: Identity, text: str) -> None:
    assert text in _texts(GOOD, identities=(identity,))


def test_a_section_has_slots_tables_and_charts_of_known_figures() -> None:
    section = Section(
        "l",
        "results",
        1,
        "节",
        ("共{x}，其中{y}。", "少一个括号{x"),
        (Table("表", "state", ("x", "z")),),
        (Chart("图", "flag", ("x",)),),
    )

    found = section_faults([section], {"x": replace(GOOD, dimensions=("state",))})

    assert [fault.text for fault in found] == [
        "slot 'y' is no indicator",
        "'少一个括号{x': expected '}' before end of string",
        "表: unknown indicator 'z'",
        "图: x isn't broken down by 'flag'",
    ]


def test_the_plain_words_cite_only_what_the_report_cites() -> None:
    known = {"x": GOOD, "z": replace(GOOD, code="z")}
    section = Section("l", "results", 1, "节", ("共{x}。",), plain=("一共{x}，还有{z}。", "少一个括号{x"))

    assert [fault.text for fault in section_faults([section], known)] == [
        "'少一个括号{x': expected '}' before end of string"
    ]
    assert [fault.text for fault in section_faults([replace(section, plain=section.plain[:1])], known)] == [
        "plain slot 'z' isn't in the report's paragraphs"
    ]


def test_an_unknown_code_names_the_codes_near_it() -> None:
    catalogue = Catalogue.of([REGISTER], [replace(GOOD, code="mediation.settled")])

    with pytest.raises(UnknownIndicator) as unknown:
        catalogue.indicator("mediation.setled")
    with pytest.raises(UnknownDimension):
        catalogue.require_dimension("mediation.settled", "state")

    assert unknown.value.near == ("mediation.settled",)
