"""
Who accounts for a difference between a sealed row and today's: the acts recorded since, by what they say they wrote.

An act accounts for the columns that it wrote, from the value that it found to the value that it left, as far as the
trail keeps them. So a column that was changed behind the system's back shows on a row that was lawfully changed, too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from fazhi.engines.indicator import Register
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.terms import Difference

ALL = "*"
_BATCH = 400
_PARTS: dict[str, Callable[[date], int]] = {
    "_year": lambda day: day.year,
    "_quarter": lambda day: (day.month + 2) // 3,
    "_month": lambda day: day.month,
}


@dataclass(frozen=True)
class Act:
    """
    One recorded act on one row.

    old, new  column of the register's base table → the value before and after, as text, where the trail keeps it
    unkept    columns that it wrote besides; ALL for an import, or for an act whose details were erased
    """

    old: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    unkept: frozenset[str] = frozenset()

    def wrote(self, column: str) -> bool:
        """Whether it wrote the column, and not the same value again."""
        if column in self.old and column in self.new:
            return self.old[column] != self.new[column]
        return column in self.new or bool(self.unkept & {column, ALL})


def accounted(register: Register, differences: list[Difference], since: datetime) -> frozenset[Difference]:
    """
    Those of a register's differences that acts recorded after `since` account for.

    A row that is there on one side only needs any act on it; a changed column one that wrote it.
    """
    keys = frozenset(str(difference.key) for difference in differences)
    acts = {key: list(found) for key, found in _acts(register, keys, since).items()}
    rows: dict[str, dict[str, Difference]] = {}
    for difference in differences:
        rows.setdefault(str(difference.key), {})[difference.column or ""] = difference
    return frozenset(
        difference
        for key, row in rows.items()
        for difference in row.values()
        if _is_accounted(register, difference, row, acts.get(key, []))
    )


def _is_accounted(register: Register, difference: Difference, row: Mapping[str, Difference], acts: list[Act]) -> bool:
    if difference.column is None:
        return bool(acts)
    column = register.column(difference.column)
    part = _part_of(column.name)
    if part is not None and part[0] in {item.name for item in register.columns}:
        day = row.get(part[0])
        return day is not None and difference.found == _taken(part[1], day) and _is_accounted(register, day, row, acts)
    alias, _, name = column.source.rpartition(".")
    if alias in ("", "base"):
        return _leads(name, _text(difference.sealed), _text(difference.found), acts)
    return any(act.wrote(name) for name in _joined_by(register, alias) for act in acts)


def _leads(name: str, sealed: str, found: str, acts: list[Act]) -> bool:
    """Whether the acts that wrote a column lead from its sealed value to the one found, where the trail keeps values."""
    wrote = [act for act in acts if act.wrote(name)]
    if not wrote or wrote[0].old.get(name, sealed) != sealed or wrote[-1].new.get(name, found) != found:
        return False
    return all(
        earlier.new.get(name) == later.old.get(name)
        for earlier, later in pairwise(wrote)
        if name in earlier.new and name in later.old
    )


def _part_of(name: str) -> tuple[str, str] | None:
    """The date column that a stored part of a date stands with, and which part."""
    stem, _, part = name.rpartition("_")
    return (f"{stem}_date", f"_{part}") if f"_{part}" in _PARTS else None


def _taken(part: str, day: Difference) -> int | None:
    return _PARTS[part](day.found) if isinstance(day.found, date) else None


def _joined_by(register: Register, alias: str) -> Iterator[str]:
    """Columns of the base table by which the row behind `alias` is found; who writes them changes what is joined."""
    for join in register.joins:
        if join.alias == alias:
            for _, other in join.on:
                before, _, name = other.rpartition(".")
                yield from (name,) if before in ("", "base") else _joined_by(register, before)


def _acts(register: Register, keys: frozenset[str], since: datetime) -> dict[str, list[Act]]:
    """Key → the acts on its row, in the order of the trail; those of higher rooms first, since they change most rows."""
    found: dict[str, list[tuple[int, Act]]] = {}
    for number, key, act in (*_by_higher_rooms(register.name, keys, since), *_on_rows(keys, since)):
        found.setdefault(key, []).append((number, act))
    return {key: [act for _, act in sorted(acts, key=lambda item: item[0])] for key, acts in found.items()}


def _on_rows(keys: frozenset[str], since: datetime) -> Iterator[tuple[int, str, Act]]:
    """Entries whose subject is the row; the trail may write a UUID with dashes."""
    written = {form: key for key in keys for form in (key, _dashed(key))}
    for batch in _batches(written):
        entries = Entry.objects.filter(subject_id__in=batch, recorded_at__gt=since).select_related("detail")
        for entry in entries:
            yield entry.number, written[entry.subject_id], _act_of(entry)


def _act_of(entry: Entry) -> Act:
    """
    What an entry says that it wrote: `old` and `new` in its detail, or the detail itself for the new values of a step.

    A step, `procedure.step` on a matter of the procedure, writes the state as well, and tells it by its name only.
    """
    detail = _detail(entry)
    state = frozenset({"state"}) if entry.action.startswith(f"{entry.subject_kind}.") else frozenset()
    if detail is None:
        return Act(unkept=frozenset({ALL}) if entry.detail_digest else state)
    if isinstance(detail.get("new"), dict):
        new = _texts(detail["new"])
        return Act(_texts(detail.get("old") or {}), new, state - new.keys())
    return Act(new=_texts(detail), unkept=state)


def _by_higher_rooms(register: str, keys: frozenset[str], since: datetime) -> Iterator[tuple[int, str, Act]]:
    """Acts on many rows at once: a higher room names the rows, the details have what stood there, and what then stood."""
    claimed = frozenset().union(*(tell(register, keys, since) for tell in registry.explainers().values()))
    told: set[str] = set()
    if claimed:
        entries = Entry.objects.filter(recorded_at__gt=since, detail__content__contains='"old":[{')
        for entry in entries.select_related("detail").iterator():
            detail = _detail(entry) or {}
            old, new = (_by_subject(detail.get(name), claimed) for name in ("old", "new"))
            told |= old.keys()
            for key, values in old.items():
                yield entry.number, key, Act(values, new.get(key, {}), frozenset({ALL}))
    for key in claimed - told:
        yield 0, key, Act(unkept=frozenset({ALL}))


def _by_subject(rows: Any, keys: frozenset[str]) -> dict[str, dict[str, str]]:
    """Key → values, of the rows of a detail that are wanted; several rows of one subject are one."""
    found: dict[str, dict[str, str]] = {}
    for row in rows if isinstance(rows, list) else ():
        key = str(row.get("subject", "")).replace("-", "")
        if key in keys:
            found.setdefault(key, {}).update(_texts(row))
    return found


def _detail(entry: Entry) -> dict[str, Any] | None:
    try:
        return json.loads(entry.detail.content)
    except Entry.detail.RelatedObjectDoesNotExist:
        return None


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items()}


def _text(value: Any) -> str:
    """A value as it is compared: days in ISO form; null, blank and a written None are one."""
    return "" if value is None or value == "None" else str(value)


def _dashed(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return key


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(items)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
