"""Which dispute categories of the national form count in a year, as dated data."""

import tomllib
from functools import cache
from importlib.resources import files

from fazhi.lines.mediation.terms import Category

CATEGORIES = {item.value: item for item in Category}
NATIONAL = files("fazhi.lines.mediation").joinpath("categories.toml")


def national(year: int) -> tuple[Category, ...]:
    """The categories of the national form in a year, in its order. Source: `categories.toml` (待核)."""
    return tuple(code for code, since, until in _rows() if since <= year and (until is None or year <= until))


@cache
def _rows() -> tuple[tuple[Category, int, int | None], ...]:
    rows = tomllib.loads(NATIONAL.read_text(encoding="utf-8"))["category"]
    return tuple((CATEGORIES[row["code"]], row["since"], row.get("until")) for row in rows)
