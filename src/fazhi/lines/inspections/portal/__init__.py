"""Draws for the public (抽查公示): what was fixed, what decided, who was drawn, and how to draw it again."""

from django.utils.translation import gettext_lazy as _

from fazhi.lines.inspections.portal import draws
from fazhi.surfaces.portal.pages import Check, Item, PortalPages, open_address

PAGES = PortalPages(
    urls=(
        open_address("draws/", draws.index, name="portal-draws"),
        open_address("draws/<uuid:key>/", draws.draw, name="portal-draw"),
        open_address("draws/<uuid:key>/<str:name>", draws.file, name="portal-draw-file"),
    ),
    items=(Item(_("抽查公示"), section=draws.SECTION, url_name="portal-draws", order=30),),
    checks=(Check(_("随机抽查"), _("抽中谁是不是算出来的，有没有人挑选过。"), "portal-draws", order=30),),
)
