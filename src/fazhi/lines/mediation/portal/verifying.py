"""Whether a committee is in the register, and whether somebody mediates for it: yes or no, and only what is public."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.lines.mediation.queries.network import PublicStanding, is_mediator, standing_of
from fazhi.surfaces.portal import limits, tokens
from fazhi.surfaces.portal.errors import PortalError
from fazhi.surfaces.portal.pages import page
from fazhi.surfaces.portal.verifying import Verdict
from fazhi.surfaces.web.cells import day_in_words
from fazhi.surfaces.wording import sentence

SECTION = "verify"
_LONGEST = 60


@dataclass(frozen=True)
class _Asked:
    committee: str
    mediator: str


def committee(request: HttpRequest) -> HttpResponse:
    """A committee by its name."""
    return _verify(request, with_mediator=False)


def mediator(request: HttpRequest) -> HttpResponse:
    """A mediator by name and committee."""
    return _verify(request, with_mediator=True)


def _verify(request: HttpRequest, *, with_mediator: bool) -> HttpResponse:
    asked = _Asked(_typed(request, "committee"), _typed(request, "mediator") if with_mediator else "")
    found, fault = None, ""
    if request.method == "POST":
        try:
            tokens.require_form(request, least=0)
            limits.spend("verify-visitor", limits.visitor(request), at=timezone.now())
            if not asked.committee or (with_mediator and not asked.mediator):
                fault = _("请把要核验的名字填完整。")
            else:
                found = _judged(asked, timezone.localdate())
        except PortalError as error:
            fault = sentence(error) or ""
    context = {
        "asked": asked,
        "with_mediator": with_mediator,
        "found": found,
        "fault": fault,
        "token": tokens.form_token(),
    }
    return page(request, "mediation/portal/verify.html", context, section=SECTION, status=400 if fault else 200)


def _typed(request: HttpRequest, name: str) -> str:
    return "".join(request.POST.get(name, "").replace("\x00", "").split())[:_LONGEST]


def _judged(asked: _Asked, on: date) -> Verdict:
    standing = standing_of(asked.committee, on=on)
    if standing is None:
        hint = _("请写全称，例如“思明区厦港街道人民调解委员会”。全称也查不到的，它没有在我们这里登记。")
        return Verdict(_("没有查到这个调委会"), (hint,))
    if not asked.mediator:
        return Verdict(_("登记在册") if not standing.cancelled_date else _("已经撤销"), tuple(_lines(standing)))
    if is_mediator(asked.mediator, standing.office_id, on=on):
        told = _("%(name)s现在是%(committee)s的调解员。")
        return Verdict(_("是"), (told % {"name": asked.mediator, "committee": standing.name},))
    told = _("%(committee)s现在没有叫%(name)s的调解员。")
    return Verdict(_("不是"), (told % {"name": asked.mediator, "committee": standing.name},))


def _lines(standing: PublicStanding) -> list[str]:
    lines = [_("%(name)s，%(kind)s。") % {"name": standing.name, "kind": standing.kind}]
    if standing.cancelled_date:
        day = standing.cancelled_date
        return [*lines, _("自 %(day)s 起撤销。") % {"day": day_in_words(day)}]
    lines.append(_("本届任期在有效期内。") if standing.in_term else _("没有登记有效的任期。"))
    lines.append({"good": _("印章在用。"), "bad": _("印章现在无效。"), "none": _("没有登记印章。")}[standing.seal])
    if standing.address or standing.phone:
        lines.append(_("地址：%(address)s　电话：%(phone)s") % {"address": standing.address, "phone": standing.phone})
    return lines
