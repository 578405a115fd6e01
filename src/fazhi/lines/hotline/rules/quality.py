"""Quality checks: how many are drawn, what a sheet's marks amount to, when two differ, how far scorers agree."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from fazhi.engines.agreement import Kappa, kappa
from fazhi.lines.hotline.errors.quality import MarksUnfit
from fazhi.lines.hotline.terms.quality import (
    FULL_POINTS,
    GRADES,
    LEVELS,
    SCORERS,
    CheckState,
    Grade,
    Item,
    Level,
    Marks,
    Outcome,
    Sheet,
)

SHEETS = files("fazhi.lines.hotline").joinpath("quality.toml")
_WHOLE = "whole"


def sample_size(answered: int, share: int) -> int:
    """How many of `answered` consultations are at least `share` per cent of them: the whole number next above."""
    return -(-answered * share // 100)


@cache
def sheets() -> Mapping[int, Sheet]:
    """The score sheets by version. Source: `quality.toml`."""
    rows = tomllib.loads(SHEETS.read_text(encoding="utf-8"))["sheet"]
    return {row["version"]: _sheet(row) for row in rows}


def current_sheet() -> Sheet:
    """That of the highest version."""
    return sheets()[max(sheets())]


def _sheet(row: Mapping[str, object]) -> Sheet:
    items = tuple(Item(**each) for each in row["item"])  # type: ignore[attr-defined]
    if sum(item.points for item in items) != FULL_POINTS:
        raise ValueError(f"The points of sheet {row['version']} don't add up to {FULL_POINTS}.")
    faults = {each["code"]: each["title"] for each in row["fault"]}  # type: ignore[attr-defined]
    least = ((Grade.EXCELLENT, row["excellent"]), (Grade.GOOD, row["good"]), (Grade.PASSED, row["pass"]))
    return Sheet(int(str(row["version"])), items, faults, tuple((grade, int(str(points))) for grade, points in least))


def read_marks(sheet: Sheet, levels: Mapping[str, str], faults: Sequence[str]) -> Marks:
    """Marks as written. Raises MarksUnfit, naming each item without a level of the list and each fault not on the sheet."""
    known = Level.labels()
    wrong = [item.title for item in sheet.items if levels.get(item.code) not in known]
    wrong += [code for code in faults if code not in sheet.faults]
    if wrong:
        raise MarksUnfit(wrong)
    return Marks({item.code: Level(levels[item.code]) for item in sheet.items}, frozenset(faults))


def half_points(sheet: Sheet, marks: Marks) -> int:
    """Twice the points: of each item none, half or all of them; none at all beside a fault."""
    if marks.faults:
        return 0
    return sum(item.points * LEVELS.index(marks.levels[item.code]) for item in sheet.items)


def grade_of(sheet: Sheet, halves: int) -> Grade:
    return next((grade for grade, points in sheet.thresholds if halves >= 2 * points), Grade.FAILED)


def are_apart(sheet: Sheet, first: Marks, second: Marks, bound: int) -> bool:
    """Whether two scorers differ by more than `bound` points, or in a fault."""
    return first.faults != second.faults or abs(half_points(sheet, first) - half_points(sheet, second)) > 2 * bound


def outcome(sheet: Sheet, marks: Sequence[Marks], bound: int) -> Outcome:
    """
    What the scores in their order amount to: the mean of two that are not apart, else the third's alone.

    A mean that ends in a quarter is rounded down to the half.
    """
    if len(marks) < SCORERS:
        return Outcome(CheckState.HALF if marks else CheckState.AWAITED)
    if len(marks) > SCORERS:
        found = half_points(sheet, marks[SCORERS])
    elif are_apart(sheet, marks[0], marks[1], bound):
        return Outcome(CheckState.DISPUTED)
    else:
        found = (half_points(sheet, marks[0]) + half_points(sheet, marks[1])) // 2
    return Outcome(CheckState.SETTLED, found, grade_of(sheet, found))


def agreement(sheet: Sheet, pairs: Sequence[tuple[Marks, Marks]]) -> dict[str, Kappa]:
    """By code of the item, then of the fault, then "whole" for the grade, how far two scorers agree."""
    found = {
        item.code: kappa(
            [(LEVELS.index(a.levels[item.code]), LEVELS.index(b.levels[item.code])) for a, b in pairs], len(LEVELS)
        )
        for item in sheet.items
    }
    found |= {
        code: kappa([(int(code in a.faults), int(code in b.faults)) for a, b in pairs], 2) for code in sheet.faults
    }
    grades = [(_place(sheet, a), _place(sheet, b)) for a, b in pairs]
    return {**found, _WHOLE: kappa(grades, len(GRADES))}


def _place(sheet: Sheet, marks: Marks) -> int:
    return GRADES.index(grade_of(sheet, half_points(sheet, marks)))


def plan_document(objects: Sequence[str], size: int, beacon_round: int, name: str, day: str) -> dict[str, object]:
    """The plan of a round's draw, as `fazhi draw commit` takes it: every consultation with the same chance, nobody to visit."""
    return {
        "objects": [{"id": each} for each in objects],
        "inspectors": [],
        "recusals": [],
        "rule": {"draw": size, "team_size": 0, "method": "sequential", "hash": "sha256"},
        "beacon": [{"kind": "drand", "name": name, "round": beacon_round}],
        "date": day,
    }
