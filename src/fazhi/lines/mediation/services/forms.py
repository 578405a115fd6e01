"""Acts on what the line hands out: the form and the subsidy ledger are written, and the trail says so."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from fazhi.kernel.audit import services as audit

FORM, SUBSIDY = "mediation.form.write", "mediation.subsidy.write"


def write(path: Path, content: bytes, *, action: str, payload: Mapping[str, Any], by: str, at: datetime) -> Path:
    """
    Write a workbook out, with an entry in the trail and an anchor.

    payload  what the entry covers: period, office, digest; the file's name is erasable detail
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    with transaction.atomic():
        subject = ("mediation", str(payload["period"]))
        audit.record(action, by=by, at=at, subject=subject, payload=payload, detail={"file": path.name})
    audit.anchor("export", at=at)
    return path
