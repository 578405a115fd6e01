"""Reads a file of calls: counts by slot, or one row a call; every refusal and every oddity is told by its line."""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np

from fazhi.engines.tide.attempts import Attempt, FirstAttempts, first_attempts
from fazhi.engines.tide.errors import BadCell, ClockAway, ColumnMissing, NoCalls, OffGrid, TwoCounts
from fazhi.engines.tide.terms import DAY, Counts, Finding, FindingKind, counts

SLOT_OF_CALLS = 30
"""Minutes of a slot, where the file has one row a call."""

FAR = 366
"""Days without any row after which a row is a clock gone wrong."""

IN_ORDER = 0.01
"""A file with at most this share of its rows earlier than the row before is one kept in order of time."""

ANSWERED = {"answered": True, "abandoned": False, "refused": False, "closed": False}
"""What became of a call → whether somebody picked up."""

_LOCAL = "当地时间，形如 2024-01-31T09:30，不带时区"


@dataclass(frozen=True)
class CallFile:
    """
    What a file of calls says.

    counts    calls by day and slot; with callers, first attempts
    attempts  how re-dials were told from first attempts; None without the columns `caller` and `outcome`
    findings  rows left out or doubted
    """

    counts: Counts
    attempts: FirstAttempts | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Row:
    line: int
    at: datetime
    cells: dict[str, str]

    @property
    def minute(self) -> int:
        return self.at.hour * 60 + self.at.minute

    @property
    def text(self) -> str:
        return self.at.isoformat(timespec="minutes")


def read_calls(text: str) -> CallFile:
    """
    Read a CSV with a heading.

    `datetime,calls`                     the count of the slot that begins then; a slot without a row is not known
    `datetime` or `datetime,caller,outcome`  one row a call, `caller` a keyed hash or empty, `outcome` one of answered,
                                         abandoned, refused, closed. Slots are 30 minutes; before the first call and after
                                         the last nothing is known, in between a slot without a call had none

    Raises ColumnMissing, BadCell, OffGrid, TwoCounts, ClockAway, NoCalls.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    columns = tuple((name or "").strip() for name in reader.fieldnames or ())
    if "datetime" not in columns:
        raise ColumnMissing("datetime", columns)
    reader.fieldnames = columns
    rows = list(_rows(reader))
    if not rows:
        raise NoCalls
    _near_each_other(rows)
    findings = list(_clock_back(rows))
    if "calls" in columns:
        found = _by_slot(rows, findings)
        read = CallFile(found, None, tuple(findings))
    else:
        if ("caller" in columns) != ("outcome" in columns):
            raise ColumnMissing("outcome" if "caller" in columns else "caller", columns)
        read = _by_call(rows, findings, with_callers="caller" in columns)
    if not read.counts.calls.any():
        raise NoCalls
    return read


def _rows(reader: "csv.DictReader[str]") -> Iterator[_Row]:
    for cells in _records(reader):
        line = reader.line_num
        given = {name: (value or "").strip() for name, value in cells.items() if isinstance(name, str)}
        told = given.get("datetime", "")
        try:
            at = datetime.fromisoformat(told)
        except ValueError:
            raise BadCell(line, "datetime", told, _LOCAL) from None
        if at.tzinfo is not None or len(told) <= len("2024-01-31"):
            raise BadCell(line, "datetime", told, _LOCAL)
        yield _Row(line, at, given)


def _records(reader: "csv.DictReader[str]") -> "Iterator[dict[str, str]]":
    try:
        yield from reader
    except csv.Error as error:  # as a quotation mark that is never closed
        raise BadCell(reader.line_num + 1, "datetime", str(error), "一行CSV，引号成对") from None


def _near_each_other(rows: list[_Row]) -> None:
    """Raises ClockAway for the row, of the two sides of a break of more than a year, on the side with fewer rows."""
    ordered = sorted(rows, key=lambda row: row.at)
    for place, (earlier, later) in enumerate(pairwise(ordered), 1):
        days = (later.at - earlier.at).days
        if days > FAR:
            alone = earlier if place <= len(ordered) / 2 else later
            raise ClockAway(alone.line, alone.text, days)


def _clock_back(rows: list[_Row]) -> Iterator[Finding]:
    back = [later for earlier, later in pairwise(rows) if later.at < earlier.at]
    if len(back) <= max(IN_ORDER * len(rows), 1):
        for row in back:
            yield Finding(FindingKind.CLOCK_BACK, row.text, line=row.line)


def _by_slot(rows: list[_Row], findings: list[Finding]) -> Counts:
    length = _slot_length(rows)
    found: dict[datetime, tuple[int, int]] = {}
    for row in rows:
        if row.minute % length or row.at.second or row.at.microsecond:
            raise OffGrid(row.line, row.at.isoformat(), length)
        told = row.cells["calls"]
        if not (told.isascii() and told.isdigit() and len(told) < 10):
            raise BadCell(row.line, "calls", told, "不小于0的整数")
        number = int(told)
        if row.at in found:
            first_line, before = found[row.at]
            if before != number:
                raise TwoCounts(row.line, first_line, row.text)
            findings.append(Finding(FindingKind.DUPLICATE, row.text, line=row.line))
        found.setdefault(row.at, (row.line, number))
    first, days = _span(rows)
    calls = np.zeros((days, DAY // length))
    known = np.zeros(calls.shape, dtype=np.bool_)
    for at, (_, number) in found.items():
        place = (at.date() - first).days, (at.hour * 60 + at.minute) // length
        calls[place], known[place] = number, True
    return counts(first, length, calls, known=known)


def _slot_length(rows: list[_Row]) -> int:
    """
    The commonest distance between slots that follow each other on one day, or what of it divides a day; with one slot a day,
    what the clock times have in common.
    """
    minutes = sorted({row.at.replace(second=0, microsecond=0) for row in rows})
    apart = Counter(
        (later - earlier) // timedelta(minutes=1)
        for earlier, later in pairwise(minutes)
        if later.date() == earlier.date()
    )
    if not apart:
        return math.gcd(DAY, *(row.minute for row in rows))
    commonest = max(apart, key=lambda length: (apart[length], -length))
    return math.gcd(commonest, DAY)


def _by_call(rows: list[_Row], findings: list[Finding], *, with_callers: bool) -> CallFile:
    kept = list(_once(rows, findings)) if with_callers else rows
    first, days = _span(kept)
    attempts = first_attempts([_attempt(row, first) for row in kept]) if with_callers else None
    weights = attempts.weights if attempts else np.ones(len(kept))
    per_day = DAY // SLOT_OF_CALLS
    flat = np.zeros(days * per_day)
    places = np.array([(row.at.date() - first).days * per_day + row.minute // SLOT_OF_CALLS for row in kept])
    np.add.at(flat, places, weights)
    known = np.zeros(flat.size, dtype=np.bool_)
    known[places.min() : places.max() + 1] = True
    shape = (days, per_day)
    return CallFile(
        counts(first, SLOT_OF_CALLS, flat.reshape(shape), known=known.reshape(shape)), attempts, tuple(findings)
    )


def _once(rows: list[_Row], findings: list[Finding]) -> Iterator[_Row]:
    """Without rows that stand twice: one caller can't call twice in the same second."""
    seen: set[tuple[datetime, str]] = set()
    for row in rows:
        caller = row.cells["caller"]
        if caller and (row.at, caller) in seen:
            findings.append(Finding(FindingKind.DUPLICATE, row.text, line=row.line))
            continue
        seen.add((row.at, caller))
        yield row


def _attempt(row: _Row, first: date) -> Attempt:
    outcome = row.cells["outcome"]
    if outcome not in ANSWERED:
        raise BadCell(row.line, "outcome", outcome, "、".join(ANSWERED))
    since = row.at - datetime.combine(first, datetime.min.time())
    return Attempt(since / timedelta(minutes=1), row.cells["caller"] or None, ANSWERED[outcome])


def _span(rows: list[_Row]) -> tuple[date, int]:
    first, last = min(row.at for row in rows).date(), max(row.at for row in rows).date()
    return first, (last - first).days + 1
