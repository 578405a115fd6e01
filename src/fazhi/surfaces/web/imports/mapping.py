"""The page that says which of a sender's headings is which of our columns, and what its words mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import saved_mappings
from fazhi.kernel.exchange.errors import MappingFault, MappingInvalid
from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.mappings import OPEN, SenderMapping, read_mapping
from fazhi.kernel.exchange.rights import rights_of
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.imports import services
from fazhi.surfaces.web.imports.models import Upload
from fazhi.surfaces.web.imports.uploading import SECTION, may_map, upload_of
from fazhi.surfaces.web.imports.wording import fault
from fazhi.surfaces.web.pages import DeskRequest, page

_MOST_SKIPPED = 20


@dataclass(frozen=True)
class Choice:
    """One thing to decide: the field's `name`, what it is called, what is chosen, a hint, and what is wrong with it."""

    name: str
    label: str
    chosen: str
    hint: str = ""
    fault: str = ""
    options: tuple[tuple[str, str], ...] = ()


def mapping(request: DeskRequest, key: UUID) -> HttpResponse:
    """Choose the kind, then decide on each heading; saved, the file is checked again by it."""
    if not may_map(request):
        raise PermissionDenied
    upload = upload_of(request, key)
    if not upload.maps_columns:
        raise NotHere(_("这个文件的栏目对应"), Way(upload.name, reverse("import-file", kwargs={"key": key})))
    format = next((item for item in rights_of(request.post).formats if item.code == upload.kind), None)
    if request.method == "POST" and "draft" in request.POST:
        return _draft(request, upload)
    if format is None or not upload.draft:
        return _page(request, upload, None, {}, "")
    drafted = read_mapping(upload.draft)
    if request.method == "POST":
        return _save(request, upload, format, drafted)
    return _page(request, upload, format, _asked(format, drafted, drafted, ()), "")


def _draft(request: DeskRequest, upload: Upload) -> HttpResponse:
    """Have the headings read, with what they may mean as a ledger of the kind chosen."""
    kind = request.POST.get("kind", "")
    if kind not in {format.code for format in rights_of(request.post).formats}:
        return _page(request, upload, None, {}, _("没有选择台账种类。"), status=400)
    services.check_again(upload, kind=kind, sender="", by=request.post, at=timezone.now(), drafting=True)
    return redirect("import-file", key=upload.pk)


def _save(request: DeskRequest, upload: Upload, format: Format, drafted: SenderMapping) -> HttpResponse:
    said = _said(request.POST, format, drafted)
    if not said.sender:
        asked = _asked(format, drafted, said, ())
        return _page(request, upload, format, asked, _("没有写来文单位。"), said=said, status=400)
    try:
        with audit.done_at(audit.Place.DESK):
            saved = saved_mappings.save(said, by=request.post.code, at=timezone.now())
    except MappingInvalid as error:
        asked = _asked(format, drafted, said, error.faults)
        return _page(request, upload, format, asked, _("还有没定的栏目，没有保存。"), said=said, status=400)
    text = _("已保存“%(sender)s”的栏目对应表第 %(version)d 版，正在重新核对。")
    messages.success(request, text % {"sender": saved.sender, "version": saved.version})
    services.check_again(upload, kind=format.code, sender=saved.sender, by=request.post, at=timezone.now())
    return redirect("import-file", key=upload.pk)


def _said(form: Mapping[str, str], format: Format, drafted: SenderMapping) -> SenderMapping:
    """The mapping as the form says it; what is not said is open."""
    names = {column.name for column in format.columns}

    def chosen(field: str) -> str:
        said = form.get(field, OPEN)
        return said if said in names | {"", OPEN} else OPEN

    headings = tuple((heading, chosen(f"heading-{place}")) for place, (heading, _) in enumerate(drafted.headings))
    mapped = {column for _, column in headings}
    skip = form.get("skip_rows", "0").strip() or "0"
    return SenderMapping(
        kind=format.code,
        sender=form.get("sender", "").strip()[:60],
        headings=headings,
        sheet=form.get("sheet", "").strip()[:64],
        skip_rows=min(int(skip), _MOST_SKIPPED) if skip.isascii() and skip.isdecimal() else 0,
        values={
            column: {
                word: form.get(f"word-{column}-{place}", "") or OPEN
                for place, word in enumerate(drafted.values[column])
            }
            for column in drafted.values
            if column in mapped
        },
        fixed={
            column.name: text
            for column in format.columns
            if column.required and column.name not in mapped and (text := form.get(f"fixed-{column.name}", "").strip())
        },
    )


def _asked(
    format: Format, drafted: SenderMapping, said: SenderMapping, faults: tuple[MappingFault, ...]
) -> dict[str, object]:
    """What the form asks, with what was said."""
    wrong: dict[str, str] = {}
    for found in faults:
        wrong.setdefault(found.where, fault(found))
    columns = {column.name: column for column in format.columns}
    return {
        "headings": [_heading(place, pair, drafted, columns, wrong) for place, pair in enumerate(said.headings)],
        "words": [
            (columns[name].heading, wrong.get(columns[name].heading, ""), _words(columns[name], drafted, said))
            for name in drafted.values
        ],
        "fixed": [_fixed(column, said, wrong) for column in format.columns if column.required],
    }


def _heading(
    place: int,
    pair: tuple[str, str],
    drafted: SenderMapping,
    columns: Mapping[str, Column],
    wrong: Mapping[str, str],
) -> Choice:
    heading, chosen = pair
    guessed = drafted.headings[place][1]
    guess = columns.get(guessed.removesuffix(OPEN)) if guessed.endswith(OPEN) else None
    hint = _("按内容看，可能是“%(column)s”") % {"column": guess.heading} if guess else ""
    name = OPEN if chosen.endswith(OPEN) else chosen
    return Choice(f"heading-{place}", heading, name, hint, wrong.get(heading, ""))


def _words(column: Column, drafted: SenderMapping, said: SenderMapping) -> list[Choice]:
    options = tuple((label, label) for label in column.labels.values())
    chosen = said.values.get(column.name, {})
    return [
        Choice(f"word-{column.name}-{place}", word, chosen.get(word, OPEN), options=options)
        for place, word in enumerate(drafted.values[column.name])
    ]


def _fixed(column: Column, said: SenderMapping, wrong: Mapping[str, str]) -> Choice:
    options = tuple((label, label) for label in column.labels.values()) if column.type is Type.CODE else ()
    text = said.fixed.get(column.name, "")
    chosen = "" if text.endswith(OPEN) else text
    return Choice(f"fixed-{column.name}", column.heading, chosen, column.hint, wrong.get(column.heading, ""), options)


def _page(
    request: DeskRequest,
    upload: Upload,
    format: Format | None,
    asked: Mapping[str, object],
    said_wrong: str,
    *,
    said: SenderMapping | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "upload": upload,
        "format": format,
        "formats": rights_of(request.post).formats,
        "columns": format.columns if format else (),
        "sender": said.sender if said else upload.sender,
        "sheet": said.sheet if said else "",
        "skip_rows": said.skip_rows if said else 0,
        "fault": said_wrong,
        **asked,
    }
    return page(request, "web/imports/mapping.html", context, section=SECTION, status=status)
