"""
Elections of committees as people take them: held, filed, ended; a by-election opened.

`hold` and `file` raise whatever stops any matter (`procedures.services.take`) besides what they name.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.organisations.queries import officials
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.errors import CompositionUnlawful, MemberLineUnclear, Underage, UnknownServant
from fazhi.lines.mediation.models import Election, Member
from fazhi.lines.mediation.queries.network import seats_on, serving_on
from fazhi.lines.mediation.rules.elected import Elected
from fazhi.lines.mediation.rules.network import ADULT, Seat, broken_rules, is_adult
from fazhi.lines.mediation.services.term_ends import set_terms, term_end
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION, ElectionState, Leaving

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "elections of committees"
_DAY = timedelta(days=1)


@transaction.atomic
def hold(
    election: Election, *, by: "Post", at: datetime, on: date, elected: Sequence[Elected], late_reason: str = ""
) -> Step:
    """
    Record who was elected on the day `on`. A whole committee's election ends the term before and begins one of three
    years; a by-election's members join those who stay.

    elected  who is new needs sex and birth date; of others the records know them

    Raises CompositionUnlawful with each rule that the committee would break, Underage, UnknownServant, MemberLineUnclear.
    Source: 人民调解法 art. 8, 9, 14(1).
    """
    whole = election.procedure == ELECTION
    changes: dict[str, object] = {"elected_date": on}
    if whole:
        changes["until_date"] = term_end(on)
    if _sees(by, election):  # a stranger is told that it lies out of sight, and nothing else
        members = _members(election, elected, on)
        staying = [] if whole else seats_on([election.office_id], on)[election.office_id]
        seats = [
            *staying,
            *(Seat(item.position, member.sex) for item, member in zip(elected, members, strict=True)),
        ]
        _require_lawful(election.office.name, seats)
    told = "\n".join(map(str, elected))
    step = procedures.take(
        election, "hold", by=by, at=at, on=on, grounds=_grounds(late_reason, elected=told), changes=changes
    )
    if whole:
        _end_members(election.office_id, on)
    for member in members:
        # A ledger may have told them already; the act then finds its row there.
        if (
            not Member.objects.system(_WHY)
            .filter(office=member.office_id, official=member.official_id, from_date=on)
            .exists()
        ):
            member.save(force_insert=True)
    set_terms([election.office_id])
    return step


@transaction.atomic
def file(
    election: Election,
    *,
    by: "Post",
    at: datetime,
    on: date,
    court_told: date | None = None,
    late_reason: str = "",
) -> Step:
    """
    Record that the district bureau has the report of the election: the term's record is closed.

    court_told  the day on which the basic court was told of it

    Raises CompositionUnlawful while the committee is not as the law wants it. Source: 人民调解法 art. 8, 10.
    """
    if _sees(by, election):
        _require_lawful(election.office.name, seats_on([election.office_id], on)[election.office_id])
    changes = {"filed_date": on, "court_told_date": court_told}
    return procedures.take(election, "file", by=by, at=at, on=on, grounds=_grounds(late_reason), changes=changes)


def end(election: Election, *, by: "Post", at: datetime, on: date, end_reason: str, late_reason: str = "") -> Step:
    """Record that an election which is due will not be held, and why."""
    grounds = _grounds(late_reason, end_reason=end_reason)
    return procedures.take(election, "end", by=by, at=at, on=on, grounds=grounds)


def begin_by_election(*, office: "Office", by: "Post", at: datetime, on: date, late_reason: str = "") -> Election:
    """Open a by-election of the committee, `on` being the day since which it is due. Source: 人民调解法 art. 8(2)."""
    count = Election.objects.system(_WHY).filter(office=office, procedure=BY_ELECTION).count()
    election = Election(procedure=BY_ELECTION, number=f"{office.code}补选{count + 1}", office=office)
    return procedures.begin(election, by=by, at=at, on=on, grounds=_grounds(late_reason))


def call_by_election(office: "Office", *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Election | None:
    """Open one if the committee is not as the law wants it from the day after `on`, and no election of it is due yet."""
    seats = seats_on([office.pk], on + _DAY)[office.pk]
    due = Election.objects.system(_WHY).filter(office=office, state=ElectionState.DUE)
    if not broken_rules(seats) or due.exists():
        return None
    return begin_by_election(office=office, by=by, at=at, on=on, late_reason=late_reason)


def _members(election: Election, elected: Sequence[Elected], on: date) -> list[Member]:
    """Rows for those elected, not saved; what a line leaves out is taken from the person's latest row."""
    codes = [item.official for item in elected]
    people = {person.code: person for person in officials().filter(code__in=codes)}
    known = Member.objects.system(_WHY).filter(official__code__in=codes).order_by("from_date")
    latest = {member.official_id: member for member in known}
    made = []
    for item in elected:
        person = people.get(item.official)
        if person is None:
            raise UnknownServant(item.official)
        before = latest.get(person.pk)
        sex, birth = item.sex or (before and before.sex), item.birth_date or (before and before.birth_date)
        if not sex or not birth:
            raise MemberLineUnclear(str(item))
        if not is_adult(birth, on):
            raise Underage(person.name, birth, on, ADULT)
        full_time = before.is_full_time if item.is_full_time is None and before else int(bool(item.is_full_time))
        made.append(
            Member(
                office_id=election.office_id,
                official=person,
                position=item.position,
                sex=sex,
                birth_date=birth,
                ethnic_group=before.ethnic_group if before else "",
                education=before.education if before else "",
                political_status=before.political_status if before else "",
                phone=before.phone if before else "",
                is_full_time=full_time,
                elected_date=on,
                from_date=on,
            )
        )
    return made


def _end_members(office: int, on: date) -> None:
    """Those of the term before: their last day is the day before the election."""
    serving = Member.objects.system(_WHY).filter(serving_on(on), office=office, from_date__lt=on)
    serving.update(until_date=on - _DAY, end_reason=Leaving.EXPIRED, removal_ground="")


def _require_lawful(office: str, seats: Sequence[Seat]) -> None:
    if broken := broken_rules(seats):
        raise CompositionUnlawful(office, broken)


def _sees(by: "Post", election: Election) -> bool:
    return by.office.left <= election.office.left <= by.office.right


def _grounds(late_reason: str, **grounds: object) -> dict[str, object]:
    return {**grounds, procedures.LATE_REASON: late_reason} if late_reason else grounds
