"""
Referrals as a committee lives them (对接办理): signed for, accepted with the matter that they become, answered with its result.

The kernel moves the referral; here the people's matter comes into being with it, and both are one dispute from the start.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.kernel.referrals import queries as referrals
from fazhi.kernel.referrals import services as referred
from fazhi.kernel.referrals.terms import Outcome, ReturnReason
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import NotConcluded, NumberTaken, ResultContradicts
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.rules import mediating
from fazhi.lines.mediation.services import acts
from fazhi.lines.mediation.services.disputes import Joined, join, propose, refresh
from fazhi.lines.mediation.services.parties import Side, add_side
from fazhi.lines.mediation.terms import OPEN, PEOPLES, Form, Proof

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.referrals.models import Referral


@transaction.atomic
def sign(referral: "Referral", *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Sign for a referral; with other referrals of the sender's case it is one dispute. Raises what `referrals.sign` raises.
    """
    step = referred.sign(referral, by=by, at=at, on=on, late_reason=late_reason)
    case = referrals.of_same_case(referral)
    if len(case) > 1:
        join(*(Joined(each.procedure, each.pk, Proof.CASE) for each in case))
    return step


@transaction.atomic
def accept(
    referral: "Referral",
    *,
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    applicant: Side | None = None,
    respondent: Side | None = None,
    consent: date | None = None,
    evidence: bytes | None = None,
    evidence_name: str = "双方同意书.pdf",
    late_reason: str = "",
) -> PeoplesMatter:
    """
    Accept a referral, and open the committee's matter for it: source, referral number and category are the referral's.

    number  of the matter; where a ledger has registered one for this referral already, that one is taken instead
    others  as for `referrals.accept`; parties as far as the materials name them

    Raises NumberTaken, and what `referrals.accept` and `procedures.begin` raise. Source: 特邀调解规定 art. 11(1); 人民调解法
    art. 17.
    """
    referred.accept(
        referral,
        by=by,
        at=at,
        on=on,
        consent=consent,
        evidence=evidence,
        evidence_name=evidence_name,
        late_reason=late_reason,
    )
    matter = queries.disputes.matter_of_referral(referral.number, referral.channel)
    if matter is None:
        matter = _open(referral, number, by=by, at=at, on=on, late_reason=late_reason)
        for side in (applicant, respondent):
            if side is not None:
                add_side(PEOPLES, matter, side, by=by, at=at)
        acts.accept(matter, by=by, at=at, on=on, late_reason=late_reason)
    join(Joined(referral.procedure, referral.pk, Proof.NUMBER), Joined(PEOPLES, matter.pk, Proof.NUMBER))
    propose(PEOPLES, matter.pk, at=at)
    return matter


def _open(referral: "Referral", number: str, *, by: "Post", at: datetime, on: date, late_reason: str) -> PeoplesMatter:
    mediating.require_short(number, "案号", number, 64)
    known = PeoplesMatter.objects.visible_to(by).filter(office=referral.office_id, number=number)
    if known.exists():
        raise NumberTaken(number, referral.office.name)
    matter = PeoplesMatter(
        number=number,
        office=referral.office,
        category=referral.category,
        form=Form.MEDIATION.value,
        source=referral.channel,
        referral_number=referral.number,
        parties_count=2,
    )
    return procedures.begin(matter, by=by, at=at, on=on, grounds=grounds(late_reason))


@transaction.atomic
def report_result(
    referral: "Referral", *, by: "Post", at: datetime, on: date, outcome: str = "", late_reason: str = ""
) -> Step:
    """
    Send the result back: that of the referral's matter, where it has one; `outcome` may confirm it, and must tell it where no
    matter has been registered.

    Raises NotConcluded, ResultContradicts, and what `referrals.report_result` raises. Source: 特邀调解规定 art. 26(2).
    """
    given = Outcome(outcome) if outcome else None
    matter = queries.disputes.matter_of_referral(referral.number, referral.channel)
    if matter is not None:
        if matter.state in OPEN:
            raise NotConcluded(referral.number, matter.number)
        # A matter that was not accepted in the end was withdrawn from mediation as far as its sender is concerned.
        found = Outcome(matter.state) if matter.state in Outcome.values else Outcome.WITHDRAWN
        if given is not None and given != found:
            raise ResultContradicts(referral.number, matter.number, given.value, found.value)
        given = found
    step = referred.report_result(referral, by=by, at=at, on=on, outcome=given, late_reason=late_reason)
    refresh(referral.pk)
    return step


@transaction.atomic
def return_(referral: "Referral", *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Return it, for a reason of the closed list, once. Raises what `referrals.return_` raises."""
    step = referred.return_(referral, by=by, at=at, on=on, reason=ReturnReason(reason), late_reason=late_reason)
    refresh(referral.pk)
    return step
