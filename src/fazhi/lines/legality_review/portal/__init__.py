"""Legality review for the public: the published lists of clean-ups."""

from django.utils.translation import gettext_lazy as _

from fazhi.lines.legality_review.portal import cleaned
from fazhi.surfaces.portal.pages import Doing, Item, PortalPages, open_address

PAGES = PortalPages(
    urls=(
        open_address("cleaned/", cleaned.index, name="portal-cleaned"),
        open_address("cleaned/<uuid:key>/", cleaned.one, name="portal-cleaned-list"),
        open_address("cleaned/<uuid:key>.<str:form>", cleaned.table, name="portal-cleaned-table"),
    ),
    items=(Item(_("文件清理"), section=cleaned.SECTION, url_name="portal-cleaned", order=40),),
    doings=(Doing("legality_review/portal/do_cleaned.html", 30),),
)
