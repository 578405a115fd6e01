"""The findings beside the draft: reading them, adopting, rewording or dismissing each."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.review import Severity
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import ProcedureError
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.models import Examination, Finding, Review
from fazhi.lines.legality_review.queries import findings as queries
from fazhi.lines.legality_review.services.deciding import wording_of
from fazhi.lines.legality_review.terms import EXAMINE_JOB, REVIEW, ReviewState
from fazhi.lines.legality_review.web.reading import Card, cards, units
from fazhi.lines.legality_review.web.tabs import SECTION
from fazhi.surfaces.jobs.models import Job, JobState
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.imports.shown import watched_jobs
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import matter_seen
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_READING = "查看文稿核对"
_DISMISS = "dismiss"
_FIELDS = {
    "clause": gettext_noop("条款"),
    "quote": gettext_noop("原文"),
    "problem": gettext_noop("存在的问题"),
    "rests_on": gettext_noop("法律依据"),
    "suggestion": gettext_noop("修改建议"),
}
_SHORT = frozenset({"clause", "rests_on"})


def findings(request: DeskRequest, key: UUID) -> HttpResponse:
    """The draft clause by clause, and beside it what was found; a reviewer asks here for an examination."""
    way = Way(_("合法性审核"), reverse("legality-reviews"))
    review = cast(Review, matter_seen(key, (REVIEW,), request.post, way))
    if request.method == "POST":
        return _asked(request, review)
    return _reading(request, review)


def _asked(request: DeskRequest, review: Review) -> HttpResponse:
    now = timezone.now()
    try:
        services.examine(review, by=request.post, at=now, on=timezone.localdate(now))
    except Exception as error:
        return _reading(request, review, refusal=_refusal(error))
    messages.success(request, _("已安排核对送审稿。"))
    return redirect("legality-findings", key=review.pk)


def _refusal(error: Exception) -> Refusal:
    """What a refused act says; an error that nobody expected is raised again."""
    refusal = refusal_of(error, ())
    if refusal is None:
        raise error
    return refusal


def _reading(request: DeskRequest, review: Review, *, refusal: Refusal | None = None) -> HttpResponse:
    asked = request.GET.get("run", "")
    if asked.isdecimal() and len(asked) < 5:
        examination = queries.examination_numbered(review, int(asked), request.post)
        if examination is None:
            raise NotHere(_("第%s次核对") % asked, Way(review.number, _url(review)))
    else:
        examination = queries.latest_examination(review, request.post)
    context: dict[str, Any] = {
        "review": review,
        "examination": examination,
        "waiting": _waiting(review, examination),
        "refusal": refusal,
        "url": _url(review),
    }
    if request.htmx:
        response = page(request, "legality_review/waiting.html", context, section=SECTION)
    else:
        context |= {"may_examine": _may_examine(request, review)}
        context |= _examined(request, review, examination) if examination else {}
        _note(request, review)
        status = refusal.status if refusal else 200
        response = page(request, "legality_review/findings.html", context, section=SECTION, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _note(request: DeskRequest, review: Review) -> None:
    audit.note_read(
        by=request.post.code, at=timezone.now(), subject=(REVIEW, review.pk.hex), reason=_READING, place="desk"
    )


def _url(review: Review) -> str:
    return reverse("legality-findings", kwargs={"key": review.pk})


def _waiting(review: Review, examination: Examination | None) -> dict[str, Any] | None:
    """The latest job, while it is waited for, or if it came to no examination."""
    job = Job.objects.filter(name=EXAMINE_JOB, arguments__review=str(review.pk)).order_by("-queued_at").first()
    if job is None or job.state == JobState.DONE:
        return None
    if examination and not job.is_waited_for and job.queued_at <= examination.examined_at:
        return None
    watched = watched_jobs([job], at=timezone.now(), data_dir=Path(settings.DATA_DIR)) if job.is_waited_for else {}
    return {"job": job, "watched": watched.get(job.pk)}


def _may_examine(request: DeskRequest, review: Review) -> bool:
    try:
        procedures.require_open(review, "examine", by=request.post, at=timezone.now())
    except (ProcedureError, OrganisationError):
        return False
    return True


def _examined(request: DeskRequest, review: Review, examination: Examination) -> dict[str, Any]:
    runs = queries.runs_of(review, request.post)
    is_latest = examination.place == runs[-1].place
    found = queries.findings_of(examination, request.post)
    reviewer = _asked_reviewer(request, review)
    shown = cards(found, queries.verdicts_of(review, request.post), reviewer=reviewer, is_open=is_latest)
    waiting = [card for card in shown if card.is_open and card.finding.severity != Severity.NOTE]
    return {
        "runs": [(each, each.place == examination.place) for each in runs] if len(runs) > 1 else [],
        "is_latest": is_latest,
        "is_outdated": is_latest and queries.draft_digest(review, request.post) != examination.sha256,
        "units": units(examination, shown, queries.like_clauses(examination, request.post)),
        "counts": _counts(shown),
        "cards": shown,
        "reviewer": reviewer,
        "waits": waiting,
    }


def _counts(shown: list[Card]) -> list[tuple[str, int]]:
    """How many findings of each gravity."""
    told = ((severity, sum(card.finding.severity == severity for card in shown)) for severity in Severity)
    return [(_(severity.label), count) for severity, count in told if count]


def _asked_reviewer(request: DeskRequest, review: Review) -> int | None:
    """The official who looks, if it is one of the two whose opinion is asked and not given yet."""
    done = {review.first_id: review.first_date, review.second_id: review.second_date}
    mine = request.post.official_id
    is_asked = review.state == ReviewState.REVIEWING and mine in done and done[mine] is None
    return mine if is_asked else None


def finding(request: DeskRequest, key: UUID) -> HttpResponse:
    """One finding: adopted as it is or in other words, or dismissed with a reason."""
    found = queries.finding_seen_by(request.post, key)
    if found is None:
        raise NotHere(_("这项审核发现"), Way(_("合法性审核"), reverse("legality-reviews")))
    typed = wording_of(found) | {
        name: request.POST[name].strip() for name in (*_FIELDS, "reason") if name in request.POST
    }
    if request.method == "POST":
        return _decided(request, found, typed)
    return _form(request, found, typed)


def _decided(request: DeskRequest, found: Finding, typed: dict[str, str]) -> HttpResponse:
    try:
        said = _decide(request, found, typed, at=timezone.now())
    except Exception as error:
        return _form(request, found, typed, refusal=_refusal(error))
    messages.success(request, said % found.place)
    return redirect(f"{_url(found.review)}#f{found.place}")


def _decide(request: DeskRequest, found: Finding, typed: dict[str, str], *, at: datetime) -> str:
    """What was done, in a sentence with a place for the finding's number."""
    post, on = request.post, timezone.localdate(at)
    if request.POST.get("act") == _DISMISS:
        reason = typed.get("reason", "")
        services.dismiss_finding(found.review, by=post, at=at, on=on, finding=found.place, reason=reason)
        return _("已记录不采纳第 %d 项审核发现。")
    services.raise_point(
        found.review,
        by=post,
        at=at,
        on=on,
        clause=typed["clause"],
        quote=typed["quote"],
        problem=typed["problem"],
        rests_on=typed["rests_on"],
        suggestion=typed["suggestion"],
        finding=found.place,
    )
    return _("第 %d 项审核发现已采纳为审核意见。")


def _form(
    request: DeskRequest, found: Finding, typed: dict[str, str], *, refusal: Refusal | None = None
) -> HttpResponse:
    review, examination = found.review, found.examination
    latest = queries.latest_examination(review, request.post)
    is_latest = latest is not None and latest.pk == examination.pk
    reviewer = _asked_reviewer(request, review)
    verdicts = queries.verdicts_of(review, request.post)
    like = queries.like_clauses(examination, request.post)
    (card,) = cards([found], verdicts, reviewer=reviewer, is_open=is_latest)
    context = {
        "review": review,
        "card": card,
        "unit": next(each for each in units(examination, [card], like) if each.cards),
        "url": _url(review),
        "fields": [(name, _(title), typed[name], name in _SHORT) for name, title in _FIELDS.items()],
        "reason": typed.get("reason", ""),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return page(request, "legality_review/finding.html", context, section=SECTION, status=status)


def examination_of(matter: "Matter", request: DeskRequest) -> dict[str, Any] | None:
    """The sheet of a review's page that leads to its findings; none where there is no text."""
    review = cast(Review, matter)
    examination = queries.latest_examination(review, request.post)
    if examination is None and not review.body:
        return None
    reviewer = _asked_reviewer(request, review)
    return {
        "examination": examination,
        "findings_url": _url(review),
        "open": len(queries.open_findings(examination, request.post)) if examination and reviewer else 0,
    }
