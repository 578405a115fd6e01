"""Plans and public values that the tests of the draw share."""

import json
from datetime import UTC, datetime
from typing import Any

from fazhi.engines.draw import Commitment, Transcript, commit, read_plan, run

COMMITTED_AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SIGNATURE_1000 = bytes.fromhex(
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39"
)
RANDOMNESS_1000 = bytes.fromhex("fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd")
LOTTERY = b"9.18.26.34.41.45./"
QUICKNET = {"kind": "drand", "name": "quicknet", "round": 1000}
ISSUE = {"kind": "lottery", "name": "双色球", "issue": "2026139"}


def plan_document(**changed: Any) -> dict[str, Any]:
    """Eight objects of four classes, five inspectors, one recusal; two of each are drawn."""
    return {
        "objects": [{"id": f"机构{number}", "weight": 2 ** (number % 4)} for number in range(1, 9)],
        "inspectors": [{"id": f"检{number}"} for number in range(1, 6)],
        "recusals": [["机构3", "检1"]],
        "rule": rule(),
        "beacon": [QUICKNET],
        "date": "2026-12-08",
    } | changed


def rule(**changed: Any) -> dict[str, Any]:
    return {"draw": 3, "team_size": 2, "method": "sequential", "hash": "sha256"} | changed


def objects(*rows: str, **shared: Any) -> list[dict[str, Any]]:
    """objects("a 1", "b 2") with the columns id and weight."""
    return [{"id": row.split()[0], "weight": int(row.split()[1]), **shared} for row in rows]


def frozen(document: dict[str, Any] | None = None) -> Commitment:
    return commit(read_plan(json.dumps(document or plan_document())), COMMITTED_AT)


def drawn(document: dict[str, Any] | None = None, value: bytes = RANDOMNESS_1000) -> Transcript:
    return run(frozen(document), [value])
