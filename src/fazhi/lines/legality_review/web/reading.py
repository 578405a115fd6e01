"""A draft as it is read beside what was found in it: stretches of its clauses, and for each finding who decided what."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.engines.citation import parse_citations
from fazhi.engines.review import Level, Severity
from fazhi.kernel.law.drafts import CHECK_LABELS
from fazhi.lines.legality_review.models import Examination, Finding, Verdict
from fazhi.lines.legality_review.queries.findings import LikeClause
from fazhi.lines.legality_review.services.deciding import wording_of
from fazhi.lines.legality_review.terms import Choice
from fazhi.lines.legality_review.web.tabs import day_text
from fazhi.surfaces.web.citations import Cited, cited

_INNER = frozenset({Level.PARAGRAPH.value, Level.ITEM.value, Level.SUBITEM.value})
_BANDS = frozenset({Level.PART.value, Level.CHAPTER.value, Level.SECTION.value})
_HEADS = frozenset({*_BANDS, Level.TITLE.value})


@dataclass(frozen=True)
class Said:
    """What a reviewer decided; `where` names an earlier examination, "" for this one."""

    who: str
    choice: str
    reason: str
    day: str
    where: str = ""


@dataclass(frozen=True)
class Card:
    """
    A finding as shown.

    basis       each article with its mark and its text
    said        what was decided, the other reviewer's words only once one has decided oneself
    differs     whether one reviewer followed it and the other did not
    is_open     whether the one who looks has to decide
    is_whole    whether it can become a point as it is
    reason      why whoever looks dismissed it in an earlier examination, to begin with
    """

    finding: Finding
    label: str
    severity: str
    is_grave: bool
    where: str
    basis: tuple[tuple[Cited, str], ...]
    said: tuple[Said, ...]
    differs: bool
    is_open: bool
    is_whole: bool
    reason: str
    url: str


@dataclass(frozen=True)
class Stretch:
    """A piece of a line; `place` is the number of the finding that lies over it, None of none."""

    text: str
    place: int | None = None


@dataclass(frozen=True)
class Line:
    """A line of a clause; `depth` 0 for its head, 1 for items, 2 for what they consist of."""

    depth: int
    stretches: tuple[Stretch, ...]


@dataclass
class Unit:
    """An article or another part at the first level, with what was found in it, and what earlier ones are like it."""

    start: int
    end: int
    key: str
    is_head: bool
    lines: tuple[Line, ...] = ()
    cards: list[Card] = field(default_factory=list)
    like: list[LikeClause] = field(default_factory=list)


def units(examination: Examination, cards: Sequence[Card], like: Iterable[LikeClause]) -> list[Unit]:
    """The whole text, one part after the other."""
    found = list(_units(examination))
    starts = [each.start for each in found]
    for card in cards:
        found[max(0, bisect_right(starts, card.finding.start) - 1)].cards.append(card)
    by_key = {each.key: each for each in found}
    for each in like:
        if each.clause in by_key:
            by_key[each.clause].like.append(each)
    findings = [card.finding for card in cards]
    for unit in found:
        unit.lines = tuple(_lines(examination, unit, findings))
    return [each for each in found if each.lines]


def _units(examination: Examination) -> Iterator[Unit]:
    """Cut at each clause that stands in no other, chapters and titles apart from what follows them."""
    outer: list[dict[str, Any]] = []
    reach = -1
    for clause in examination.clauses:
        told: dict[str, Any] = clause
        if told["level"] in _INNER and told["start"] < reach:
            continue
        outer.append(told)
        reach = told["start"] if told["level"] in _BANDS else told["end"]
    outer = outer or [{"id": "", "level": Level.PARAGRAPH.value, "start": 0, "end": 0}]
    ends = [*(each["start"] for each in outer[1:]), len(examination.text)]
    for place, (each, end) in enumerate(zip(outer, ends, strict=True)):
        yield Unit(each["start"] if place else 0, end, each["id"], each["level"] in _HEADS)


def _lines(examination: Examination, unit: Unit, findings: Sequence[Finding]) -> Iterator[Line]:
    depths = {told["start"]: told["level"] for told in examination.clauses}
    over = [each for each in findings if each.start < unit.end and each.end > unit.start]
    start = unit.start
    for row in examination.text[unit.start : unit.end].split("\n"):
        words = row.strip()
        at = start + len(row) - len(row.lstrip())
        if words:
            level = depths.get(at, "")
            depth = 2 if level == Level.SUBITEM else 1 if level == Level.ITEM else 0
            yield Line(depth, tuple(_stretches(words, at, over)))
        start += len(row) + 1


def _stretches(words: str, at: int, findings: Sequence[Finding]) -> Iterator[Stretch]:
    """A line cut where findings begin and end; of two over the same words the first is marked."""
    place = 0
    for each in findings:
        begin, end = max(each.start - at, place), min(each.end - at, len(words))
        if begin >= end:
            continue
        if begin > place:
            yield Stretch(words[place:begin])
        yield Stretch(words[begin:end], each.place)
        place = end
    if place < len(words):
        yield Stretch(words[place:])


def cards(
    findings: Sequence[Finding], verdicts: Sequence[Verdict], *, reviewer: int | None, is_open: bool
) -> list[Card]:
    """
    The findings of one examination as cards, in two queries for the law.

    verdicts  of all examinations of the review
    reviewer  id of the official who looks, if it is one of the two whose opinion is still asked; None for others
    is_open   whether findings can be decided on now
    """
    sources = [parse_citations(each["source"])[0] for one in findings for each in one.basis]
    marks = iter(cited(sources))
    return [_card(each, marks, verdicts, reviewer, is_open) for each in findings]


def _card(
    finding: Finding, marks: Iterator[Cited], verdicts: Sequence[Verdict], reviewer: int | None, is_open: bool
) -> Card:
    own = [each for each in verdicts if each.finding_id == finding.pk]
    waits = reviewer is not None and all(each.reviewer_id != reviewer for each in own)
    before = [each for each in verdicts if _is_same(each.finding, finding)]
    # Two review each for himself: the other's word is shown to a reviewer who has given his own.
    shown = [each for each in (*own, *before) if not waits or each.reviewer_id == reviewer]
    return Card(
        finding=finding,
        label=_(CHECK_LABELS.get(finding.check_code, finding.check_code)),
        severity=_(Severity(finding.severity).label),
        is_grave=finding.severity == Severity.ERROR,
        where=finding.clause_label or _("全文"),
        basis=tuple((next(marks), each["text"]) for each in finding.basis),
        said=tuple(_said(each, finding) for each in shown),
        differs=len({each.choice == Choice.DISMISSED for each in own}) == 2 and not waits,
        is_open=is_open and waits,
        reason=next((each.reason for each in before if each.reviewer_id == reviewer and each.reason), ""),
        is_whole=all(text for name, text in wording_of(finding).items() if name != "quote"),
        url=reverse("legality-finding", kwargs={"key": finding.pk}),
    )


def _is_same(before: Finding, finding: Finding) -> bool:
    """Whether an earlier examination of the draft found the same words by the same check."""
    return before.examination_id != finding.examination_id and (before.check_code, before.quote) == (
        finding.check_code,
        finding.quote,
    )


def _said(verdict: Verdict, finding: Finding) -> Said:
    is_before = verdict.finding_id != finding.pk
    where = _("第%d次核对") % verdict.finding.examination.place if is_before else ""
    return Said(
        verdict.reviewer.name, _(Choice(verdict.choice).label), verdict.reason, day_text(verdict.decided_date), where
    )
