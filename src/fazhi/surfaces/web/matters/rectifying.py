"""A recorded value, or the day of a recorded act, corrected; old and new stand in the trail."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import TextField
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.audit import queries as trail
from fazhi.kernel.procedures import registry, services
from fazhi.kernel.procedures.errors import FieldFault, FormRefused
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.kernel.procedures.permissions import RECTIFY
from fazhi.surfaces import columns
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.refusals import Refusal
from fazhi.surfaces.web.matters.seeing import matter_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.matters.versions import require_version
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_TITLE = gettext_noop("更正")
_STEP, _RIGHT_DAY, _REASON = "rectified_step", "rectified_day", "rectifying_reason"


def rectify(request: DeskRequest, procedure: str, key: UUID) -> HttpResponse:
    """The form that corrects a matter's record."""
    matter, face = matter_of(procedure, key, request.post)
    if request.post.role not in RECTIFY.roles:
        raise PermissionDenied
    now, url = timezone.now(), matter_url(procedure, key)
    fields = columns.rectifiable(registry.procedure_of(matter), matter)
    form = asked("rectify", *fields.values(), *_of_acts(matter), Field(_REASON, _("更正的理由"), required=True))
    recorded = {name: _typed(matter, field) for name, field in fields.items()}

    def show(sent: Sent, refusal: Refusal | None = None) -> HttpResponse:
        here = reverse("matter-rectify", kwargs={"procedure": procedure, "key": key})
        sheet = sheet_of(
            form, title=_(_TITLE), url=here, version=matter.version, typed={**recorded, **sent.texts}, refusal=refusal,
            dated=False, at=now,
        )  # fmt: skip
        context = {"matter": matter, "sheet": sheet, "back": url, "cited": cited([RECTIFY.basis])[0]}
        status = refusal.status if refusal else 200
        return page(request, "web/matters/small.html", context, section=face.section, status=status)

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)

    def correct() -> str:
        require_version(matter, sent)
        answers = {name: str(text) for name, text in sent.answers().items()}
        changed = {name: text for name, text in answers.items() if text.strip() != recorded.get(name, "").strip()}
        values = _values(matter, form, changed)
        reason, step, day = (values.pop(name, None) for name in (_REASON, _STEP, _RIGHT_DAY))
        if bool(step) != bool(day):
            raise FormRefused(_TITLE, [FieldFault(_RIGHT_DAY, "", "", _("要更正的那一步和它实际发生的日期，两项都填"))])
        services.rectify(matter, by=request.post, at=now, reason=str(reason), changes=values, step=step, on=day)
        return url

    return submit(
        request,
        sent,
        correct,
        title=_(_TITLE),
        fields=names_of(form),
        again=lambda refusal: show(sent, refusal),
        at=now,
    )


def _of_acts(matter: "Matter") -> Sequence[Field]:
    """Whose day may be wrong: the acts that the trail has of this matter."""
    procedure = registry.procedure_of(matter)
    known = {step.name: step.title for step in procedure.steps}
    done = [entry.action.rpartition(".")[2] for entry in trail.entries_about(procedure.name, matter.pk.hex)]
    labels = {name: known[name] for name in done if name in known}
    if not labels:
        return ()
    return (
        Field(_STEP, _("日期有误的那一步"), FieldType.CODE, labels=labels),
        Field(_RIGHT_DAY, _("那一步实际发生的日期"), FieldType.DAY),
    )


def _values(matter: "Matter", form: ActForm, changed: dict[str, str]) -> dict[str, Any]:
    """What is to be written: answers as the columns are, a blank one clears a column that may be blank."""
    own = {field.name for field in form.fields} - {_STEP, _RIGHT_DAY, _REASON}
    blank = [
        name
        for name, text in changed.items()
        if name in own and not text.strip() and columns.may_be_blank(matter, name)
    ]
    asked_now = asked(
        "rectify",
        *(
            field
            for field in form.fields
            if field.name in changed and field.name not in blank or field.required and field.name == _REASON
        ),
    )
    values = read(asked_now, {name: text for name, text in changed.items() if name not in blank}, act=_TITLE)
    plain = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
    return plain | {name: columns.cleared(matter, name) for name in blank}


def _typed(matter: "Matter", field: Field) -> str:
    """The value as it would be typed; free text is not shown, because it may name anybody."""
    value = getattr(matter, field.name)
    if value is None or isinstance(matter._meta.get_field(field.name), TextField):
        return ""
    if field.type is FieldType.MONEY:
        return f"{value // 100}.{value % 100:02}"
    if field.type is FieldType.FLAG:
        return "是" if value else "否"
    return str(value)
