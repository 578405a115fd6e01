"""The plan of a draw from what the records hold: rosters, recusals, who is left out and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.lines.inspections.errors import LineUnclear
from fazhi.lines.inspections.terms import CreditClass, InstitutionKind

NUMBERS_FORM = "律师事务所 30"
BEACON_FORM = "drand quicknet 25000000，或者 lottery 双色球 2026139"
_KINDS = {kind.label: kind for kind in InstitutionKind}


@dataclass(frozen=True)
class Target:
    """
    An institution as a draw sees it.

    inspected  number of its latest inspection by draw since the task's day of exclusion, "" if there was none
    visits     how often it was inspected by draw in the year
    """

    code: str
    kind: InstitutionKind
    credit: CreditClass
    inspected: str = ""
    visits: int = 0


@dataclass(frozen=True)
class Rules:
    """
    What the task and its items say.

    weights     credit class → weight; of several items the largest
    most_a_year visits of one institution in a year; of several items the fewest
    """

    numbers: Mapping[str, int]
    weights: Mapping[CreditClass, int]
    most_a_year: int
    compulsory: Mapping[str, str]
    excluded: Mapping[str, str]
    team_size: int
    has_cap: bool
    method: str
    hash: str
    beacon: Sequence[Mapping[str, Any]]
    visit_date: date


def plan_document(
    rules: Rules,
    targets: Iterable[Target],
    inspectors: Iterable[Mapping[str, Any]],
    recusals: Iterable[tuple[str, str]],
) -> dict[str, Any]:
    """
    The plan, in the form that `fazhi draw commit` takes: whoever holds it can freeze it again.

    inspectors  {id, valid_from, valid_to}; `recusals` are pairs of institution and inspector
    """
    return {
        "objects": [_object(rules, target) for target in targets],
        "inspectors": list(inspectors),
        "recusals": [list(pair) for pair in sorted(recusals)],
        "rule": {
            "draw": dict(rules.numbers),
            "team_size": rules.team_size,
            "cap": True if rules.has_cap else None,
            "method": rules.method,
            "hash": rules.hash,
        },
        "beacon": [dict(beacon) for beacon in rules.beacon],
        "date": rules.visit_date.isoformat(),
    }


def _object(rules: Rules, target: Target) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": target.code,
        "weight": rules.weights[target.credit],
        "stratum": target.kind.label,
    }
    if target.code in rules.compulsory:
        return row | {"compulsory": rules.compulsory[target.code]}
    reason = rules.excluded.get(target.code) or _why_left_out(rules, target)
    return row | {"excluded": reason} if reason else row


def _why_left_out(rules: Rules, target: Target) -> str:
    if target.inspected:
        return f"近期已经检查（{target.inspected}）"
    if target.visits >= rules.most_a_year:
        return f"本年度已经抽查{target.visits}次，达到频次上限"
    return ""


def read_numbers(lines: Iterable[str]) -> dict[str, int]:
    """Kind → how many to draw, from lines such as 「律师事务所 30」. Raises LineUnclear."""
    found: dict[str, int] = {}
    for line in lines:
        kind, _, number = line.strip().partition(" ")
        if kind not in _KINDS or kind in found or not number.strip().isdecimal():
            raise LineUnclear("numbers", line, NUMBERS_FORM)
        found[kind] = int(number)
    return found


def read_beacons(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The public values to come, from lines such as 「drand quicknet 25000000」, in their order. Raises LineUnclear."""
    return [_beacon(line) for line in lines]


def _beacon(line: str) -> dict[str, Any]:
    kind, name, number = (*line.split(), "", "", "")[:3]
    if len(line.split()) != 3 or kind not in {"drand", "lottery"} or (kind == "drand" and not number.isdecimal()):
        raise LineUnclear("beacon", line, BEACON_FORM)
    if kind == "drand":
        return {"kind": kind, "name": name, "round": int(number)}
    return {"kind": kind, "name": name, "issue": number}
