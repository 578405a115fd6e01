"""Are the rosters fit to be drawn from, by these terms, whatever the beacon will say?"""

import unicodedata
from collections.abc import Iterable, Set

from fazhi.engines.draw.errors import (
    DrawTooLarge,
    LookAlikeIds,
    RepeatedId,
    TooFewInspectors,
    UnknownInRecusal,
    WeightsTooLarge,
)
from fazhi.engines.draw.terms import MOST, Pool, Rosters, Terms


def check(rosters: Rosters, terms: Terms) -> None:
    """
    A draw that passes can't fail when the public value is known: a failure then would be a second throw.

    Raises RepeatedId, LookAlikeIds, WeightsTooLarge, DrawTooLarge, UnknownInRecusal, TooFewInspectors.
    """
    for pool in rosters.pools:
        _check_pool(pool)
    targets = _distinct(_targets(rosters), "objects")
    inspectors = _distinct((inspector.id for inspector in rosters.inspectors), "inspectors")
    for target, inspector in rosters.recusals:
        _require_known(target, targets, "objects")
        _require_known(inspector, inspectors, "inspectors")
    _check_teams(rosters, terms)


def _targets(rosters: Rosters) -> Iterable[str]:
    for pool in rosters.pools:
        yield from pool.ids
    yield from rosters.compulsory
    yield from rosters.excluded


def _check_pool(pool: Pool) -> None:
    total = sum(pool.weights)
    if total > MOST:
        raise WeightsTooLarge(pool.stratum, total, MOST)
    if pool.size > len(pool.ids):
        raise DrawTooLarge(pool.stratum, pool.size, len(pool.ids))


def _distinct(ids: Iterable[str], file: str) -> Set[str]:
    """
    The ids as a set.

    Raises RepeatedId, and LookAlikeIds for two that compatibility normalisation (NFKC) makes one: full-width and
    half-width digits, an accent composed and apart.
    """
    ids = list(ids)
    found = frozenset(ids)
    if len(found) == len(ids) and all(map(str.isascii, ids)):  # the usual case, a million at a time
        return found
    seen: dict[str, str] = {}
    for id in ids:
        shown = id if id.isascii() else unicodedata.normalize("NFKC", id)
        other = seen.setdefault(shown, id)
        if other is not id:
            raise RepeatedId(file, id) if other == id else LookAlikeIds(file, other, id)
    return frozenset(seen.values())


def _require_known(id: str, known: Set[str], file: str) -> None:
    if id not in known:
        raise UnknownInRecusal(id, file)


def _check_teams(rosters: Rosters, terms: Terms) -> None:
    """Every object that may be drawn has its team, so that nobody has to choose one later."""
    needed, valid = terms.rule.team_size, set(rosters.valid_on(terms.date))
    recused = rosters.recused_from()
    for target in _may_be_drawn(rosters):
        left = valid - recused.get(target, frozenset()) if target in recused else valid
        if len(left) < needed:
            recusing = sorted(valid & recused.get(target, frozenset()))
            invalid = tuple(inspector.id for inspector in rosters.inspectors if inspector.id not in valid)
            raise TooFewInspectors(target, needed, tuple(sorted(left)), tuple(recusing), invalid)


def _may_be_drawn(rosters: Rosters) -> Iterable[str]:
    yield from rosters.compulsory
    for pool in rosters.pools:
        if pool.size:
            yield from pool.ids
