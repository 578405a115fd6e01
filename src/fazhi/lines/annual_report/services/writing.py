"""The report's files written into a folder: made now, or kept with a version; each with an entry in the trail."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.lines.annual_report.models import AnnualReport
from fazhi.lines.annual_report.terms import REPORT, Report

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def write(report: Report, files: Mapping[str, bytes], folder: Path, *, by: str, at: datetime) -> tuple[Path, ...]:
    """Write the report's files (name → content) into `folder`; returns their paths. The trail says which seal they show."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with transaction.atomic():
        subject = ("annual_report", str(report.year))
        audit.record("report.write", by=by, at=at, subject=subject, payload={"seal": report.seal})
        audit.anchor("export", at=at)
    return tuple(folder / name for name in files)


def fetch(
    report: AnnualReport, number: int, files: Mapping[str, bytes], folder: Path, *, by: str, at: datetime
) -> tuple[Path, ...]:
    """Write the kept files of version `number` into `folder`; returns their paths. The trail says who fetched them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    fetched(report, number, sorted(files), by=by, at=at)
    return tuple(folder / name for name in files)


@transaction.atomic
def fetched(
    report: AnnualReport, number: int, names: Sequence[str], *, by: str, at: datetime, place: str = "console"
) -> None:
    """Tell the trail who fetched which kept files of version `number`."""
    payload = {"version": number, "files": list(names)}
    audit.record("report.fetch", by=by, at=at, subject=(REPORT, report.pk.hex), payload=payload, place=place)


@transaction.atomic
def exported(report: Report, name: str, content: bytes, *, by: "Post", at: datetime) -> None:
    """Tell the trail who took a file of the report from the desk: its digest, the seal that it shows, whose rows it counts."""
    payload = {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "seal": report.seal,
        "office": by.office.code,
    }
    subject = ("annual_report", str(report.year))
    audit.record("report.export", by=by.code, at=at, subject=subject, payload=payload, place="desk")
