"""Acts of the report: write it out, with an entry in the trail."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.lines.annual_report.terms import Report


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
