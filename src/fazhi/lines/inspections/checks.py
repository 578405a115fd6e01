"""What must hold of inspections across tables, and of what was published of a draw."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from fazhi.engines.draw import verify
from fazhi.engines.draw.canonical import parsed
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.inspections.models import Assignment, Draw, Inspection, Objection
from fazhi.lines.inspections.terms import InspectionState

_WHY = "an integrity checker"
_OBJECTION_DAYS = 30
"""Calendar days after which an objection still open is told of; no text gives a limit (待核)."""


def _unverified(on: date) -> Iterator[Finding]:
    """Every transcript that is kept is drawn again: whoever edits one in the database is found out."""
    rows = Draw.objects.system(_WHY).exclude(transcript="").select_related("task").order_by("task__number", "attempt")
    for row in rows.iterator():
        difference = verify(row.transcript, row.commitment).first_difference
        where = difference.where if difference else ""
        if not where and parsed(row.transcript, "transcript")["digest"] != row.transcript_digest:
            where = "digest"
        if where:
            yield {"task": row.task.number, "attempt": row.attempt, "where": where}


def _unchained(on: date) -> Iterator[Finding]:
    """A transcript names the digest of another that was drawn."""
    rows = Draw.objects.system(_WHY)
    known = set(rows.exclude(transcript_digest="").values_list("transcript_digest", flat=True))
    for row in rows.exclude(previous_digest="").select_related("task").order_by("task__number", "attempt"):
        if row.previous_digest not in known:
            yield {"task": row.task.number, "attempt": row.attempt, "previous": row.previous_digest[:12]}


def _invalid(on: date) -> Iterator[Finding]:
    """Visits by somebody whose credential was not valid on that day."""
    rows = Assignment.objects.system(_WHY).filter(is_present=1, inspection__inspected_date__isnull=False)
    outside = rows.filter(inspection__inspected_date__lt=F("inspector__valid_from_date")) | rows.filter(
        inspection__inspected_date__gt=F("inspector__valid_to_date")
    )
    for row in outside.select_related("inspection", "inspector").order_by("inspection__number"):
        day = row.inspection.inspected_date
        yield {"number": row.inspection.number, "certificate": row.inspector.certificate, "day": day}


def _overdue_rectification(on: date) -> Iterator[Finding]:
    rows = Inspection.objects.system(_WHY).filter(state=InspectionState.ORDERED, rectify_by_date__lt=on)
    for row in rows.select_related("institution").order_by("number"):
        yield {"number": row.number, "institution": row.institution.name, "day": row.rectify_by_date}


def _open_objections(on: date) -> Iterator[Finding]:
    rows = Objection.objects.system(_WHY).filter(decided_date=None).select_related("inspection")
    for row in rows.order_by("received_date"):
        if (on - row.received_date).days > _OBJECTION_DAYS:
            yield {"number": row.inspection.number, "day": row.received_date}


CHECKERS = (
    Checker(
        "draw-can-be-repeated",
        "每份抽取记录都能重新算出",
        "{task} 第{attempt}次抽取的记录与重新抽取不符（{where}）",
        _unverified,
    ),
    Checker(
        "draw-is-chained",
        "抽取记录前后相接",
        "{task} 第{attempt}次抽取所接的上一份记录（{previous}…）不在库中",
        _unchained,
    ),
    Checker(
        "inspector-was-valid",
        "检查人员的证件在检查当日有效",
        "{number} 的检查人员（执法证号 {certificate}）在检查当日 {day} 证件无效",
        _invalid,
    ),
    Checker(
        "rectification-is-reinspected",
        "整改期限届满的已经复查",
        "{number}（{institution}）的整改期限 {day} 已过，还没有复查",
        _overdue_rectification,
    ),
    Checker(
        "objection-is-decided",
        "异议收到后三十日内处理",
        "{number} 于 {day} 收到的异议还没有处理",
        _open_objections,
    ),
)
