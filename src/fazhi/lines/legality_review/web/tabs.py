"""The pages of legality review that are no single record's: the row of links over each of them; how days stand there."""

from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.surfaces.web.cells import NOTHING
from fazhi.surfaces.web.tabs import tabs_of

SECTION = "legality"

_TABS = {
    "legality-reviews": gettext_lazy("合法性审核"),
    "legality-inbox": gettext_lazy("送审收件"),
    "normative-documents": gettext_lazy("规范性文件登记簿"),
    "normative-campaigns": gettext_lazy("规范性文件清理"),
    "received-filings": gettext_lazy("收到的备案"),
    "legality-assigned": gettext_lazy("部门事项"),
    "legality-checks": gettext_lazy("核对统计"),
}

tabs = partial(tabs_of, _TABS)
"""Those that a post may open: the post, the name of the page it is on."""


def day_text(day: date | None) -> str:
    """2024-03-05, or a dash."""
    return day.isoformat() if day else NOTHING


def left_of(due: date | None, today: date) -> tuple[str, bool]:
    """What is left until a day, and whether it is over."""
    if due is None:
        return "", False
    days = (due - today).days
    if days < 0:
        return _("逾期 %d 日") % -days, True
    return (_("剩 %d 日") % days if days else _("今天到期")), False
