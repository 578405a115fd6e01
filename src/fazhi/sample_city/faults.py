"""
Planted faults (差错样本): what clerks really get wrong, put into four of the small ledgers and listed in 差错清单/faults.csv.

Each fault is planted in a row of its own, so that the list says exactly which rows an import refuses, and for what. The
last ones of each file are what a good import puts up with.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from fazhi.kernel.exchange import workbook
from fazhi.kernel.exchange.layout import FIRST_ROW
from fazhi.lines.mediation.ledgers import REFERRAL_FORMAT
from fazhi.sample_city.ledgers import Ledger, WrittenFile
from fazhi.sample_city.plan import FAILED, SETTLED, WITHDRAWN

LIST = "差错清单/faults.csv"
"""In a folder of its own: an import of the ledgers' folder takes every table in it for a ledger."""

FILES = frozenset({"04-委员", "人民调解-海沧区", "行政调解-市生态环境局", "对接移送-访调对接", "排查预防"})
INCOMPLETE = "行政调解-市生态环境局"
"""A copy of the first rows of this ledger has lost a column."""

_INCOMPLETE_COLUMN, _INCOMPLETE_ROWS = "accepted_date", 20
_DAY, _FULL_WIDTH = "%Y-%m-%d", str.maketrans("0123456789", "０１２３４５６７８９")


class Outcome(StrEnum):
    """
    What an import makes of it; one `OUT_OF_SCOPE` is refused to the department's own post, and taken from the system
    account, which sees all offices.
    """

    REFUSED = "refused"
    OUT_OF_SCOPE = "out_of_scope"
    ACCEPTED = "accepted"
    SKIPPED = "skipped"
    FILE_REFUSED = "file_refused"


Row = dict[str, Any]


@dataclass(frozen=True)
class Plant:
    """
    A fault to plant.

    finding   the code of the import's finding; blank if it finds nothing
    suits     in which rows it makes sense
    cells     the cells of the row as the clerk wrote them
    """

    finding: str
    column: str
    suits: Callable[[Row], bool]
    cells: Callable[[Row], dict[str, str]]
    outcome: Outcome = Outcome.REFUSED


@dataclass(frozen=True)
class Fault:
    """One planted fault: file, sheet row (from 1; 0 for the whole file), heading, cell, and what an import makes of it."""

    file: str
    row: int
    heading: str
    cell: str
    finding: str
    outcome: Outcome


def _always(row: Row) -> bool:
    return True


def _given(*columns: str) -> Callable[[Row], bool]:
    return lambda row: all(row[column] is not None for column in columns)


def _has(column: str) -> Callable[[Row], bool]:
    """Something is counted there."""
    return lambda row: row[column] > 0


def _put(finding: str, column: str, cell: str, suits: Callable[[Row], bool] = _always) -> Plant:
    """The same cell whatever the row."""
    return Plant(finding, column, suits, lambda row: {column: cell})


def _before(finding: str, later: str, earlier: str) -> Plant:
    """A date one year too early, as happens in January."""
    return Plant(
        finding, later, _given(later, earlier), lambda row: {later: f"{row[earlier].year - 1}{row[later]:-%m-01}"}
    )


def _identity_given(row: Row) -> bool:
    return row["party1_document_type"] == "identity"


def _wrong_check(row: Row) -> dict[str, str]:
    number = row["party1_document_number"]
    return {"party1_document_number": number[:-1] + ("1" if number[-1] != "1" else "2")}


def _wrong_birth(row: Row) -> dict[str, str]:
    number = row["party1_document_number"]
    return {"party1_document_number": f"{number[:10]}1332{number[14:]}"}


def _is_settled(row: Row) -> bool:
    return row["result"] == SETTLED and row["accepted_date"] is not None


def _is_without_agreement(row: Row) -> bool:
    return row["result"] in (FAILED, WITHDRAWN)


def _has_thousands(row: Row) -> bool:
    return (row["amount_fen"] or 0) >= 100_000


def _is_plain_member(row: Row) -> bool:
    """In office, and with one row: a deputy who became director has two."""
    return row["position"] == "member" and row["until_date"] is None


_OTHER_DEPARTMENT = "350200GA"
"""The police: no committee, and not the department whose ledger is spoilt."""

_MATTERS = (
    _put("date", "accepted_date", "2024-02-30", _given("accepted_date", "concluded_date")),
    _put("date", "concluded_date", "年底前", _given("concluded_date")),
    _before("concluded-order", "concluded_date", "accepted_date"),
    _put("code", "category", "家庭矛盾"),
    _put("code", "result", "已和解", _is_settled),
    _put("reference", "office", "350205X99"),
    _put("required", "party1_name", ""),
    _put("formula", "mediator", "=cmd|'/c calc'!A0"),
    _put("formula", "party1_name", "@SUM(1+1)*cmd|' /C calc'!A0"),
    Plant("check_character", "party1_document_number", _identity_given, _wrong_check),
    Plant("birth_date", "party1_document_number", _identity_given, _wrong_birth),
    _put("form", "party1_document_number", "99999919800101", _identity_given),
    _put("phone", "party1_phone", "一三八零零"),
    _put("money", "amount_fen", "约五万元", _is_settled),
    _put("bounds", "amount_fen", "-500.00", _is_settled),
    _put("effective-missing", "effective_date", "", _is_settled),
    _before("effective-order", "effective_date", "accepted_date"),
    _put("amount-without", "amount_fen", "3000.00", _is_without_agreement),
    Plant("", "accepted_date", _given("accepted_date"), lambda row: {"accepted_date": f"{row['accepted_date']:%Y年%m月%d日}"}, Outcome.ACCEPTED),
    Plant("", "party1_phone", _given("party1_phone"), lambda row: {"party1_phone": row["party1_phone"].translate(_FULL_WIDTH)}, Outcome.ACCEPTED),
    Plant("", "amount_fen", _has_thousands, lambda row: {"amount_fen": f"{row['amount_fen'] / 100:,.2f}"}, Outcome.ACCEPTED),
)  # fmt: skip

SPOILT: dict[str, tuple[Plant, ...]] = {
    "mediation.people": (
        *_MATTERS,
        _put("integer", "parties_count", "两人"),
        _put("bounds", "parties_count", "1"),
        _put("accepted-missing", "accepted_date", "", _is_settled),
        _put("agreement-form-missing", "agreement_form", "", _is_settled),
        _put("reference", "office", _OTHER_DEPARTMENT),
        _put("local-parent", "local_category", "finance", lambda row: row["category"] != "contract"),
        _put("reference", "local_category", "不详"),
    ),
    "mediation.administrative": (
        *_MATTERS,
        Plant("scope", "office", _always, lambda row: {"office": _OTHER_DEPARTMENT}, Outcome.OUT_OF_SCOPE),
    ),
    "mediation.member": (
        _put("code", "position", "书记", _is_plain_member),
        _put("reference", "office", "350205X99", _is_plain_member),
        _put("reference", "official", "SL99999", _is_plain_member),
        _put("named-otherwise", "name", "陈某某", _is_plain_member),
        _put("date", "birth_date", "1980-02-30", _is_plain_member),
        _put("adult", "birth_date", "2010-01-01", _is_plain_member),
        Plant(
            "reason-missing", "end_reason", _is_plain_member, lambda row: {"until_date": "2024-12-31", "end_reason": ""}
        ),
        _put("ground-without", "removal_ground", "泄露当事人的个人隐私、商业秘密", _is_plain_member),
        _put("required", "sex", "", _is_plain_member),
        Plant(
            "",
            "elected_date",
            _is_plain_member,
            lambda row: {"elected_date": f"{row['elected_date']:%Y年%m月%d日}"},
            Outcome.ACCEPTED,
        ),
    ),
    "mediation.referral": (
        _before("signed-order", "signed_date", "sent_date"),
        _put("date", "sent_date", "2024-13-05"),
        _put("code", "outcome", "已调结", _given("outcome")),
        _put("reference", "office", "350299Z01"),
        _put("required", "sender", ""),
        _put("formula", "sender", '=HYPERLINK("http://example.invalid","点此")'),
        _put("result-date-missing", "result_date", "", _given("outcome")),
        Plant("", "sent_date", _always, lambda row: {"sent_date": f"{row['sent_date']:%Y/%m/%d}"}, Outcome.ACCEPTED),
    ),
    "mediation.prevention": (
        _put("reference", "office", "350299C0101"),
        _put("bounds", "month", "13"),
        _put("required", "screened_cases", ""),
        _put("integer", "screened_cases", "十几件"),
        _put("bounds", "averted_cases", "-2"),
        Plant("suicide-persons", "suicide_persons", _has("suicide_cases"), lambda row: {"suicide_persons": "0"}),
        Plant("petition-cases", "petition_cases", _has("petition_persons"), lambda row: {"petition_cases": "0"}),
        Plant("", "screened_persons", _always, lambda row: {"screened_persons": ""}, Outcome.ACCEPTED),
    ),
}
"""Format code → what is planted in its ledger."""


def write_spoilt(ledger: Ledger, out: Path, note: str) -> tuple[list[WrittenFile], list[Fault]]:
    """Write `ledger` with its faults, a repeated row and a totals row; beside it, for one, a copy without a column."""
    path = out / f"{ledger.name}.xlsx"
    changes, faults = _planted(ledger, path.name)
    if ledger.format is REFERRAL_FORMAT:
        faults += _same_number(ledger, changes, path.name)
    rows, repeated = _repeated(_as_typed(ledger.rows, changes), path.name, ledger)
    first = ledger.format.columns[0]
    spoilt = pl.concat([rows, pl.DataFrame({first.name: ["合计"]})], how="diagonal")
    workbook.write(path, ledger.format, spoilt, title=ledger.title, note=note)
    written = [WrittenFile(path, ledger.format.code, rows.height)]
    totals = Fault(path.name, FIRST_ROW + spoilt.height, first.heading, "合计", "", Outcome.SKIPPED)
    if ledger.name != INCOMPLETE:
        return written, [*faults, *repeated, totals]
    copy, lost = _write_incomplete(ledger, out, note)
    return [*written, copy], [*faults, *repeated, totals, lost]


def write_list(faults: list[Fault], path: Path) -> None:
    """Write the list: file, row, heading, cell, finding, outcome; cells that a spreadsheet would run get an apostrophe."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["file", "row", "heading", "cell", "finding", "outcome"])
        for fault in faults:
            cell = f"'{fault.cell}" if fault.cell.startswith(("=", "@")) else fault.cell
            table.writerow([fault.file, fault.row, fault.heading, cell, fault.finding, fault.outcome.value])


def _planted(ledger: Ledger, file: str) -> tuple[dict[int, dict[str, str]], list[Fault]]:
    """
    Row place → cells, and the list.

    The rows are spread over the ledger, each the first from its place that suits; the last row is left for repeating. What
    finds no row in a very small ledger isn't planted.
    """
    plants = SPOILT[ledger.format.code]
    rows = ledger.rows.to_dicts()[:-1]
    changes: dict[int, dict[str, str]] = {}
    faults = []
    for number, plant in enumerate(plants):
        start = len(rows) * number // (len(plants) + 1)
        free = (place for place in _around(start, len(rows)) if place not in changes and plant.suits(rows[place]))
        if (place := next(free, None)) is not None:
            changes[place] = plant.cells(rows[place])
            heading, cell = ledger.format.column(plant.column).heading, changes[place][plant.column]
            faults.append(Fault(file, FIRST_ROW + place + 1, heading, cell, plant.finding, plant.outcome))
    return changes, faults


def _same_number(ledger: Ledger, changes: dict[int, dict[str, str]], file: str) -> list[Fault]:
    """Gives a referral the number of another, into `changes`; an import takes neither, for nothing says whose it is."""
    free = [place for place in range(ledger.rows.height - 1) if place not in changes]
    if len(free) < 2:
        return []
    first, second = free[len(free) // 3], free[len(free) // 2]
    number = ledger.rows["number"][first]
    changes[second] = {"number": number}
    heading = ledger.format.column("number").heading
    rows = (FIRST_ROW + first + 1, FIRST_ROW + second + 1)
    return [Fault(file, row, heading, number, "duplicate", Outcome.REFUSED) for row in rows]


def _around(start: int, count: int) -> Iterator[int]:
    yield from range(start, count)
    yield from range(start)


def _as_typed(rows: pl.DataFrame, changes: dict[int, dict[str, str]]) -> pl.DataFrame:
    """`rows` with the changed columns as the texts a clerk types, and the changes in them."""
    for column in {name for cells in changes.values() for name in cells}:
        texts = _texts(rows[column]).to_list()
        for place, cells in changes.items():
            texts[place] = cells.get(column, texts[place])
        rows = rows.with_columns(pl.Series(column, texts, dtype=pl.String))
    return rows


def _texts(values: pl.Series) -> pl.Series:
    if values.dtype == pl.Date:
        return values.dt.strftime(_DAY)
    if values.name == "amount_fen":
        return (values // 100).cast(pl.String) + "." + (values % 100).cast(pl.String).str.zfill(2)
    return values.cast(pl.String)


def _repeated(rows: pl.DataFrame, file: str, ledger: Ledger) -> tuple[pl.DataFrame, list[Fault]]:
    """With the last row entered twice; an import takes neither, for nothing says which is right."""
    last = ledger.format.key[-1]
    heading, cell = ledger.format.column(last).heading, str(rows[last][-1])
    both = (FIRST_ROW + rows.height, FIRST_ROW + rows.height + 1)
    faults = [Fault(file, row, heading, cell, "duplicate", Outcome.REFUSED) for row in both]
    return pl.concat([rows, rows.tail(1)]), faults


def _write_incomplete(ledger: Ledger, out: Path, note: str) -> tuple[WrittenFile, Fault]:
    """A copy of the ledger's beginning without the column of acceptance: refused as a whole."""
    columns = tuple(column for column in ledger.format.columns if column.name != _INCOMPLETE_COLUMN)
    path = out / f"{ledger.name}（缺列）.xlsx"
    rows = ledger.rows.head(_INCOMPLETE_ROWS).drop(_INCOMPLETE_COLUMN)
    workbook.write(path, replace(ledger.format, columns=columns), rows, title=ledger.title, note=note)
    fault = Fault(path.name, 0, ledger.format.column(_INCOMPLETE_COLUMN).heading, "", "headings", Outcome.FILE_REFUSED)
    return WrittenFile(path, ledger.format.code, rows.height), fault
