"""The parties of a matter: opened with a reason, added, corrected, protected, and who acts for them."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.kernel.parties import queries, services
from fazhi.kernel.parties.permissions import OPEN, RECORD
from fazhi.kernel.parties.terms import Protection, Reason
from fazhi.kernel.procedures.form_reading import read
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters import party_fields, views
from fazhi.surfaces.web.matters.face import matter_url
from fazhi.surfaces.web.matters.looking_up import looked_up, sides_of, with_known
from fazhi.surfaces.web.matters.refusals import Refusal, refusal_of
from fazhi.surfaces.web.matters.seeing import matter_of
from fazhi.surfaces.web.matters.sent import Sent
from fazhi.surfaces.web.matters.sheets import asked, names_of, sheet_of
from fazhi.surfaces.web.matters.submitting import submit
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.parties.models import Party

_TITLES = {
    "add": gettext_noop("登记当事人"),
    "correct": gettext_noop("更正当事人"),
    "protect": gettext_noop("设定当事人保护"),
    "represent": gettext_noop("登记代理人"),
}
_OPENING = gettext_noop("查看完整信息")


def opening_form() -> ActForm:
    """Why personal data are opened."""
    words = Field("words", _("其他理由"), hint=_("选“其他”时写明，不写个人信息；记入留痕"))
    return asked("open", Field("reason", _("用途"), FieldType.CODE, required=True, labels=dict(Reason.choices)), words)


def open_personal(request: DeskRequest, procedure: str, key: UUID) -> HttpResponse:
    """The page of a matter with its personal data open, for this one view; who opened them and why is in the trail."""
    matter, face = matter_of(procedure, key, request.post)
    now, form = timezone.now(), opening_form()

    def show(sent: Sent, refusal: Refusal | None = None) -> HttpResponse:
        here = reverse("matter-open", kwargs={"procedure": procedure, "key": key})
        sheet = sheet_of(
            form, title=_(_OPENING), url=here, version=0, typed=sent.texts, refusal=refusal, dated=False, at=now
        )
        context = {"matter": matter, "sheet": sheet, "back": matter_url(procedure, key)}
        status = refusal.status if refusal else 200
        return page(request, "web/matters/small.html", context, section=face.section, status=status)

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)
    try:
        values = read(form, sent.answers(), act=_OPENING)
        opened = services.open_parties(
            procedure,
            matter.pk,
            by=request.post,
            reason=Reason(str(values["reason"])),
            at=now,
            words=str(values.get("words", "")),
        )
    except Exception as error:
        refusal = refusal_of(error, names_of(form))
        if refusal is None:
            raise
        return show(sent, refusal)
    if request.post.role not in OPEN.roles:
        raise PermissionDenied
    return views.show(request, matter, face, at=now, opened=opened)


def add_party(request: DeskRequest, procedure: str, key: UUID) -> HttpResponse:
    """One more party of a matter."""
    matter, face = matter_of(procedure, key, request.post)
    _require_recorder(request.post)
    now, url, form = timezone.now(), matter_url(procedure, key), party_fields.adding()

    def show(sent: Sent, refusal: Refusal | None = None) -> HttpResponse:
        sheet = sheet_of(
            form,
            title=_(_TITLES["add"]),
            url=reverse("matter-party-add", kwargs={"procedure": procedure, "key": key}),
            version=0,
            typed=sent.texts,
            refusal=refusal,
            found=looked_up(request, form, sent, at=now),
            dated=False,
            at=now,
        )
        context = {"matter": matter, "sheet": sheet, "back": url}
        status = refusal.status if refusal else 200
        return page(request, "web/matters/small.html", context, section=face.section, status=status)

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)
    if sent.own("look"):
        return show(sent)

    def add() -> str:
        known = with_known(sent.answers(), sent, sides_of(form), by=request.post, at=now)
        protection = known.pop(f"{party_fields.SIDE}_protection", "")
        draft = party_fields.party_draft(read(form, known, act=_TITLES["add"]), _TITLES["add"])
        made = services.add_party(procedure, matter.pk, draft, office=matter.office, by=request.post, at=now)
        if protection:
            reason = _("沿用已登记的保护")
            services.protect(made, Protection(str(protection)), by=request.post, at=now, reason=reason)
        return f"{url}#parties"

    return submit(
        request,
        sent,
        add,
        title=_(_TITLES["add"]),
        fields=names_of(form),
        again=lambda refusal: show(sent, refusal),
        at=now,
    )


def change_party(request: DeskRequest, procedure: str, key: UUID, position: int) -> HttpResponse:
    """One party: corrected, protected, represented. To open the form is to read the data, and is noted."""
    matter, face = matter_of(procedure, key, request.post)
    _require_recorder(request.post)
    now, url = timezone.now(), matter_url(procedure, key)
    party = next((each for each in queries.parties_of(key, request.post) if each.position == position), None)
    if party is None or party.erased_at is not None:
        raise NotHere(_("这名当事人"), Way(matter.number, url))
    forms = (party_fields.correcting(), party_fields.representing(), party_fields.protecting())

    def show(sent: Sent, act: str = "", refusal: Refusal | None = None) -> HttpResponse:
        known = services.open_party(party.pk, by=request.post, reason=Reason.VERIFYING, at=now)
        context = {
            "matter": matter,
            "position": position,
            "back": url,
            "sheets": [
                sheet_of(
                    form,
                    title=_(_TITLES[form.act]),
                    url=request.path,
                    version=0,
                    typed=sent.texts if act == form.act else _offered(form, known),
                    refusal=refusal if act == form.act else None,
                    dated=False,
                    hidden={"_do": form.act},
                    at=now,
                )
                for form in forms
            ],
        }
        status = refusal.status if refusal else 200
        return page(request, "web/matters/party.html", context, section=face.section, status=status)

    if request.method != "POST":
        return show(Sent({}, {}))
    sent = Sent.of(request)
    form = next((each for each in forms if each.act == sent.own("do")), None)
    if form is None:
        return show(sent)

    def change() -> str:
        _change(party, form, sent, by=request.post, at=now)
        return f"{url}#parties"

    return submit(
        request,
        sent,
        change,
        title=_(_TITLES[form.act]),
        fields=names_of(form),
        again=lambda refusal: show(sent, form.act, refusal),
        at=now,
    )


def _require_recorder(post: "Post") -> None:
    if post.role not in RECORD.roles:
        raise PermissionDenied


def _offered(form: ActForm, party: "Party") -> dict[str, str]:
    return party_fields.typed_of(party) if form.act == "correct" else {}


def _change(party: "Party", form: ActForm, sent: Sent, *, by: "Post", at: datetime) -> None:
    title = _TITLES[form.act]
    values = read(form, sent.answers(), act=title)
    if form.act == "represent":
        services.represent(party, party_fields.representative_draft(values, title), by=by, at=at)
        return
    reason = str(values.pop("reason"))
    if form.act == "correct":
        services.correct_party(party, party_fields.party_draft(values, title), by=by, at=at, reason=reason)
        return
    code = str(values["protection"])
    protection = None if code == "none" else Protection(code)
    services.protect(party, protection, by=by, at=at, reason=reason)
