"""The review: takes a text apart, runs the checks, puts the findings in order."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fazhi.engines.review import form, prohibited
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import Draft, taken_apart
from fazhi.engines.review.terms import About, Check, Clause, DocumentKind, Finding, Level, Review
from fazhi.engines.review.text import plain

CHECKS: tuple[Check, ...] = (*form.CHECKS, *(kind.check for kind in prohibited.KINDS))
"""All checks of this engine."""

EDITION = hashlib.sha256(repr((form.CHECKS, prohibited.KINDS, prohibited.JUDGE)).encode()).hexdigest()
"""Digest of what the checks, the rules and the judge of likeness declare: findings under another digest were made by others."""

_NEAREST = 100
"""Clauses before a finding among which the one around it is looked for; an article has fewer parts."""
_HEADS = {Level.ATTACHMENT, Level.PART, Level.CHAPTER, Level.SECTION}


def review(text: str, about: About | None = None, *, also: Iterable[Finding] = ()) -> Review:
    """
    A draft's clauses, and what the checks found in it.

    about  what is known beside the text; nothing by default
    also   findings of other engines on the same text, such as citations; they get their clause and their place
    """
    about = about or About()
    draft = taken_apart(plain(text))
    found = [_finding(text, each) for each in _found(draft, about)]
    placed = [_placed(each, draft.clauses) for each in (*found, *also)]
    return Review(draft.clauses, tuple(sorted(placed, key=lambda each: (each.start, each.end, each.check))))


def _found(draft: Draft, about: About) -> Iterator[Found]:
    yield from form.find(draft, about)
    if about.kind is not DocumentKind.CONTRACT:
        yield from prohibited.scan(draft, prohibited.KINDS)


def _finding(text: str, found: Found) -> Finding:
    check = found.check
    return Finding(
        check=check.code,
        severity=check.severity,
        start=found.start,
        end=found.end,
        quote=text[found.start : found.end],
        message=found.message or check.message.format(found.detail),
        basis=check.basis,
        suggestion=found.suggestion or check.suggestion,
        confidence=check.confidence if found.confidence is None else found.confidence,
    )


def _placed(finding: Finding, clauses: tuple[Clause, ...]) -> Finding:
    """The finding with the innermost clause around its start."""
    place = bisect_right(clauses, finding.start, key=lambda clause: clause.start)
    for clause in reversed(clauses[max(0, place - _NEAREST) : place]):
        if clause.end >= finding.start and clause.level not in _HEADS:
            return replace(finding, clause=clause.id)
    return finding
