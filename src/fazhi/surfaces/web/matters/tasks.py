"""Whose work a matter is: taken over, or handed to another post."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.procedures import queries, services
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.kernel.procedures.permissions import ASSIGN
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.seeing import matter_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import ActSheet, asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Task

TAKE, HAND = "take_over", "hand_over"


def task(request: DeskRequest, procedure: str, key: UUID) -> HttpResponse:
    """Whose the matter's task is, with the forms to take it over and to hand it over."""
    matter, face = matter_of(procedure, key, request.post)
    url, now = matter_url(procedure, key), timezone.now()
    found = queries.task_of(matter.pk, request.post)
    if found is None:
        raise NotHere(_("这件事项的待办"), Way(matter.number, url))
    receivers = _receivers(found, request.post, now)
    here = reverse("matter-task", kwargs={"procedure": procedure, "key": key})

    def show(sent: Sent, act: str = "", refusal: Refusal | None = None) -> HttpResponse:
        context = {
            "matter": matter,
            "task": found,
            "back": url,
            "sheets": [
                _sheet(form, here, sent if act == form.act else Sent({}, {}), refusal if act == form.act else None, now)
                for form in _forms(found, request.post, receivers)
            ],
        }
        status = refusal.status if refusal else 200
        return page(request, "web/matters/task.html", context, section=face.section, status=status)

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)
    form = next((each for each in _forms(found, request.post, receivers) if each.act == sent.own("do")), None)
    if form is None:
        return show(sent)

    def do() -> str:
        _assign(found, form, sent, receivers, by=request.post, at=now)
        return url

    return submit(
        request, sent, do, title=_(_TITLES[form.act]), fields=names_of(form), at=now,
        again=lambda refusal: show(sent, form.act, refusal),
    )  # fmt: skip


_TITLES = {TAKE: gettext_noop("接办"), HAND: gettext_noop("移交")}


def _assign(task: "Task", form: ActForm, sent: Sent, receivers: "dict[str, Post]", *, by: "Post", at: datetime) -> None:
    values = read(form, sent.answers(), act=_TITLES[form.act])
    reason = str(values.get("reason", ""))
    if form.act == TAKE:
        services.take_over(task, by=by, at=at, reason=reason)
    else:
        services.hand_over(task, to=receivers[str(values["to"])], by=by, at=at, reason=reason)


def _receivers(task: "Task", post: "Post", at: datetime) -> "dict[str, Post]":
    """Code of a post → the post, of those to which this one may hand the task."""
    if task.holder_id != post.pk and post.role not in ASSIGN.roles:
        return {}
    return {each.code: each for each in queries.receivers_of(task, post, on=timezone.localdate(at))}


def _forms(task: "Task", post: "Post", receivers: "dict[str, Post]") -> list[ActForm]:
    """The forms that make sense for this post: taking over what is not its own, handing over where there is somebody."""
    is_held = task.holder_id is not None
    reason = Field("reason", _("理由"), required=is_held, hint=_("从别人手中接办须写明") if is_held else "")
    found = [] if task.holder_id == post.pk else [asked(TAKE, reason)]
    if receivers:
        labels = {
            code: f"{each.official.name}　{each.office.name}　{each.get_role_display()}"
            for code, each in receivers.items()
        }
        to = Field("to", _("移交给"), FieldType.CODE, required=True, labels=labels)
        found.append(asked(HAND, to, Field("reason", _("理由"), required=True)))
    return found


def _sheet(form: ActForm, url: str, sent: Sent, refusal: Refusal | None, at: datetime) -> ActSheet:
    return sheet_of(
        form, title=_(_TITLES[form.act]), url=url, version=0, typed=sent.texts, refusal=refusal, dated=False,
        hidden={"_do": form.act}, at=at,
    )  # fmt: skip
