"""
Acts on a task: entered, rosters frozen, announced, drawn, annulled, closed.

The engine draws; these acts see to it that nothing else decides: the rosters are frozen before the public value is known,
the value is the one announced, and a second draw needs the annulment of the first, which stays on record.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines import draw as engine
from fazhi.engines.draw import Commitment, Transcript
from fazhi.engines.draw.beacons import Signature
from fazhi.engines.draw.terms import Beacon, BeaconKind
from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.inspections.errors import (
    BeaconSpoken,
    BeaconToCome,
    DrawInUse,
    InspectionsOpen,
    LineUnclear,
    NothingToDrawFrom,
    NotSigned,
    TranscriptUnfit,
)
from fazhi.lines.inspections.models import Draw, Item, Task
from fazhi.lines.inspections.queries.draws import attempts, inspections_of, latest_transcript, standing_draw
from fazhi.lines.inspections.queries.rosters import (
    inspectors_of,
    items_listed,
    items_of,
    recusals_of,
    targets_of,
)
from fazhi.lines.inspections.rules.drawing import Rules, plan_document, read_beacons, read_numbers
from fazhi.lines.inspections.rules.results import read_pairs
from fazhi.lines.inspections.services.assigning import assign
from fazhi.lines.inspections.services.inspecting import void
from fazhi.lines.inspections.services.shared import WHY
from fazhi.lines.inspections.terms import CreditClass, InspectionState

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

LOTTERY_FORM = "1 5 9 12 22 30 + 7"
_SET_APART = "统一社会信用代码 理由"


@transaction.atomic
def plan_task(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    title: str,
    items: Sequence[str],
    numbers: Sequence[str],
    visit_date: date,
    since_date: date | None = None,
    compulsory: Sequence[str] = (),
    excluded: Sequence[str] = (),
    departments: str = "",
    team_size: int = 2,
    method: str = "sequential",
    hash: str = "sha256",
    late_reason: str = "",
) -> Task:
    """
    Enter a task (立项): which items, of each kind of institution how many, to be visited from `visit_date` on.

    items       codes of the list; several are one visit
    numbers     lines such as 「律师事务所 30」
    since_date  who was inspected by draw on this day or later is left out, with that reason
    compulsory, excluded  lines of code and reason

    Raises CodeUnknown, LineUnclear, and what `procedures.begin` raises. Source: 国办发〔2015〕58号.
    """
    listed = items_listed(items, on)
    task = Task(
        office=office,
        number=number,
        title=title,
        planned_date=on,
        items=sorted(item.code for item in listed),
        visit_date=visit_date,
        since_date=since_date,
        departments=departments,
        numbers=read_numbers(numbers),
        compulsory=dict(read_pairs("compulsory", compulsory, _SET_APART)),
        excluded=dict(read_pairs("excluded", excluded, _SET_APART)),
        team_size=team_size,
        method=method,
        hash=hash,
    )
    told = grounds(late_reason, items="、".join(item.code for item in listed))
    return procedures.begin(task, by=by, at=at, on=on, grounds=told)


@transaction.atomic
def commit_rosters(
    task: Task, *, by: "Post", at: datetime, on: date, beacon: Sequence[str], late_reason: str = ""
) -> Step:
    """
    Freeze both rosters and the rule, and name the public values to come.

    beacon  lines such as 「drand quicknet 25000000」 or 「lottery 双色球 2026139」, in their order

    Raises LineUnclear, NothingToDrawFrom, BeaconSpoken if one is known already, and what `engines.draw.read_plan` raises:
    DrawTooLarge, TooFewInspectors and so on. Source: protocol draw/v1, steps 1 and 2.
    """
    procedures.require_open(task, "commit", by=by, at=at)
    named = read_beacons(beacon)
    frozen = engine.commit(engine.read_plan(json.dumps(_plan(task, named, on), ensure_ascii=False)), at)
    _require_unspoken(task, frozen, at)
    Draw(
        office=task.office,
        task=task,
        attempt=attempts(task) + 1,
        digest=frozen.digest,
        commitment=frozen.text(),
        committed_at=at,
        beacon="、".join(each.label for each in frozen.sealed.terms.beacon),
    ).save(force_insert=True)
    told = grounds(late_reason, digest=frozen.digest)
    return procedures.take(task, "commit", by=by, at=at, on=on, grounds=told, changes={"beacon": named})


def _plan(task: Task, beacon: Sequence[Mapping[str, Any]], on: date) -> dict[str, Any]:
    items = items_of(task)
    targets = targets_of(task, items, on)
    if not targets:
        raise NothingToDrawFrom(task.number, sorted({item.kind for item in items}))
    rules = Rules(
        numbers=task.numbers,
        weights=_weights(items),
        most_a_year=min(item.most_a_year for item in items),
        compulsory=task.compulsory,
        excluded=task.excluded,
        team_size=task.team_size,
        has_cap=bool(task.has_cap),
        method=task.method,
        hash=task.hash,
        beacon=beacon,
        visit_date=task.visit_date,
    )
    return plan_document(rules, targets, inspectors_of(task), recusals_of(task, targets, on))


def _weights(items: Sequence[Item]) -> dict[CreditClass, int]:
    return {credit: max(getattr(item, f"weight_{credit.value.lower()}") for item in items) for credit in CreditClass}


def _require_unspoken(task: Task, frozen: Commitment, at: datetime) -> None:
    """At the moment `at` no drand round that was named may be known; lottery issues carry no moment."""
    latest = engine.round_at(at)
    spoken = [
        each.label
        for each in frozen.sealed.terms.beacon
        if each.kind is BeaconKind.DRAND and int(each.number) <= latest
    ]
    if spoken:
        raise BeaconSpoken(task.number, spoken, at)


@transaction.atomic
def announce(task: Task, *, by: "Post", at: datetime, on: date, announced_at: str, late_reason: str = "") -> Step:
    """
    Record that the digest, the counts, the rule and the public values to come were announced at `announced_at`.

    Raises BeaconSpoken if a named round is known by now: the announcement came too late.
    """
    procedures.require_open(task, "announce", by=by, at=at)
    attempt = _standing(task)
    _require_unspoken(task, _commitment(task, attempt), at)
    told = grounds(late_reason, announced_at=announced_at, digest=attempt.digest)
    step = procedures.take(task, "announce", by=by, at=at, on=on, grounds=told)
    _rows().filter(pk=attempt.pk).update(announced_date=on, announced_at_place=announced_at)
    return step


@transaction.atomic
def draw(
    task: Task, *, by: "Post", at: datetime, on: date, public_values: Sequence[str], late_reason: str = ""
) -> Transcript:
    """
    Draw by the public values in the announced order; an inspection is assigned for each institution drawn.

    public_values  of drand the signature in hex; of a lottery its numbers, groups apart by +, as 「1 5 9 12 22 30 + 7」,
                   or their form of RFC 3797 in hex

    Raises BeaconToCome, NotSigned, LineUnclear for what is neither, TranscriptUnfit if the frozen rosters are not those
    announced, and what `engines.draw.run` raises: PublicValueCount, SignatureInvalid and so on.
    Source: protocol draw/v1, steps 3 to 8.
    """
    procedures.require_open(task, "draw", by=by, at=at)
    attempt = _standing(task)
    commitment = _commitment(task, attempt)
    for beacon in commitment.sealed.terms.beacon:
        if beacon.kind is BeaconKind.DRAND and engine.moment_of(int(beacon.number)) > at:
            raise BeaconToCome(task.number, beacon.label, engine.moment_of(int(beacon.number)))
    values = _values(commitment.sealed.terms.beacon, public_values)
    drawn = engine.run(commitment, values, previous=latest_transcript())
    unsigned = [row["name"] for row in drawn.document["beacon"] if row["signature"] == Signature.NOT_CHECKED.value]
    if unsigned:
        raise NotSigned(task.number, unsigned)
    shown = "、".join(value.hex() for value in values)
    told = grounds(late_reason, public_values=shown, digest=drawn.digest)
    procedures.take(task, "draw", by=by, at=at, on=on, grounds=told, changes={"drawn_date": on})
    _rows().filter(pk=attempt.pk).update(
        **parts("drawn", on),
        values=shown,
        transcript=drawn.text(),
        transcript_digest=drawn.digest,
        previous_digest=drawn.document["previous"] or "",
    )
    assign(task, drawn, attempt.attempt, at=at, on=on)
    return drawn


def _values(beacons: Sequence[Beacon], lines: Sequence[str]) -> list[bytes]:
    """What was written for each beacon; how many there have to be, the engine says."""
    kinds = [beacon.kind for beacon in beacons]
    return [_bytes(text, kinds[place] if place < len(kinds) else None) for place, text in enumerate(lines)]


def _bytes(text: str, kind: BeaconKind | None) -> bytes:
    groups = [group.split() for group in text.split("+")]
    if kind is BeaconKind.LOTTERY and len(text.split()) > 1:
        if all(group and all(number.isascii() and number.isdecimal() for number in group) for group in groups):
            return engine.lottery_value([[int(number) for number in group] for group in groups])
        raise LineUnclear("public_values", text, LOTTERY_FORM)
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise LineUnclear("public_values", text, "十六进制数") from None


def _commitment(task: Task, attempt: Draw) -> Commitment:
    """The frozen rosters, if they are still those of the digest."""
    found = engine.read_commitment(attempt.commitment)
    if found.digest != attempt.digest:
        raise TranscriptUnfit(task.number, "commitment", found.digest, attempt.digest)
    return found


def _standing(task: Task) -> Draw:
    found = standing_draw(task)
    assert found is not None, "a task beyond its beginning has a draw that stands"
    return found


@transaction.atomic
def annul(task: Task, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """
    Annul the draw that stands, with its reason; it is kept, and its inspections become void. Another draw may follow.

    Raises DrawInUse if an inspection was made by it.
    """
    procedures.require_open(task, "annul", by=by, at=at)
    found = list(inspections_of(task))
    made = [each.number for each in found if each.state != InspectionState.ASSIGNED]
    if made:
        raise DrawInUse(task.number, made)
    told = grounds(late_reason, reason=reason)
    for inspection in found:
        void(inspection, by=by, at=at, on=on, reason=reason, late_reason=late_reason)
    attempt = _standing(task)
    _rows().filter(pk=attempt.pk).update(**parts("annulled", on), annulled_by=by.code, annul_reason=reason)
    return procedures.take(task, "annul", by=by, at=at, on=on, grounds=told, changes={"drawn_date": None})


def close_task(task: Task, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Close a task all of whose inspections are closed. Raises InspectionsOpen."""
    procedures.require_open(task, "close", by=by, at=at)
    left = [each.number for each in inspections_of(task) if each.state != InspectionState.CLOSED]
    if left:
        raise InspectionsOpen(task.number, left)
    changes = {"closed_date": on}
    return procedures.take(task, "close", by=by, at=at, on=on, grounds=grounds(late_reason), changes=changes)


def cancel(task: Task, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Give a task up before its rosters are frozen, with the reason."""
    return procedures.take(task, "cancel", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))


def _rows() -> Any:
    return Draw.objects.system(WHY)
