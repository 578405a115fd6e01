"""Rows for mediation's registers and for the probe register, and indicators that use all of the grammar."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from fazhi.engines.indicator import (
    And,
    Between,
    Catalogue,
    Column,
    Compare,
    Count,
    Difference,
    Formula,
    In,
    Indicator,
    IsNull,
    Kind,
    Not,
    Or,
    Ratio,
    Ref,
    Register,
    Sum,
)
from fazhi.engines.indicator.tests.samples import DAYS, INTEGERS, PROBE, TEXTS
from fazhi.lines.mediation.indicators import IDENTITIES, INDICATORS
from fazhi.lines.mediation.registers import REGISTERS

_P = PROBE.name
_NOBODY = Compare("number", "=", "nobody")
# Two further days either side of each edge, so that "on the edge" and "beside it" are both there.
_DAYS = (*DAYS, *(day + timedelta(days=step) for day in DAYS for step in (-1, 1)))


def _probe(code: str, measure: Count | Formula, *dimensions: str, per_unit: Any = 1, decimals: int = 0) -> Indicator:
    shown = dimensions or ("category", "is_open", "signed_month")
    return Indicator(
        f"probe.{code}", code, "probe", measure, "件", code, "试验台账", (), shown, per_unit=per_unit, decimals=decimals
    )


PROBES = (
    _probe("flow", Count(_P, on="signed_date")),
    _probe("start", Count(_P, at="start")),
    _probe("end", Count(_P, at="end")),
    _probe("sum", Count(_P, "sum", "amount_fen", on="signed_date"), per_unit=10_000_000_000, decimals=1),
    _probe("sum_flags", Count(_P, "sum", "is_paid", on="paid_date")),
    _probe("sum_stock", Count(_P, "sum", "days", at="end", where=Not(IsNull("days")))),
    _probe("min", Count(_P, "min", "days", on="signed_date")),
    _probe("max", Count(_P, "max", "amount_fen", on="closed_date")),
    _probe("min_of_nothing", Count(_P, "min", "days", on="signed_date", where=_NOBODY)),
    _probe("distinct_text", Count(_P, "count_distinct", "category", on="signed_date")),
    _probe("distinct_days", Count(_P, "count_distinct", "paid_date", at="end")),
    _probe("distinct_integers", Count(_P, "count_distinct", "order", on="opened_date")),
    _probe("median", Count(_P, "quantile", "days", on="signed_date", share=Fraction(1, 2)), decimals=1),
    _probe("quartile", Count(_P, "quantile", "days", on="signed_date", share=Fraction(1, 4)), decimals=1),
    _probe(
        "ninth",
        Count(_P, "quantile", "amount_fen", at="end", where=Not(IsNull("category")), share=Fraction(9, 10)),
        per_unit=100,
        decimals=2,
    ),
    _probe(
        "median_of_nothing",
        Count(_P, "quantile", "days", on="signed_date", where=_NOBODY, share=Fraction(1, 2)),
    ),
    _probe("reserved", Count(_P, on="paid_date", where=Or((Compare("left", "=", "a"), Compare("right", ">", 0))))),
    _probe("quotes", Count(_P, on="signed_date", where=In("select", ("it's", 'a "b"', "back\\slash", "x' OR '1'='1")))),
    _probe("blank_or_null", Count(_P, on="signed_date", where=Or((Compare("office", "=", ""), IsNull("office"))))),
    _probe("not_null_logic", Count(_P, on="signed_date", where=Not(Compare("category", "=", "police")))),
    _probe("not_equal", Count(_P, on="signed_date", where=Compare("category", "!=", "police"))),
    _probe("case_matters", Count(_P, on="signed_date", where=In("number", ("a", "b", "A")))),
    _probe("wide", Count(_P, on="signed_date", where=Compare("category", "=", "Ａ"))),
    _probe(
        "everything",
        Count(
            _P,
            "sum",
            "right",
            on="closed_date",
            where=And(
                (
                    Or((Between("days", -1, 7), IsNull("days"), Compare("amount_fen", ">=", 10_000_000_000))),
                    Not(And((Compare("is_both", "=", 1), Between("paid_date", DAYS[0], DAYS[3])))),
                    Compare("opened_date", "<=", date(2024, 2, 29)),
                )
            ),
        ),
    ),
    _probe("share", Formula(Ratio(Ref("probe.not_equal"), Ref("probe.flow"))), per_unit=100, decimals=3),
    _probe("no_share", Formula(Ratio(Ref("probe.flow"), Ref("probe.min_of_nothing")))),
    _probe("growth", Formula(Difference(Ref("probe.end"), Sum((Ref("probe.start"), Ref("probe.share")))))),
)

CATALOGUE = Catalogue.of((*REGISTERS, PROBE), (*INDICATORS, *PROBES), IDENTITIES)


def rows_of(register: Register, size: int) -> list[dict[str, Any]]:
    """`size` rows, the same every time; a tenth of all cells is null, office bounds and keys never are."""
    stream = _stream(size * 7919 + len(register.columns))
    return [_row(register, place, stream) for place in range(size)]


def _row(register: Register, place: int, stream: Iterator[int]) -> dict[str, Any]:
    row = {column.name: _cell(column, next(stream), next(stream)) for column in register.columns}
    return row | {register.key: f"{place:032x}", register.scope: place % 7}


def _cell(column: Column, pick: int, chance: int) -> Any:
    if chance % 10 == 0:
        return None
    choices: dict[Kind, tuple[Any, ...]] = {
        Kind.DATE: _DAYS,
        Kind.FLAG: (0, 1),
        Kind.INTEGER: INTEGERS[:-1],
        Kind.TEXT: tuple(column.labels) or TEXTS,
    }
    return choices[column.kind][pick % len(choices[column.kind])]


def _stream(seed: int) -> Iterator[int]:
    """Knuth's MMIX generator, upper bits: the rows must not change with a library."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 40


def largest_sum() -> tuple[Catalogue, dict[str, list[dict[str, Any]]]]:
    """A register of its own whose one sum is 2**63 - 2."""
    register = replace(PROBE, name="largest_register")
    indicator = _probe("largest", Count(register.name, "sum", "amount_fen", on="signed_date"))
    amounts = (2**62, 2**62 - 7, 5)
    rows = [
        row | {"amount_fen": fen, "signed_date": DAYS[3]}
        for row, fen in zip(rows_of(register, 3), amounts, strict=True)
    ]
    return Catalogue.of([register], [indicator]), {register.name: rows}
