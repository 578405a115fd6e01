"""What the page of a draw shows of its published texts."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines import draw as engine
from fazhi.engines.draw import Commitment, announcement
from fazhi.engines.draw.beacons import QUICKNET, Signature
from fazhi.engines.draw.errors import TooManyOutcomes
from fazhi.engines.draw.files import NAMES
from fazhi.engines.draw.terms import Beacon, BeaconKind
from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.queries.public import PublicDraw, Visited

_TITLES = {
    "objects.tsv": gettext_noop("抽取对象"),
    "compulsory.tsv": gettext_noop("必查对象"),
    "exclusions.tsv": gettext_noop("不抽取的对象"),
    "inspectors.tsv": gettext_noop("检查人员"),
    "recusals.tsv": gettext_noop("回避"),
}
_MOST_WORK = 20_000_000
"""Operations that a page may spend on stating exact chances: about half a second, once for each draw."""


@dataclass(frozen=True)
class Chance:
    """How likely each of `objects` institutions of one pool and weight was drawn; `share` in per cent, "" if not stated."""

    pool: str
    weight: int
    objects: int
    share: str
    fraction: str


@dataclass(frozen=True)
class PoolShown:
    """One pool: how many there are and how many are drawn, with the chances of its weights."""

    name: str
    objects: int
    drawn: int
    chances: tuple[Chance, ...]


@dataclass(frozen=True)
class FileShown:
    """A frozen file: what it is called by people, rows, SHA-256."""

    name: str
    title: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Frozen:
    """
    What a commitment fixed.

    counts       as announced
    objects      in the pools and compulsory; `drawn` of them, compulsory ones included
    has_chances  the chances could be stated within the work that a page may do
    """

    pools: tuple[PoolShown, ...]
    files: tuple[FileShown, ...]
    counts: Mapping[str, Any]
    team_size: int
    is_weighted: bool
    has_chances: bool
    objects: int
    drawn: int
    is_exact: bool
    committed_at: datetime


@dataclass(frozen=True)
class ValueShown:
    """
    A public value: where it comes from, when, what it was.

    said     as the source publishes it, "" while it is to come
    look_up  where anybody can look it up; "" where the source has no address of its own
    """

    beacon: Beacon
    is_drand: bool
    moment: datetime | None
    said: str
    look_up: str
    is_unsigned: bool


@dataclass(frozen=True)
class RowShown:
    """One institution drawn: by which calculation, who goes there, what came of it; "" for what is not told."""

    place: int
    code: str
    name: str
    is_compulsory: bool
    step: str
    inspectors: tuple[str, ...]
    is_substituted: bool
    outcome: str


@dataclass(frozen=True)
class Result:
    """Rows in the order drawn; the first `SHORT` are seen at once. `published` inspections of all, `problems` among them."""

    shown: tuple[RowShown, ...]
    more: tuple[RowShown, ...]
    total: int
    published: int
    clean: int
    ordered: int


SHORT = 10


def frozen(draw: Draw) -> Frozen | None:
    """What was fixed before the public value was known; None where the ledger told the digest alone."""
    return _frozen(draw.commitment) if draw.commitment else None


@lru_cache(maxsize=32)
def _frozen(text: str) -> Frozen:
    commitment = engine.read_commitment(text)
    rosters, terms = commitment.sealed.rosters, commitment.sealed.terms
    pools, has_chances = _pools(commitment)
    files = (
        FileShown(
            name, _TITLES[name], commitment.sealed.files[name].count("\n"), commitment.sealed.digests[name]["sha256"]
        )
        for name in NAMES
    )
    return Frozen(
        pools=pools,
        files=tuple(files),
        counts=announcement(commitment.sealed)["counts"],
        team_size=terms.rule.team_size,
        is_weighted=any(len(pool.chances) > 1 for pool in pools),
        has_chances=has_chances,
        objects=sum(len(pool.ids) for pool in rosters.pools) + len(rosters.compulsory),
        drawn=sum(pool.size for pool in rosters.pools) + len(rosters.compulsory),
        is_exact=terms.rule.method.value == "exact",
        committed_at=commitment.sealed.committed_at,
    )


def _pools(commitment: Commitment) -> tuple[tuple[PoolShown, ...], bool]:
    rosters, rule = commitment.sealed.rosters, commitment.sealed.terms.rule
    try:
        chances = engine.inclusion_probabilities(rosters, rule, most_work=_MOST_WORK)
    except TooManyOutcomes:
        chances = {}
    shown = []
    for pool in rosters.pools:
        name = pool.stratum or ""
        by_weight = dict(zip(pool.weights, pool.ids, strict=True))
        rows = (
            _chance(name, weight, count, chances.get(by_weight[weight]))
            for weight, count in sorted(Counter(pool.weights).items())
        )
        shown.append(PoolShown(name, len(pool.ids), pool.size, tuple(rows)))
    return tuple(shown), bool(chances)


def _chance(pool: str, weight: int, objects: int, chance: Fraction | None) -> Chance:
    if chance is None:
        return Chance(pool, weight, objects, "", "")
    written = str(chance)
    return Chance(pool, weight, objects, f"{float(100 * chance):.2f}%", written if len(written) <= 9 else "")


def values(draw: Draw, fixed: Frozen | None) -> tuple[ValueShown, ...]:
    """The public values as announced, with what they were once the draw was made."""
    if fixed is None:
        return ()
    named = engine.read_commitment(draw.commitment).sealed.terms.beacon
    said: Sequence[Mapping[str, Any]] = json.loads(draw.transcript)["beacon"] if draw.transcript else [{}] * len(named)
    return tuple(_value(beacon, row) for beacon, row in zip(named, said, strict=True))


def _value(beacon: Beacon, row: Mapping[str, Any]) -> ValueShown:
    is_drand = beacon.kind is BeaconKind.DRAND
    given = str(row.get("public_value", ""))
    is_known = is_drand and beacon.name == QUICKNET
    return ValueShown(
        beacon=beacon,
        is_drand=is_drand,
        moment=engine.moment_of(int(beacon.number)) if is_known else None,
        said=given if is_drand else bytes.fromhex(given).decode("ascii"),
        look_up=engine.address_of(int(beacon.number)) if is_known else "",
        is_unsigned=row.get("signature") == Signature.NOT_CHECKED.value,
    )


def result(found: PublicDraw) -> Result | None:
    """Who was drawn, with what is published of each; None before the draw."""
    rows = tuple(_rows(found))
    if not rows:
        return None
    told = [visit for visit in found.visits.values() if visit.is_published]
    return Result(
        shown=rows[:SHORT],
        more=rows[SHORT:],
        total=len(rows),
        published=len(told),
        clean=sum(not visit.has_problem for visit in told),
        ordered=sum(visit.is_ordered for visit in told),
    )


def _rows(found: PublicDraw) -> Iterator[RowShown]:
    if not found.draw.transcript:  # a ledger told the digest alone: the inspections are known, the steps are not
        for place, (code, name) in enumerate(found.institutions.items(), 1):
            yield RowShown(place, code, name, False, "", (), False, _outcome(found.visits.get(code)))
        return
    document = json.loads(found.draw.transcript)
    steps = {step["id"]: step for step in document["steps"] if step["label"] != "inspectors"}
    compulsory = document["announcement"]["counts"]["compulsory"]
    for place, team in enumerate(document["result"]["assignments"], 1):
        code = team["object"]
        step = steps.get(code)
        going = found.substituted.get(code)
        yield RowShown(
            place=place,
            code=code,
            name=found.institutions.get(code, ""),
            is_compulsory=place <= compulsory,
            step=f"{step['word']} mod {step['m']} = {step['value']}" if step else "",
            inspectors=tuple(going or team["inspectors"]),
            is_substituted=going is not None,
            outcome=_outcome(found.visits.get(code)),
        )


def _outcome(visit: Visited | None) -> str:
    if visit is None:
        return ""
    if not visit.is_published:
        return _("还没有公布")
    if not visit.has_problem:
        return _("未发现问题")
    if not visit.is_ordered:
        return _("发现问题")
    return _("责令限期整改，复查合格") if visit.is_rectified else _("责令限期整改")
