"""
Files of a batch handed out (取回留存文件): the original as it came, and the rows that were refused.

Both hold personal data in full, so each is entered into the trail before it goes out (个人信息保护法 art. 51).
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.exchange import keeping, queries, recording
from fazhi.kernel.exchange.errors import FileNotKept
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.organisations.services import require

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

HAND_OUT = "ledger.hand_out"


class Part(StrEnum):
    """Which of a batch's files."""

    ORIGINAL = "original"
    REFUSED = "refused"


def hand_out(batch_id: int, part: Part, *, by: "Post", at: datetime, data_dir: Path) -> tuple[Path, str]:
    """
    A file of a batch that the post sees, and what it is called; the trail says who took it.

    Raises NotPermitted, UnknownBatch, FileNotKept.
    """
    require(by, EXPORT)
    batch = queries.batch_seen_by(by, batch_id)
    if part is Part.ORIGINAL:
        path, name = keeping.original_path(batch.sha256, data_dir), batch.name
    else:
        path, name = keeping.refused_path(batch.sha256, batch.id, data_dir), f"{Path(batch.name).stem}（退回）.xlsx"
    if path is None or not path.exists():
        raise FileNotKept(batch_id)
    with transaction.atomic():
        payload = {"sha256": batch.sha256, "part": part.value}
        subject = (recording.SUBJECT, str(batch.id))
        audit.record(HAND_OUT, by=by.code, at=at, subject=subject, payload=payload, detail={"file": name})
    return path, name
