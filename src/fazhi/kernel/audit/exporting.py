"""The export for the auditor, written a page at a time, and the check of such a file without a database."""

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from fazhi.kernel.audit import export_form as form
from fazhi.kernel.audit.anchoring import anchor
from fazhi.kernel.audit.drafts import EntryDraft
from fazhi.kernel.audit.errors import ExportUnreadable, ExportUnsupported
from fazhi.kernel.audit.export_form import Manifest
from fazhi.kernel.audit.findings import Finding, Kind, Verification
from fazhi.kernel.audit.key import read_key
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.audit.reading import rows
from fazhi.kernel.audit.recording import write
from fazhi.kernel.audit.terms import EXPORT
from fazhi.kernel.audit.walk import Row, Walk

SHEET_ROWS = 1_000_000
"""Entries of one sheet; Excel has 1,048,576 rows."""

_TAIL = 4_096
"""Bytes at the end of a file that hold its manifest."""

_FIELD = 2**31 - 1
"""Characters of a cell that the csv module reads; details may be longer than its default of 131,072."""

_CELL = 32_767
"""Characters of a cell that Excel holds."""

_CUT = "……（超出单元格长度，全文见 .csv 导出）"


def export(
    first_day: date, last_day: date, out: Path, *, details: bool, by: str, at: datetime, place: str = "console"
) -> Manifest:
    """
    Write the entries recorded on local days `first_day` to `last_day` for the auditor, and enter that into the trail.

    out      .csv (UTF-8 with byte order mark) or .xlsx; an old file is replaced when the new one is whole
    details  whether the erasable details, which hold personal data, go out with them
    returns  what the file holds. It is one unbroken run of numbers: an entry between two of those days that bears
             another day is in it

    Text that begins like a formula is neutralised: after an apostrophe in .csv, quoted in .xlsx.
    Raises ExportUnsupported, KeyMissing, HeadBroken.
    """
    writers = {".csv": _write_csv, ".xlsx": _write_workbook}
    if out.suffix.lower() not in writers:
        raise ExportUnsupported(out)
    key = read_key()
    manifest = _manifest(first_day, last_day, int(details))
    with _replacing(out) as draft:
        writers[out.suffix.lower()](draft, rows(manifest.first, manifest.last), manifest, key)
    payload = {"from": first_day, "to": last_day, "first": manifest.first, "last": manifest.last, "details": details}
    with transaction.atomic():
        write([EntryDraft(EXPORT, by, at, payload=payload, detail={"file": out.name}, place=place)])
        anchor("export", at=at)
    return manifest


def check_export(path: Path, key: bytes) -> tuple[Manifest, Verification]:
    """
    Check an exported .csv by itself: every MAC, the order, the manifest's seal, both ends; details if they are in it.

    Raises ExportUnsupported, or ExportUnreadable if it is not such a file. Memory stays flat.
    """
    if path.suffix.lower() != ".csv":
        raise ExportUnsupported(path)
    manifest, mac = _read_manifest(path)
    walk = Walk(
        key,
        manifest.last,
        manifest.latest_mac,
        anchors={},
        first=manifest.first,
        before=manifest.previous_mac,
        with_details=bool(manifest.details),
    )
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        walk.follow(_read_rows(path, file, details=bool(manifest.details)), then=manifest.latest_mac)
    walk.finish()
    findings = list(walk.findings)
    if mac != manifest.mac(key):
        findings.insert(0, Finding(Kind.MANIFEST, manifest.first, max(manifest.first, manifest.last), "mac"))
    first_broken = min((finding.first for finding in findings), default=None)
    return manifest, Verification(walk.seen, not findings, first_broken, tuple(findings))


def _manifest(first_day: date, last_day: date, details: int) -> Manifest:
    days = (first_day, last_day + timedelta(days=1))
    start, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in days)
    found = Entry.objects.filter(recorded_at__gte=start, recorded_at__lt=end)
    first, last = found.aggregate(first=Min("number"), last=Max("number")).values()
    if first is None:
        return form.nothing(details)
    previous = Entry.objects.values_list("previous_mac", flat=True).get(pk=first)
    latest = Entry.objects.values_list("mac", flat=True).get(pk=last)
    return Manifest(first, previous, last, latest, details)


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A file beside `out` that takes its place if all goes well, and is gone otherwise."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.part")
    try:
        yield draft
        os.replace(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def _write_csv(path: Path, entries: Iterable[Row], manifest: Manifest, key: bytes) -> None:
    details = bool(manifest.details)
    with path.open("w", encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(form.headings(details=details))
        for row in entries:
            number, *texts = form.cells(row, details=details)
            writer.writerow((number, *map(form.marked, texts)))
        writer.writerow(form.manifest_cells(manifest, key))


def _write_workbook(path: Path, entries: Iterable[Row], manifest: Manifest, key: bytes) -> None:
    details = bool(manifest.details)
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    ) as book:
        bold, quoted = book.add_format({"bold": True, "bottom": 1}), book.add_format({"quote_prefix": True})
        sheet: Any = None
        for place, row in enumerate(entries):
            if place % SHEET_ROWS == 0:
                sheet = _sheet(book, f"留痕{place // SHEET_ROWS + 1}", form.headings(details=details), bold)
            number, *texts = form.cells(row, details=details)
            line = place % SHEET_ROWS + 1
            sheet.write_number(line, 0, number)
            for column, text in enumerate(texts, 1):
                sheet.write_string(line, column, _printable(text), quoted if form.looks_like_formula(text) else None)
        told = form.manifest_cells(manifest, key)
        sheet = _sheet(book, told[0], ("项目", "内容"), bold)
        for line, pair in enumerate(zip(told[1::2], told[2::2], strict=True), 1):
            sheet.write_row(line, 0, pair)


def _sheet(book: Any, name: str, headings: Iterable[str], bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings, bold)
    sheet.freeze_panes(1, 1)
    sheet.set_column(1, 2, 32)
    sheet.set_column(3, 14, 20)
    return sheet


def _printable(text: str) -> str:
    """A workbook is XML, which holds no undecodable bytes, and what is too long for a cell XlsxWriter leaves out."""
    printable = text.encode(errors="replace").decode()
    return printable if len(printable) <= _CELL else printable[: _CELL - len(_CUT)] + _CUT


def _read_manifest(path: Path) -> tuple[Manifest, str]:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - _TAIL, 0))
        lines = file.read().decode(errors="replace").splitlines()
    try:
        return form.manifest_of(next(csv.reader(lines[-1:])))
    except (ValueError, StopIteration):
        raise ExportUnreadable(path, "manifest") from None


def _read_rows(path: Path, file: TextIO, *, details: bool) -> Iterator[Row]:
    """The entries between headings and manifest."""
    csv.field_size_limit(_FIELD)
    reader = csv.reader(file)
    if tuple(next(reader, ())) != form.headings(details=details):
        raise ExportUnreadable(path, "headings")
    try:
        for cells in reader:
            if cells and cells[0] == form.MANIFEST:
                break
            yield form.row_of([form.unmarked(cell) for cell in cells])
        else:
            raise ValueError("no manifest after the entries")
        if any(True for _ in reader):
            raise ValueError("lines after the manifest")
    except (ValueError, csv.Error):
        raise ExportUnreadable(path, "row", reader.line_num) from None
