"""The pages of inspections that are no single record's: the row of links over each of them."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.web.tabs import tabs_of

SECTION = "inspections"

_TABS = {
    "inspections-tasks": _("抽查任务"),
    "inspections-inspections": _("检查"),
    "inspections-plan": _("年度计划"),
    "inspections-institutions": _("检查对象"),
    "inspections-inspectors": _("检查人员"),
}

tabs = partial(tabs_of, _TABS)
"""Those that a post may open: the post, the name of the page it is on."""
