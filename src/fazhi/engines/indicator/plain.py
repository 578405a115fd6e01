"""Definitions as JSON and back, so that a frozen year carries what its figures mean."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from fazhi.engines.citation import Article, Document
from fazhi.engines.indicator import terms
from fazhi.engines.indicator.errors import DefinitionNotReadable

_TYPES: Mapping[str, type] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            terms.Column, terms.Join, terms.Register, terms.Compare, terms.In, terms.Between, terms.IsNull, terms.And,
            terms.Or, terms.Not, terms.Count, terms.Ref, terms.Number, terms.Sum, terms.Difference, terms.Ratio, terms.Formula,
            terms.Indicator, terms.Identity, Article, Document,
        )
    }
)  # fmt: skip


def to_plain(value: Any) -> Any:
    """
    A definition as JSON values: a dataclass becomes an object with its type's name under "is". Code lists become pairs,
    since their order is that of the breakdowns and JSON objects have none.

    Raises DefinitionNotReadable for a type that is not part of a definition.
    """
    name = type(value).__name__
    if is_dataclass(value) and _TYPES.get(name) is type(value):
        return {"is": name} | {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    match value:
        case date():
            return {"is": "date", "day": value.isoformat()}
        case Fraction():
            return {"is": "Fraction", "numerator": value.numerator, "denominator": value.denominator}
        case None | bool() | int():
            return value
        case terms.Kind():
            return {"is": "Kind", "kind": value.value}
        case str():
            return str(value)
        case tuple() | list():
            return [to_plain(item) for item in value]
        case Mapping():
            return {"is": "labels", "labels": [[str(key), str(label)] for key, label in value.items()]}
    raise DefinitionNotReadable(value, "a definition")


def from_plain(value: Any) -> Any:
    """
    The definition that `to_plain` wrote. Only our own types are built; their contents are for `Catalogue.of` to check.

    Raises DefinitionNotReadable for an object of an unknown type or with other fields.
    """
    match value:
        case list():
            return tuple(from_plain(item) for item in value)
        case {"is": "date", "day": str(day)}:
            return date.fromisoformat(day)
        case {"is": "Fraction", "numerator": int(numerator), "denominator": int(denominator)}:
            return Fraction(numerator, denominator)
        case {"is": "Kind", "kind": kind} if kind in set(terms.Kind):
            return terms.Kind(kind)
        case {"is": "labels", "labels": list(pairs)}:
            return dict(pairs)
        case {"is": str(name), **rest} if name in _TYPES:
            return _build(name, rest)
        case dict():
            raise DefinitionNotReadable(value, f"an object that is one of {', '.join(_TYPES)}")
    return value


def _build(name: str, contents: Mapping[Any, Any]) -> Any:
    try:
        return _TYPES[name](**{key: from_plain(item) for key, item in contents.items()})
    except (TypeError, ValueError) as error:
        raise DefinitionNotReadable(contents, f"the fields of {name} ({error})") from error
