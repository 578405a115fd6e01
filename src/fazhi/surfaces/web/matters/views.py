"""The page of a matter, and the forms of its acts."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fazhi.kernel.audit import queries as trail
from fazhi.kernel.audit import services as audit
from fazhi.kernel.procedures import registry, services
from fazhi.kernel.procedures.errors import MatterChanged
from fazhi.kernel.procedures.forms import ActForm, form_of
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.acts import act_of
from fazhi.surfaces.web.matters.dossier import dossier_of
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.matters.once import SentTwice, once
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import matter_seen, ways_to
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import ActSheet, names_of, sheet_of
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
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
    now = timezone.now()
    if request.method == "POST":
        return _take(request, matter, face, form, at=now)
    typed = {name: str(value) for name, value in request.GET.items()}
    sheet = _sheet(matter, face, form, typed, None, at=now)
    if not getattr(request, "htmx", False):
        return show(request, matter, face, at=now, sheet=sheet)
    shown = act_of(matter, face, request.post, act, opened=sheet)
    if shown is None or not shown.url:
        return show(request, matter, face, at=now, sheet=sheet)
    answer = render(request, "web/matters/act.html", {"act": shown})
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def show(
    request: DeskRequest,
    matter: "Matter",
    face: MatterFace,
    *,
    at: datetime,
    sheet: ActSheet | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a matter, with the form of an act open if there is one."""
    dossier = dossier_of(matter, face, request, today=timezone.localdate(at), opened=sheet)
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
    matter: "Matter", face: MatterFace, form: ActForm, typed: dict[str, str], refusal: Refusal | None, *, at: datetime
) -> ActSheet:
    title = registry.procedure_of(matter).title_of(form.act) or form.act
    url = reverse(f"{face.url_name}-act", kwargs={"key": matter.pk, "act": form.act})
    return sheet_of(form, title=title, url=url, version=matter.version, typed=typed, refusal=refusal, at=at)


def _take(request: DeskRequest, matter: "Matter", face: MatterFace, form: ActForm, *, at: datetime) -> HttpResponse:
    sent, url = Sent.of(request), _page_of(matter, face)
    title = registry.procedure_of(matter).title_of(form.act) or form.act

    def take() -> str:
        _require_version(matter, sent)
        services.perform(
            matter,
            form.act,
            sent.answers(),
            by=request.post,
            at=at,
            on=sent.occurred(moment=form.moment, act=title),
            late_reason=sent.texts.get("late_reason", "").strip(),
        )
        return url

    try:
        once(sent.own("token"), take, account=request.account, at=at)
    except SentTwice as twice:
        messages.info(request, _("“%s”已经办理过了，没有重复登记。") % title)
        return redirect(twice.url)
    except Exception as error:
        refusal = refusal_of(error, names_of(form))
        if refusal is None:
            raise
        # Read anew: what others did meanwhile is what the form is now shown with.
        now = matter_seen(matter.pk, face.procedures, request.post, *ways_to(face))
        sheet = _sheet(now, face, form, dict(sent.texts), refusal, at=at)
        return show(request, now, face, at=at, sheet=sheet, status=refusal.status)
    messages.success(request, _("已办理“%s”。") % title)
    return redirect(url)


def _require_version(matter: "Matter", sent: Sent) -> None:
    """The form was opened on the matter as it is now. Raises MatterChanged."""
    if sent.own("version") == str(matter.version):
        return
    procedure = registry.procedure_of(matter)
    latest = trail.latest_entry_about(procedure.name, matter.pk.hex)
    raise MatterChanged(procedure, matter.number, matter.version, matter.state, latest)
