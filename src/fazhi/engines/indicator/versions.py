"""
Versions of a definition (口径版本): a changed definition is a new version with the day from which it holds.

A period is answered by the versions in force on its first day, wholly, so that no figure mixes two definitions. A period
before a code's first version is answered by the first: there was no other.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from fazhi.engines.indicator.plain import to_plain
from fazhi.engines.indicator.terms import Indicator


def in_force(indicators: Iterable[Indicator], day: date) -> dict[str, Indicator]:
    """
    Code → the version that holds on `day`, codes in the order in which they first stand.

    indicators  any number of versions of each code, in any order
    """
    chosen: dict[str, Indicator] = {}
    for item in indicators:
        chosen[item.code] = _nearer(chosen.get(item.code), item, day)
    return chosen


def _nearer(known: Indicator | None, other: Indicator, day: date) -> Indicator:
    """Of two versions the later one already valid on `day`; if neither is, the earlier one."""
    if known is None:
        return other
    valid = [item for item in (known, other) if item.valid_from <= day]
    return max(valid, key=_age) if valid else min((known, other), key=_age)


def _age(indicator: Indicator) -> tuple[date, int]:
    return indicator.valid_from, indicator.version


def turning_days(indicators: Iterable[Indicator]) -> tuple[date, ...]:
    """The days from which some version holds, ascending: between two of them the catalogue doesn't change."""
    return tuple(sorted({item.valid_from for item in indicators}))


def digest_of(indicator: Indicator) -> str:
    """SHA-256 of a definition, 64 hexadecimal digits: equal digests, equal definitions."""
    text = json.dumps(to_plain(indicator), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
