"""Sealing a signed report: the kernel freezes the year, the version takes its digest and keeps the files made from it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from fazhi.kernel.audit import services as audit
from fazhi.kernel.indicators.services import freeze as freeze_year
from fazhi.kernel.papers.services.attachments import keep
from fazhi.kernel.papers.terms import MatterRef, MediaType
from fazhi.lines.annual_report.errors import FiguresMoved
from fazhi.lines.annual_report.models import AnnualReport, ReportVersion, VersionFile
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.queries import report as printed
from fazhi.lines.annual_report.queries.standing import moved_since
from fazhi.lines.annual_report.services.taking import taken
from fazhi.lines.annual_report.terms import REPORT, Report

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

Printer = Callable[[Report], Mapping[str, bytes]]
"""Makes the report's files, name → content."""

KEEP = "annual_report.keep"
_MADE = {".html": MediaType.HTML, ".json": MediaType.JSON}
_printers: list[Printer] = []


def print_by(printer: Printer) -> None:
    """Say what makes the files of a sealed report; called from `apps.py`, for papers stand above services."""
    _printers[:] = [printer]


def made(report: Report) -> Mapping[str, bytes]:
    """The report's files, name → content."""
    (printer,) = _printers
    return printer(report)


def freeze(report: AnnualReport, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> ReportVersion:
    """
    Seal the year and the version with it: its files are made from the frozen year and kept by their digests.

    Raises FiguresMoved if a figure is not as it was signed, and what `indicators.services.freeze` raises.
    """
    with taken(report, "freeze", by=by, at=at, on=on, late_reason=late_reason):
        version = current_version(report)
        if moved := moved_since(report.year, version.signed_figures):
            raise FiguresMoved(report.number, moved, "signed")
        folder = Path(settings.DATA_DIR) / "frozen"
        frozen = freeze_year(report.year, by=by.code, at=at, folder=folder, place="desk")
        version.seal, version.frozen = frozen.digest, frozen.code
        version.save()
        _keep_files(report, version, by=by, at=at)
    return version


def _keep_files(report: AnnualReport, version: ReportVersion, *, by: "Post", at: datetime) -> None:
    matter = MatterRef(REPORT, report.pk, report.office)
    kept = {}
    for name, content in made(printed(report.year, engine="frozen")).items():
        kind = _MADE.get(Path(name).suffix)
        attachment = keep(matter, content, name=name, kind="annual_report.version", by=by, at=at, made=kind)
        VersionFile(version=version, name=name, attachment=attachment).save(force_insert=True)
        kept[name] = attachment.sha256
    payload = {"version": version.number, "seal": version.seal, "files": kept}
    audit.record(KEEP, by=by.code, at=at, subject=(REPORT, report.pk.hex), payload=payload, place="desk")
