"""Questions about committees: their seal, their term, who serves in them, how much the mediators have to do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from fazhi.kernel.organisations.terms import COMMITTEES, OfficeKind
from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, PeoplesMatter, Seal, Serving
from fazhi.lines.mediation.rules.network import SealFault, SealSpan, Seat, broken_rules, seal_on
from fazhi.lines.mediation.terms import ELECTION, Position, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

Row = TypeVar("Row", bound=Serving)
_WHY = "the register of committees is public in function"


def seal_valid_on(office: "Office", day: date) -> Literal[True] | SealFault:
    """
    Whether the committee `office` had a good seal on `day`: True, or a falsy `SealFault` that says why not.

    A committee of which no seal is on record can't be judged and has True; a checker names those.
    Source: 人民调解法 art. 29(2).
    """
    seals = Seal.objects.system(_WHY).filter(office=office)
    spans = [SealSpan(*row) for row in seals.values_list("number", "from_date", "until_date", "lost_date")]
    cancelled = Committee.objects.system(_WHY).filter(office=office).values_list("cancelled_date", flat=True).first()
    return seal_on(spans, day, cancelled)


def in_being(on: date, path: str = "") -> Q:
    """The condition that a committee exists on a day; `path` leads to it."""
    still = Q(**{f"{path}cancelled_date__isnull": True}) | Q(**{f"{path}cancelled_date__gt": on})
    return Q(**{f"{path}founded_date__lte": on}) & still


def terms_on(on: date) -> QuerySet[Election]:
    """The elections whose terms run on a day, first and last day included."""
    elected = Election.objects.system(_WHY).filter(procedure=ELECTION)
    return elected.filter(elected_date__lte=on, until_date__gte=on)


def serving_on(on: date) -> Q:
    """The condition that somebody serves on a day, first and last day included."""
    return Q(from_date__lte=on) & (Q(until_date__isnull=True) | Q(until_date__gte=on))


def seats_on(offices: Collection[int], on: date) -> dict[int, list[Seat]]:
    """Who sits in each of these committees on a day; an empty list for one that has nobody. One query."""
    found: dict[int, list[Seat]] = {office: [] for office in offices}
    members = Member.objects.system("judging the composition of committees").filter(serving_on(on))
    for office, position, sex in members.values_list("office_id", "position", "sex").iterator():
        if office in found:
            found[office].append(Seat(position, sex))
    return found


def broken_committees(on: date) -> QuerySet[Committee]:
    """Committees in being that have members on record and are not as the law wants them on a day."""
    recorded = Member.objects.system(_WHY).filter(office=OuterRef("office"), from_date__lte=on)
    being = Committee.objects.system(_WHY).filter(in_being(on)).filter(Exists(recorded))
    offices = list(being.values_list("office_id", flat=True))
    broken = [office for office, seats in seats_on(offices, on).items() if broken_rules(seats)]
    return being.filter(office__in=broken).order_by("office__code")


@dataclass(frozen=True)
class PublicCommittee:
    """What anybody may know of a committee; `in_term` on the day that was asked for."""

    code: str
    name: str
    kind: str
    address: str
    phone: str
    in_term: bool
    cancelled_date: date | None


def committee_public(code: str, *, on: date) -> PublicCommittee | None:
    """The committee whose office has the code, for verification by the public; None if none is registered."""
    running = terms_on(on).filter(office=OuterRef("office"))
    rows = Committee.objects.system(_WHY).filter(office__code=code).select_related("office")
    committee = rows.annotate(in_term=Exists(running)).first()
    if committee is None:
        return None
    return PublicCommittee(
        code=code,
        name=committee.office.name,
        kind=OfficeKind(committee.office.kind).label,
        address=committee.address,
        phone=committee.phone,
        in_term=bool(committee.in_term) and not (committee.cancelled_date and committee.cancelled_date <= on),
        cancelled_date=committee.cancelled_date,
    )


@dataclass(frozen=True)
class Servant:
    """
    One who serves in a committee, as a post may see it.

    position    official word, "" for a mediator who is no member
    birth_date, phone  None and "" for posts that have no business with them
    """

    official: str
    name: str
    position: str
    is_full_time: bool
    from_date: date
    until_date: date | None
    birth_date: date | None
    phone: str


def members_of(office: "Office", post: "Post", *, on: date) -> tuple[Servant, ...]:
    """The members of a committee on a day, the director first; empty if the post does not see the committee."""
    rows = _seen(Member.objects.visible_to(post), office, on)
    titles = Position.labels()
    found = sorted(rows, key=lambda row: (list(titles).index(row.position), row.official.code))
    return tuple(_servant(row, post, titles[row.position]) for row in found)


def mediators_of(office: "Office", post: "Post", *, on: date) -> tuple[Servant, ...]:
    """The mediators of a committee on a day, by code; empty if the post does not see the committee."""
    return tuple(_servant(row, post, "") for row in _seen(Mediator.objects.visible_to(post), office, on))


def _seen(rows: QuerySet[Row], office: "Office", on: date) -> QuerySet[Row]:
    chosen = rows.filter(serving_on(on), office=office)
    return chosen.select_related("official").order_by("official__code", "from_date")


def sees_personal(post: "Post") -> bool:
    """Whether a post sees birth dates and phones of those who serve: the committee's own and its district bureau's."""
    return post.office.kind in COMMITTEES or post.office.kind == OfficeKind.DISTRICT_BUREAU


def _servant(row: Serving, post: "Post", position: str) -> Servant:
    personal = sees_personal(post)
    return Servant(
        official=row.official.code,
        name=row.official.name,
        position=position,
        is_full_time=bool(row.is_full_time),
        from_date=row.from_date,
        until_date=row.until_date,
        birth_date=row.birth_date if personal else None,
        phone=row.phone if personal else "",
    )


@dataclass(frozen=True)
class Load:
    """What one mediator has in one committee: matters open now, and concluded in the year asked for."""

    official: str
    name: str
    office: str
    open: int
    concluded: int


def loads(year: int, *, on: date, seen_by: "Post | None") -> tuple[Load, ...]:
    """
    The work of every mediator who serves on a day, by committee and code.

    Matters name their mediator by name: two of one name in one committee both have the sum.

    seen_by  the post whose scope applies, None for the system account
    """
    why = "the system account asks for the mediators' work"
    mediators = Mediator.objects.visible_to(seen_by) if seen_by else Mediator.objects.system(why)
    matters = PeoplesMatter.objects.visible_to(seen_by) if seen_by else PeoplesMatter.objects.system(why)
    counted = matters.exclude(mediator="").values("office_id", "mediator")
    counted = counted.annotate(
        open=Count("pk", filter=Q(state=State.ACCEPTED)),
        concluded=Count("pk", filter=Q(is_concluded=1, concluded_year=year)),
    )
    work = {(row["office_id"], row["mediator"]): (row["open"], row["concluded"]) for row in counted}
    rows = mediators.filter(serving_on(on)).order_by("office__code", "official__code")
    named = rows.values_list("official__code", "official__name", "office__code", "office_id")
    return tuple(Load(code, name, office, *work.get((key, name), (0, 0))) for code, name, office, key in named)


@dataclass(frozen=True)
class PublicStanding:
    """
    What anybody may know of a committee by its name.

    seal  "good" or "bad" today, "none" where none is on record
    """

    office_id: int
    name: str
    kind: str
    address: str
    phone: str
    in_term: bool
    seal: Literal["good", "bad", "none"]
    cancelled_date: date | None


def standing_of(name: str, *, on: date) -> PublicStanding | None:
    """The committee whose office has exactly this name, for verification by the public; None if none is registered."""
    running = terms_on(on).filter(office=OuterRef("office"))
    rows = Committee.objects.system(_WHY).filter(office__name=name).select_related("office")
    committee = rows.annotate(in_term=Exists(running)).order_by(F("cancelled_date").desc(nulls_first=True)).first()
    if committee is None:
        return None
    office, cancelled = committee.office, committee.cancelled_date
    has_seal = Seal.objects.system(_WHY).filter(office=office).exists()
    return PublicStanding(
        office_id=office.pk,
        name=office.name,
        kind=OfficeKind(office.kind).label,
        address=committee.address,
        phone=committee.phone,
        in_term=bool(committee.in_term),
        seal="none" if not has_seal else "good" if seal_valid_on(office, on) else "bad",
        cancelled_date=cancelled if cancelled and cancelled <= on else None,
    )


def is_mediator(name: str, office_id: int, *, on: date) -> bool:
    """Whether somebody of that name mediates for the committee on a day; nothing else of the person is told."""
    rows = Mediator.objects.system("that one is a mediator is public").filter(serving_on(on), office_id=office_id)
    return rows.filter(official__name=name).exists()
