"""Mediation's pages for the public: apply, follow, withdraw, complain; verify committees and mediators."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fazhi.lines.mediation.portal import applying, choosing, following, verifying
from fazhi.surfaces.portal.citations import cited
from fazhi.surfaces.portal.pages import Check, Doing, Item, PortalPages, open_address


def _told(request: HttpRequest) -> dict[str, object]:
    return {"basis": cited(*choosing.BASIS)}


PAGES = PortalPages(
    urls=(
        open_address("apply/", choosing.choose, name="portal-apply"),
        open_address("apply/slip/", applying.slip, name="portal-slip"),
        open_address("apply/slip/forget/", applying.forget, name="portal-slip-forget"),
        open_address("apply/<str:office>/", applying.apply, name="portal-apply-form"),
        open_address("follow/", following.follow, name="portal-follow"),
        open_address("follow/case/", following.case, name="portal-case"),
        open_address("follow/withdraw/", following.withdraw, name="portal-withdraw"),
        open_address("follow/paper/", following.paper, name="portal-paper"),
        open_address("follow/complain/", following.complain, name="portal-complain"),
        open_address("follow/complaint/withdraw/", following.withdraw_complaint, name="portal-complaint-withdraw"),
        open_address("follow/leave/", following.leave, name="portal-leave"),
        open_address("verify/committee/", verifying.committee, name="portal-verify-committee"),
        open_address("verify/mediator/", verifying.mediator, name="portal-verify-mediator"),
    ),
    items=(
        Item(_("申请调解"), section=choosing.SECTION, url_name="portal-apply", order=10),
        Item(_("查进度"), section=following.SECTION, url_name="portal-follow", order=15),
    ),
    doings=(
        Doing("mediation/portal/do_apply.html", 0, _told),
        Doing("mediation/portal/do_follow.html", 10),
        Doing("mediation/portal/do_complain.html", 20),
    ),
    checks=(
        Check(_("人民调解委员会"), _("有没有登记，任期和印章是不是有效。"), "portal-verify-committee", order=10),
        Check(_("调解员"), _("这个人是不是这个调委会的调解员。"), "portal-verify-mediator", order=20),
    ),
)
