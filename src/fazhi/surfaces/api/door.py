"""
The one way in to the interface: who calls, how often, with which right, sending what; then the operation; then the answer.

Nothing here reads a session or a cookie, so nothing here can be done by a page of somebody else's: a call bears its own token.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from fazhi.kernel.audit import services as audit
from fazhi.surfaces.api import limits, tokens
from fazhi.surfaces.api.errors import KeyAbsent, MethodWrong, NoSuchPath, NotAuthenticated, RightMissing
from fazhi.surfaces.api.models import System
from fazhi.surfaces.api.operations import Call, Method, Operation, operations_at
from fazhi.surfaces.api.problems import problem_of
from fazhi.surfaces.api.reading import body_of, query_of, shaped
from fazhi.surfaces.api.services import receipts
from fazhi.surfaces.api.services.systems import tell_abuse

REPLAYED = "Idempotency-Replayed"
"""Header of an answer that was given before."""

RECEIPT = "Fazhi-Receipt"
"""Header with the number of the receipt."""


@csrf_exempt
def door(request: HttpRequest, path: str) -> HttpResponse:
    """Any call below the prefix of the version."""
    try:
        with audit.done_at(audit.Place.API):
            answer = _answered(request, path)
    except Exception as error:
        answer = problem_of(error)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Vary"] = "Authorization"
    return answer


def _answered(request: HttpRequest, path: str) -> HttpResponse:
    here, parts = operations_at(path)
    if not here:
        raise NoSuchPath(path[:200])
    method = str(request.method)
    operation = here.get(Method(method)) if method in Method.__members__ else None
    if operation is None:
        raise MethodWrong(method, sorted(here))
    at = timezone.now()
    system = _caller(request)
    _require_right(system, operation)
    raw = body_of(request) if operation.body else b""
    query, others = query_of(operation, request)
    body = shaped(operation.body, raw) if operation.body else None

    def call(receipt: UUID | None) -> dict[str, Any]:
        made = Call(
            system=system,
            post=system.post,
            at=at,
            on=timezone.localdate(at),
            path=parts,
            data_dir=Path(settings.DATA_DIR),
            query=query,
            body=body,
            others=others,
            raw=raw,
            receipt=receipt,
        )
        return operation.view(made).model_dump(mode="json")

    if operation.is_act:
        return _once(request, operation, system, raw, call)
    return _json(json.dumps(call(None), ensure_ascii=False), operation.status)


def _once(
    request: HttpRequest,
    operation: Operation,
    system: System,
    raw: bytes,
    call: Callable[[UUID | None], dict[str, Any]],
) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > receipts.LONGEST_KEY or not re.fullmatch(receipts.KEY_PATTERN, key):
        raise KeyAbsent(receipts.LONGEST_KEY)
    digest = receipts.fingerprint(str(request.method), request.get_full_path(), raw)
    receipt, again = receipts.once(operation, system, key, digest, call, at=timezone.now())
    answer = _json(receipt.answer, receipt.status or operation.status)
    answer.headers[RECEIPT] = str(receipt.pk)
    if again:
        answer.headers[REPLAYED] = "true"
    return answer


def _caller(request: HttpRequest) -> System:
    """
    The system whose token was shown; one more of its calls is spent.

    Raises NotAuthenticated, TooManyCalls.
    """
    at = timezone.now()
    token = tokens.token_shown(request.headers.get("Authorization", ""))
    limits.spend(token, at=at)
    if why := tokens.why_over(token, at=at):
        tell_abuse(token, why, at=at, address=request.META.get("REMOTE_ADDR", ""))
        raise NotAuthenticated(why)
    return token.system


def _require_right(system: System, operation: Operation) -> None:
    right = operation.permission
    if right.code not in system.rights or system.post.role not in right.roles:
        raise RightMissing(system.code, right.code, right.title)


def _json(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, content_type="application/json", status=status)
