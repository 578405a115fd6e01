"""One way to write a value as bytes, so that its digest is the same everywhere and at any time."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any


def canonical(value: Any) -> bytes:
    """
    `value` as UTF-8 JSON with sorted keys and no spaces; days and moments in ISO form, moments in UTC.

    Raises TypeError for what JSON cannot hold, ValueError for NaN, infinity and naive moments.

    >>> canonical({"b": 1, "a": date(2024, 2, 29)}).decode()
    '{"a":"2024-02-29","b":1}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)
    return text.encode()


def digest(value: Any) -> str:
    """SHA-256 of `canonical(value)`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def moment(value: datetime) -> str:
    """
    An aware moment as `YYYY-MM-DD HH:MM:SS.ffffff` in UTC, always with six decimals.

    Raises ValueError if `value` is naive.
    """
    if value.tzinfo is None:
        raise ValueError(f"naive moment {value.isoformat()}; the trail takes aware ones")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form; give text, integers, days or moments")
