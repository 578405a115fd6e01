"""
Corrected rows (更正台账): a second file for two of the ledgers, with rows that the clerks found wrong afterwards.

Each row is the whole row again under its natural key, with the cells put right; imported after the first file it rectifies
those matters. No figure that was published moves: days stay in their month, and what one agreement gains another loses.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from fazhi.kernel.calendar.services import packaged_calendar
from fazhi.sample_city.ledgers import MARK, Ledger

FOLDER = "更正"
"""Of its own, for the same ledgers twice in a row would undo and redo the corrections."""

CORRECTED = frozenset({"人民调解-思明区", "行政调解-市人力资源和社会保障局"})
_EACH = 3
_MISTAKEN = {"neighbour": "property", "property": "neighbour", "labour": "migrant_wages", "migrant_wages": "labour"}
_STEP_FEN, _LEAST_FEN = 5_000, 100_000

Row = dict[str, Any]
_Correction = Callable[[Row], Row | None]
"""The cells of a row put right, None where there is nothing of the kind to correct."""


def corrected(ledger: Ledger) -> Ledger:
    """The corrections of a ledger of `CORRECTED`, in the order of its rows."""
    rows = ledger.rows.to_dicts()
    changes = dict(_changes(rows))
    fixed = [{**rows[place], **changes[place]} for place in sorted(changes)]
    frame = pl.DataFrame(fixed, schema=ledger.rows.schema)
    title = f"{ledger.title.removesuffix(MARK).strip()}更正表　{MARK}"
    return replace(ledger, name=f"更正-{ledger.name}", title=title, rows=frame)


def _changes(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    """Row place → its cells put right, each row for one reason, spread over the ledger."""
    taken: set[int] = set()
    kinds: tuple[_Correction, ...] = (_category, _phone, _day_before)
    for number, correction in enumerate(kinds):
        for part in range(_EACH):
            start = len(rows) * (part * len(kinds) + number) // (_EACH * len(kinds))
            for place in range(start, len(rows)):
                if place not in taken and (cells := correction(rows[place])):
                    taken.add(place)
                    yield place, cells
                    break
    paid = [place for place, row in enumerate(rows) if place not in taken and _is_paid(row)]
    if len(paid) > 1:
        more, less = paid[0], paid[-1]
        yield more, {"amount_fen": rows[more]["amount_fen"] + _STEP_FEN}
        yield less, {"amount_fen": rows[less]["amount_fen"] - _STEP_FEN}


def _category(row: Row) -> Row | None:
    right = _MISTAKEN.get(row["category"])
    return {"category": right} if right else None


def _phone(row: Row) -> Row | None:
    """The last two digits were written the other way round."""
    phone = row["party1_phone"]
    if not phone or phone[-1] == phone[-2]:
        return None
    return {"party1_phone": phone[:-2] + phone[-1] + phone[-2]}


def _day_before(row: Row) -> Row | None:
    """It was accepted a day earlier, a working day of the same month. What was referred was signed for before: let alone."""
    day = row["accepted_date"]
    if day is None or row.get("referral_number"):
        return None
    before = day - timedelta(days=1)
    return {"accepted_date": before} if before.month == day.month and packaged_calendar().is_worked(before) else None


def _is_paid(row: Row) -> bool:
    concluded, accepted = row["concluded_date"], row["accepted_date"]
    in_one_year = concluded is not None and accepted is not None and concluded.year == accepted.year
    return in_one_year and (row["amount_fen"] or 0) >= _LEAST_FEN
