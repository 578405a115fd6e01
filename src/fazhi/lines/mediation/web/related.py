"""Related matters on a matter's page: what followed it with links, and what can be begun for it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures import registry
from fazhi.lines.mediation.models import Confirmation, Mediation, OutsiderRequest, PeoplesMatter, Performance
from fazhi.lines.mediation.queries import related
from fazhi.lines.mediation.queries.related import Follower
from fazhi.lines.mediation.terms import (
    CONFIRMATION,
    OUTSIDER,
    PERFORMANCE,
    ConfirmationState,
    State,
    VisitManner,
    VisitResult,
)
from fazhi.lines.mediation.web.disputes import shown_records
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.matters.face import matter_url

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest

_STANDS = (ConfirmationState.REQUESTED, ConfirmationState.ACCEPTED, ConfirmationState.CONFIRMED)


@dataclass(frozen=True)
class Related:
    """A matter that hangs together with the one shown."""

    kind: str
    number: str
    url: str
    state: str
    is_open: bool
    day: str


@dataclass(frozen=True)
class Start:
    """
    Something that can be begun for the matter.

    url  its form, filled in; "" where it can't be begun
    why  until when, or why not
    """

    title: str
    basis: Cited
    url: str
    why: str


def of_mediation(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """The other records of its dispute, what followed a mediation, and what may follow."""
    kept = cast(Mediation, matter)
    found = related.followers_of(kept.pk, request.post)
    is_record = any(each.procedure == related.DISPUTE for each in found)
    records = shown_records(kept.pk, request.post) if is_record else ()
    shown = tuple(_follower(each) for each in found if each.procedure != related.DISPUTE)
    starts = _starts(kept, found, request.post) if isinstance(kept, PeoplesMatter) else ()
    return {"related": shown, "starts": starts, "records": records} if shown or starts or records else None


def of_follower(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """The mediation that a follower belongs to; with a confirmation, the requests against it and what may follow."""
    key = cast(Performance, matter).matter_id
    mediation = related.followed(key, request.post)
    shown = [_shown(mediation, _day(mediation.accepted_date))] if mediation else []
    starts: tuple[Start, ...] = ()
    if isinstance(matter, Confirmation):
        against = related.requests_against(matter, request.post)
        shown += [_shown(each, _day(each.requested_date)) for each in against]
        starts = _against(matter, request.post)
    return {"related": tuple(shown), "starts": starts} if shown or starts else None


def of_outsider(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """The confirmation that an outsider's request is against, and its mediation."""
    confirmation = related.confirmation_of(cast(OutsiderRequest, matter), request.post)
    if confirmation is None:
        return None
    mediation = related.followed(confirmation.matter_id, request.post)
    shown = [_shown(confirmation, _day(confirmation.requested_date))]
    shown += [_shown(mediation, _day(mediation.accepted_date))] if mediation else []
    return {"related": tuple(shown), "starts": ()}


def visits(matter: "Matter", request: "DeskRequest") -> dict[str, Any] | None:
    """The visits of a performance that is followed up."""
    found = related.visits_of(cast(Performance, matter), request.post)
    rows = [
        (each.visited_date.isoformat(), _(VisitManner(each.manner).label), _(VisitResult(each.result).label))
        for each in found
    ]
    return {"visits": rows} if rows else None


def _follower(each: Follower) -> Related:
    return _related(each.procedure, each.id, each.number, each.state, _day(each.day))


def _shown(matter: "Matter", day: str) -> Related:
    return _related(registry.procedure_of(matter).name, matter.pk, matter.number, matter.state, day)


def _related(name: str, key: UUID, number: str, state: str, day: str) -> Related:
    procedure = registry.procedure_named(name)
    return Related(
        procedure.title, number, matter_url(name, key), procedure.states[state], state not in procedure.ends, day
    )


def _starts(matter: PeoplesMatter, found: Sequence[Follower], post: "Post") -> tuple[Start, ...]:
    if matter.state != State.SETTLED or matter.effective_date is None:
        return ()
    asked = [(CONFIRMATION, *_confirmable(matter.effective_date, found))]
    if not any(each.procedure == PERFORMANCE for each in found):
        asked.append((PERFORMANCE, _("台账导入的案件，由此开始跟踪履行"), True))
    return _offered(asked, matter, post)


def _confirmable(effective: date, found: Iterable[Follower]) -> tuple[str, bool]:
    standing = next((each for each in found if each.procedure == CONFIRMATION and each.state in _STANDS), None)
    if standing is not None:
        return _("%(number)s 是“%(state)s”，不能再次申请") % {
            "number": standing.number,
            "state": _(ConfirmationState(standing.state).label),
        }, False
    last = calendar.due("TJ-CONFIRM", effective).due.last
    if timezone.localdate() > last:
        return _("协议 %(effective)s 生效，申请期限已于 %(last)s 届满") % {"effective": effective, "last": last}, False
    return _("双方共同申请，最迟 %s") % last.isoformat(), True


def _against(confirmation: Confirmation, post: "Post") -> tuple[Start, ...]:
    if confirmation.state != ConfirmationState.CONFIRMED or confirmation.revoked_date is not None:
        return ()
    return _offered([(OUTSIDER, _("知道或者应当知道之日起一年内"), True)], confirmation, post)


def _offered(asked: Iterable[tuple[str, str, bool]], matter: "Matter", post: "Post") -> tuple[Start, ...]:
    """Follow-ups by procedure, with what is said of each and whether it may be begun; those of the post's role."""
    mine = [(registry.procedure_named(name), why, may) for name, why, may in asked if _may_begin(name, post)]
    bases = cited([procedure.opening.basis for procedure, _why, _may in mine if procedure.opening])
    return tuple(
        Start(procedure.title, basis, _begin_url(procedure.name, matter) if may else "", why)
        for (procedure, why, may), basis in zip(mine, bases, strict=True)
    )


def _may_begin(name: str, post: "Post") -> bool:
    opening = registry.procedure_named(name).opening
    return opening is not None and post.role in registry.permission(opening.by).roles


def _begin_url(procedure: str, matter: "Matter") -> str:
    asked = urlencode({"number": matter.number, "_office": matter.office.code})
    return f"{reverse('begin', kwargs={'procedure': procedure})}?{asked}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
