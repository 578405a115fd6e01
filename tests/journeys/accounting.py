"""Whether the rows behind a figure account for it: reckoned here from the rows alone, by the measure of its indicator."""

import statistics
from fractions import Fraction
from typing import Any

from fazhi.engines.indicator import Count
from fazhi.kernel.indicators.registry import catalogue


def accounts_for(console: Any, figure: dict[str, Any]) -> bool:
    """Whether the rows behind a figure of 2024 give its value, as the contract says for each kind of figure."""
    answer = console("figures", "rows", figure["code"], "--year", "2024", "--json")
    if figure["rows"] is None:
        return answer.code == 2 and all(part in answer.err for part in figure["parts"])
    assert answer.code == 0, answer.err
    rows = answer.data["rows"]
    measure = catalogue().indicator(figure["code"]).measure
    assert isinstance(measure, Count)
    keys = {row[catalogue().registers[measure.register].key] for row in rows}
    if not len(keys) == len(rows) == answer.data["count"] == figure["rows"]:
        return False
    values = [row[measure.column] for row in rows] if measure.column else []
    found = {
        "count": lambda: len(rows),
        "sum": lambda: sum(value or 0 for value in values),
        "count_distinct": lambda: len(set(values) - {None}),
        "quantile": lambda: Fraction(statistics.median(values)),
    }
    return found[measure.aggregate]() == _exactly(figure["exact"])


def _exactly(value: int | dict[str, int]) -> Fraction:
    return Fraction(value["numerator"], value["denominator"]) if isinstance(value, dict) else Fraction(value)
