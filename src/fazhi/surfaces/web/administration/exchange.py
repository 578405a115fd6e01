"""栏目对应和报送格式: how senders' headings are read, and what superior systems want; both as they are kept."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from fazhi.kernel.exchange import saved_mappings, superior_layouts
from fazhi.kernel.exchange.errors import LayoutInvalid
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.mappings import SenderMapping
from fazhi.kernel.exchange.superior_layouts import Layout
from fazhi.surfaces.web.administration.room import show
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest

_PERIODS = {"month": "每月", "quarter": "每季", "year": "每年"}
SHOWN = 200


@dataclass(frozen=True)
class ShownLayout:
    layout: Layout
    kind: str
    period: str


def mappings(request: DeskRequest) -> HttpResponse:
    """The mappings in use, and the layouts of superior systems."""
    kinds = {format.code: format.title for format in registered()}
    kept = saved_mappings.newest()
    try:
        layouts, fault = superior_layouts.known(settings.DATA_DIR), ""
    except LayoutInvalid as error:
        layouts, fault = (), _("数据目录里的报送格式 %s 读不懂，请系统管理员核对。") % error.name
    context = {
        "kept": [(each, kinds.get(each.kind, each.kind)) for each in kept[:SHOWN]],
        "left": max(0, len(kept) - SHOWN),
        "layouts": [ShownLayout(each, kinds.get(each.kind, each.kind), _PERIODS[each.period]) for each in layouts],
        "fault": fault,
    }
    return show(request, "mappings", context)


def mapping(request: DeskRequest, key: int) -> HttpResponse:
    """One mapping in use: which heading of the sender is which column of ours."""
    found = next((each for each in saved_mappings.newest() if each.id == key), None)
    if found is None:
        raise NotHere(_("这份栏目对应"), Way(_("栏目对应"), "/administration/mappings/"))
    return show(request, "mapping", _shown(found))


def _shown(found: SenderMapping) -> dict[str, object]:
    format = next((each for each in registered() if each.code == found.kind), None)
    titles = {column.name: column.heading for column in format.columns} if format else {}
    headings = [(heading, titles.get(column, column)) for heading, column in found.headings]
    values = [
        (titles.get(column, column), theirs, ours)
        for column, said in found.values.items()
        for theirs, ours in said.items()
    ]
    fixed = [(titles.get(column, column), value) for column, value in found.fixed.items()]
    return {
        "found": found,
        "kind": format.title if format else found.kind,
        "headings": headings,
        "values": values,
        "fixed": fixed,
    }
