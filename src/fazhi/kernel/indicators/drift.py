"""The records of today against a frozen year, set-wise: which rows are gone, new or changed, and who explains them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

import polars as pl

from fazhi.engines.indicator import In, Register, rows_sql
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import Manifest, file_of
from fazhi.kernel.indicators.sealing import frame, year_frame
from fazhi.kernel.indicators.terms import Difference

_BATCH = 400
_ROW = "行"
State = Literal["none", "explained", "unexplained", "unchecked"]
_GRAVITY: tuple[State, ...] = ("none", "explained", "unchecked", "unexplained")


def drift(
    folder: Path, manifest: Manifest, *, since: datetime, damaged: frozenset[str] = frozenset()
) -> tuple[State, tuple[Difference, ...]]:
    """
    Compare every register's rows of the sealed year with the records, key by key and column by column.

    since    when the year was sealed; acts recorded later explain
    damaged  files that are not as sealed: they say nothing against the records, and aren't opened
    returns  "none"; "explained" if a later act stands behind every row that differs; "unexplained" if behind one
             stands none; "unchecked" if a file can't be read or a register no longer exists

    Office bounds are left out: every import of offices rewrites them, and they are no fact of a matter. So are
    columns that today's register doesn't have any more.
    """
    live = Live()
    states: set[State] = {"none"}
    found: list[Difference] = []
    with live.snapshot():
        for sheet in manifest.sheets:
            sealed = None if file_of(sheet.register.name) in damaged else _sealed_rows(folder, sheet.register)
            today = live.catalogue.registers.get(sheet.register.name)
            if sealed is None or today is None:
                states.add("unchecked")
                continue
            now = year_frame(today, manifest.year, live)
            differences = list(_register_drift(sheet.register, sealed, today, now, live))
            states.add(_judge(sheet.register.name, differences, since))
            found += differences
    return max(states, key=_GRAVITY.index), tuple(found)


def _sealed_rows(folder: Path, register: Register) -> pl.DataFrame | None:
    try:
        return pl.read_parquet(folder / file_of(register.name), glob=False)
    except (OSError, pl.exceptions.PolarsError):
        return None


def _judge(register: str, differences: list[Difference], since: datetime) -> State:
    keys = frozenset(difference.key for difference in differences if difference.key is not None)
    if not keys:
        return "none"
    return "unexplained" if keys - _explained(register, keys, since) else "explained"


def _register_drift(
    sealed_as: Register, sealed: pl.DataFrame, today: Register, now: pl.DataFrame, live: Live
) -> Iterator[Difference]:
    gone = sealed.select(sealed_as.key).join(now, on=sealed_as.key, how="anti").to_series().to_list()
    now = pl.concat([now, *_rows_named(today, gone, live)])
    yield from _one_sided(sealed_as, sealed, now)
    names = {column.name for column in sealed_as.columns} - {sealed_as.key, sealed_as.scope}
    common = [column.name for column in today.columns if column.name in names]
    yield from _changed(sealed_as, sealed.join(now, on=sealed_as.key, suffix="·now"), common)


def _rows_named(register: Register, keys: list[str], live: Live) -> Iterator[pl.DataFrame]:
    """Rows that no longer touch the year may still be there, with other dates."""
    for batch in _batches(keys):
        yield frame(register, live.ask(rows_sql(register, In(register.key, tuple(batch)), live.dialect)))


def _one_sided(register: Register, sealed: pl.DataFrame, now: pl.DataFrame) -> Iterator[Difference]:
    for key in sealed.join(now, on=register.key, how="anti").get_column(register.key):
        yield Difference("drift", register.name, str(key), None, _ROW, None)
    for key in now.join(sealed, on=register.key, how="anti").get_column(register.key):
        yield Difference("drift", register.name, str(key), None, None, _ROW)


def _changed(register: Register, both: pl.DataFrame, columns: list[str]) -> Iterator[Difference]:
    for name in columns:
        rows = both.filter(pl.col(name).ne_missing(pl.col(f"{name}·now")))
        for key, before, after in rows.select(register.key, name, f"{name}·now").iter_rows():
            yield Difference("drift", register.name, str(key), name, before, after)


def _explained(register: str, keys: frozenset[str], since: datetime) -> frozenset[str]:
    """Keys that the trail or a higher room explains; each is asked for what is still open."""
    explained = _in_the_trail(keys, since)
    for explainer in registry.explainers().values():
        if keys - explained:
            explained |= explainer(register, keys - explained, since)
    return explained


def _in_the_trail(keys: frozenset[str], since: datetime) -> frozenset[str]:
    """Keys on which an act was recorded after the sealing; the trail may write a UUID with dashes."""
    written = {form: key for key in keys for form in (key, _dashed(key))}
    found: set[str] = set()
    for batch in _batches(written):
        entries = Entry.objects.filter(subject_id__in=batch, recorded_at__gt=since)
        found.update(written[subject] for subject in entries.values_list("subject_id", flat=True))
    return frozenset(found)


def _dashed(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return key


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(items)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]
