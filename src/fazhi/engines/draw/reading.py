"""Takes the parts of a JSON document by their types; every refusal names the place, such as rule.team_size."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from fazhi.engines.draw.canonical import Document
from fazhi.engines.draw.errors import Fault, MalformedDocument
from fazhi.engines.draw.terms import MOST

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")
_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

Code = TypeVar("Code", bound=StrEnum)


def text_at(value: object, where: str) -> str:
    """
    A line of text: an id, a name, a reason.

    Raises MalformedDocument for blanks at either end and for signs that can't be seen: a line break in an id would be
    two rows of a committed file, a zero-width space a second object of the same name.
    """
    if not isinstance(value, str):
        raise MalformedDocument(where, Fault.NOT_TEXT, value)
    if not value or value != value.strip():
        raise MalformedDocument(where, Fault.BLANK, value)
    if not (value.isascii() and value.isprintable()) and any(unicodedata.category(c) in _UNREADABLE for c in value):
        raise MalformedDocument(where, Fault.UNREADABLE_SIGN, value)
    return value


def whole_at(value: object, where: str, least: int = 0) -> int:
    """A whole number from `least` to MOST; True and 1.0 are none."""
    if type(value) is not int or not least <= value <= MOST:
        raise MalformedDocument(where, Fault.NOT_WHOLE, value)
    return value


def date_at(value: object, where: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise MalformedDocument(where, Fault.NOT_A_DATE, value)


def moment_at(value: object, where: str) -> datetime:
    """An aware moment in ISO 8601, exactly as `isoformat` writes it."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.isoformat() != value:
        raise MalformedDocument(where, Fault.NOT_A_MOMENT, value)
    return moment


def hex_at(value: object, where: str, size: int | None = None) -> bytes:
    """The bytes that a text of hexadecimal digits stands for; `size` in bytes, None for any."""
    if not isinstance(value, str) or not _HEX.fullmatch(value) or size not in (None, len(value) // 2):
        raise MalformedDocument(where, Fault.NOT_HEX, value)
    return bytes.fromhex(value)


def code_at(value: object, where: str, codes: type[Code]) -> Code:
    """One of the codes of an enumeration."""
    if not isinstance(value, str) or value not in [str(code) for code in codes]:
        raise MalformedDocument(where, Fault.NOT_ONE_OF, value)
    return codes(value)


def list_at(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise MalformedDocument(where, Fault.NOT_A_LIST, value)
    return value


def object_at(value: object, where: str) -> Document:
    if not isinstance(value, dict):
        raise MalformedDocument(where, Fault.NOT_AN_OBJECT, value)
    return value


@dataclass(frozen=True)
class Fields:
    """One JSON object, whose keys are known; `where` is its own place."""

    values: Mapping[str, Any]
    where: str

    @classmethod
    def of(cls, value: object, where: str, *, keys: Collection[str]) -> "Fields":
        """Raises MalformedDocument for a key not in `keys`: a slip of the pen must not become a default."""
        values = object_at(value, where)
        for key in values:
            if key not in keys:
                raise MalformedDocument(_within(where, key), Fault.UNKNOWN_KEY, key)
        return cls(values, where)

    def place(self, key: str) -> str:
        return _within(self.where, key)

    def needed(self, key: str) -> Any:
        if key not in self.values:
            raise MalformedDocument(self.place(key), Fault.MISSING)
        return self.values[key]

    def rows(self, key: str) -> list[Any]:
        """The list under `key`; a missing one is empty."""
        return list_at(self.values.get(key, []), self.place(key))

    def text(self, key: str) -> str:
        return text_at(self.needed(key), self.place(key))


def _within(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
