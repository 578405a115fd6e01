"""
Places of comments in a report: a figure by its code, a paragraph by the digest of its words.

Figures stand in the words as slots, so that a paragraph whose numbers move is the same one. Words that were changed are
found again where they are still like the old ones, in the same section; else the place is gone, and the comment says so.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from fazhi.lines.annual_report.terms import (
    Anchor,
    CommentKind,
    Piece,
    Place,
    PrintedFigure,
    Report,
)

_LIKE = 0.6
"""How much of two texts must agree (Ratcliff and Obershelp) for one to be the other after changes; half a sentence may go."""


@dataclass(frozen=True)
class Paragraph:
    """`words` have figures as slots; `digest` is theirs."""

    section: str
    words: str
    digest: str


def words_of(pieces: Iterable[Piece]) -> str:
    """
    A paragraph with its figures as slots.

    >>> words_of(("化解", PrintedFigure("a.b", "化解", "5件", "5", "件", None, 5), "。"))
    '化解{a.b}。'
    """
    return "".join(f"{{{piece.code}}}" if isinstance(piece, PrintedFigure) else piece for piece in pieces)


def digest_of(words: str) -> str:
    """SHA-256 of the words, the first 16 digits: enough to tell some hundred paragraphs apart."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def paragraphs(report: Report) -> Iterator[Paragraph]:
    """All paragraphs of running text, in their order."""
    for _, sections in report.sections:
        for section in sections:
            for pieces in section.paragraphs:
                words = words_of(pieces)
                yield Paragraph(section.line, words, digest_of(words))


def anchor_at(report: Report, kind: CommentKind, key: str) -> Anchor | None:
    """The place `key` names in the report, None if there is no such figure or paragraph in its text."""
    if kind is CommentKind.FIGURE:
        figure = next((each for each in report.figures if each.code == key), None)
        return Anchor(kind, key, "", figure.text) if figure else None
    paragraph = next((each for each in paragraphs(report) if each.digest == key), None)
    return Anchor(kind, key, paragraph.section, paragraph.words) if paragraph else None


def place_of(anchor: Anchor, report: Report) -> Place:
    """Where the place is in the report as it is now."""
    found = anchor_at(report, anchor.kind, anchor.key)
    if found is not None:
        return Place(found.key, found.said, changed=found.said != anchor.said)
    if anchor.kind is CommentKind.FIGURE:
        return Place("", "", changed=True)
    near = [each for each in paragraphs(report) if each.section == anchor.section]
    scored = [(SequenceMatcher(None, anchor.said, each.words, autojunk=False).ratio(), each) for each in near]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or score < _LIKE:
        return Place("", "", changed=True)
    return Place(best.digest, best.words, changed=True)
