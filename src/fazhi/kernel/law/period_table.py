"""
The table of time limits, as declared in `law/periods.toml`: what a row is, and how the file is read.

A row is a period with a value for each date; a change of law is a new dated value, never an edit.

PeriodError
├── MalformedRow        a row of the file contradicts itself
├── UnknownPeriod       no row has this code; near codes are named
├── PeriodNotInForce    the day lies before the row's first value
├── RowNotOpen          a local value for a row whose source is known
└── LocalValueUnfit     a local value that the row can't have
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from fazhi.engines.deadlines import Kind, Period, Unit, last_day_before
from fazhi.kernel.law.marks import Mark

PERIODS = files("fazhi").joinpath("law", "periods.toml")
LENGTH_KEYS = {
    Unit.CALENDAR_DAYS: "days",
    Unit.WORKING_DAYS: "days",
    Unit.MONTHS: "months",
    Unit.YEARS: "years",
    Unit.HOURS: "hours",
}


class PeriodError(Exception):
    """The root of the tree above."""


class MalformedRow(PeriodError):
    """`fault` says what is wrong with the row `code`."""

    def __init__(self, code: str, fault: str) -> None:
        self.code = code
        self.fault = fault
        super().__init__(f"law/periods.toml, [{code}]: {fault}")


class UnknownPeriod(PeriodError):
    """No period is called `code`; `near` are the codes most like it, best first."""

    def __init__(self, code: str, near: tuple[str, ...]) -> None:
        self.code = code
        self.near = near
        hint = f"; near: {', '.join(near)}" if near else ""
        super().__init__(f"no period is called {code}{hint}")


class PeriodNotInForce(PeriodError):
    """`day` lies before `since`, the day from which the row `code` has its first value."""

    def __init__(self, code: str, day: date, since: date) -> None:
        self.code = code
        self.day = day
        self.since = since
        super().__init__(f"{code} has values since {since}; {day} is before that")


class RowNotOpen(PeriodError):
    """The row `code` is `mark`, so that its values are the package's alone."""

    def __init__(self, code: str, mark: Mark) -> None:
        self.code = code
        self.mark = mark
        super().__init__(f"{code} is {mark.value}; local values are for rows that are unverified")


class LocalValueUnfit(PeriodError):
    """The row `code` can't have this local value: `fault` names what is wrong, `found` is what was given."""

    def __init__(self, code: str, fault: str, found: str) -> None:
        self.code = code
        self.fault = fault
        self.found = found
        super().__init__(f"{code} can't have this local value: {fault} is {found!r}")


@dataclass(frozen=True)
class LocalBasis:
    """
    On what a value rests that the bureau has entered itself.

    basis         the document and place, as printed
    confirmed_by  who read it there
    """

    basis: str
    confirmed_by: str


@dataclass(frozen=True)
class PeriodValue:
    """The period as it stands from the day `since` on; `local` tells the basis of a value that is not the package's."""

    since: date
    period: Period
    local: LocalBasis | None = None

    @property
    def first_start(self) -> date:
        """The first start that runs by it; of a fixed date, 1 January of the first year whose date lies in force."""
        if self.period.kind is not Kind.FIXED:
            return self.since
        year = self.since.year
        return date(year if last_day_before(self.period, year) >= self.since else year + 1, 1, 1)


@dataclass(frozen=True)
class Extension:
    """
    How the period may be extended (延长).

    length  units of the period, at most; None if the law leaves the length to those who agree
    by      who decides, in Chinese
    """

    length: int | None
    by: str


@dataclass(frozen=True)
class PeriodRow:
    """
    One time limit.

    title      what is due, in Chinese, for people
    source     the articles, as printed: 行政许可法 第四十二条第一款
    starts     what it runs from
    mark       how well the source is known: HELD, IDENTIFIED or UNVERIFIED
    reading    how a silent or doubtful text is read, and by whom confirmed; None where nothing is doubtful
    suspended  what does not count in it, in Chinese; None if the law says nothing
    lapse      what silence means by law once it is over, in Chinese; None if the law says nothing
    values     ascending by `since`, at least one
    """

    code: str
    title: str
    source: str
    starts: str
    mark: Mark
    reading: str | None
    suspended: str | None
    lapse: str | None
    extension: Extension | None
    values: tuple[PeriodValue, ...]

    def value_for(self, start: date) -> PeriodValue:
        """
        The value by which a period that starts from `start` runs.

        Raises PeriodNotInForce if `start` lies before the first one.
        """
        for value in reversed(self.values):
            if start >= value.first_start:
                return value
        raise PeriodNotInForce(self.code, start, self.values[0].since)

    def period_for(self, start: date) -> Period:
        """The period of `value_for`. Raises PeriodNotInForce."""
        return self.value_for(start).period


def packaged_row(code: str) -> PeriodRow:
    """The package's row called `code`, upper and lower case being the same. Raises UnknownPeriod."""
    rows = period_rows()
    if row := rows.get(code.strip().upper()):
        return row
    raise UnknownPeriod(code, tuple(get_close_matches(code.strip().upper(), rows, n=3, cutoff=0.5)))


@cache
def period_rows() -> Mapping[str, PeriodRow]:
    """All rows of the package by code; read once per process."""
    return read_rows(PERIODS)


def read_rows(file: Traversable) -> Mapping[str, PeriodRow]:
    """
    The rows of `file`, by code, in its order.

    Raises MalformedRow naming the row and the fault.
    """
    return {code: _row(code, entry) for code, entry in tomllib.loads(file.read_text("utf-8")).items()}


def _row(code: str, entry: dict[str, Any]) -> PeriodRow:
    try:
        extension = _extension(entry)
        values = tuple(_value(entry, value, extension) for value in entry["values"])
        if not values or [value.since for value in values] != sorted({value.since for value in values}):
            raise ValueError("values stand in ascending order of `since`, at least one")
        return PeriodRow(
            code,
            entry["title"],
            entry["source"],
            entry["from"],
            _mark(entry["mark"]),
            entry.get("reading"),
            entry.get("suspended"),
            entry.get("lapse"),
            extension,
            values,
        )
    except KeyError as error:
        raise MalformedRow(code, f"{error} is missing") from error
    except (TypeError, ValueError) as error:
        raise MalformedRow(code, str(error)) from error


def _mark(written: str) -> Mark:
    mark = Mark(written)
    if mark is Mark.UNKNOWN:
        raise ValueError("a row rests on something: `mark` is held, identified or unverified")
    return mark


def _extension(entry: dict[str, Any]) -> Extension | None:
    if (declared := entry.get("extension")) is None:
        return None
    return Extension(declared.get(LENGTH_KEYS[Unit(entry["counts"])]), declared["by"])


def _value(entry: dict[str, Any], value: dict[str, Any], extension: Extension | None) -> PeriodValue:
    kind = Kind(entry["kind"])
    counts = Unit(entry["counts"]) if "counts" in entry else None
    period = Period(
        kind,
        counts,
        value[LENGTH_KEYS[counts]] if counts else None,
        rollover=entry.get("rollover", True),
        extension=extension.length if extension else None,
        before=month_and_day(value["before"]) if kind is Kind.FIXED else None,
    )
    return PeriodValue(value["since"], period)


def month_and_day(text: str) -> tuple[int, int]:
    """`03-01` as (3, 1). Raises ValueError for another form."""
    month, day = text.split("-")
    return int(month), int(day)
