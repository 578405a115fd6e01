"""
What is done while a dispute is mediated: mediators appointed, rights told, investigations, sessions, explanations.

Each act stays in its state, is in the trail, and leaves its record for the case file. `on` is the day or the moment.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.parties import queries as parties
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.models import PeoplesMatter, WorkRecord
from fazhi.lines.mediation.rules import mediating
from fazhi.lines.mediation.services.acts import day_of, grounds
from fazhi.lines.mediation.terms import PEOPLES, Appointed, RecordKind, SessionOutcome, Tie

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post

BETWEEN = "、"
"""Between the names of several mediators."""


def appoint(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    mediators: tuple[str, ...],
    named_by: str,
    tie: str,
    namesakes_checked: bool = False,
    late_reason: str = "",
) -> Step:
    """
    Appoint one or several mediators, or record whom the parties chose; a later appointment replaces the earlier one.

    tie                what they declare to be to the parties, the nearest of it
    namesakes_checked  a mediator who bears a party's name is another person

    Raises MediatorTied, MediatorIsParty. Source: 人民调解法 art. 19, 21(1).
    """
    procedures.require_open(matter, "appoint", by=by, at=at)
    require_impartial(matter, mediators, Tie(tie), by=by, namesakes_checked=namesakes_checked)
    told = grounds(
        late_reason,
        mediators=BETWEEN.join(mediators),
        named_by=Appointed(named_by).label,
        tie=Tie(tie).label,
        namesakes_checked=namesakes_checked,
    )
    changes = {"mediator": BETWEEN.join(mediators)}
    return procedures.take(matter, "appoint", by=by, at=at, on=on, grounds=told, changes=changes)


def require_impartial(
    matter: PeoplesMatter, mediators: tuple[str, ...], tie: Tie, *, by: "Post", namesakes_checked: bool
) -> None:
    """As the rule of that name, with the parties' names from the records; for an act that `by` may take."""
    mediating.require_short(matter.number, "调解员", BETWEEN.join(mediators), 60)
    names = {party.name for party in parties.parties_of(matter.pk, by)}
    mediating.require_impartial(matter.number, mediators, tie, names, namesakes_checked=namesakes_checked)


def notify_rights(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    place: str = "",
    present: str = "",
    late_reason: str = "",
) -> WorkRecord:
    """Tell the parties their rights and duties; the first day on which it was done is kept (人民调解法 art. 23, 24)."""
    changes = {} if matter.rights_told_date else {"rights_told_date": day_of(on)}
    record = {"place": place, "present": present}
    return _record(matter, "notify_rights", RecordKind.RIGHTS_NOTICE, record, changes, (), by, at, on, late_reason)


def investigate(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    content: str,
    place: str = "",
    present: str = "",
    mediators: tuple[str, ...] = (),
    late_reason: str = "",
) -> WorkRecord:
    """
    Record an investigation: whom the mediators asked, and what they found.

    mediators  who did it, of those appointed; all of them if none is named

    Raises NoMediator, NotAppointed. Source: 人民调解法 art. 22.
    """
    record = {"place": place, "present": present, "content": content}
    return _record(matter, "investigate", RecordKind.INVESTIGATION, record, {}, mediators, by, at, on, late_reason)


def hold_session(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    content: str,
    outcome: str,
    place: str = "",
    present: str = "",
    mediators: tuple[str, ...] = (),
    late_reason: str = "",
) -> WorkRecord:
    """
    Record one session with the parties, and how it ended; there may be several.

    Raises NoMediator, NotAppointed. Source: 人民调解法 art. 22, 27.
    """
    record = {"place": place, "present": present, "content": content, "outcome": SessionOutcome(outcome).value}
    return _record(matter, "hold_session", RecordKind.SESSION, record, {}, mediators, by, at, on, late_reason)


def explain(
    matter: PeoplesMatter, *, by: "Post", at: datetime, on: date, content: str, late_reason: str = ""
) -> WorkRecord:
    """Put down what else the file should say (情况说明). Source: 人民调解法 art. 27."""
    return _record(matter, "explain", RecordKind.EXPLANATION, {"content": content}, {}, (), by, at, on, late_reason)


@transaction.atomic
def _record(
    matter: PeoplesMatter,
    step: str,
    kind: RecordKind,
    record: Mapping[str, Any],
    changes: Mapping[str, Any],
    named: tuple[str, ...],
    by: "Post",
    at: datetime,
    on: date,
    late_reason: str,
) -> WorkRecord:
    """One act and its record, numbered after the step: of two officials at once its conditional update lets one go on."""
    procedures.require_open(matter, step, by=by, at=at)
    appointed = tuple(name for name in matter.mediator.split(BETWEEN) if name)
    if kind in {RecordKind.SESSION, RecordKind.INVESTIGATION}:
        conducted: tuple[str, ...] = mediating.conducting(matter.number, named, appointed)
    else:
        conducted = appointed
    procedures.take(matter, step, by=by, at=at, on=on, grounds=grounds(late_reason, **record), changes=changes)
    earlier = WorkRecord.objects.system("numbering a matter's records").filter(matter_id=matter.pk, kind=kind)
    made = WorkRecord(
        procedure=PEOPLES,
        matter_id=matter.pk,
        office=matter.office,
        kind=kind,
        sequence=earlier.count() + 1,
        occurred_at=procedures.moment_of(on, at),
        mediators=BETWEEN.join(conducted),
        recorded_at=at,
        **record,
    )
    made.save(force_insert=True)
    return made
