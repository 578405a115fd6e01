"""
The register of declared citations: every room and line tells at start-up what it cites and where.

A system check resolves them all; a citation that nobody knows stops the start, not a citizen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fazhi.engines.citation import Citation


@dataclass(frozen=True, slots=True)
class Declaration:
    """
    A citation and what makes it.

    where  the place in the program, such as "law/periods.toml TJ-CONFIRM"
    kind   what it is that rests on the citation, as people call it: 审核规则; "" where the place says so
    title  what that one is called: 设定行政处罚
    """

    citation: Citation
    where: str
    kind: str = ""
    title: str = ""


_declarations: dict[Declaration, None] = {}


def declare(citations: Iterable[Citation], where: str, *, kind: str = "", title: str = "") -> None:
    """Tell that `where` cites these, for the thing `kind` `title`; telling twice is once."""
    _declarations.update((Declaration(citation, where, kind, title), None) for citation in citations)


def declared() -> tuple[Declaration, ...]:
    """All declarations, in the order told."""
    return tuple(_declarations)
