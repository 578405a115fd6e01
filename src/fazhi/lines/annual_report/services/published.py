"""Bringing in a table of figures that were published."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.lines.annual_report.models import PublishedRow, PublishedTable
from fazhi.lines.annual_report.permissions import WRITE
from fazhi.lines.annual_report.rules import PublishedFigure


@transaction.atomic
def bring_in_published(
    figures: Sequence[PublishedFigure],
    *,
    year: int,
    content: bytes,
    url: str,
    is_invented: bool,
    by: str,
    at: datetime,
) -> tuple[PublishedTable, bool]:
    """
    Keep a table of published figures of `year`, as the next version of that year's.

    figures  as `read_published` reads them from `content`, the file
    url      where it was published, "" if unknown
    returns  the table, and whether it is new: the latest version again changes nothing
    """
    sha256 = hashlib.sha256(content).hexdigest()
    latest = PublishedTable.objects.filter(year=year).order_by("-version").first()
    if latest and (latest.sha256, latest.url, latest.is_invented) == (sha256, url, is_invented):
        return latest, False
    table = PublishedTable(
        year=year,
        version=latest.version + 1 if latest else 1,
        url=url,
        sha256=sha256,
        is_invented=is_invented,
        recorded_at=at,
    )
    table.save(force_insert=True)
    PublishedRow.objects.bulk_create(
        PublishedRow(
            table=table,
            code=figure.code,
            value=str(figure.value),
            unit=figure.unit,
            precision=figure.precision,
            decimals=figure.decimals,
        )
        for figure in figures
    )
    payload = {
        "version": table.version,
        "rows": len(figures),
        "sha256": sha256,
        "url": url,
        "invented": is_invented,
    }
    subject = ("annual_report.published", str(year))
    audit.record("report.published", by=by, at=at, subject=subject, basis=WRITE.basis.source, payload=payload)
    return table, True
