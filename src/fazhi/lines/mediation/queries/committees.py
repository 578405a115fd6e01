"""Committees as lists and pages show them: standing, term, seal, who serves; within the post's offices, a page at a time."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, Q, Sum

from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, Seal, Training
from fazhi.lines.mediation.queries.network import Servant, in_being, mediators_of, members_of, serving_on
from fazhi.lines.mediation.rules.network import SealFault, SealSpan, Seat, broken_rules, seal_on
from fazhi.lines.mediation.terms import ELECTION, CompositionRule

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class Standing:
    """
    A committee on a day.

    until     last day of its term, None if none runs or is to come
    members, mediators  how many serve
    seal      True for a good seal or none on record, else why none is good
    broken    what its composition owes to the law; nothing for one of which no member is on record
    """

    committee: Committee
    until: date | None
    members: int
    mediators: int
    seal: "bool | SealFault"
    broken: tuple[CompositionRule, ...]


def committees(
    post: "Post", *, on: date, kind: str = "", named: str = "", after: str = "", limit: int = 50
) -> tuple[Standing, ...]:
    """
    Committees in being in the post's offices, by office code; five queries however many are shown.

    kind   of office, "" for all; `named` a part of the name or the code
    after  code of the office of the last one before
    """
    rows = Committee.objects.visible_to(post).filter(in_being(on), office__code__gt=after).select_related("office")
    if kind:
        rows = rows.filter(office__kind=kind)
    if named:
        rows = rows.filter(Q(office__name__contains=named) | Q(office__code=named))
    return standings(tuple(rows.order_by("office__code")[:limit]), post, on=on)


def standings(shown: Sequence[Committee], post: "Post", *, on: date) -> tuple[Standing, ...]:
    """How these committees stand on a day."""
    offices = [each.office_id for each in shown]
    terms = Election.objects.visible_to(post).filter(office__in=offices, procedure=ELECTION, until_date__gte=on)
    until = dict(terms.order_by().values_list("office").annotate(until=Max("until_date")))
    seats: dict[int, list[Seat]] = defaultdict(list)
    members = Member.objects.visible_to(post).filter(serving_on(on), office__in=offices)
    for office, position, sex in members.values_list("office_id", "position", "sex"):
        seats[office].append(Seat(position, sex))
    serving = Mediator.objects.visible_to(post).filter(serving_on(on), office__in=offices)
    mediators = Counter(dict(serving.order_by().values_list("office").annotate(heads=Count("official", distinct=True))))
    seals: dict[int, list[SealSpan]] = defaultdict(list)
    for seal in Seal.objects.visible_to(post).filter(office__in=offices):
        seals[seal.office_id].append(SealSpan(seal.number, seal.from_date, seal.until_date, seal.lost_date))
    return tuple(
        Standing(
            committee=each,
            until=until.get(each.office_id),
            members=len(seats[each.office_id]),
            mediators=mediators[each.office_id],
            seal=seal_on(seals[each.office_id], on, each.cancelled_date),
            broken=tuple(rule for rule, _ in broken_rules(seats[each.office_id])) if seats[each.office_id] else (),
        )
        for each in shown
    )


@dataclass(frozen=True)
class Dossier:
    """All that the page of a committee shows; `hours` of training in the year of the day, by the official's code."""

    standing: Standing
    seals: tuple[Seal, ...]
    elections: tuple[Election, ...]
    members: tuple[Servant, ...]
    mediators: tuple[Servant, ...]
    hours: dict[str, int]


def committee_seen(key: UUID, post: "Post") -> Committee | None:
    """The committee with its office; None outside the post's offices."""
    return Committee.objects.visible_to(post).select_related("office").filter(pk=key).first()


def committee_of_service(key: UUID, post: "Post") -> Committee | None:
    """The committee in which somebody serves or was trained, by the row's own key; None outside the post's offices."""
    for model in (Member, Mediator, Training):
        office = model.objects.visible_to(post).filter(pk=key).values_list("office", flat=True).first()
        if office is not None:
            return Committee.objects.visible_to(post).filter(office=office).first()
    return None


def dossier_of(committee: Committee, post: "Post", *, on: date) -> Dossier:
    """The committee's standing, seals, elections, and who serves in it on the day."""
    (standing,) = standings([committee], post, on=on)
    office = committee.office
    seals = Seal.objects.visible_to(post).filter(office=office)
    elections = Election.objects.visible_to(post).filter(office=office)
    trained = Training.objects.visible_to(post).filter(office=office, trained_year=on.year)
    return Dossier(
        standing=standing,
        seals=tuple(seals.order_by("-from_date")),
        elections=tuple(elections.order_by("-occurred_date", "-pk")[:20]),
        members=members_of(office, post, on=on),
        mediators=mediators_of(office, post, on=on),
        hours=dict(trained.order_by().values_list("official__code").annotate(hours=Sum("hours"))),
    )
