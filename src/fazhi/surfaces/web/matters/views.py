"""The page of a matter, and the forms of its acts."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.procedures import registry, services
from fazhi.kernel.procedures.errors import ProcedureError
from fazhi.kernel.procedures.forms import ActForm, form_of
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.acts import act_of, form_url
from fazhi.surfaces.web.matters.dossier import dossier_of, rights_on
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.matters.looking_up import looked_up, sides_of, with_known
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import matter_seen, ways_to
from fazhi.surfaces.web.matters.sent import OWN, Sent
from fazhi.surfaces.web.matters.sheets import ActSheet, names_of, sheet_of
from fazhi.surfaces.web.matters.standing_in import Rights
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.matters.versions import require_version
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.parties.models import Party
    from fazhi.kernel.procedures.models import Matter

_READING = "查看事项（脱敏）"


def matter_page(request: DeskRequest, key: UUID, *, face: MatterFace) -> HttpResponse:
    """One matter; the look into it is noted."""
    matter = matter_seen(key, face.procedures, request.post, *ways_to(face))
    return show(request, matter, face, at=timezone.now())


def act(request: DeskRequest, key: UUID, act: str, *, face: MatterFace) -> HttpResponse:
    """The form of an act, open under it; sent, the act."""
    matter = matter_seen(key, face.procedures, request.post, *ways_to(face))
    form = _form(matter, act, _page_of(matter, face))
    if act in face.own_pages:
        return redirect(form_url(matter, face, act))
    now = timezone.now()
    rights = Rights(request.post, timezone.localdate(now))
    if request.method == "POST":
        sent = Sent.of(request)
        if not sent.own("look"):
            return _take(request, matter, face, form, rights, sent, at=now)
        sheet = _sheet(request, matter, face, form, rights, sent, at=now)
        return show(request, matter, face, at=now, rights=rights, sheet=sheet)
    offered = Sent({name: str(text) for name, text in request.GET.items() if not name.startswith(OWN)}, {})
    why = _closed(matter, form, rights, at=now)
    sheet = _sheet(request, matter, face, form, rights, offered, why, at=now)
    shown = act_of(matter, face, rights, act, opened=sheet) if request.htmx and why is None else None
    if shown is None:
        return show(request, matter, face, at=now, rights=rights, sheet=sheet, status=why.status if why else 200)
    answer = render(request, "web/matters/act.html", {"act": shown, "back": _page_of(matter, face)})
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _closed(matter: "Matter", form: ActForm, rights: Rights, *, at: datetime) -> Refusal | None:
    """Why the act can't be taken now by this post or for one that it stands in for; None if it can."""
    refusals = []
    for absent in (None, *rights.covered):
        try:
            services.require_open(matter, form.act, by=rights.own, at=at, standing_in_for=absent)
        except (ProcedureError, OrganisationError) as error:
            refusals.append(refusal_of(error, ()))
        else:
            return None
    return refusals[0]


def show(
    request: DeskRequest,
    matter: "Matter",
    face: MatterFace,
    *,
    at: datetime,
    rights: Rights | None = None,
    sheet: ActSheet | None = None,
    opened: "tuple[Party, ...] | None" = None,
    status: int = 200,
) -> HttpResponse:
    """
    The page of a matter.

    rights  whose acts it shows, where they were found out already
    sheet   the form of an act that is open
    opened  its parties unmasked, if they were opened with a reason; that was noted then
    """
    request.is_opened = opened is not None
    found = rights or Rights(request.post, timezone.localdate(at))
    dossier = dossier_of(matter, face, request, rights=found, sheet=sheet, opened=opened)
    if opened is None:
        audit.note_read(
            by=request.post.code, at=at, subject=(dossier.procedure.name, matter.pk.hex), reason=_READING, place="desk"
        )
    context = {
        "matter": matter,
        "face": face,
        "dossier": dossier,
        "today": timezone.localdate(at),
        "ways": ways_to(face),
        "sheet": sheet,
        "may": rights_on(dossier, request.post),
        "is_shown": sheet is not None and any(each.sheet for each in dossier.acts.may),
    }
    answer = page(request, "web/matters/matter.html", context, section=face.section, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _page_of(matter: "Matter", face: MatterFace) -> str:
    return reverse(face.url_name, kwargs={"key": matter.pk})


def _form(matter: "Matter", act: str, url: str) -> ActForm:
    """The form of an act of the matter's procedure. Raises NotHere."""
    procedure = registry.procedure_of(matter)
    form = form_of(procedure.name, act) if procedure.sources_of(act) else None
    if form is None:
        raise NotHere(_("这个办理事项"), Way(matter.number, url))
    return form


def _sheet(
    request: DeskRequest,
    matter: "Matter",
    face: MatterFace,
    form: ActForm,
    rights: Rights,
    sent: Sent,
    refusal: Refusal | None = None,
    *,
    at: datetime,
) -> ActSheet:
    procedure = registry.procedure_of(matter)
    step = next(step for step in procedure.steps if step.name == form.act)
    return sheet_of(
        form,
        title=_(step.title),
        url=reverse(f"{face.url_name}-act", kwargs={"key": matter.pk, "act": form.act}),
        version=matter.version,
        typed=sent.texts,
        refusal=refusal,
        first=rights.field(registry.permission(step.by), sent.own("for")),
        found=looked_up(request, form, sent, at=at),
        at=at,
    )


def _take(
    request: DeskRequest,
    matter: "Matter",
    face: MatterFace,
    form: ActForm,
    rights: Rights,
    sent: Sent,
    *,
    at: datetime,
) -> HttpResponse:
    url = _page_of(matter, face)
    title = _(registry.procedure_of(matter).title_of(form.act) or form.act)

    def take() -> str:
        require_version(matter, sent)
        services.perform(
            matter,
            form.act,
            with_known(sent.answers(), sent, sides_of(form), by=request.post, at=at),
            by=request.post,
            at=at,
            on=sent.occurred(moment=form.moment, act=title),
            late_reason=sent.texts.get("late_reason", "").strip(),
            standing_in_for=rights.absent(sent),
        )
        return url

    def again(refusal: Refusal) -> HttpResponse:
        # Read anew: what others did meanwhile is what the form is now shown with.
        now = matter_seen(matter.pk, face.procedures, request.post, *ways_to(face))
        sheet = _sheet(request, now, face, form, rights, sent, refusal, at=at)
        return show(request, now, face, at=at, rights=rights, sheet=sheet, status=refusal.status)

    return submit(request, sent, take, title=title, fields=names_of(form), again=again, at=at)
