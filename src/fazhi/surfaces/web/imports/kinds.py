"""The pages of the kinds of ledgers: their columns, codes and checks, and the blank template of each."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.kernel.exchange import templates
from fazhi.kernel.exchange.formats import Column, Format, Type, registered
from fazhi.surfaces.web.cells import yuan
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.imports.uploading import SECTION
from fazhi.surfaces.web.pages import DeskRequest, page

_TYPES = {
    Type.TEXT: gettext_lazy("文字"),
    Type.INTEGER: gettext_lazy("整数"),
    Type.MONEY: gettext_lazy("金额，元，至多两位小数"),
    Type.DATE: gettext_lazy("日期"),
    Type.CODE: gettext_lazy("从下列各项中选"),
    Type.FLAG: gettext_lazy("是或者否，留空为否"),
    Type.PHONE: gettext_lazy("电话号码"),
}


@dataclass(frozen=True)
class ShownColumn:
    """A column as the page explains it: `takes` says what may be written, `labels` the codes."""

    column: Column
    takes: str
    is_key: bool
    labels: tuple[str, ...]


def kinds(request: DeskRequest) -> HttpResponse:
    """All kinds of ledgers, in import order."""
    return page(request, "web/imports/kinds.html", {"formats": registered()}, section=SECTION)


def kind(request: DeskRequest, code: str) -> HttpResponse:
    """One kind: what each column takes, and what is checked across columns."""
    format = _format(code)
    context = {
        "format": format,
        "columns": [_shown(column, format) for column in format.columns],
        "key": "、".join(format.column(name).heading for name in format.key),
        "checks": [(format.column(check.column).heading, check) for check in format.checks],
    }
    return page(request, "web/imports/kind.html", context, section=SECTION)


def template(request: DeskRequest, code: str) -> HttpResponseBase:
    """The blank template, made anew from the format."""
    format = _format(code)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "template.xlsx"
        templates.write_template(format, path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=f"{format.title}（模板）.xlsx")


def _format(code: str) -> Format:
    found = next((format for format in registered() if format.code == code), None)
    if found is None:
        raise NotHere(_("台账种类“%(code)s”") % {"code": code}, Way(_("台账种类"), reverse("import-kinds")))
    return found


def _shown(column: Column, format: Format) -> ShownColumn:
    return ShownColumn(
        column, f"{_TYPES[column.type]}{_bounds(column)}", column.name in format.key, tuple(column.labels.values())
    )


def _bounds(column: Column) -> str:
    if column.type is Type.TEXT:
        return _("，至多 %(count)d 个字") % {"count": column.max_length}
    low, high = (_bound(column, bound) for bound in (column.low, column.high))
    if low and high:
        return _("，%(low)s 至 %(high)s") % {"low": low, "high": high}
    if low:
        return _("，不小于 %(low)s") % {"low": low}
    return _("，不大于 %(high)s") % {"high": high} if high else ""


def _bound(column: Column, bound: int | None) -> str:
    if bound is None:
        return ""
    return yuan(bound) if column.type is Type.MONEY else f"{bound:,}"
