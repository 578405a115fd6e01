"""The pages of the hotline that are no single record's: the row of links over each of them."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.web.tabs import tabs_of

SECTION = "hotline"

_TABS = {
    "hotline-plans": _("值守方案"),
    "hotline-wall": _("实时屏"),
    "hotline-rosters": _("值班表"),
    "hotline-duties": _("值班签到"),
    "hotline-subsidies": _("值班补贴"),
    "hotline-consultations": _("咨询"),
    "hotline-taking-down": _("登记咨询"),
    "hotline-quality": _("质检"),
    "hotline-call-backs": _("回拨"),
    "hotline-complaints": _("投诉"),
    "hotline-topics": _("研判"),
}

tabs = partial(tabs_of, _TABS)
"""Those that a post may open: the post, the name of the page it is on."""
