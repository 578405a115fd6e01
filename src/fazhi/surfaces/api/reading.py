"""Reading a call: size, length, media type, JSON, shape. Each fault is told with its place, in Chinese."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel, ValidationError

from fazhi.surfaces.api.errors import (
    BodyTooLarge,
    BodyWithoutLength,
    Fault,
    MediaTypeWrong,
    RequestWrong,
)
from fazhi.surfaces.api.limits import body_bytes
from fazhi.surfaces.api.operations import Operation

_TOLD = 20
"""Faults that are told at once."""


def body_of(request: HttpRequest) -> bytes:
    """
    The body as it came.

    Raises BodyWithoutLength, BodyTooLarge before anything of it is read, MediaTypeWrong.
    """
    told = request.META.get("CONTENT_LENGTH") or ""
    if not (told.isascii() and told.isdigit()):
        raise BodyWithoutLength
    if int(told) > body_bytes():
        raise BodyTooLarge(body_bytes())
    kind, packed = request.META.get("CONTENT_TYPE", ""), request.META.get("HTTP_CONTENT_ENCODING", "identity")
    media, _, parameters = kind.partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if media.strip().lower() != "application/json" or charset not in ("", "charset=utf-8") or packed != "identity":
        raise MediaTypeWrong(kind if packed == "identity" else packed)
    return request.read(int(told))


def shaped(shape: type[BaseModel], raw: bytes) -> BaseModel:
    """The body as the operation declares it. Raises RequestWrong: 400 for what is no JSON, 422 for what is not of the shape."""
    try:
        return shape.model_validate_json(raw)
    except ValidationError as error:
        is_json = all(each["type"] != "json_invalid" for each in error.errors())
        raise RequestWrong(_faults(error), status=422 if is_json else 400) from None


def query_of(operation: Operation, request: HttpRequest) -> tuple[Any, dict[str, list[str]]]:
    """
    What the address asks: as the operation declares it, and besides.

    Raises RequestWrong for a name that it doesn't know, or a name written twice that it declares.
    """
    written = {name: request.GET.getlist(name) for name in request.GET}
    if any(
        ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for texts in written.values() for text in texts for sign in text
    ):
        raise RequestWrong([Fault("", "地址里有控制字符。")])
    known = operation.query.model_fields if operation.query else {}
    own = {name: texts for name, texts in written.items() if name in known}
    others = {name: texts for name, texts in written.items() if name not in known}
    faults = [Fault(name, "只能写一次。") for name, texts in own.items() if len(texts) > 1]
    if others and not operation.others:
        faults += [Fault(name[:60], "没有这一项。") for name in others]
    if faults:
        raise RequestWrong(faults[:_TOLD])
    return _read(operation.query, {name: texts[0] for name, texts in own.items()}), others


def _read(shape: type[BaseModel] | None, written: Mapping[str, str]) -> BaseModel | None:
    if shape is None:
        return None
    try:
        return shape.model_validate(written)
    except ValidationError as error:
        raise RequestWrong(_faults(error)) from None


_SAYS = {
    "json_invalid": "不是完整的 JSON。",
    "missing": "缺少这一项。",
    "extra_forbidden": "没有这一项。",
    "string_too_long": "太长，最多 {max_length} 个字。",
    "string_too_short": "不能为空。",
    "string_pattern_mismatch": "写法不对，或者有控制字符。",
    "string_type": "应为文字。",
    "int_type": "应为整数。",
    "int_parsing": "应为整数。",
    "bool_type": "应为 true 或者 false。",
    "too_long": "太多，最多 {max_length} 项。",
    "too_short": "不能为空。",
    "enum": "应为 {expected} 之一。",
    "literal_error": "应为 {expected} 之一。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "dict_type": "应为对象。",
    "model_type": "应为对象。",
    "model_attributes_type": "应为对象。",
    "list_type": "应为数组。",
}

_KINDS = {
    "datetime": "应为带时区的时刻，如 2024-03-05T09:05:30+08:00。",
    "timezone": "应为带时区的时刻，如 2024-03-05T09:05:30+08:00。",
    "date": "应为日期，如 2024-03-05。",
}
"""How the kinds of faults of days and moments begin."""


def _faults(error: ValidationError) -> list[Fault]:
    """The first of them; what pydantic says in English stays inside."""
    found = []
    for each in error.errors(include_url=False, include_input=False)[:_TOLD]:
        kind, place = each["type"], ".".join(str(part) for part in each["loc"])
        says = _SAYS.get(kind) or next((text for name, text in _KINDS.items() if kind.startswith(name)), "内容不对。")
        context = {
            name: str(value).replace(" or ", "、").replace("'", "") for name, value in each.get("ctx", {}).items()
        }
        found.append(Fault(place[:120], says.format_map(context) if context else says))
    return list(dict.fromkeys(found))
