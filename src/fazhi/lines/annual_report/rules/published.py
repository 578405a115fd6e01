"""When a computed figure equals a published one: facts in, answer out."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from fazhi.lines.annual_report.errors import UnreadablePublished

Precision = Literal["exact", "rounded", "at_least"]

_FEN = {"分": Fraction(1), "元": Fraction(100), "万元": Fraction(1_000_000), "亿元": Fraction(10_000_000_000)}


@dataclass(frozen=True)
class PublishedFigure:
    """
    One row of a table of published figures.

    decimals  digits after the point that a rounded figure was published with
    """

    code: str
    value: Fraction
    unit: str
    precision: Precision
    decimals: int = 0


def in_unit(exact: Fraction, unit: str, base: str) -> Fraction:
    """
    `exact` in the published `unit`; `base` is the indicator's own unit, which tells fen, shares and rows apart.

    >>> in_unit(Fraction(56_004_000_000), "亿元", "亿元")
    Fraction(14001, 2500)
    """
    if base in _FEN and unit in _FEN:
        return exact / _FEN[unit]
    if unit == "%":
        return exact * 100
    return exact / 10_000 if unit.startswith("万") and not base.startswith("万") else exact


def agrees(published: PublishedFigure, exact: Fraction, base: str) -> bool:
    """
    Whether the exact value fits what was published.

    exact     equal · at_least: not below it · rounded: equal after rounding half up to the published digits
    """
    value = in_unit(exact, published.unit, base)
    if published.precision == "at_least":
        return value >= published.value
    if published.precision == "exact":
        return value == published.value
    step = Fraction(1, 10**published.decimals)
    half_up = ((value / step + Fraction(1, 2)) // 1) * step
    return half_up == published.value


def read_published(text: str, path: str) -> tuple[PublishedFigure, ...]:
    """
    Read a table of published figures: CSV with at least the columns code, value, unit, precision.

    precision  exact, at_least, or rounded_N with N digits after the point
    path       named in errors

    Raises UnreadablePublished, naming line and column.
    """
    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    absent = {"code", "value", "unit", "precision"} - set(reader.fieldnames or ())
    if absent:
        raise UnreadablePublished(
            path, 1, "、".join(sorted(absent)), "、".join(reader.fieldnames or ()), "标题行含这些列"
        )
    found = [_published(row, path, line) for line, row in enumerate(reader, start=2)]
    seen: set[str] = set()
    for line, figure in enumerate(found, start=2):
        if figure.code in seen:
            raise UnreadablePublished(path, line, "code", figure.code, "每个指标只出现一次")
        seen.add(figure.code)
    return tuple(found)


def says_invented(text: str) -> bool:
    """Whether a table marks itself as made up: a column `invented` with 是 in some row, as the sample writes it."""
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    return any((row.get("invented") or "").strip() == "是" for row in rows)


def _published(row: Mapping[str, str | None], path: str, line: int) -> PublishedFigure:
    code, value, precision = ((row[name] or "").strip() for name in ("code", "value", "precision"))
    if not code:
        raise UnreadablePublished(path, line, "code", code, "指标代码")
    try:
        number = Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise UnreadablePublished(path, line, "value", value, "一个数，如 40980 或 5.6") from None
    form = re.fullmatch(r"exact|at_least|rounded_(\d)", precision)
    if form is None:
        raise UnreadablePublished(path, line, "precision", precision, "exact、rounded_N 或 at_least")
    kind: Precision = "rounded" if form[1] else "exact" if precision == "exact" else "at_least"
    return PublishedFigure(code, number, (row["unit"] or "").strip(), kind, int(form[1] or 0))
