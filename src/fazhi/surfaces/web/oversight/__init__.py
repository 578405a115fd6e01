"""Oversight (督办): how the work of an office and of those below it stands, and where its numbers open."""

from django.utils.translation import gettext_noop

from fazhi.kernel.procedures.permissions import OVERSEE
from fazhi.surfaces.web.access import address, holding
from fazhi.surfaces.web.oversight import course, opened, views
from fazhi.surfaces.web.pages import Item, Pages

_HEADS = holding(OVERSEE)

PAGES = Pages(
    urls=(
        address("oversight/", views.oversight, name="oversight", access=_HEADS),
        address("oversight/tasks/", opened.tasks, name="oversight-tasks", access=_HEADS),
        address("oversight/limits/", opened.limits, name="oversight-limits", access=_HEADS),
        address("oversight/course/", course.course, name="oversight-course", access=_HEADS),
    ),
    items=(Item(gettext_noop("督办"), section=views.SECTION, url_name="oversight", order=60),),
)
