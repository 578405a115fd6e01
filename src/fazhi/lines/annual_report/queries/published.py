"""
What was published (已公开): versions of reports, and their open data as they were sealed.

Nothing here is computed from records: whatever is answered stands in a file that was sealed and published, and is found by
its digest. A report that is not published, or no more than drafted, is not there.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fazhi.kernel.papers import storage
from fazhi.lines.annual_report.models import ReportVersion, VersionFile
from fazhi.lines.annual_report.queries.standing import FIGURES


@dataclass(frozen=True)
class PublishedVersion:
    """
    One published version with its files.

    is_latest  no later version was published
    files      name → digest
    data       figures, definitions, text and tables, as `papers.open_data` wrote them; read only
    """

    version: ReportVersion
    year: int
    is_latest: bool
    files: dict[str, str]
    data: dict[str, Any]


def published_versions(year: int | None = None) -> tuple[ReportVersion, ...]:
    """Published versions, with their reports; the newest year and version first."""
    rows = ReportVersion.objects.filter(published_date__isnull=False).select_related("report")
    if year is not None:
        rows = rows.filter(report__year=year)
    return tuple(rows.order_by("-report__year", "-number"))


def published(year: int, number: int | None = None) -> PublishedVersion | None:
    """A published version of a year, the latest without `number`; None if there is none. Raises FileDamaged."""
    versions = published_versions(year)
    chosen = next((each for each in versions if number is None or each.number == number), None)
    if chosen is None:
        return None
    rows = VersionFile.objects.filter(version=chosen).select_related("attachment").order_by("name")
    files = {row.name: row.attachment.sha256 for row in rows}
    return PublishedVersion(chosen, year, chosen == versions[0], files, _read(files[FIGURES]))


def file_named(digest: str) -> tuple[ReportVersion, str] | None:
    """Which published file has this content: its version and its name."""
    rows = VersionFile.objects.filter(version__published_date__isnull=False, attachment__sha256=digest)
    row = rows.select_related("version__report").first()
    return (row.version, row.name) if row else None


@lru_cache(maxsize=8)
def _read(digest: str) -> dict[str, Any]:
    """A file's content by its digest: the same digest is the same content for ever. Early ones were sealed without a text."""
    found: dict[str, Any] = json.loads(storage.get(digest))
    return {"text": [], **found}
