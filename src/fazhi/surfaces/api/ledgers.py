"""
Ledger rows pushed by other systems (推送台账): checked, compared and written exactly as a file is, and answered row by row.

The body is a ledger of its own kind of file (`kernel.exchange.json_rows`) and is kept as it came, like every original.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import Field

from fazhi.kernel.exchange import keeping
from fazhi.kernel.exchange import services as exchange
from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.permissions import IMPORT
from fazhi.kernel.exchange.rights import rights_of
from fazhi.kernel.exchange.terms import FileReport
from fazhi.surfaces.api.errors import Fault, RequestWrong
from fazhi.surfaces.api.limits import MOST_ROWS
from fazhi.surfaces.api.operations import Call, Method, Operation
from fazhi.surfaces.api.shapes import Cell, Sent, Told, Word

_ROOM = "推送台账"
_LEFT_BEHIND = 24 * 3600
"""Seconds after which nobody reads a pushed body any more."""

_SKIPPED = "这一行像是合计或者说明，没有读取。"


class LedgerColumn(Told):
    """One column of a ledger: `name` is what a row calls it, `heading` what a sheet does."""

    name: str
    heading: str
    type: str
    required: bool
    labels: list[str]


class Ledger(Told):
    """One kind of ledger; a row is known by the columns of `key`."""

    kind: str
    title: str
    key: list[str]
    columns: list[LedgerColumn]


class Ledgers(Told):
    """The kinds that this system may push."""

    ledgers: list[Ledger]


class Batch(Sent):
    """Rows of one ledger, one or many."""

    kind: Word = Field(description="台账种类，见 GET /ledgers")
    rows: list[dict[Word, Cell]] = Field(
        min_length=1, max_length=MOST_ROWS, description="每行是 栏目名: 内容；内容的写法与表格相同"
    )


class RowAnswer(Told):
    """What became of row number `row` of what was sent, from 1."""

    row: int
    state: str = Field(description="new 新增，updated 更正，unchanged 未变，refused 退回，skipped 没有读取")
    says: list[str] = Field(description="退回的原因和改法，或者提示")


class BatchAnswer(Told):
    """What became of them all; `sha256` is that under which the body is kept."""

    receipt: str
    batch: int
    kind: str
    sha256: str
    read: int
    accepted: int
    updated: int
    unchanged: int
    refused: int
    rows: list[RowAnswer]


def _list(call: Call) -> Ledgers:
    return Ledgers(ledgers=[_told(each) for each in rights_of(call.post).formats])


def _push(call: Call) -> BatchAnswer:
    body, rights = call.body, rights_of(call.post)
    format = next((each for each in rights.formats if each.code == body.kind), None)
    if format is None:
        raise RequestWrong([Fault("kind", "没有这种台账，或者不能推送这种台账。")], status=422)
    _require_columns(format, body.rows)
    with tempfile.TemporaryDirectory(dir=_place(call)) as place:
        path = Path(place) / f"{call.system.name.replace('/', '／')}.json"
        path.write_bytes(call.raw)
        report = exchange.import_files(
            [path],
            by=call.post.code,
            at=call.at,
            data_dir=call.data_dir,
            kind=format.code,
            within=rights.within,
            allowed=rights.allowed,
            each_row=True,
        )
    (file,) = report.files
    if file.error is not None:
        raise file.error
    return _answer(call, file, len(body.rows))


def _place(call: Call) -> Path:
    """Where a body lies while it is read. What a push that was killed has left there goes with a later one."""
    place = keeping.folder(call.data_dir) / "pushed"
    place.mkdir(mode=0o700, exist_ok=True)
    for left in place.iterdir():
        with suppress(FileNotFoundError):  # another push took it away
            if left.stat().st_mtime < call.at.timestamp() - _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
    return place


def _require_columns(format: Format, rows: list[dict[str, str | int | None]]) -> None:
    """Raises RequestWrong for a row with a name that is no column, and for one that says nothing."""
    known = {column.name for column in format.columns}
    faults = []
    for place, row in enumerate(rows):
        faults += [Fault(f"rows.{place}.{name}", "没有这一栏。") for name in sorted(row.keys() - known)]
        if not any(value is not None and str(value).strip() for value in row.values()):
            faults.append(Fault(f"rows.{place}", "整行是空的。"))
    if faults:
        raise RequestWrong(faults[:20], status=422)


def _answer(call: Call, file: FileReport, sent: int) -> BatchAnswer:
    # The sheet's first row is the headings.
    told = {each.row - 1: RowAnswer(row=each.row - 1, state=each.state, says=list(each.says)) for each in file.rows}
    assert file.batch is not None
    return BatchAnswer(
        receipt=str(call.receipt),
        batch=file.batch,
        kind=file.kind,
        sha256=file.sha256,
        read=file.read,
        accepted=file.accepted,
        updated=file.updated,
        unchanged=file.unchanged,
        refused=file.refused,
        rows=[told.get(row) or RowAnswer(row=row, state="skipped", says=[_SKIPPED]) for row in range(1, sent + 1)],
    )


def _told(format: Format) -> Ledger:
    columns = [
        LedgerColumn(
            name=column.name,
            heading=column.heading,
            type=column.type.value,
            required=column.required,
            labels=list(column.labels.values()),
        )
        for column in format.columns
    ]
    return Ledger(kind=format.code, title=format.title, key=list(format.key), columns=columns)


OPERATIONS = (
    Operation("list_ledgers", Method.GET, "ledgers", "可以推送的台账和栏目", _ROOM, IMPORT, _list, Ledgers),
    Operation(
        "push_batch",
        Method.POST,
        "batches",
        "推送一批行",
        _ROOM,
        IMPORT,
        _push,
        BatchAnswer,
        told=(
            "一行或者几行，核对、比对、写入都与导入文件相同；逐行答复新增、更正、未变还是退回，退回的写明原因和改法。"
            "发来的内容按原样留存。同一行再次推送不重复计入。"
        ),
        body=Batch,
        is_one_act=False,
    ),
)
