"""Pieces of a document read from JSON, each refused at its place: numbers, codes, objects of known keys, lists."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any, TypeVar

from fazhi.engines.scenario.errors import NotAScenario

Code = TypeVar("Code", bound=StrEnum)
Item = TypeVar("Item")


def number(value: object, where: str, *, most: float, above: bool = False) -> float:
    """From 0, or `above` it, to `most`; True is none."""
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 0 <= value <= most
        and not (above and value == 0)
    ):
        return float(value)
    raise NotAScenario(where, value, f"{'大于' if above else '不小于'}0、不大于 {most:g} 的数")


def whole(value: object, where: str, least: int, most: int) -> int:
    """A whole number; 6.0 is one, for some write all numbers so."""
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and least <= value <= most
        and value == int(value)
    ):
        return int(value)
    raise NotAScenario(where, value, f"{least} 到 {most} 之间的整数")


def one_of(value: object, where: str, codes: type[Code]) -> Code:
    for code in codes:
        if code.value == value:
            return code
    raise NotAScenario(where, value, "、".join(code.value for code in codes) + " 之一")


def keyed(value: object, where: str, keys: Collection[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotAScenario(where, value, "一个对象 {…}")
    for key in value:
        if key not in keys:
            raise NotAScenario(f"{where}.{key}" if where else str(key), value[key], "下列之一：" + "、".join(keys))
    return value


def needed(fields: dict[str, Any], key: str, where: str) -> Any:
    if key not in fields:
        raise NotAScenario(f"{where}.{key}" if where else key, None, "必填")
    return fields[key]


def listed(value: object, where: str, item: Callable[[Any, str], Item]) -> list[Item]:
    if not isinstance(value, list):
        raise NotAScenario(where, value, "一个数组 […]")
    return [item(each, f"{where}[{place}]") for place, each in enumerate(value)]
