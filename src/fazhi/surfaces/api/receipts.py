"""Receipts read again (查回执): what was answered to an act, for a system that lost the answer on its way."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from fazhi.kernel.audit import services as audit
from fazhi.surfaces.api.errors import NotFound
from fazhi.surfaces.api.models import Receipt
from fazhi.surfaces.api.operations import Call, Method, Operation
from fazhi.surfaces.api.permissions import READ_RECEIPTS
from fazhi.surfaces.api.shapes import Told
from fazhi.surfaces.api.terms import RECEIPT


class ReceiptTold(Told):
    """A receipt; `answer` is what was answered, null while the act is being done."""

    id: str
    operation: str
    state: str = Field(description="working 办理中，done 已办理")
    begun_at: datetime
    ended_at: datetime | None
    status: int | None
    answer: dict[str, Any] | None


def _one(call: Call) -> ReceiptTold:
    found = Receipt.objects.filter(pk=UUID(call.path["key"]), system=call.system).first()
    if found is None:
        raise NotFound("这个回执")
    # The sentences about refused rows repeat their cells.
    audit.note_read(
        by=call.post.code, at=call.at, subject=(RECEIPT, str(found.pk)), reason="对接系统查回执", place=audit.Place.API
    )
    return ReceiptTold(
        id=str(found.pk),
        operation=found.operation,
        state=found.state,
        begun_at=found.begun_at,
        ended_at=found.ended_at,
        status=found.status,
        answer=json.loads(found.answer) if found.answer else None,
    )


OPERATIONS = (
    Operation(
        "get_receipt", Method.GET, "receipts/{key}", "一次办理的回执", "回执", READ_RECEIPTS, _one, ReceiptTold,
        told="回执编号在答复的 Fazhi-Receipt 响应头里。",
    ),
)  # fmt: skip
