"""What an inspector asks of an institution, by its kind, as dated data. Source: `checklists.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from fazhi.engines.citation import Citation, parse_citations
from fazhi.lines.inspections.terms import InstitutionKind

POINTS = files("fazhi.lines.inspections").joinpath("checklists.toml")


@dataclass(frozen=True)
class Point:
    """One thing to ask (检查要点), with the text that demands it."""

    kind: InstitutionKind
    code: str
    title: str
    basis: Citation
    since: date
    until: date | None


def checklist(kind: InstitutionKind, on: date) -> tuple[Point, ...]:
    """The points of a kind of institution on a day, in their order."""
    return tuple(
        each for each in points() if each.kind is kind and each.since <= on and (each.until is None or on <= each.until)
    )


@cache
def points() -> tuple[Point, ...]:
    """All points, of all kinds and days."""
    kinds = {kind.value: kind for kind in InstitutionKind}
    rows = tomllib.loads(POINTS.read_text(encoding="utf-8"))["point"]
    return tuple(
        Point(
            kinds[row["kind"]], row["code"], row["title"], parse_citations(row["source"])[0], row["since"],
            row.get("until"),
        )
        for row in rows
    )  # fmt: skip
