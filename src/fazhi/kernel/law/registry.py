"""
The register of declared citations: every room and line tells at start-up what it cites and where.

A system check resolves them all; a citation that nobody knows stops the start, not a citizen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fazhi.engines.citation import Citation


@dataclass(frozen=True, slots=True)
class Declaration:
    """`citation` is made at `where`, such as "law/periods.toml TJ-CONFIRM"."""

    citation: Citation
    where: str


_declarations: dict[Declaration, None] = {}


def declare(citations: Iterable[Citation], where: str) -> None:
    """Tell that `where` cites these; telling twice is once."""
    _declarations.update((Declaration(citation, where), None) for citation in citations)


def declared() -> tuple[Declaration, ...]:
    """All declarations, in the order told."""
    return tuple(_declarations)
