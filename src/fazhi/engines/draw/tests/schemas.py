"""The published JSON Schemas, and as much of a validator as they use: what it doesn't know, it refuses."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[5] / "docs" / "schemas" / "draw"
SAID_ONLY = {"$schema", "$id", "$defs", "title", "description", "default", "format"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def schema(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def faults(name: str, value: Any) -> list[str]:
    """What of `value` the schema `name` doesn't allow, each with its path; empty if it is valid."""
    return list(_faults(schema(name), value, "", name))


def _faults(rules: dict[str, Any], value: Any, where: str, file: str) -> Iterator[str]:
    for keyword, rule in rules.items():
        if keyword in SAID_ONLY:
            continue
        if keyword == "$ref":
            yield from _faults(*_referred(rule, file, value, where))
        elif keyword in ("properties", "additionalProperties", "required"):
            if isinstance(value, dict):
                yield from _in_object(keyword, rule, rules, value, where, file)
        elif keyword == "items":
            for place, item in enumerate(value if isinstance(value, list) else ()):
                yield from _faults(rule, item, f"{where}[{place}]", file)
        elif not _holds(keyword, rule, value, where, file):
            yield f"{where} {keyword}"


def _referred(target: str, file: str, value: Any, where: str) -> tuple[dict[str, Any], Any, str, str]:
    name, _, path = target.partition("#")
    found = name.removesuffix(".json") or file
    rules = schema(found)
    for part in path.split("/")[1:]:
        rules = rules[part]
    return rules, value, where, found


def _in_object(
    keyword: str, rule: Any, rules: dict[str, Any], value: dict[str, Any], where: str, file: str
) -> Iterator[str]:
    known = rules.get("properties", {})
    if keyword == "required":
        yield from (f"{where}.{key} required" for key in rule if key not in value)
    elif keyword == "properties":
        for key in rule.keys() & value.keys():
            yield from _faults(rule[key], value[key], f"{where}.{key}", file)
    else:
        for key in value.keys() - known.keys():
            found = _faults(rule, value[key], f"{where}.{key}", file) if rule else [f"{where}.{key} unknown"]
            yield from found


def _holds(keyword: str, rule: Any, value: Any, where: str, file: str) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    match keyword:
        case "type" if rule == "integer":
            return is_number
        case "type":
            return isinstance(value, TYPES[rule])
        case "const":
            return bool(value == rule)
        case "enum":
            return value in rule
        case "pattern":
            return not isinstance(value, str) or bool(re.search(rule, value))
        case "minLength" | "minItems":
            return not isinstance(value, str | list) or len(value) >= rule
        case "maxItems":
            return not isinstance(value, list) or len(value) <= rule
        case "minimum":
            return not is_number or value >= rule
        case "maximum":
            return not is_number or value <= rule
        case "oneOf":
            return sum(not list(_faults(each, value, where, file)) for each in rule) == 1
    raise AssertionError(f"The validator of the tests knows no {keyword}.")
