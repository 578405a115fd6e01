"""One act for many matters of one procedure and state: chosen in a list, asked once, each with an entry of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.engines.procedure import Procedure
from fazhi.kernel.procedures import queries, registry, services
from fazhi.kernel.procedures.errors import FieldFault, FormRefused, ProcedureError
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, form_of
from fazhi.surfaces.web.access import access_of
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.errors import SentTwice
from fazhi.surfaces.web.matters.face import MatterFace, face_of, matter_url
from fazhi.surfaces.web.matters.once import led_to
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import ways_to
from fazhi.surfaces.web.matters.sent import OWN, Sent
from fazhi.surfaces.web.matters.sheets import ActSheet, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.matters.versions import require_version_of
from fazhi.surfaces.web.pages import DeskRequest, page
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

MOST = 200
"""How many matters one form may concern."""

_RESULTS = "bulk_results"


class _Refused(ProcedureError):
    """A refusal of any room, worded, so that it concerns its own matter only."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__("; ".join((*refusal.sentences, *refusal.faults.values())))


@dataclass(frozen=True)
class Offered:
    """An act that is open to all chosen matters."""

    name: str
    title: str
    basis: Cited


def bulk(request: DeskRequest) -> HttpResponse:
    """/matters/bulk/ with `procedure` and repeated `key`: which act, then its form, then what became of each."""
    if request.method != "POST" and "done" in request.GET:
        return _results(request, request.GET["done"])
    asked = request.POST if request.method == "POST" else request.GET
    procedure, face = _procedure(asked.get("procedure", ""), request)
    keys = _keys(asked.getlist("key"))
    if not 1 <= len(keys) <= MOST:
        return _told(request, procedure, face, (_("请选 1 至 %s 件事项。") % MOST,), status=400)
    found = registry.chosen_matters(request.post, procedure.name, keys)
    if not found:
        raise NotHere(_("所选的事项"), *ways_to(face))
    states = {matter.state for matter in found}
    if len(states) > 1:
        return _by_state(request, procedure, face, found)
    sent = Sent.of(request) if request.method == "POST" else Sent({}, {})
    if before := led_to(sent.own("token"), account=request.account):
        messages.info(request, sentence(SentTwice(before)) or "")
        return redirect(before)
    form = _form(procedure, found[0], sent.own("act"), request)
    if form is None:
        return _choose(request, procedure, face, found, missing=len(keys) - len(found))
    if not sent.own("token"):
        return _ask(request, procedure, face, found, form, sent)
    return _do(request, procedure, face, found, form, sent, at=timezone.now())


def _procedure(name: str, request: DeskRequest) -> tuple[Procedure, MatterFace]:
    face = face_of(name)
    access = access_of(face.url_name) if face else None
    if face is None or access is None:
        raise NotHere(_("这种事项"))
    if not access.admits(request.post):
        raise PermissionDenied
    return registry.procedure_named(name), face


def _keys(texts: Sequence[str]) -> tuple[UUID, ...]:
    """The ids that can be read, each once."""
    found: dict[UUID, None] = {}
    for text in texts:
        try:
            found[UUID(text)] = None
        except ValueError:
            continue
    return tuple(found)


def _form(procedure: Procedure, example: "Matter", act: str, request: DeskRequest) -> ActForm | None:
    """The form of the act that was chosen, if it is open to the matters and to the post."""
    is_open = any(each.may and each.step.name == act for each in queries.open_acts(example, request.post))
    return form_of(procedure.name, act) if is_open else None


def _told(
    request: DeskRequest, procedure: Procedure, face: MatterFace, sentences: Sequence[str], *, status: int
) -> HttpResponse:
    context = {"procedure": procedure, "ways": ways_to(face), "sentences": sentences}
    return page(request, "web/matters/bulk.html", context, section=face.section, status=status)


def _by_state(request: DeskRequest, procedure: Procedure, face: MatterFace, found: "Sequence[Matter]") -> HttpResponse:
    """Matters in several states: one state is to be chosen first."""
    groups: dict[str, list[Matter]] = {}
    for matter in found:
        groups.setdefault(matter.state, []).append(matter)
    context = {
        "procedure": procedure,
        "ways": ways_to(face),
        "groups": [(procedure.states.get(state, state), matters) for state, matters in groups.items()],
    }
    return page(request, "web/matters/bulk.html", context, section=face.section)


def _choose(
    request: DeskRequest, procedure: Procedure, face: MatterFace, found: "Sequence[Matter]", *, missing: int
) -> HttpResponse:
    steps = [act.step for act in queries.open_acts(found[0], request.post) if act.may]
    bases = cited([step.basis for step in steps])
    context = {
        "procedure": procedure,
        "ways": ways_to(face),
        "matters": found,
        "state": procedure.states.get(found[0].state, found[0].state),
        "missing": missing,
        "offered": [
            Offered(step.name, _(step.title), basis)
            for step, basis in zip(steps, bases, strict=True)
            if form_of(procedure.name, step.name)
        ],
        "is_choosing": True,
    }
    return page(request, "web/matters/bulk.html", context, section=face.section)


def _ask(
    request: DeskRequest,
    procedure: Procedure,
    face: MatterFace,
    found: "Sequence[Matter]",
    form: ActForm,
    sent: Sent,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "procedure": procedure,
        "ways": ways_to(face),
        "matters": found,
        "state": procedure.states.get(found[0].state, found[0].state),
        "sheet": _sheet(procedure, form, found, sent, refusal),
        "back": ways_to(face)[0].url if ways_to(face) else reverse("my-work"),
    }
    status = refusal.status if refusal else 200
    return page(request, "web/matters/bulk.html", context, section=face.section, status=status)


def _sheet(
    procedure: Procedure, form: ActForm, found: "Sequence[Matter]", sent: Sent, refusal: Refusal | None
) -> ActSheet:
    title = _(procedure.title_of(form.act) or form.act)
    versions = {f"{OWN}version_{matter.pk.hex}": str(matter.version) for matter in found}
    return sheet_of(
        form,
        title=_("%(act)s　%(count)s 件") % {"act": title, "count": len(found)},
        url=reverse("matters-bulk"),
        version=0,
        typed=sent.texts,
        refusal=refusal,
        hidden={"procedure": procedure.name, f"{OWN}act": form.act, **versions},
        at=timezone.now(),
    )


def _do(
    request: DeskRequest,
    procedure: Procedure,
    face: MatterFace,
    found: "Sequence[Matter]",
    form: ActForm,
    sent: Sent,
    *,
    at: datetime,
) -> HttpResponse:
    title = _(procedure.title_of(form.act) or form.act)

    def do() -> str:
        answers = {name: text for name, text in sent.answers().items() if name not in ("procedure", "key")}
        read(form, answers, act=title)  # what every matter would refuse is told once, beside its field
        on = sent.occurred(moment=form.moment, act=title)
        _require_late_reason(procedure, title, on, sent, at=at)

        def take(matter: "Matter") -> None:
            try:
                require_version_of(matter, sent.own(f"version_{matter.pk.hex}"))
                services.perform(
                    matter,
                    form.act,
                    answers,
                    by=request.post,
                    at=at,
                    on=on,
                    late_reason=sent.texts.get("late_reason", "").strip(),
                )
            except Exception as error:
                refusal = refusal_of(error, ())
                if refusal is None:
                    raise
                raise _Refused(refusal) from error

        outcome = services.each(found, take)
        request.session[_RESULTS] = {
            "token": sent.own("token"),
            "title": title,
            "procedure": procedure.name,
            "done": [[matter.number, str(matter.pk)] for matter in outcome.done],
            "refused": [[matter.number, str(matter.pk), _why(error)] for matter, error in outcome.refused],
        }
        return f"{reverse('matters-bulk')}?done={sent.own('token')}"

    return submit(
        request,
        sent,
        do,
        title=title,
        fields=names_of(form),
        again=lambda refusal: _ask(request, procedure, face, found, form, sent, refusal),
        at=at,
    )


def _require_late_reason(procedure: Procedure, act: str, on: date | datetime, sent: Sent, *, at: datetime) -> None:
    """Asked once for all, where each matter would ask for it. Raises FormRefused."""
    day = timezone.localdate(on) if isinstance(on, datetime) else on
    is_late = (timezone.localdate(at) - day).days > procedure.late_days
    if is_late and not sent.texts.get("late_reason", "").strip():
        raise FormRefused(
            act, [FieldFault("late_reason", "", "", _("迟录理由：办理日期已过去 %s 日以上") % procedure.late_days)]
        )


def _why(error: Exception) -> str:
    assert isinstance(error, _Refused)
    return "".join((*error.refusal.sentences, *error.refusal.faults.values()))


def _results(request: DeskRequest, token: str) -> HttpResponse:
    """What became of each matter; kept for this session until the next."""
    kept = request.session.get(_RESULTS) or {}
    if kept.get("token") != token:
        raise NotHere(_("这次成批办理的结果"), Way(_("我的待办"), reverse("my-work")))
    procedure = registry.procedure_named(kept["procedure"])
    face = face_of(procedure.name)
    context = {
        "procedure": procedure,
        "ways": ways_to(face) if face else (),
        "title": kept["title"],
        "done": [(number, matter_url(procedure.name, UUID(key))) for number, key in kept["done"]],
        "refused": [(number, matter_url(procedure.name, UUID(key)), why) for number, key, why in kept["refused"]],
        "is_done": True,
    }
    return page(request, "web/matters/bulk.html", context, section=face.section if face else "")
