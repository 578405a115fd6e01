"""A new matter: the form of a procedure's opening."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.procedure import BEGIN, Opening, Procedure
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.queries import office_seen_by, offices_seen_by
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import registry, services
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.forms import ActForm, form_of
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere
from fazhi.surfaces.web.matters.face import face_of, matter_url
from fazhi.surfaces.web.matters.fields import Option, ShownField
from fazhi.surfaces.web.matters.looking_up import looked_up, sides_of, with_known
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.seeing import ways_to
from fazhi.surfaces.web.matters.sent import OWN, Sent
from fazhi.surfaces.web.matters.sheets import names_of, sheet_of
from fazhi.surfaces.web.matters.standing_in import Rights
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

OFFICE = "_office"
LISTED_OFFICES = 50
"""So many offices at most are listed to choose from; who sees more writes the code."""


def begin(request: DeskRequest, procedure: str) -> HttpResponse:
    """The form that opens a matter; what stands in the address fills it in: /begin/<procedure>/?number=…"""
    found = next((each for each in registry.procedures() if each.name == procedure), None)
    form = form_of(procedure, BEGIN)
    if found is None or found.opening is None or form is None:
        raise NotHere(_("这种登记"))
    now = timezone.now()
    rights = Rights(request.post, timezone.localdate(now))
    if not rights.may(registry.permission(found.opening.by)):
        raise PermissionDenied
    if request.method != "POST":
        offered = Sent(
            {name: str(text) for name, text in request.GET.items() if name == OFFICE or not name.startswith(OWN)}, {}
        )
        return _show(request, found, found.opening, form, rights, offered, at=now)
    sent = Sent.of(request)
    if sent.own("look"):
        return _show(request, found, found.opening, form, rights, sent, at=now)
    return _open(request, found, found.opening, form, sent, rights, at=now)


def _open(
    request: DeskRequest,
    procedure: Procedure,
    opening: Opening,
    form: ActForm,
    sent: Sent,
    rights: Rights,
    *,
    at: datetime,
) -> HttpResponse:
    def open_it() -> str:
        absent = rights.absent(sent)
        matter = services.perform_opening(
            procedure,
            with_known(sent.answers(), sent, sides_of(form), by=request.post, at=at),
            office=_office(absent or request.post, sent.own("office"), opening.title),
            by=request.post,
            at=at,
            on=sent.occurred(moment=form.moment, act=opening.title),
            late_reason=sent.texts.get("late_reason", "").strip(),
            standing_in_for=absent,
        )
        return matter_url(registry.procedure_of(matter).name, matter.pk) or reverse("my-work")

    return submit(
        request,
        sent,
        open_it,
        title=_(opening.title),
        fields=names_of(form) | {OFFICE},
        again=lambda refusal: _show(request, procedure, opening, form, rights, sent, refusal, at=at),
        at=at,
    )


def _office(right: "Post", code: str, act: str) -> "Office":
    """The office that the matter belongs to: the post's own unless another of its offices was named."""
    if not code.strip():
        return right.office
    office = office_seen_by(right, code.strip())
    if office is None:
        expected = _("本岗位范围内的机构代码")
        raise FormRefused(act, [FieldFault(OFFICE, _("所属机构"), code, expected)])
    return office


def _show(
    request: DeskRequest,
    procedure: Procedure,
    opening: Opening,
    form: ActForm,
    rights: Rights,
    sent: Sent,
    refusal: Refusal | None = None,
    *,
    at: datetime,
) -> HttpResponse:
    permission = registry.permission(opening.by)
    first = (
        *rights.field(permission, sent.own("for")),
        *_office_field(request.post, sent.own("office"), refusal or Refusal()),
    )
    sheet = sheet_of(
        form,
        title=_(opening.title),
        url=reverse("begin", kwargs={"procedure": procedure.name}),
        version=0,
        typed=sent.texts,
        refusal=refusal,
        first=first,
        found=looked_up(request, form, sent, at=at),
        at=at,
    )
    face = face_of(procedure.name)
    context = {
        "procedure": procedure,
        "opening": opening,
        "sheet": sheet,
        "cited": cited([opening.basis])[0],
        "roles": _("、").join(_(Role(role).label) for role in sorted(permission.roles)),
        "starts": _("、").join(_(period_row(code).title) for code in procedure.clocks_after(procedure.start)),
        "state": procedure.states[procedure.start],
        "ways": ways_to(face) if face else (),
        "back": ways_to(face)[0].url if face and face.register else reverse("my-work"),
    }
    section = face.section if face else ""
    return page(request, "web/matters/begin.html", context, section=section, status=refusal.status if refusal else 200)


def _office_field(post: "Post", code: str, refusal: Refusal) -> tuple[ShownField, ...]:
    """Which office the matter belongs to, asked of posts that have more than one."""
    offices = offices_seen_by(post, LISTED_OFFICES + 1)
    if len(offices) < 2:
        return ()
    chosen, fault = code or post.office.code, refusal.faults.get(OFFICE, "")
    if len(offices) > LISTED_OFFICES:
        return (ShownField(OFFICE, _("所属机构代码"), "text", value=chosen, is_required=True, fault=fault),)
    options = tuple(Option(each.code, each.name, each.code == chosen) for each in offices)
    return (ShownField(OFFICE, _("所属机构"), "select", chosen, options=options, is_required=True, fault=fault),)
