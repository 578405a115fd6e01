"""How days stand on the pages of inspections: with what is left of them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.surfaces.web.cells import NOTHING, with_weekday


def day_text(day: date | None) -> str:
    """2024-03-05, or a dash."""
    return day.isoformat() if day else NOTHING


def moment_text(moment: datetime) -> str:
    """2024-03-05 周二 10:00, where the bureau is."""
    local = timezone.localtime(moment)
    return f"{with_weekday(local.date())} {local:%H:%M}"


def left_of(due: date | None, today: date) -> tuple[str, bool]:
    """What is left of a time limit, and whether it is over."""
    if due is None:
        return "", False
    days = (due - today).days
    if days < 0:
        return _("逾期 %d 日") % -days, True
    return (_("剩 %d 日") % days if days else _("今天到期")), False
