"""Receipts of superior systems (回执), read back in: which rows they took, which they refused and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import bulk, recording, superior_layouts
from fazhi.kernel.exchange.comparing import SEPARATOR
from fazhi.kernel.exchange.dispatching import Answer
from fazhi.kernel.exchange.errors import ReceiptUnknown
from fazhi.kernel.exchange.headings import HEADING_DEPTH
from fazhi.kernel.exchange.locking import exclusive
from fazhi.kernel.exchange.mappings import normal_heading
from fazhi.kernel.exchange.models import DispatchedRow, DispatchedState, Receipt
from fazhi.kernel.exchange.reading import digest_of
from fazhi.kernel.exchange.sources import Grid, grids
from fazhi.kernel.exchange.superior_layouts import Layout

RECEIPT, SUBJECT = "ledger.receipt", "ledger.receipt"
_CODE_LENGTH, _MESSAGE_LENGTH = 40, 500


@dataclass(frozen=True)
class Strange:
    """
    A row of the receipt that says nothing about what we sent.

    row   the file's row number
    code  "unknown": we sent no such row; "unclear": the answer is none of the words; "contradicted": answered in two ways
    found the row's key, or the answer
    """

    row: int
    code: str
    found: str


@dataclass(frozen=True)
class ReceiptReport:
    """
    What a receipt said.

    accepted, refused  rows answered by it
    refusals           those refused, with the superior system's words, to be corrected and sent again
    repeated           True: this very file was read before, and nothing was changed
    """

    layout: Layout
    name: str
    accepted: int
    refused: int
    refusals: tuple[Answer, ...] = ()
    strange: tuple[Strange, ...] = ()
    repeated: bool = False


@dataclass(frozen=True)
class _Line:
    """One row of the receipt; `state` is "" where the answer is none of the layout's words."""

    row: int
    number: str
    key: str
    state: str
    status: str
    code: str
    message: str


def read_receipt(path: Path, *, by: str, at: datetime, data_dir: Path) -> ReceiptReport:
    """
    Enter the answers of a receipt to the rows it names; the layout is the one whose receipt has the file's headings.

    The same file again changes nothing; a later receipt may answer the same row anew. A receipt that names no row of ours
    is not entered. One file is one transaction and one entry in the trail.

    Raises ReceiptUnknown, LayoutInvalid, ImportRunning, and an UnreadableFile for what keeps the file from being read.
    """
    layout, lines = _recognise(path, superior_layouts.known(data_dir))
    sha256 = digest_of(path)
    with exclusive(data_dir, at=at) as hold:
        recording.tell_interrupted(hold.left, by=by, at=at, data_dir=data_dir)
        hold.clear()
        before = Receipt.objects.filter(layout=layout.code, sha256=sha256).first()
        if before is not None:
            return ReceiptReport(layout, path.name, before.accepted, before.refused, repeated=True)
        answers, strange = _matched(layout, lines)
        if answers:
            with transaction.atomic():
                _enter(layout, answers, path.name, sha256, by=by, at=at)
            audit.anchor("import")
    return _told(layout, path.name, answers, strange)


def _recognise(path: Path, known: Sequence[Layout]) -> tuple[Layout, list[_Line]]:
    found = grids(path)
    fits = [
        (layout, grid, row) for layout in known for grid in found if (row := _heading_row(grid, layout)) is not None
    ]
    if len(fits) != 1:
        raise ReceiptUnknown(path.name, [layout.title for layout, _, _ in fits] or [layout.title for layout in known])
    layout, grid, row = fits[0]
    return layout, list(_lines(layout, grid, row))


def _heading_row(grid: Grid, layout: Layout) -> int | None:
    wanted = {normal_heading(heading) for heading in layout.receipt.headings}
    for row, cells in enumerate(grid.cells.head(HEADING_DEPTH).iter_rows()):
        if wanted <= {normal_heading(cell) for cell in cells if cell}:
            return row
    return None


def _lines(layout: Layout, grid: Grid, row: int) -> Iterator[_Line]:
    """The rows below the headings that say anything."""
    receipt = layout.receipt
    places = {normal_heading(cell): place for place, cell in enumerate(grid.cells.row(row)) if cell}
    order = [places[normal_heading(heading)] for heading in receipt.headings]
    words = dict.fromkeys(receipt.accepted, "accepted") | dict.fromkeys(receipt.refused, "refused")
    for at, cells in enumerate(grid.cells.slice(row + 1).iter_rows(), start=row + 2):
        number, *key, status, code, message = ((cells[place] or "").strip() for place in order)
        if any((number, *key, status)):
            state = words.get(status, "")
            yield _Line(at, number, SEPARATOR.join(key), state, status, code[:_CODE_LENGTH], message[:_MESSAGE_LENGTH])


def _matched(layout: Layout, lines: Sequence[_Line]) -> tuple[dict[int, _Line], tuple[Strange, ...]]:
    """Id of the dispatched row → what is said of it; and the lines that say nothing."""
    sent = _sent(layout, lines)
    answers: dict[int, _Line] = {}
    strange: list[Strange] = []
    contradicted = set()
    for line in lines:
        row = sent.get((line.number, line.key))
        if row is None:
            strange.append(Strange(line.row, "unknown", line.key.replace(SEPARATOR, " ")))
        elif not line.state:
            strange.append(Strange(line.row, "unclear", line.status))
        elif answers.setdefault(row, line).state != line.state:
            contradicted.add(row)
            strange.append(Strange(line.row, "contradicted", line.key.replace(SEPARATOR, " ")))
    return {row: line for row, line in answers.items() if row not in contradicted}, tuple(strange)


def _sent(layout: Layout, lines: Sequence[_Line]) -> dict[tuple[str, str], int]:
    """(number of the dispatch, key) → id, for what the lines may be about."""
    condition, parameters = bulk.among(f"{DispatchedRow._meta.db_table}.key", {line.key for line in lines})
    rows = DispatchedRow.objects.filter(dispatch__layout=layout.code)
    rows = rows.extra(where=[condition], params=parameters)  # noqa: S610
    return {(str(number), key): id for number, key, id in rows.values_list("dispatch__number", "key", "id")}


def _enter(layout: Layout, answers: dict[int, _Line], name: str, sha256: str, *, by: str, at: datetime) -> None:
    accepted = sum(line.state == "accepted" for line in answers.values())
    receipt = Receipt.objects.create(
        layout=layout.code,
        name=name,
        sha256=sha256,
        accepted=accepted,
        refused=len(answers) - accepted,
        by=by,
        read_at=at,
    )
    rows = [(row, line.state, line.code, line.message, receipt.pk) for row, line in answers.items()]
    names = ["id", "state", "code", "message", "receipt_id"]
    bulk.update(DispatchedRow, pl.DataFrame(rows, schema=names, orient="row"), names[1:])
    facts = ("layout", "sha256", "accepted", "refused")
    payload = {fact: getattr(receipt, fact) for fact in facts}
    audit.record(RECEIPT, by=by, at=at, subject=(SUBJECT, str(receipt.pk)), payload=payload, detail={"file": name})


def _told(layout: Layout, name: str, answers: dict[int, _Line], strange: tuple[Strange, ...]) -> ReceiptReport:
    refusals = tuple(
        Answer(tuple(line.key.split(SEPARATOR)), "", line.state, line.code, line.message)
        for line in answers.values()
        if line.state == DispatchedState.REFUSED
    )
    return ReceiptReport(layout, name, len(answers) - len(refusals), len(refusals), refusals, strange)
