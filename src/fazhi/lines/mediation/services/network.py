"""
Acts on committees and those who serve in them: facts that change no state of a procedure, each an entry in the trail.

`by` is the acting post, `at` the moment of recording, `on` the day. Every act raises NotPermitted, and OutOfSight for what
lies outside the post's offices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from fazhi.engines.citation import Article
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.queries import officials
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.lines.mediation.errors import (
    CommitteeCancelled,
    CommitteeUnregistered,
    NotServing,
    RemovalGroundWrong,
    Underage,
    UnknownServant,
)
from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, Seal
from fazhi.lines.mediation.permissions import KEEP_NETWORK
from fazhi.lines.mediation.queries.network import serving_on
from fazhi.lines.mediation.rules.network import ADULT, REMOVAL, SUPERVISION, is_adult
from fazhi.lines.mediation.services.elections import call_by_election
from fazhi.lines.mediation.services.term_ends import set_terms
from fazhi.lines.mediation.terms import ElectionState, Leaving, RemovalGround, Sex

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

ACTS = {
    "mediation.committee.cancel": "撤销调委会",
    "mediation.member.leave": "委员离任",
    "mediation.mediator.appoint": "聘任调解员",
    "mediation.mediator.leave": "调解员离任",
    "mediation.seal.issue": "启用印章",
    "mediation.seal.lose": "印章挂失",
}
_WHY = "an act on the network; scope was checked"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Facts:
    """What is recorded of a person who is to serve."""

    sex: Sex
    birth_date: date
    is_full_time: bool = False
    certificate: str = ""
    phone: str = ""


@transaction.atomic
def leave(
    serving: Member | Mediator,
    *,
    by: "Post",
    at: datetime,
    on: date,
    reason: Leaving,
    ground: RemovalGround | None = None,
    late_reason: str = "",
) -> Election | None:
    """
    Record that a member or mediator leaves, `on` being the last day. It is a fact and never refused for what it leaves
    behind: a committee that no longer is as the law wants it falls due for a by-election, which is returned.

    ground  for a removal, and only for one, which of the four that the law knows

    Raises RemovalGroundWrong, NotServing besides. Source: 人民调解法 art. 8, 15.
    """
    _require(serving.office, by)
    name = serving.official.name
    if (reason == Leaving.REMOVED) != (ground is not None):
        raise RemovalGroundWrong(name, REMOVAL, given=ground is not None)
    changes = {"until_date": on, "end_reason": reason, "removal_ground": ground or ""}
    if not _rows(type(serving)).filter(pk=serving.pk, until_date=None, from_date__lte=on).update(**changes):
        raise NotServing(name, on, _rows(type(serving)).get(pk=serving.pk).until_date)
    kind = type(serving).__name__.lower()
    payload = {"office": serving.office.code, "until": on, "reason": reason.value}
    detail = {"ground": ground.label} if ground else None
    _record(f"mediation.{kind}.leave", serving.pk.hex, by, at, REMOVAL if ground else SUPERVISION, payload, detail)
    serving.until_date, serving.end_reason, serving.removal_ground = on, reason, ground or ""
    if isinstance(serving, Mediator):
        return None
    return call_by_election(serving.office, by=by, at=at, on=on, late_reason=late_reason)


@transaction.atomic
def appoint(office: "Office", official: str, facts: Facts, *, by: "Post", at: datetime, on: date) -> Mediator:
    """
    Appoint a mediator of the committee, from the day `on`.

    Raises CommitteeUnregistered, CommitteeCancelled, UnknownServant, Underage besides.
    Source: 人民调解法 art. 13, 14(1).
    """
    _require(office, by)
    require_committee(office, on)
    person = officials().filter(code=official).first()
    if person is None:
        raise UnknownServant(official)
    if not is_adult(facts.birth_date, on):
        raise Underage(person.name, facts.birth_date, on, ADULT)
    mediator = Mediator(
        office=office,
        official=person,
        sex=facts.sex,
        birth_date=facts.birth_date,
        is_full_time=int(facts.is_full_time),
        certificate=facts.certificate,
        phone=facts.phone,
        from_date=on,
    )
    mediator.save(force_insert=True)
    payload = {"office": office.code, "official": official, "from": on}
    _record("mediation.mediator.appoint", mediator.pk.hex, by, at, ADULT, payload)
    return mediator


@transaction.atomic
def issue_seal(office: "Office", number: str, *, by: "Post", at: datetime, on: date, until: date | None = None) -> Seal:
    """
    Record a seal that is good from `on`, to `until` if that is known; the one before it ends the day before.

    Raises CommitteeUnregistered, CommitteeCancelled besides. Source: 人民调解法 art. 29(2).
    """
    _require(office, by)
    require_committee(office, on)
    before = _rows(Seal).filter(office=office, from_date__lt=on).exclude(until_date__lt=on)
    before.update(until_date=on - _DAY)
    seal = Seal(office=office, number=number, from_date=on, until_date=until)
    seal.save(force_insert=True)
    _record(
        "mediation.seal.issue", seal.pk.hex, by, at, Article("人民调解法", 29, 2), {"office": office.code, "from": on}
    )
    return seal


@transaction.atomic
def lose_seal(seal: Seal, *, by: "Post", at: datetime, on: date) -> None:
    """
    Record that a seal was lost: from the day `on` it makes no agreement effective.

    Raises NotServing if it had ended or been lost before, or was not yet in use.
    """
    _require(seal.office, by)
    good = _rows(Seal).filter(pk=seal.pk, from_date__lte=on, lost_date=None).exclude(until_date__lt=on)
    if not good.update(lost_date=on):
        current = _rows(Seal).get(pk=seal.pk)
        raise NotServing(seal.number, on, current.lost_date or current.until_date)
    seal.lost_date = on
    payload = {"office": seal.office.code, "lost": on}
    _record("mediation.seal.lose", seal.pk.hex, by, at, Article("人民调解法", 29, 2), payload)


@transaction.atomic
def cancel(committee: Committee, *, by: "Post", at: datetime, on: date, reason: str) -> None:
    """
    Record that a committee is cancelled from the day `on`: its term, those who serve in it and a due election end with
    it. Its office stays, and its cases keep their numbers.

    Raises CommitteeCancelled if it was before. Source: 人民调解法 art. 10.
    """
    _require(committee.office, by)
    if not _rows(Committee).filter(pk=committee.pk, cancelled_date=None).update(cancelled_date=on):
        was = _rows(Committee).get(pk=committee.pk).cancelled_date
        assert was is not None
        raise CommitteeCancelled(committee.office.name, was)
    for model in (Member, Mediator):
        serving = _rows(model).filter(serving_on(on), office=committee.office, from_date__lt=on)
        serving.update(until_date=on - _DAY, end_reason=Leaving.CANCELLED, removal_ground="")
    set_terms([committee.office_id])
    unfinished = _rows(Election).filter(office=committee.office, state__in=[ElectionState.DUE, ElectionState.HELD])
    for election in unfinished.select_related("office"):
        procedures.take(election, "end", by=by, at=at, on=on, grounds={"end_reason": reason, "late_reason": reason})
    committee.cancelled_date = on
    payload = {"office": committee.office.code, "cancelled": on}
    _record("mediation.committee.cancel", committee.pk.hex, by, at, SUPERVISION, payload, {"reason": reason})


def require_committee(office: "Office", on: date) -> Committee:
    """The committee of the office; raises CommitteeUnregistered, or CommitteeCancelled if it is no more on that day."""
    committee = _rows(Committee).filter(office=office).first()
    if committee is None:
        raise CommitteeUnregistered(office.name)
    if committee.cancelled_date is not None and committee.cancelled_date <= on:
        raise CommitteeCancelled(office.name, committee.cancelled_date)
    return committee


def _rows(model: type[models.Model]) -> Any:
    """Rows of a scoped model, whose scope the act has checked."""
    return model.objects.system(_WHY)  # type: ignore[attr-defined]


def _require(office: "Office", by: "Post") -> None:
    if not by.office.left <= office.left <= by.office.right:
        raise OutOfSight(office.name, by.code)
    require(by, KEEP_NETWORK)


def _record(
    action: str,
    subject: str,
    by: "Post",
    at: datetime,
    basis: Article,
    payload: Mapping[str, object],
    detail: Mapping[str, object] | None = None,
) -> None:
    kind = action.rpartition(".")[0]
    audit.record(
        action,
        by=by.code,
        at=at,
        subject=(kind, subject),
        basis=basis.source,
        payload=payload,
        detail=detail,
        place="desk",
    )
