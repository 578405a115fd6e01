"""The examination of a draft: asked for by a reviewer or by its submission, made by a background job, kept as it was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from fazhi import __version__
from fazhi.engines import review as engine
from fazhi.engines.citation import Citation
from fazhi.engines.procedure import Step
from fazhi.engines.review import About, DocumentKind, Earlier, Level
from fazhi.kernel.audit import services as audit
from fazhi.kernel.law import queries as law
from fazhi.kernel.law.catalogue import catalogue
from fazhi.kernel.law.drafts import examined
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.kernel.procedures.services.acts import SYSTEM
from fazhi.lines.legality_review.errors import DraftMissing
from fazhi.lines.legality_review.models import Examination, Finding, Likeness, Review
from fazhi.lines.legality_review.queries.findings import (
    Draft,
    draft_digest,
    draft_of,
    earlier_examinations,
    latest_examination,
)
from fazhi.lines.legality_review.services.shared import WHY
from fazhi.lines.legality_review.terms import LINE, REVIEW, Kind

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_KINDS = {Kind.NORMATIVE: DocumentKind.NORMATIVE, Kind.CONTRACT: DocumentKind.CONTRACT}
_OF_ISSUED = frozenset({"form.number_missing", "form.signature_date_missing"})
"""What only a document that is issued has: a draft under review has neither number nor date yet."""
_LIKE = 0.55
"""From this share of equal wording an earlier clause is shown beside a clause; chosen by eye, not measured."""
_COMPARED = frozenset({Level.ARTICLE.value, Level.HEADING.value})


def examine(review: Review, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Ask for an examination of the latest version of the draft; the job is enqueued by whoever watches the act (`jobs`).

    Raises DraftMissing.
    """
    procedures.require_open(review, "examine", by=by, at=at)
    if not draft_digest(review):
        raise DraftMissing(review.number)
    return procedures.take(review, "examine", by=by, at=at, on=on, grounds=grounds(late_reason))


def examine_draft(review: Review, *, at: datetime, on: date) -> Examination:
    """
    Examine the latest version of a draft by the law of the day `on`, and keep what is found: findings with their articles' texts,
    and clauses of earlier drafts that read alike. What was decided about earlier examinations stays with those; where the same rules
    find the same in the same text as in the latest examination, that one stands, and with it what was decided.

    Raises DraftMissing, and FileRefused or FileDamaged for a file that can't be read.
    """
    draft = draft_of(review)
    kind = _KINDS.get(Kind(review.kind), DocumentKind.POLICY)
    # The title is told apart: a draft is often sent without its head.
    found = examined(draft.text, About(kind=kind, title=review.title), catalogue(), on=on)
    found = replace(found, findings=tuple(each for each in found.findings if each.check not in _OF_ISSUED))
    earlier = earlier_examinations(review)
    with transaction.atomic():
        examination = _unchanged(review, draft, found) or _kept(review, draft, found, earlier, at=at, on=on)
        audit.record(
            f"{LINE}.examined",
            by=SYSTEM,
            at=at,
            subject=(REVIEW, review.pk.hex),
            payload={"examination": examination.place, "sha256": draft.sha256, "rules": engine.EDITION},
        )
    return examination


def _unchanged(review: Review, draft: Draft, found: engine.Review) -> Examination | None:
    """The latest examination, if this one would say the same again."""
    latest = latest_examination(review, None)
    if latest is None or (latest.sha256, latest.rules, latest.text) != (draft.sha256, engine.EDITION, draft.text):
        return None
    kept = Finding.objects.system(WHY).filter(examination=latest).order_by("place")
    told = [(each.check, each.start, each.end, each.message, each.suggestion) for each in found.findings]
    return latest if list(kept.values_list("check_code", "start", "end", "message", "suggestion")) == told else None


def _kept(
    review: Review, draft: Draft, found: engine.Review, earlier: Sequence[Examination], *, at: datetime, on: date
) -> Examination:
    """The examination with its findings and likenesses, written."""
    rows = Examination.objects.system(WHY).filter(review=review)
    examination = Examination(
        office=review.office,
        review=review,
        place=(rows.aggregate(last=Max("place"))["last"] or 0) + 1,
        sha256=draft.sha256,
        source=draft.source,
        law_date=on,
        text=draft.text,
        clauses=[
            {"id": each.id, "label": each.label, "level": each.level.value, "start": each.start, "end": each.end}
            for each in found.clauses
        ],
        rules=engine.EDITION,
        software=__version__,
        corpora="、".join(map(str, law.corpora()))[:400],
        examined_at=at,
    )
    examination.save(force_insert=True)
    Finding.objects.system(WHY).bulk_create(_findings(examination, found, on))
    Likeness.objects.system(WHY).bulk_create(_alike(examination, found, earlier))
    return examination


def _findings(examination: Examination, found: engine.Review, on: date) -> list[Finding]:
    """Rows for the findings, numbered on from those of the examinations before."""
    rows = Finding.objects.system(WHY).filter(review=examination.review_id)
    last = rows.aggregate(last=Max("place"))["last"] or 0
    labels = {each.id: each.label for each in found.clauses}
    texts = _texts({basis for each in found.findings for basis in each.basis}, on)
    return [
        Finding(
            office_id=examination.office_id,
            review_id=examination.review_id,
            examination=examination,
            place=last + number,
            check_code=each.check,
            severity=each.severity.value,
            start=each.start,
            end=each.end,
            quote=each.quote,
            clause=each.clause,
            clause_label=labels.get(each.clause, "")[:60],
            message=each.message,
            basis=[{"source": basis.source, "text": texts.get(basis, "")} for basis in each.basis],
            suggestion=each.suggestion,
            confidence=round(100 * each.confidence),
        )
        for number, each in enumerate(found.findings, start=1)
    ]


def _texts(citations: set[Citation], on: date) -> Mapping[Citation, str]:
    """What the articles say on that day, of those that are held."""
    return {each.citation: each.text for each in law.resolve_all(citations, on=on) if each.text}


def _alike(examination: Examination, found: engine.Review, earlier: Sequence[Examination]) -> Iterator[Likeness]:
    known = {f"{each.pk}/{clause['id']}": each for each in earlier for clause in each.clauses}
    told = [each for one in earlier for each in _clauses(one)]
    for each in engine.overlaps(examination.text, found.clauses, told, alike=_LIKE):
        yield Likeness(
            office_id=examination.office_id,
            examination=examination,
            clause=each.clause.id,
            earlier=known[each.earlier],
            earlier_clause=each.earlier.partition("/")[2],
            likeness=round(100 * each.similarity),
        )


def _clauses(examination: Examination) -> Iterator[Earlier]:
    for clause in examination.clauses:
        told: dict[str, Any] = clause
        if told["level"] in _COMPARED:
            yield Earlier(f"{examination.pk}/{told['id']}", examination.text[told["start"] : told["end"]])
