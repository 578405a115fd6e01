"""
Receipts (回执): an act is done once, however often a system sends it under one key.

The row comes first and is committed: of two calls at once the second finds it. What fails leaves no row, so that the same key
may be tried again; what succeeded is answered again as it was. After draft-ietf-httpapi-idempotency-key-header.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fazhi.surfaces.api.errors import KeyAtWork, KeyReused
from fazhi.surfaces.api.models import Receipt, System
from fazhi.surfaces.api.operations import Operation

LONGEST_KEY = 128
KEY_PATTERN = r"^[!-~]+$"
"""Visible ASCII."""

_LEFT_BEHIND = timedelta(minutes=5)
"""After this long a call whose worker was killed may be done again. An import waits at most 20 seconds for another one and
holds the lock for five; nothing that is alive takes so long."""

_RETRY_SECONDS = 5

Answered = tuple[int, dict[str, Any]]
"""Status and answer."""


def fingerprint(method: str, url: str, raw: bytes) -> str:
    """What a key stands for: SHA-256 of the method, the address and the body."""
    return hashlib.sha256(b"\n".join((method.encode(), url.encode(), raw))).hexdigest()


def once(
    operation: Operation,
    system: System,
    key: str,
    body_sha256: str,
    act: Callable[[UUID], dict[str, Any]],
    *,
    at: datetime,
) -> tuple[Receipt, bool]:
    """
    Do `act` under the receipt of this key, or find that it was done.

    act      does it and gives the answer; takes the receipt's id
    returns  the receipt, and whether it was done before

    Raises KeyReused, KeyAtWork, and whatever `act` raises: then nothing was done, and no receipt is left.
    """
    receipt = _begun(operation, system, key, body_sha256, at)
    if receipt.state == Receipt.State.DONE:
        return receipt, True
    try:
        if operation.is_one_act:
            with transaction.atomic():
                answer = act(receipt.pk)
                _end(receipt, operation.status, answer)
        else:
            answer = act(receipt.pk)
            _end(receipt, operation.status, answer)
    except BaseException:
        # Not of a row that somebody else has taken over meanwhile.
        Receipt.objects.filter(pk=receipt.pk, state=Receipt.State.WORKING, begun_at=receipt.begun_at).delete()
        raise
    return receipt, False


def _begun(operation: Operation, system: System, key: str, body_sha256: str, at: datetime) -> Receipt:
    """A row of our own, one that was left behind and is ours now, or one that is done. Raises KeyReused, KeyAtWork."""
    receipt = Receipt(system=system, key=key, operation=operation.name, body_sha256=body_sha256, begun_at=at)
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:
        return _found(operation, system, key, body_sha256, at)
    return receipt


def _found(operation: Operation, system: System, key: str, body_sha256: str, at: datetime) -> Receipt:
    found = Receipt.objects.filter(system=system, key=key).first()
    if found is None:  # the other call failed in this moment
        raise KeyAtWork(key, 1)
    if (found.operation, found.body_sha256) != (operation.name, body_sha256):
        raise KeyReused(key)
    if found.state == Receipt.State.DONE:
        return found
    left = Receipt.objects.filter(pk=found.pk, state=Receipt.State.WORKING, begun_at=found.begun_at)
    if found.begun_at > at - _LEFT_BEHIND or not left.update(begun_at=at):
        raise KeyAtWork(key, _RETRY_SECONDS)
    found.begun_at = at
    return found


def _end(receipt: Receipt, status: int, answer: dict[str, Any]) -> None:
    receipt.state, receipt.status, receipt.ended_at = Receipt.State.DONE, status, timezone.now()
    receipt.answer = json.dumps(answer, ensure_ascii=False)
    receipt.save(update_fields=["state", "status", "ended_at", "answer"])
