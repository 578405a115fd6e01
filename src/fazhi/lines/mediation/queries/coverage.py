"""The network as a whole (人民调解网络): which villages have a committee in term, and who serves how many."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from fazhi.kernel.organisations.division_list import short_code
from fazhi.kernel.organisations.queries import root, villages_in
from fazhi.kernel.organisations.terms import DivisionLevel, OfficeKind
from fazhi.lines.mediation.models import Committee, Mediator, Member
from fazhi.lines.mediation.queries.network import in_being, serving_on, terms_on
from fazhi.lines.mediation.rules.network import Coverage, Standing, covered

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

_WHY = "the system account asks for the network"
_COUNTY = DivisionLevel.COUNTY.digits


@dataclass(frozen=True)
class District:
    """
    A county-level division: its villages' coverage, and its committees in being by kind.

    name     of the district as offices have it; its code where none does
    unplaced village committees whose division code is no village of the list: codes and names
    """

    code: str
    name: str
    coverage: Coverage
    committees: Mapping[str, int]
    in_term: int
    unplaced: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Network:
    """
    The network on a day.

    levels      level of the office's division → committees in being
    members, mediators  heads: a person in several committees counts once
    has_divisions  whether a list of divisions was loaded for the place; without it no village is known
    """

    on: date
    districts: tuple[District, ...]
    levels: Mapping[str, int]
    members: int
    mediators: int
    full_time: int
    has_divisions: bool


def network(*, on: date, seen_by: "Post | None") -> Network:
    """
    The committees, the villages and those who serve, as a post sees them on a day.

    seen_by  None for the system account, which sees all
    """
    committees = Committee.objects.visible_to(seen_by) if seen_by else Committee.objects.system(_WHY)
    being = list(committees.filter(in_being(on)).select_related("office").order_by("office__code"))
    running = set(terms_on(on).values_list("office_id", flat=True))
    villages = _villages(seen_by)
    members = Member.objects.visible_to(seen_by) if seen_by else Member.objects.system(_WHY)
    mediators = Mediator.objects.visible_to(seen_by) if seen_by else Mediator.objects.system(_WHY)
    return Network(
        on=on,
        districts=_districts(being, running, villages),
        levels=_levels(being),
        members=_heads(members, on),
        mediators=_heads(mediators, on),
        full_time=_heads(mediators.filter(is_full_time=1), on),
        has_divisions=bool(villages),
    )


def _villages(seen_by: "Post | None") -> dict[str, str]:
    """The villages of the post's division; of the whole bureau's without a post."""
    office = seen_by.office if seen_by else root()
    if office is None or not office.division_code:
        return {}
    return dict(villages_in(office.division_code).values_list("code", "name"))


def _heads(rows: "QuerySet[Member] | QuerySet[Mediator]", on: date) -> int:
    """How many different persons serve on a day."""
    return int(rows.filter(serving_on(on)).aggregate(heads=Count("official", distinct=True))["heads"])


def _levels(being: list[Committee]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    labels = {level.digits: str(level.label) for level in DivisionLevel}
    for committee in being:
        found[labels.get(len(short_code(committee.office.division_code)), "未填区划")] += 1
    return dict(found)


def _districts(being: list[Committee], running: set[int], villages: Mapping[str, str]) -> tuple[District, ...]:
    placed: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name in villages.items():
        placed[code[:_COUNTY]][code] = name
    of_district: dict[str, list[Committee]] = defaultdict(list)
    for committee in being:
        of_district[short_code(committee.office.division_code)[:_COUNTY]].append(committee)
    return tuple(_district(code, of_district[code], running, placed[code]) for code in sorted({*placed, *of_district}))


def _district(code: str, being: list[Committee], running: set[int], villages: Mapping[str, str]) -> District:
    standing: dict[str, list[Standing]] = defaultdict(list)
    unplaced, kinds = [], dict.fromkeys(_KINDS, 0)
    for committee in being:
        office = committee.office
        kinds[office.kind] += 1
        if office.kind == OfficeKind.VILLAGE_COMMITTEE:
            if office.division_code not in villages:
                unplaced.append((office.code, office.name))
            standing[office.division_code].append(Standing(office.code, office.name, office.pk in running))
    names = [committee.office.district for committee in being if committee.office.district]
    return District(
        code=code,
        name=names[0] if names else code,
        coverage=covered(villages, standing),
        committees={str(OfficeKind(kind).label): count for kind, count in kinds.items() if count},
        in_term=sum(committee.office_id in running for committee in being),
        unplaced=tuple(unplaced),
    )


_KINDS = (
    OfficeKind.VILLAGE_COMMITTEE.value,
    OfficeKind.TOWN_COMMITTEE.value,
    OfficeKind.ENTERPRISE_COMMITTEE.value,
    OfficeKind.TRADE_COMMITTEE.value,
)
