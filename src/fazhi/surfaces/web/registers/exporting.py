"""Taking a list out as a file (导出)."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fazhi.kernel.exchange import register_export
from fazhi.kernel.exchange.errors import ExchangeError
from fazhi.kernel.exchange.register_export import Purpose
from fazhi.surfaces.web.cells import heading
from fazhi.surfaces.web.pages import DeskRequest
from fazhi.surfaces.web.registers.requests import (
    asked_of,
    list_url,
    office_of,
    party_of,
    register_named,
    rows_of,
    shown_columns,
)
from fazhi.surfaces.web.registers.showing import chips
from fazhi.surfaces.wording import sentence

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_POST
def export(request: DeskRequest, name: str) -> HttpResponse:
    """The rows that the address asks for, all pages of them, as a file; written beside the database, then sent and gone."""
    register = register_named(name)
    asked = asked_of(register, request.GET).anew()
    form, purpose = request.POST.get("form", ""), request.POST.get("purpose", "")
    if asked.faults or form not in FORMS or purpose not in Purpose.values:
        messages.warning(request, _("没有导出：请选择格式和用途。"))
        return redirect(list_url(register, asked))
    office, at = office_of(request, asked), timezone.now()
    rows = rows_of(request, register, asked, office, today=timezone.localdate(at))
    columns = tuple((column, heading(column)) for column in shown_columns(register, asked))
    told = "；".join(chip.told for chip in chips(register, asked, office, party_of(request, asked)))
    folder = tempfile.TemporaryDirectory(prefix="fazhi-export-")
    out = Path(folder.name) / f"{register.title}.{form}"
    try:
        register_export.export(
            rows, asked.order, columns, out, conditions=told, purpose=Purpose(purpose), by=request.post, at=at
        )
    except ExchangeError as error:
        folder.cleanup()
        messages.warning(request, sentence(error) or str(error))
        return redirect(list_url(register, asked))
    name_given = f"{register.title}-{timezone.localtime(at):%Y%m%d-%H%M}.{form}"
    sent = _Sent(out.open("rb"), folder, filename=name_given, as_attachment=True, content_type=FORMS[form])
    return cast(HttpResponse, sent)


class _Sent(FileResponse):
    """A file that is gone with its folder once it was sent, or was not."""

    def __init__(self, file: Any, folder: "tempfile.TemporaryDirectory[str]", **more: Any) -> None:
        super().__init__(file, **more)
        self.folder = folder

    def close(self) -> None:
        super().close()
        self.folder.cleanup()
