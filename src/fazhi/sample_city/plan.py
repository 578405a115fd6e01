"""How many matters of each fate and result: the calibration, in exact counts."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from fazhi.sample_city.choices import apportion
from fazhi.sample_city.city import DEPARTMENTS, Department
from fazhi.sample_city.course import Fate
from fazhi.sample_city.published import Targets

SETTLED, FAILED, WITHDRAWN = "settled", "failed", "withdrawn"

# Of the disputes that people's committees resolved, those settled on the spot; of what they conclude, those that fail.
ON_THE_SPOT_PERMILLE = 242
_FAILED_PERMILLE = 19
_WITHDRAWN_PERMILLE = 14

# Referrals signed for that go back unmediated, and matters found open at a boundary of the year.
RETURNED_PERMILLE = {"police": 55, "court": 120, "petition": 90}
_CARRIED_PERMILLE = {"police": 14, "court": 50, "petition": 45, "own_initiative": 20, "application": 25, "other": 30}
_OTHER_SOURCES = {"own_initiative": 41, "application": 51, "procuratorate": 1, "other": 7}

_ADMINISTRATIVE_WITHDRAWN_PERMILLE = 38
_STILL_OPEN_PERMILLE = 120

# More disputes are open at the end of the year than at its start.
_LEFT_PERCENT = 107


@dataclass(frozen=True)
class Cell:
    """So many matters of one group (a source, or a nature of dispute), fate and result."""

    group: str
    fate: Fate
    result: str | None
    count: int


@dataclass(frozen=True)
class PeoplesPlan:
    """
    cells        mediated matters by source
    on_the_spot  disputes settled on the spot
    returned     channel → referrals signed for in the year that became no matter
    """

    cells: tuple[Cell, ...]
    on_the_spot: int
    returned: dict[str, int]


def peoples_plan(targets: Targets) -> PeoplesPlan:
    """
    The people's matters of a year: mediated and concluded ones plus those on the spot make `targets.resolved`, and each
    channel's matters accepted in the year plus its returned referrals make `targets.referred`.
    """
    on_the_spot = targets.resolved * ON_THE_SPOT_PERMILLE // 1000
    returned = {channel: count * RETURNED_PERMILLE[channel] // 1000 for channel, count in targets.referred.items()}
    referred = [
        cell for channel, count in targets.referred.items() for cell in _accepted(channel, count - returned[channel])
    ]
    concluded = sum(cell.count for cell in referred if _is_concluded(cell))
    left = targets.resolved - on_the_spot - concluded
    shares = apportion(left, list(_OTHER_SOURCES.values()))
    others = [cell for source, count in zip(_OTHER_SOURCES, shares, strict=True) for cell in _concluded(source, count)]
    return PeoplesPlan(tuple(cell for cell in (*referred, *others) if cell.count), on_the_spot, returned)


def _is_concluded(cell: Cell) -> bool:
    return cell.fate in (Fate.CARRIED_IN, Fate.WITHIN) and cell.result in (SETTLED, FAILED)


def _carried(source: str, count: int) -> int:
    return count * _CARRIED_PERMILLE.get(source, 30) // 1000


def _accepted(source: str, count: int) -> list[Cell]:
    """Cells of which exactly `count` are accepted in the year."""
    carried = _carried(source, count)
    withdrawn = count * _WITHDRAWN_PERMILLE // 1000
    within = count - _left(carried) - withdrawn
    return [*_split(source, Fate.WITHIN, within, withdrawn), *_carried_cells(source, carried)]


def _concluded(source: str, count: int) -> list[Cell]:
    """Cells of which exactly `count` are concluded in the year."""
    carried = _carried(source, count)
    concluded_carried = carried - carried * _WITHDRAWN_PERMILLE // 1000
    withdrawn = count * _WITHDRAWN_PERMILLE // 1000
    return [*_split(source, Fate.WITHIN, count - concluded_carried, withdrawn), *_carried_cells(source, carried)]


def _carried_cells(source: str, carried: int) -> list[Cell]:
    """Matters carried in, and somewhat more left at the end of the year; of these some are still open."""
    left = _left(carried)
    withdrawn = carried * _WITHDRAWN_PERMILLE // 1000
    still_open = left * _STILL_OPEN_PERMILLE // 1000
    return [
        *_split(source, Fate.CARRIED_IN, carried - withdrawn, withdrawn),
        *_split(source, Fate.CARRIED_OUT, left - still_open - withdrawn, withdrawn),
        Cell(source, Fate.OPEN, None, still_open),
    ]


def _left(carried: int) -> int:
    return -(-carried * _LEFT_PERCENT // 100)


def _split(group: str, fate: Fate, concluded: int, withdrawn: int) -> list[Cell]:
    failed = concluded * _FAILED_PERMILLE // 1000
    counts = {SETTLED: concluded - failed, FAILED: failed, WITHDRAWN: withdrawn}
    return [Cell(group, fate, result, count) for result, count in counts.items()]


def administrative_plan(targets: Targets) -> dict[str, tuple[Cell, ...]]:
    """
    Department code → cells by nature, of which exactly `targets.accepted` are accepted in the year and `targets.settled`
    settled in it, some of these accepted the year before.
    """
    plan: dict[str, list[Cell]] = {department.code: [] for department in DEPARTMENTS}
    for nature, total in targets.accepted.items():
        accepted = apportion(total, [department.shares[nature] for department in DEPARTMENTS])
        likely = [count * department.settled[nature] for count, department in zip(accepted, DEPARTMENTS, strict=True)]
        settled = apportion(targets.settled[nature], likely)
        for department, count, agreed in zip(DEPARTMENTS, accepted, settled, strict=True):
            plan[department.code] += _department_cells(nature, count, agreed, department)
    return {code: tuple(cell for cell in cells if cell.count) for code, cells in plan.items()}


def _department_cells(nature: str, accepted: int, settled: int, department: Department) -> Iterator[Cell]:
    """Cells of a department: `accepted` in the year, `settled` in it, a part of these accepted the year before."""
    carried = accepted * department.carried_permille // 1000
    agreed = carried * settled // max(accepted, 1)
    withdrawn = carried * _ADMINISTRATIVE_WITHDRAWN_PERMILLE // 1000
    left = _left(carried)
    still_open = left * _STILL_OPEN_PERMILLE // 1000
    given_up = (accepted - left) * _ADMINISTRATIVE_WITHDRAWN_PERMILLE // 1000
    yield Cell(nature, Fate.CARRIED_IN, SETTLED, agreed)
    yield Cell(nature, Fate.CARRIED_IN, WITHDRAWN, withdrawn)
    yield Cell(nature, Fate.CARRIED_IN, FAILED, carried - agreed - withdrawn)
    yield Cell(nature, Fate.WITHIN, SETTLED, settled - agreed)
    yield Cell(nature, Fate.WITHIN, WITHDRAWN, given_up)
    yield Cell(nature, Fate.WITHIN, FAILED, accepted - left - (settled - agreed) - given_up)
    yield Cell(nature, Fate.CARRIED_OUT, SETTLED, agreed)
    yield Cell(nature, Fate.CARRIED_OUT, FAILED, left - agreed - still_open)
    yield Cell(nature, Fate.OPEN, None, still_open)


def expanded(cells: tuple[Cell, ...]) -> pl.DataFrame:
    """One row for each matter: `group`, `fate`, `result`."""
    frame = pl.DataFrame(
        [(cell.group, cell.fate.value, cell.result, cell.count) for cell in cells],
        schema={"group": pl.String, "fate": pl.String, "result": pl.String, "count": pl.Int64},
        orient="row",
    )
    return frame.select(pl.exclude("count").repeat_by("count")).explode("group", "fate", "result")
