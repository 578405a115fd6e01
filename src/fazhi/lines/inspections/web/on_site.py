"""
The record of a visit (现场检查记录), made for a telephone: who is there, the check-list of the institution's kind, what was
found of each item, photographs; or that nobody was there, or the visit was refused.

It asks what the forms of the acts `record` and `attempt` ask, a box at a time instead of a line of codes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.audit import services as audit
from fazhi.kernel.papers.terms import file_bytes
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.inspections import services
from fazhi.lines.inspections.models import Assignment, Inspection, Visit
from fazhi.lines.inspections.permissions import INSPECT
from fazhi.lines.inspections.queries.desk import titles_of_items
from fazhi.lines.inspections.queries.of_inspections import teams_of, visits_to
from fazhi.lines.inspections.rules.checklists import checklist, points
from fazhi.lines.inspections.services.inspecting import ANSWERS, FEWEST
from fazhi.lines.inspections.terms import (
    INSPECTION,
    RECORDED,
    InspectionState,
    InstitutionKind,
    Manner,
    ResultCode,
    VisitOutcome,
)
from fazhi.lines.inspections.web.days import day_text
from fazhi.lines.inspections.web.faces import INSPECTION_FACE
from fazhi.lines.inspections.web.tabs import SECTION
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.matters.fields import Option
from fazhi.surfaces.web.matters.once import new_token
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import matter_seen, ways_to
from fazhi.surfaces.web.matters.sent import Sent, content_of
from fazhi.surfaces.web.matters.standing_in import Rights
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.matters.versions import require_version
from fazhi.surfaces.web.pages import DeskRequest, page

RECORD, ATTEMPT = "record", "attempt"
_READING = "查看现场记录"
_FIELDS = {
    RECORD: frozenset({"manner", "present", "findings", "answers", "note", "photo", "on", "late_reason"}),
    ATTEMPT: frozenset({"outcome", "note", "photo", "on", "late_reason"}),
}
_RESULTS = 2
"""Results that one item can have on this page; several of one item are rare, and more than two unheard of."""


@dataclass(frozen=True)
class ShownPoint:
    """A point of the check-list with the answers to choose from."""

    code: str
    title: str
    basis: Cited
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ShownResult:
    """One result of an item: a code to choose, and what to note."""

    name: str
    options: tuple[Option, ...]
    note_name: str
    note: str


@dataclass(frozen=True)
class ShownItem:
    """`first` is asked for; `more` only where the item has another result."""

    code: str
    title: str
    first: ShownResult
    more: tuple[ShownResult, ...]
    has_more: bool


@dataclass(frozen=True)
class Member:
    certificate: str
    name: str
    until: str
    is_valid: bool
    is_chosen: bool


def on_site(request: DeskRequest, key: UUID) -> HttpResponse:
    """The page, and what it sends: the record of the visit, or that none could be made."""
    inspection = _inspection(request, key)
    at = timezone.now()
    if request.method != "POST":
        subject = (INSPECTION, inspection.pk.hex)
        audit.note_read(by=request.post.code, at=at, subject=subject, reason=_READING, place="desk")
        return _show(request, inspection, Sent({}, {}), at=at)
    sent = Sent.of(request)
    act = ATTEMPT if sent.own("do") == ATTEMPT else RECORD
    return _take(request, inspection, sent, act, at=at)


def _inspection(request: DeskRequest, key: UUID) -> Inspection:
    return cast(Inspection, matter_seen(key, (INSPECTION,), request.post, *ways_to(INSPECTION_FACE)))


def _take(request: DeskRequest, inspection: Inspection, sent: Sent, act: str, *, at: datetime) -> HttpResponse:
    title = _(registry.procedure_of(inspection).title_of(act) or act)
    rights = Rights(request.post, timezone.localdate(at))

    def take() -> str:
        require_version(inspection, sent)
        photos = [content_of(file) for file in request.FILES.getlist("photo")]
        with transaction.atomic():
            procedures.perform(
                inspection,
                act,
                _ANSWERS[act](request, inspection, sent) | ({"photo": photos[0]} if photos else {}),
                by=request.post,
                at=at,
                on=sent.occurred(moment=False, act=title),
                late_reason=sent.texts.get("late_reason", "").strip(),
                standing_in_for=rights.absent(sent),
            )
            for photo in photos[1:]:
                services.add_photograph(inspection, photo, by=request.post, at=at)
        return reverse("inspections-inspection", kwargs={"key": inspection.pk})

    def again(refusal: Refusal) -> HttpResponse:
        return _show(request, _inspection(request, inspection.pk), sent, act, refusal, at=at)

    return submit(request, sent, take, title=title, fields=_FIELDS[act], again=again, at=at)


def _recorded(request: DeskRequest, inspection: Inspection, sent: Sent) -> dict[str, str | bytes]:
    """What the form of `record` takes, from the boxes of the page."""
    asked = {code: f"answer-{code}" for code in _codes(sent)}
    lines = [
        _line(code, sent.texts.get(_code_name(code, place), ""), sent.texts.get(_note_name(code, place), ""))
        for code in inspection.items
        for place in range(_RESULTS)
    ]
    return {
        "manner": sent.texts.get("manner", ""),
        "present": "\n".join(request.POST.getlist("present")),
        "findings": "\n".join(filter(None, lines)),
        "answers": "\n".join(f"{code} {sent.texts[name]}" for code, name in asked.items() if sent.texts.get(name)),
        "note": sent.texts.get("note", ""),
    }


def _attempted(request: DeskRequest, inspection: Inspection, sent: Sent) -> dict[str, str | bytes]:
    return {"outcome": sent.texts.get("outcome", ""), "note": sent.texts.get("note", "")}


_ANSWERS: Mapping[str, Callable[[DeskRequest, Inspection, Sent], dict[str, str | bytes]]] = {
    RECORD: _recorded,
    ATTEMPT: _attempted,
}


def _codes(sent: Sent) -> list[str]:
    """Points that were answered; those of another day's list are refused by the act, not left out here."""
    return [name.removeprefix("answer-") for name in sent.texts if name.startswith("answer-")]


def _line(item: str, code: str, note: str) -> str:
    return " ".join(filter(None, (item, code, *note.split()))) if code else ""


def _code_name(item: str, place: int) -> str:
    return f"code-{item}-{place}"


def _note_name(item: str, place: int) -> str:
    return f"note-{item}-{place}"


def _show(
    request: DeskRequest,
    inspection: Inspection,
    sent: Sent,
    act: str = RECORD,
    refusal: Refusal | None = None,
    *,
    at: datetime,
) -> HttpResponse:
    today = timezone.localdate(at)
    rights = Rights(request.post, today)
    is_made = inspection.state != InspectionState.ASSIGNED
    closed = None if is_made else _why_closed(inspection, rights, at=at)
    refusal = refusal or closed
    found = refusal or Refusal()
    typed = sent.texts
    members = teams_of([inspection], request.post)[inspection.pk]
    context = {
        "inspection": inspection,
        "back": reverse("inspections-inspection", kwargs={"key": inspection.pk}),
        "is_open": closed is None and not is_made,
        "basis": cited([RECORDED])[0],
        "sheet": {"refusal": found, "wrong": ()},
        "faults": {act: found.faults},
        "act": act,
        "token": new_token(),
        "typed": typed if act == RECORD else {},
        "attempt": typed if act == ATTEMPT else {},
        "on": typed.get("on", today.isoformat()),
        "late": "late_reason" in found.faults or bool(typed.get("late_reason")),
        "first": rights.field(INSPECT, sent.own("for")),
        "manners": _options(Manner.labels(), typed.get("manner", "") or Manner.ON_SITE.value),
        "members": _members(members, request.POST.getlist("present") if typed else None, today),
        "fewest": FEWEST,
        "points": _points(inspection, typed, today),
        "results": _items(inspection, typed, titles_of_items(inspection.items, request.post)),
        "outcomes": _options(
            {code: label for code, label in VisitOutcome.labels().items() if code != VisitOutcome.DONE},
            typed.get("outcome", ""),
        ),
        "visits": _visits(inspection, visits_to(inspection, request.post)),
        "most": file_bytes() // 1024 // 1024,
    }
    status = refusal.status if refusal else 200
    return page(request, "inspections/on_site.html", context, section=SECTION, status=status)


def _why_closed(inspection: Inspection, rights: Rights, *, at: datetime) -> Refusal | None:
    """Why the visit can't be recorded now by this post or for one that it stands in for; None if it can."""
    absent = [None, *rights.covered]
    refusals: list[Refusal | None] = []
    for covered in absent:
        try:
            procedures.require_open(inspection, RECORD, by=rights.own, at=at, standing_in_for=covered)
        except Exception as error:
            refusals.append(refusal_of(error, ()))
        else:
            return None
    return refusals[0]


def _visits(inspection: Inspection, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """Each time that somebody was there, with what the check-list says; points as they stand, whatever the day."""
    codes = {code for each in visits for code in each.answers}
    asked = [each for each in points() if each.kind is InstitutionKind(inspection.kind) and each.code in codes]
    bases = {each.code: (each, basis) for each, basis in zip(asked, cited([each.basis for each in asked]), strict=True)}
    return [
        {
            "day": day_text(each.visited_date),
            "outcome": _(VisitOutcome(each.outcome).label),
            "note": each.note,
            "answers": [(*bases[code], answer) for code, answer in each.answers.items() if code in bases],
        }
        for each in visits
    ]


def _members(members: Sequence[Assignment], present: list[str] | None, today: date) -> list[Member]:
    """The team without those replaced; at first all with a valid credential are taken to be there."""
    shown = []
    for each in members:
        if each.replaced:
            continue
        inspector = each.inspector
        is_valid = inspector.valid_from_date <= today <= inspector.valid_to_date
        is_chosen = is_valid if present is None else inspector.certificate in present
        shown.append(
            Member(
                inspector.certificate, inspector.official.name, day_text(inspector.valid_to_date), is_valid, is_chosen
            )
        )
    return shown


def _points(inspection: Inspection, typed: Mapping[str, str], today: date) -> list[ShownPoint]:
    found = checklist(InstitutionKind(inspection.kind), today)
    bases = cited([each.basis for each in found])
    shown = []
    for each, basis in zip(found, bases, strict=True):
        name = f"answer-{each.code}"
        options = _options({answer: answer for answer in ANSWERS}, typed.get(name, ""))
        shown.append(ShownPoint(each.code, each.title, basis, name, options))
    return shown


def _items(inspection: Inspection, typed: Mapping[str, str], titles: Mapping[str, str]) -> list[ShownItem]:
    shown = []
    for code in inspection.items:
        first, *more = [_result(code, place, typed) for place in range(_RESULTS)]
        has_more = any(option.is_chosen for each in more for option in each.options)
        shown.append(ShownItem(code, titles.get(code, ""), first, tuple(more), has_more))
    return shown


def _result(item: str, place: int, typed: Mapping[str, str]) -> ShownResult:
    name, note_name = _code_name(item, place), _note_name(item, place)
    labels = {code: f"{code}　{_(label)}" for code, label in ResultCode.labels().items()}
    return ShownResult(name, _options(labels, typed.get(name, "")), note_name, typed.get(note_name, ""))


def _options(labels: Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(code, _(label), code == chosen) for code, label in labels.items())
