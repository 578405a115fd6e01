"""The tabs above a list: all rows, the views that every register with open rows has, and the saved ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from django.utils.translation import gettext as _

from fazhi.engines.indicator import Register
from fazhi.surfaces.web.registers import asking
from fazhi.surfaces.web.registers.asking import Asked
from fazhi.surfaces.web.registers.conditions import Condition, Dated, Filling
from fazhi.surfaces.web.registers.days import Days
from fazhi.surfaces.web.registers.requests import list_url

if TYPE_CHECKING:
    from fazhi.surfaces.accounts.models import Account
    from fazhi.surfaces.saved_views.models import SavedView

_DUE = "_due_date"


@dataclass(frozen=True)
class Tab:
    """
    A view; `is_current` if it is the list shown, whatever its page.

    view  of a saved one its id, of one that the account may delete; None otherwise
    """

    title: str
    url: str
    is_current: bool
    view: int | None = None


def tabs(register: Register, asked: Asked, saved: "tuple[SavedView, ...]", account: "Account") -> tuple[Tab, ...]:
    """All tabs in order."""
    usual = asking.usual_order(register)
    shown = None if asked.party or asked.faults else asking.pairs(register, asked.anew())
    found = [Tab(_("全部"), list_url(register, Asked(usual)), shown == [])]
    for title, conditions in _given(register):
        view = Asked(usual, conditions)
        found.append(Tab(title, list_url(register, view), shown == asking.pairs(register, view)))
    for each in saved:
        kept = asking.parse(register, parse_qs(each.query))
        own = each.pk if each.account_id == account.pk else None
        found.append(Tab(each.name, list_url(register, kept), shown == asking.pairs(register, kept), own))
    return tuple(found)


def _given(register: Register) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """What a register's own columns give: open rows, those of this year, those past a due day."""
    if register.opened is None or register.closed is None:
        return
    opened, closed = register.column(register.opened), register.column(register.closed)
    in_order = register.columns.index
    is_open = tuple(sorted((Filling(opened, True), Filling(closed, False)), key=lambda each: in_order(each.column)))
    yield _("未办结"), is_open
    yield _("本年%s") % _(opened.title.removesuffix("日期")), (Dated(opened, Days.parse("this-year")),)
    for due in register.columns:
        if due.name.endswith(_DUE):
            late: tuple[Condition, ...] = (Dated(due, Days.parse("..yesterday")), Filling(closed, False))
            yield _("逾期"), tuple(sorted(late, key=lambda each: in_order(each.column)))
