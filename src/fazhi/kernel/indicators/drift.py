"""The records and definitions of today against a frozen year: which are gone, new or changed, and who explains them."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl

from fazhi.engines.indicator import Catalogue, In, Indicator, Register, rows_sql, to_plain
from fazhi.kernel.indicators.accounting import accounted
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import MANIFEST, Manifest, file_of
from fazhi.kernel.indicators.sealing import frame, year_frame
from fazhi.kernel.indicators.terms import Difference

_BATCH = 400
_ROW, _DEFINITION = "行", "口径"
State = Literal["none", "explained", "unexplained", "unchecked"]
_GRAVITY: tuple[State, ...] = ("none", "explained", "unchecked", "unexplained")


def drift(
    folder: Path, manifest: Manifest, *, since: datetime, damaged: frozenset[str] = frozenset()
) -> tuple[State, tuple[Difference, ...]]:
    """
    Compare every register's rows of the sealed year with the records, key by key and column by column, and every
    sealed definition with today's of the same version.

    since    when the year was sealed; acts recorded later explain
    damaged  files that are not as sealed: they say nothing against the records, and aren't opened
    returns  "none"; "explained" if later acts account for every difference; "unexplained" if for one they don't;
             "unchecked" if a file can't be read or a register no longer exists

    Office bounds are left out: every import of offices rewrites them, and they are no fact of a matter. So are
    columns that today's register doesn't have any more. No act accounts for a changed definition: it wants a new version.
    """
    live = Live()
    states: set[State] = {"none"}
    found: list[Difference] = list(_redefined(manifest, live.catalogue))
    with live.snapshot():
        for sheet in manifest.sheets:
            sealed = None if file_of(sheet.register.name) in damaged else _sealed_rows(folder, sheet.register)
            today = live.catalogue.registers.get(sheet.register.name)
            if sealed is None or today is None:
                states.add("unchecked")
                continue
            now = year_frame(today, manifest.year, live)
            differences = list(_register_drift(sheet.register, sealed, today, now, live))
            known = accounted(today, differences, since) if differences else frozenset()
            found += [replace(item, explained=item in known) for item in differences]
    states |= {"explained" if item.explained else "unexplained" for item in found}
    return max(states, key=_GRAVITY.index), tuple(found)


def _redefined(manifest: Manifest, today: Catalogue) -> Iterator[Difference]:
    """Sealed definitions that the program no longer has, or has in another form under the same version."""
    present = {(item.code, item.version): item for item in today.versions}
    for sealed in manifest.indicators:
        key = f"{sealed.code} {sealed.version}"
        now = present.get((sealed.code, sealed.version))
        if now is None:
            yield Difference("drift", MANIFEST, key, None, _DEFINITION, None, explained=False)
        elif now != sealed:
            for name, before, after in _changed_fields(sealed, now):
                yield Difference("drift", MANIFEST, key, name, before, after, explained=False)


def _changed_fields(sealed: Indicator, now: Indicator) -> Iterator[tuple[str, Any, Any]]:
    for item in fields(sealed):
        before, after = getattr(sealed, item.name), getattr(now, item.name)
        if before != after:
            yield item.name, to_plain(before), to_plain(after)


def _sealed_rows(folder: Path, register: Register) -> pl.DataFrame | None:
    try:
        return pl.read_parquet(folder / file_of(register.name), glob=False)
    except (OSError, pl.exceptions.PolarsError):
        return None


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
    for start in range(0, len(keys), _BATCH):
        batch = tuple(keys[start : start + _BATCH])
        yield frame(register, live.ask(rows_sql(register, In(register.key, batch), live.dialect)))


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
