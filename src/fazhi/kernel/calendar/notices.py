"""
The yearly holiday notices (节假日安排通知), as transcribed in `law/holidays/YYYY.toml`.

A file holds what the notices for its year arrange; days of the December before may be among it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from fazhi.engines.deadlines import Calendar, DayKind
from fazhi.kernel.calendar.errors import MalformedNotice, NoticeFault

HOLIDAYS = files("fazhi").joinpath("law", "holidays")
SATURDAY = 5
NOTICE_KEYS = {"title": str, "number": str, "issued": date, "verified": bool}
HOLIDAY_KEYS = {"name": str, "rest": list, "work": list}


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
    """What the notices for `year` arrange; `text` is the transcription it was read from."""

    year: int
    notices: tuple[Notice, ...]
    holidays: tuple[Holiday, ...]
    text: str


@dataclass(frozen=True)
class DayChange:
    """A day whose kind another notice would change."""

    day: date
    was: DayKind
    will: DayKind


@cache
def packaged_years() -> tuple[HolidayYear, ...]:
    """The years of the package, ascending; read once per process."""
    return read_years()


def read_years(folder: Traversable = HOLIDAYS) -> tuple[HolidayYear, ...]:
    """
    All transcribed years of a folder, ascending.

    Raises MalformedNotice naming the file and the fault.
    """
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(_read_year(name, folder.joinpath(name).read_text("utf-8")) for name in names)


def parse_notice(text: str, year: int) -> HolidayYear:
    """
    The arrangement of `year` from a text in the layout of `law/holidays/YYYY.toml`.

    Raises MalformedNotice naming the fault: a key that no notice has, a day twice, a weekday worked in exchange, a day
    outside the year and the December before.
    """
    name = f"{year}.toml"
    try:
        data = tomllib.loads(text)
        _require_only(data, {"notices": list, "holidays": list})
        read = HolidayYear(year, tuple(map(_notice, data["notices"])), tuple(map(_holiday, data["holidays"])), text)
    except KeyError as error:
        raise MalformedNotice(name, NoticeFault.UNREADABLE, f"{error} is missing") from error
    except (TypeError, ValueError) as error:
        raise MalformedNotice(name, NoticeFault.UNREADABLE, str(error)) from error
    _require_possible(name, read)
    return read


def calendar_of(years: Iterable[HolidayYear]) -> Calendar:
    """The working days that `years` arrange; a year not among them is provisional."""
    held = tuple(years)
    holidays = {day: holiday.name for year in held for holiday in year.holidays for day in holiday.rest}
    makeup = {day: holiday.name for year in held for holiday in year.holidays for day in holiday.work}
    return Calendar(holidays, makeup, frozenset(year.year for year in held))


def changes(year: int, was: Calendar, will: Calendar) -> tuple[DayChange, ...]:
    """The days of `year` and of the December before whose kind differs between two calendars, ascending."""
    first, last = date(year - 1, 12, 1), date(year, 12, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = (DayChange(day, was.day(day).kind, will.day(day).kind) for day in days)
    return tuple(change for change in found if change.was is not change.will)


def _read_year(name: str, text: str) -> HolidayYear:
    try:
        year = int(name.removesuffix(".toml"))
    except ValueError as error:
        raise MalformedNotice(name, NoticeFault.UNREADABLE, str(error)) from error
    return parse_notice(text, year)


def _require_only(entry: Mapping[str, Any], known: Mapping[str, type]) -> None:
    """Raise ValueError for a key that nobody reads, TypeError for a value of another type."""
    for key, value in entry.items():
        if key not in known:
            raise ValueError(f"{key!r} is none of {', '.join(known)}")
        if type(value) is not known[key]:  # exactly: a moment is a `date` too
            raise TypeError(f"{key!r} is {value!r}; it is written as {known[key].__name__}")


def _notice(entry: dict[str, Any]) -> Notice:
    _require_only(entry, NOTICE_KEYS)
    return Notice(entry["title"], entry.get("number"), entry.get("issued"), entry["verified"])


def _holiday(entry: dict[str, Any]) -> Holiday:
    _require_only(entry, HOLIDAY_KEYS)
    rest = tuple(day for span in entry["rest"] for day in _days(span))
    work = tuple(entry.get("work", ()))
    if strange := [day for day in work if type(day) is not date]:
        raise TypeError(f"'work' has {strange[0]!r}; days are written without quotes, as 2025-01-26")
    return Holiday(entry["name"], rest, work)


def _days(span: str) -> Iterator[date]:
    """The days of `2025-01-28..2025-02-04`, both ends included, or of a single day."""
    if not isinstance(span, str):
        raise TypeError(f"'rest' has {span!r}; spans are written in quotes, as \"2025-01-28..2025-02-04\"")
    first, _, last = span.partition("..")
    day, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if end < day:
        raise ValueError(f"{span} ends before it begins")
    while day <= end:
        yield day
        day += timedelta(days=1)


def _require_possible(name: str, year: HolidayYear) -> None:
    rest = [day for holiday in year.holidays for day in holiday.rest]
    work = [day for holiday in year.holidays for day in holiday.work]
    if not year.notices or not rest:
        raise MalformedNotice(name, NoticeFault.EMPTY)
    if twice := [day for day in rest + work if (rest + work).count(day) > 1]:
        raise MalformedNotice(name, NoticeFault.TWICE, str(twice[0]))
    if weekdays := [day for day in work if day.weekday() < SATURDAY]:
        raise MalformedNotice(name, NoticeFault.WEEKDAY, str(weekdays[0]))
    if astray := [day for day in rest + work if not _belongs(day, year.year)]:
        raise MalformedNotice(name, NoticeFault.ASTRAY, str(astray[0]))
    if unnumbered := [notice for notice in year.notices if notice.verified and not notice.number]:
        raise MalformedNotice(name, NoticeFault.UNNUMBERED, unnumbered[0].title)


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == 12)
