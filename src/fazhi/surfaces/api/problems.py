"""
What goes wrong, as other programs read it: application/problem+json (RFC 9457), with a Chinese sentence for people.

Nothing of a program's inside is told: what nobody expected is logged under a number, and the number is answered.
"""

import json
import logging
import uuid
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, UnreadablePostError

from fazhi.engines.indicator.errors import UnknownIndicator
from fazhi.kernel.exchange.errors import (
    ImportRunning,
    RecordsMoved,
    RefusedByDatabase,
)
from fazhi.kernel.indicators.errors import NotFrozen
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.kernel.procedures.errors import MatterChanged, OutOfSight, StepNotOpen
from fazhi.kernel.referrals.errors import NumberTaken, ReturnedBefore
from fazhi.surfaces.api.errors import (
    KeyAtWork,
    MethodWrong,
    NotAuthenticated,
    RequestRefused,
    RequestWrong,
    TooManyCalls,
)
from fazhi.surfaces.wording import sentence

logger = logging.getLogger("fazhi.api")

MEDIA_TYPE = "application/problem+json"
_RETRY_SECONDS = 30

_STATUS: tuple[tuple[tuple[type[Exception], ...], int, str], ...] = (
    ((NotPermitted, NotTheWhole), 403, "not-permitted"),
    ((OutOfSight, UnknownIndicator, NotFrozen), 404, "not-found"),
    ((StepNotOpen, MatterChanged, NumberTaken, ReturnedBefore, RecordsMoved, RefusedByDatabase), 409, "conflict"),
    ((ImportRunning,), 503, "import-running"),
)

_TITLES = {
    400: "请求读不懂", 401: "没有通过身份验证", 403: "没有权限", 404: "没有找到", 405: "不支持这个方法", 409: "与现在的记录冲突",
    411: "没有写明长度", 413: "内容太大", 415: "内容的类型不对", 422: "内容有误", 429: "调用太频繁", 500: "系统内部出错",
    503: "暂时不能办理",
}  # fmt: skip


def problem_of(error: Exception) -> HttpResponse:
    """The answer to what went wrong; what has no sentence is logged and answered as 500."""
    if isinstance(error, SuspiciousOperation | UnreadablePostError):  # too many fields, or the line broke
        return _problem(400, "request-wrong", "请求没有收完整，或者读不懂。", {})
    said = sentence(error)
    if said is None:
        number = uuid.uuid4()
        logger.exception("api %s", number, exc_info=error)
        return _problem(500, "internal", f"系统内部出错，已经记入日志，编号 {number}。请稍后再试。", {})
    if isinstance(error, RequestRefused):
        answer = _problem(error.status, error.code, said, _more(error))
    else:
        status, code = next(
            ((status, code) for types, status, code in _STATUS if isinstance(error, types)), (422, "refused")
        )
        answer = _problem(status, code, said, {})
    for name, value in _headers(error).items():
        answer.headers[name] = value
    return answer


def _more(error: RequestRefused) -> dict[str, Any]:
    if isinstance(error, RequestWrong):
        return {"faults": [{"place": fault.place, "says": fault.says} for fault in error.faults]}
    return {}


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, NotAuthenticated):
        return {"WWW-Authenticate": 'Bearer realm="fazhi"'}
    if isinstance(error, MethodWrong):
        return {"Allow": ", ".join(error.allowed)}
    if isinstance(error, TooManyCalls | KeyAtWork):
        return {"Retry-After": str(error.seconds)}
    return {"Retry-After": str(_RETRY_SECONDS)} if isinstance(error, ImportRunning) else {}


def _problem(status: int, code: str, detail: str, more: dict[str, Any]) -> HttpResponse:
    content = {
        "type": f"urn:fazhi:problem:{code}",
        "title": _TITLES[status],
        "status": status,
        "detail": detail,
        **more,
    }
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type=MEDIA_TYPE, status=status)
