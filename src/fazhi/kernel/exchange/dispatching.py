"""
Rows out to superior systems (报送): entered once here, sent in their layout, never typed twice.

A row that was accepted goes out again only when a cell of it has changed, and so does one that was refused or still waits
for its answer. What the layout can't say of a row keeps the row back, with the reason.
"""

import csv
import hashlib
import io
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl
from django.db import transaction
from django.db.models import Max

from fazhi.engines.indicator import Period
from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import bulk, keeping, recording, superior_layouts
from fazhi.kernel.exchange.comparing import SEPARATOR
from fazhi.kernel.exchange.export import SAMPLE_NOTE, csv_cell
from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.locking import exclusive
from fazhi.kernel.exchange.models import Dispatch, DispatchedRow, DispatchedState
from fazhi.kernel.exchange.superior_layouts import Layout, OutColumn
from fazhi.kernel.exchange.workbook import FORMULA_START
from fazhi.kernel.organisations.queries import is_sample

DISPATCH, SUBJECT = "ledger.dispatch", "ledger.dispatch"


@dataclass(frozen=True)
class Answer:
    """How a row stands that was sent: its key as sent, its state, and the superior system's code and words."""

    key: tuple[str, ...]
    digest: str
    state: str
    code: str
    message: str


@dataclass(frozen=True)
class Held:
    """A row that the layout can't say, and why, in Chinese."""

    key: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Dispatched:
    """
    What a dispatch has done.

    number, path  None where there was nothing to send, and no file is made
    held          rows kept back
    refused       rows refused before and not corrected since
    waiting       rows sent before and not answered yet; `accepted`: accepted before; both unchanged
    """

    layout: Layout
    number: int | None
    path: Path | None
    sha256: str
    rows: int
    held: tuple[Held, ...]
    refused: tuple[Answer, ...]
    waiting: int
    accepted: int


@dataclass(frozen=True)
class _Sorting:
    """Rows of a period, sorted out: `fresh` has the columns of the layout by heading, `key` and `digest`."""

    fresh: pl.DataFrame
    held: tuple[Held, ...]
    standing: tuple[Answer, ...]

    def of(self, state: DispatchedState) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.standing if answer.state == state)


def dispatch(
    code: str, period: Period, out: Path, *, by: str, at: datetime, data_dir: Path, again: bool = False
) -> Dispatched:
    """
    Write the file of what the superior system does not know yet of the period's rows, and remember what it was sent.

    code  the layout's
    out   the file, or a folder in which it gets the layout's own name; a copy is kept by its digest
    again True: refused rows go out though nothing has changed here, because the fault was the superior system's
    One file is one dispatch, one transaction and one entry in the trail.

    Raises UnknownLayout, LayoutInvalid, LayoutPeriod, ImportRunning.
    """
    layout = superior_layouts.layout_named(code, data_dir)
    layout.require_period(period)
    format = superior_layouts.format_of(layout)
    with exclusive(data_dir, at=at) as hold:
        recording.tell_interrupted(hold.left, by=by, at=at, data_dir=data_dir)
        hold.clear()
        sorting = _sort_out(layout, format, period, again)
        if sorting.fresh.is_empty():
            return _told(layout, sorting, None, None)
        with transaction.atomic():
            made = _send(layout, sorting.fresh, period, by=by, at=at, data_dir=data_dir)
        audit.anchor("export")
    path = out / made.name if out.is_dir() else out
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(keeping.dispatch_path(made.sha256, data_dir), path)
    return _told(layout, sorting, made, path)


def _told(layout: Layout, sorting: _Sorting, made: Dispatch | None, path: Path | None) -> Dispatched:
    return Dispatched(
        layout=layout,
        number=made.number if made else None,
        path=path,
        sha256=made.sha256 if made else "",
        rows=sorting.fresh.height,
        held=sorting.held,
        refused=sorting.of(DispatchedState.REFUSED),
        waiting=len(sorting.of(DispatchedState.SENT)),
        accepted=len(sorting.of(DispatchedState.ACCEPTED)),
    )


def standing(layout: str, keys: Sequence[str] | None = None) -> dict[str, Answer]:
    """How the rows stand that were sent in the layout: by key, the latest time each was sent; all, or those of `keys`."""
    rows = DispatchedRow.objects.filter(dispatch__layout=layout).order_by("id")
    if keys is not None:
        condition, parameters = bulk.among(f"{DispatchedRow._meta.db_table}.key", keys)
        rows = rows.extra(where=[condition], params=parameters)  # noqa: S610
    found = rows.values_list("key", "digest", "state", "code", "message")
    return {key: Answer(tuple(key.split(SEPARATOR)), *rest) for key, *rest in found.iterator()}


def _sort_out(layout: Layout, format: Format, period: Period, again: bool) -> _Sorting:
    """What is to be sent: the rows that can be said and that the superior system does not know as they are."""
    rows = format.target.export(period.first, period.last)
    said = rows.select(_out_cell(column, format.column(column.source)) for column in layout.columns)
    key = pl.concat_str([pl.col(name).fill_null("") for name in layout.key], separator=SEPARATOR)
    reasons = _reasons(layout, format, rows, said)
    said = said.with_columns(key.alias("key"), reasons.alias("reason"), pl.Series("digest", _digests(said), pl.String))
    kept_back = said.filter(pl.col("reason").is_not_null())
    sayable = said.filter(pl.col("reason").is_null()).drop("reason")
    known = standing(layout.code, sayable["key"].to_list())
    told = {key: answer for key, answer in known.items() if not (again and answer.state == DispatchedState.REFUSED)}
    same = [key in told and told[key].digest == digest for key, digest in sayable.select("key", "digest").iter_rows()]
    unchanged = sayable.filter(pl.Series(same, dtype=pl.Boolean))
    return _Sorting(
        fresh=sayable.filter(~pl.Series(same, dtype=pl.Boolean)),
        held=tuple(
            Held(tuple(key.split(SEPARATOR)), why) for key, why in kept_back.select("key", "reason").iter_rows()
        ),
        standing=tuple(known[key] for key in unchanged["key"]),
    )


def _out_cell(out: OutColumn, column: Column) -> pl.Expr:
    """A typed column as the text that the layout wants, under its heading; null where there is none."""
    value = pl.col(column.name)
    if column.type is Type.DATE:
        text = value.dt.to_string(out.form)
    elif column.type is Type.MONEY and out.form == "yuan":
        text = csv_cell(column)
    elif column.type is Type.FLAG:
        text = value.cast(pl.Int8, strict=False).cast(pl.String).replace_strict(dict(out.codes), default=None)
    elif column.type is Type.CODE:
        text = value.cast(pl.String).replace_strict(dict(out.codes), default=None, return_dtype=pl.String)
    else:
        text = value.cast(pl.String)
    return text.alias(out.heading)


def _reasons(layout: Layout, format: Format, rows: pl.DataFrame, said: pl.DataFrame) -> pl.Series:
    """For each row the first reason to keep it back, null if there is none."""
    both = pl.concat(
        [rows.select(pl.all().name.prefix("ours ")), said.select(pl.all().name.prefix("theirs "))], how="horizontal"
    )
    reasons = [reason for out in layout.columns for reason in _faults(out, format.column(out.source))]
    return both.select(pl.coalesce(reasons).alias("reason")).to_series()


def _faults(out: OutColumn, column: Column) -> Iterator[pl.Expr]:
    """What can keep a row back for one of its cells, each a sentence or null."""
    ours, theirs = pl.col(f"ours {column.name}"), pl.col(f"theirs {out.heading}")
    said = pl.format("“{}”在报送格式中没有对应的代码", ours.cast(pl.String).replace(dict(column.labels)))
    yield pl.when(ours.is_not_null() & theirs.is_null()).then(said)
    yield pl.when(theirs.str.len_chars() > out.max_length).then(pl.lit(f"“{column.heading}”超过{out.max_length}个字"))
    if out.required:
        yield pl.when(theirs.fill_null("") == "").then(pl.lit(f"缺“{column.heading}”，报送格式要求必填"))
    if column.type is Type.TEXT:
        yield pl.when(theirs.str.contains(FORMULA_START)).then(pl.lit(f"“{column.heading}”以公式符号开头，请先更正"))


def _digests(said: pl.DataFrame) -> list[str]:
    texts = said.select(pl.concat_str(pl.all().fill_null(""), separator=SEPARATOR).cast(pl.Binary)).to_series()
    return [hashlib.blake2b(text, digest_size=16).hexdigest() for text in texts.to_list()]


def _send(layout: Layout, fresh: pl.DataFrame, period: Period, *, by: str, at: datetime, data_dir: Path) -> Dispatch:
    """Keep the file, and enter it, its rows and the act."""
    latest = Dispatch.objects.filter(layout=layout.code).aggregate(latest=Max("number"))["latest"] or 0
    slots = {"period": str(period), "number": str(latest + 1), "rows": str(fresh.height)}
    content = _content(layout, fresh, slots)
    made = Dispatch.objects.create(
        layout=layout.code,
        number=latest + 1,
        period=str(period),
        name=_filled(layout.file, slots),
        sha256=hashlib.sha256(content).hexdigest(),
        rows=fresh.height,
        rows_digest=recording.rows_digest(fresh),
        by=by,
        sent_at=at,
    )
    _keep(content, keeping.dispatch_path(made.sha256, data_dir))
    states = fresh.select("key", "digest").with_columns(
        pl.lit(made.pk).alias("dispatch_id"), pl.lit(DispatchedState.SENT.value).alias("state")
    )
    bulk.insert(DispatchedRow, states)
    facts = ("layout", "number", "period", "sha256", "rows", "rows_digest")
    payload = {name: getattr(made, name) for name in facts}
    audit.record(DISPATCH, by=by, at=at, subject=(SUBJECT, str(made.pk)), payload=payload, detail={"file": made.name})
    return made


def _content(layout: Layout, fresh: pl.DataFrame, slots: Mapping[str, str]) -> bytes:
    """The file; one of synthetic data says so in a row that no layout has."""
    headings = [column.heading for column in layout.columns]
    above = [[SAMPLE_NOTE]] if is_sample() else []
    above += [[_filled(cell, slots) for cell in row] for row in layout.header_rows]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([*above, headings, *fresh.select(headings).iter_rows()])
    return text.getvalue().encode(layout.encoding)


def _filled(text: str, slots: Mapping[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _keep(content: bytes, path: Path) -> None:
    draft = path.with_suffix(".partial")
    draft.write_bytes(content)
    os.replace(draft, path)
