"""A plan 抽查方案 of a draw, read from JSON: the rosters, and by what terms they are drawn from."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, TypeVar

from fazhi.engines.draw import rosters
from fazhi.engines.draw.canonical import Document, parsed
from fazhi.engines.draw.errors import Fault, MalformedDocument, QuotaMissing, RepeatedId
from fazhi.engines.draw.plan_terms import KEYS, read_terms
from fazhi.engines.draw.reading import Fields, date_at, list_at, text_at, whole_at
from fazhi.engines.draw.terms import Inspector, Pool, Rosters, Rule, Terms

_ROSTER_KEYS = frozenset({"objects", "inspectors", "recusals"})
_OBJECT_KEYS = frozenset({"id", "weight", "stratum", "compulsory", "excluded"})

Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True)
class Plan:
    """`document` is the plan as it was given; a commitment holds it whole."""

    document: Document
    terms: Terms
    rosters: Rosters


class _Target(NamedTuple):
    """An object 检查对象 as the plan names it; `compulsory` and `excluded` are reasons, or None."""

    id: str
    weight: int
    stratum: str | None
    compulsory: str | None
    excluded: str | None


_ID, _WEIGHT = itemgetter(0), itemgetter(1)  # of a target, faster than by name


def read_plan(text: str | bytes) -> Plan:
    """
    The plan in the JSON `text`; its form is docs/algorithms/draw.md's.

    Raises MalformedDocument with the place of the fault, RepeatedId, LookAlikeIds, QuotaMissing, WeightsTooLarge,
    DrawTooLarge, UnknownInRecusal, and TooFewInspectors for an object that nobody could visit if it were drawn.
    """
    return plan_of(parsed(text, "plan"))


def plan_of(document: Document, where: str = "") -> Plan:
    """The plan that an already parsed document holds; raises as `read_plan`."""
    fields = Fields.of(document, where, keys=KEYS | _ROSTER_KEYS)
    terms = read_terms(fields)
    targets = _unique(_targets(fields.rows("objects"), fields.place("objects")), "objects", attrgetter("id"))
    inspectors = _unique(_inspectors(fields), "inspectors", attrgetter("id"))
    found = Rosters(
        _pools(targets, terms.rule),
        {target.id: target.compulsory for target in targets if target.compulsory is not None},
        {target.id: target.excluded for target in targets if target.excluded is not None},
        tuple(inspectors),
        tuple(_unique(_recusals(fields), "recusals", lambda pair: pair)),
    )
    rosters.check(found, terms)
    return Plan(document, terms, found)


def _unique(rows: Iterable[Row], file: str, key: Callable[[Row], Any]) -> list[Row]:
    """The rows in the order of their keys' bytes, which is that of their code points."""
    ordered = sorted(rows, key=key)
    keys = list(map(key, ordered))
    for before, after in pairwise(keys):
        if before == after:
            raise RepeatedId(file, str(after))
    return ordered


def _targets(rows: list[Any], where: str) -> Iterator[_Target]:
    for place, row in enumerate(rows):
        try:
            yield _target(row)
        except MalformedDocument as error:  # the place is worded only for the row that has a fault: rows are many
            inner = f".{error.where}" if error.where else ""
            raise MalformedDocument(f"{where}[{place}]{inner}", error.fault, error.found) from None


def _target(row: Any) -> _Target:
    if not isinstance(row, dict) or not row.keys() <= _OBJECT_KEYS or "id" not in row:
        Fields.of(row, "", keys=_OBJECT_KEYS).needed("id")
    stratum, compulsory, excluded = row.get("stratum"), row.get("compulsory"), row.get("excluded")
    found = _Target(
        text_at(row["id"], "id"),
        whole_at(row.get("weight", 1), "weight", least=1),
        None if stratum is None else text_at(stratum, "stratum"),
        None if compulsory is None else _reason(compulsory, "compulsory"),
        None if excluded is None else _reason(excluded, "excluded"),
    )
    if found.compulsory is not None and found.excluded is not None:
        raise MalformedDocument("", Fault.CONTRADICTORY, found.id)
    return found


def _reason(value: object, where: str) -> str | None:
    """The reason for which an object is set apart; a bare `true` sets it apart and gives none."""
    if value is False:
        return None
    return "" if value is True else text_at(value, where)


def _pools(targets: list[_Target], rule: Rule) -> tuple[Pool, ...]:
    """The pools of a draw: one if the rule gives one number, else one for each stratum that has a number."""
    drawable = [target for target in targets if target.compulsory is None and target.excluded is None]
    if isinstance(rule.draw, int):
        return (_pool(None, rule.draw, drawable),)
    members: dict[str | None, list[_Target]] = {name: [] for name in sorted(rule.draw)}
    for target in drawable:
        if target.stratum not in members:
            raise QuotaMissing(target.id, target.stratum, tuple(rule.draw))
        members[target.stratum].append(target)
    return tuple(_pool(name, rule.draw[name], members[name]) for name in sorted(rule.draw))


def _pool(stratum: str | None, size: int, members: list[_Target]) -> Pool:
    return Pool(stratum, size, tuple(map(_ID, members)), tuple(map(_WEIGHT, members)))


def _inspectors(fields: Fields) -> Iterator[Inspector]:
    for place, row in enumerate(fields.rows("inspectors")):
        one = Fields.of(row, f"{fields.place('inspectors')}[{place}]", keys=("id", "valid_from", "valid_to"))
        id, first, last = one.text("id"), _day(one, "valid_from"), _day(one, "valid_to")
        if first and last and last < first:
            raise MalformedDocument(one.where, Fault.REVERSED, id)
        yield Inspector(id, first, last)


def _day(fields: Fields, key: str) -> date | None:
    value = fields.values.get(key)
    return None if value is None else date_at(value, fields.place(key))


def _recusals(fields: Fields) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(fields.rows("recusals")):
        where = f"{fields.place('recusals')}[{place}]"
        pair = list_at(row, where)
        if len(pair) != 2:
            raise MalformedDocument(where, Fault.NOT_A_LIST, row)
        yield text_at(pair[0], f"{where}[0]"), text_at(pair[1], f"{where}[1]")
