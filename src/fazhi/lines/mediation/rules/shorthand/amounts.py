"""Amounts as people type them."""

import re
from decimal import Decimal

from fazhi.lines.mediation.rules.shorthand.words import plain

_AMOUNT = re.compile(r"[¥]?([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,13})(\.[0-9]{1,6})?(w|万)?(?:元|块)?")


def fen_of(text: str) -> int | None:
    """An amount in fen: 3000, 1,200.50, 3w, 3.5万, 3000元. None for anything else, and for parts of a fen."""
    found = _AMOUNT.fullmatch(plain(text))
    if found is None:
        return None
    whole, parts, in_myriads = found.groups()
    fen = Decimal(whole.replace(",", "") + (parts or "")) * (1_000_000 if in_myriads else 100)
    return int(fen) if fen == fen.to_integral_value() else None
