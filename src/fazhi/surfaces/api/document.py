"""The OpenAPI 3.1 document (接口说明文件), made from the operations themselves, so that it can't say anything else."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from fazhi.surfaces.api.door import RECEIPT, REPLAYED
from fazhi.surfaces.api.operations import PARTS, Operation, all_operations
from fazhi.surfaces.api.problems import MEDIA_TYPE
from fazhi.surfaces.api.services.receipts import KEY_PATTERN, LONGEST_KEY
from fazhi.surfaces.api.shapes import Problem

_REFS = "#/components/schemas/{model}"
_TOLD = {
    "400": "地址或者内容读不懂", "401": "没有带来有效的令牌", "403": "没有权限", "404": "没有找到，或者不在范围内", "409": "与现在的记录冲突",
    "411": "没有写明长度", "413": "内容太大", "415": "内容的类型不对", "422": "内容有误", "429": "调用太频繁", "500": "系统内部出错",
    "503": "暂时不能办理",
}  # fmt: skip


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """Open to everybody: it says how to ask, and nothing of what there is."""
    return HttpResponse(_written(), content_type="application/json")


@cache
def _written() -> str:
    return json.dumps(made(), ensure_ascii=False)


def made() -> dict[str, Any]:
    """The document."""
    paths: dict[str, dict[str, Any]] = {}
    for each in all_operations():
        paths.setdefault(each.url, {})[each.method.value.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "法治 系统接口",
            "version": "1.0.0",
            "description": "供其他单位的系统读取台账和数据、推送台账、移送和接收纠纷。使用办法见 docs/api.md。",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "司法局发给对接系统的令牌"}
            },
            "schemas": _schemas(),
        },
        "security": [{"token": []}],
        "tags": [{"name": room} for room in dict.fromkeys(each.room for each in all_operations())],
    }


def _operation(each: Operation) -> dict[str, Any]:
    told = {
        "operationId": each.name,
        "summary": each.title,
        "description": f"{each.told}权限：{each.permission.title}（{each.permission.code}）。",
        "tags": [each.room],
        "parameters": list(_parameters(each)),
        "responses": _responses(each),
    }
    if each.body is not None:
        content = {"application/json": {"schema": {"$ref": _ref(each.body)}}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _parameters(each: Operation) -> Iterator[dict[str, Any]]:
    for name, (_, schema) in PARTS.items():
        if f"{{{name}}}" in each.path:
            yield {"name": name, "in": "path", "required": True, "schema": schema}
    if each.query is not None:
        shape = each.query.model_json_schema(ref_template=_REFS)
        for name, schema in shape["properties"].items():
            required = name in shape.get("required", ())
            bare = _without_null(schema)
            yield {"name": name, "in": "query", "required": required, "schema": bare}
    if each.others:
        yield {
            "name": "conditions",
            "in": "query",
            "description": each.others,
            "style": "form",
            "explode": True,
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    if each.is_act:
        yield {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "这次办理的编号，由对接系统定，每次办理用一个新的；没有收到答复的，用原来的编号再发。",
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": KEY_PATTERN},
        }


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What an address leaves out is left out, never null."""
    wanted = {name: value for name, value in schema.items() if name != "default" or value is not None}
    kinds = [kind for kind in wanted.pop("anyOf", ()) if kind.get("type") != "null"]
    return {**wanted, **kinds[0]} if kinds else wanted


def _responses(each: Operation) -> dict[str, Any]:
    done: dict[str, Any] = {
        "description": "已办理" if each.is_act else "结果",
        "content": {"application/json": {"schema": {"$ref": _ref(each.answer)}}},
    }
    if each.is_act:
        text = {"schema": {"type": "string"}}
        done["headers"] = {
            RECEIPT: {"description": "回执编号", **text},
            REPLAYED: {"description": "true：这是以前的答复，没有再办一次", **text},
        }
    refused = ["400", "401", "403", "404", "409", "411", "413", "415", "422", "429", "500", "503"]
    if each.body is None:
        refused = [status for status in refused if status not in ("411", "413", "415")]
    problem = {MEDIA_TYPE: {"schema": {"$ref": _REFS.format(model=Problem.__name__)}}}
    return {
        str(each.status): done,
        **{status: {"description": _TOLD[status], "content": problem} for status in refused},
    }


def _ref(shape: type[BaseModel]) -> str:
    return _REFS.format(model=shape.__name__)


def _schemas() -> dict[str, Any]:
    incoming = {each.body for each in all_operations() if each.body}
    outgoing = {each.answer for each in all_operations()} | {Problem}
    wanted = [(shape, "validation") for shape in _in_order(incoming)] + [
        (shape, "serialization") for shape in _in_order(outgoing)
    ]
    _, found = models_json_schema(wanted, ref_template=_REFS)  # type: ignore[arg-type]
    return dict(found["$defs"])


def _in_order(shapes: set[type[BaseModel]]) -> list[type[BaseModel]]:
    return sorted(shapes, key=lambda shape: shape.__name__)
