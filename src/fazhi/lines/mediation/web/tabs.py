"""The pages of mediation that are no single record's: the row of links over each of them."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from fazhi.surfaces.web.tabs import tabs_of

SECTION = "mediation"

_TABS = {
    "mediation-register": _("登记纠纷"),
    "mediation-inbox": _("对接收件"),
    "transfers": _("转办收件"),
    "mediation-proposals": _("同一纠纷认定"),
    "mediation-warnings": _("预警"),
    "mediation-committees": _("调委会"),
    "mediation-subsidy": _("以案定补"),
    "mediation-papers": _("空白文书"),
}

tabs = partial(tabs_of, _TABS)
"""Those that a post may open: the post, the name of the page it is on."""
