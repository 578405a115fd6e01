"""What the ledgers of this floor are held against in the records: divisions, names of officials, roles of one official."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from fazhi.kernel.organisations.division_list import short_codes
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.queries import standing_division_codes
from fazhi.kernel.organisations.terms import ADMINISTRATORS


def division_unknown() -> pl.Expr:
    """True where divisions are loaded and have no such code, filled up with zeros or not; null without a code."""
    known = standing_division_codes()
    code = pl.col("division_code")
    if not known:
        return pl.lit(value=False) & code.is_not_null()
    codes = pl.Series(list(known), dtype=pl.String).implode()
    return ~code.is_in(codes) & ~short_codes(code).is_in(codes)


def named_otherwise() -> pl.Expr:
    """True where the official is known by another name."""
    names = dict(Official.objects.values_list("code", "name"))
    known = pl.col("official").replace_strict(names, default=None, return_dtype=pl.String)
    return known != pl.col("name")


_Held = tuple[str, date, date | None]
"""Role, first and last day of a post."""


def roles_mixed() -> pl.Expr:
    """True where a post would put an administrator's role and another into one hand on one day; see `_mixed`."""
    held: dict[str, dict[tuple[object, ...], _Held]] = defaultdict(dict)
    posts = Post.objects.system("checking the posts ledger").values_list(
        "official__code", "office__code", "role", "from_date", "until_date"
    )
    for official, office, role, first, last in posts.iterator():
        held[official][office, role, first] = (role, first, last)
    columns = ("official", "office", "role", "from_date", "until_date")
    return pl.struct(columns).map_batches(lambda rows: _mixed(rows, held), return_dtype=pl.Boolean)


def _mixed(rows: pl.Series, held: Mapping[str, Mapping[tuple[object, ...], _Held]]) -> pl.Series:
    """
    Whether each post (official, office, role, from_date, until_date) clashes with another of the file, or with one of `held`,
    the posts of each official by office, role and first day, other than itself.

    A post that this file ends still clashes as it stands in the records: new posts are written before corrections.
    """
    told = [tuple(row.values()) for row in rows]
    filed: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for row in told:
        if None not in row[:4]:
            filed[row[0]].append(row)
    return pl.Series([None not in row[:4] and _clashes(row, filed, held) for row in told], dtype=pl.Boolean)


def _clashes(row: tuple[Any, ...], filed: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    official, office, role, first, last = row
    others = [(other[2], other[3], other[4]) for other in filed[official] if other[1:4] != row[1:4]]
    others += [post for key, post in held.get(official, {}).items() if key != (office, role, first)]
    return any(_excludes((role, first, last), other) for other in others)


def _excludes(one: _Held, other: _Held) -> bool:
    """Different roles, one of them an administrator's, on a common day."""
    if one[0] == other[0] or not ADMINISTRATORS & {one[0], other[0]}:
        return False
    return one[1] <= (other[2] or date.max) and other[1] <= (one[2] or date.max)
