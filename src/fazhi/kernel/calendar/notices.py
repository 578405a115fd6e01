"""
The yearly holiday notices (节假日安排通知), as transcribed in `law/holidays/YYYY.toml`.

A file holds what the notices for its year arrange; days of the December before may be among it.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from fazhi.engines.deadlines import Calendar
from fazhi.kernel.calendar.errors import MalformedNotice

HOLIDAYS = files("fazhi").joinpath("law", "holidays")
SATURDAY = 5


@dataclass(frozen=True)
class Notice:
    """
    One notice of the State Council.

    number    its 文号; None where it isn't known
    issued    the day it is dated; None where it isn't known
    verified  its text was read and its number is known
    """

    title: str
    number: str | None
    issued: date | None
    verified: bool


@dataclass(frozen=True)
class Holiday:
    """A holiday as arranged: the days off, weekends among them included, and the weekend days worked for it."""

    name: str
    rest: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True)
class HolidayYear:
    """What the notices for `year` arrange."""

    year: int
    notices: tuple[Notice, ...]
    holidays: tuple[Holiday, ...]


def read_years(folder: Traversable = HOLIDAYS) -> tuple[HolidayYear, ...]:
    """
    All transcribed years, ascending.

    Raises MalformedNotice naming the file and the fault.
    """
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(_read_year(name, folder.joinpath(name).read_text("utf-8")) for name in names)


def calendar_of(years: Iterable[HolidayYear]) -> Calendar:
    """The working days that `years` arrange; a year not among them is provisional."""
    held = tuple(years)
    holidays = {day: holiday.name for year in held for holiday in year.holidays for day in holiday.rest}
    makeup = {day: holiday.name for year in held for holiday in year.holidays for day in holiday.work}
    return Calendar(holidays, makeup, frozenset(year.year for year in held))


def _read_year(name: str, text: str) -> HolidayYear:
    try:
        data = tomllib.loads(text)
        year = HolidayYear(
            int(name.removesuffix(".toml")),
            tuple(_notice(entry) for entry in data["notices"]),
            tuple(_holiday(entry) for entry in data["holidays"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedNotice(name, f"{type(error).__name__}: {error}") from error
    if fault := _fault(year):
        raise MalformedNotice(name, fault)
    return year


def _notice(entry: dict[str, Any]) -> Notice:
    return Notice(entry["title"], entry.get("number"), entry.get("issued"), entry["verified"])


def _holiday(entry: dict[str, Any]) -> Holiday:
    rest = tuple(day for span in entry["rest"] for day in _days(span))
    return Holiday(entry["name"], rest, tuple(entry.get("work", ())))


def _days(span: str) -> Iterator[date]:
    """The days of `2025-01-28..2025-02-04`, both ends included, or of a single day."""
    first, _, last = span.partition("..")
    day = date.fromisoformat(first)
    end = date.fromisoformat(last or first)
    while day <= end:
        yield day
        day += timedelta(days=1)


def _fault(year: HolidayYear) -> str | None:
    rest = [day for holiday in year.holidays for day in holiday.rest]
    work = [day for holiday in year.holidays for day in holiday.work]
    if not year.notices or not rest:
        return "a year has at least one notice and one holiday"
    if len({*rest, *work}) < len(rest) + len(work):
        return "a day stands twice; it is either off, for one holiday, or worked"
    if weekdays := [day for day in work if day.weekday() < SATURDAY]:
        return f"{weekdays[0]} is no weekend day; only weekend days are worked in exchange"
    if astray := [day for day in rest + work if not _belongs(day, year.year)]:
        return f"{astray[0]} is neither in {year.year} nor in the December before"
    if any(notice.verified and not notice.number for notice in year.notices):
        return "a notice without its number can't be verified"
    return None


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == 12)
