"""The portal's own addresses, those that no line brings."""

from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.portal import law, standing, verifying
from fazhi.surfaces.portal.pages import Check, Item, PortalPages, open_address
from fazhi.surfaces.web.access import ANYONE, address

PAGES = PortalPages(
    urls=(
        open_address("", standing.home, name="portal"),
        open_address("verify/", standing.verify, name="portal-verify"),
        open_address("verify/paper/", verifying.paper, name="portal-verify-paper"),
        open_address("law/<str:title>/<str:article>/", law.article, name="portal-law"),
        open_address("privacy/", standing.privacy, name="portal-privacy"),
        open_address("accessibility/", standing.accessibility, name="portal-accessibility"),
        open_address("about/", standing.about, name="portal-about"),
        address("robots.txt", standing.robots, name="robots", access=ANYONE),
    ),
    items=(
        Item(_("首页"), section="home", url_name="portal", order=0),
        Item(_("核验"), section="verify", url_name="portal-verify", order=40),
    ),
    checks=(
        Check(_("文书"), _("文号是不是我们编发的，有没有作废，文件有没有被改动。"), "portal-verify-paper", order=0),
    ),
)
