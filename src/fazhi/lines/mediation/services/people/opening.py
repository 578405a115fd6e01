"""How a dispute comes before a committee: registered with its parties, accepted or refused."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.referrals import queries as referrals
from fazhi.lines.mediation.errors import NotACommittee, NumberTaken
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.rules import mediating
from fazhi.lines.mediation.services import acts, disputes
from fazhi.lines.mediation.services.parties import Side, add_side
from fazhi.lines.mediation.services.people.ending import settle_on_the_spot
from fazhi.lines.mediation.terms import (
    PEOPLES,
    REFUSAL_TOLD,
    AgreementForm,
    Attitude,
    Category,
    Form,
    PerformanceMode,
    Proof,
    RefusalReason,
    Source,
    Tie,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def register(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    source: str,
    category: str,
    applicant: Side,
    respondent: Side,
    others: Sequence[Side] = (),
    facts: str = "",
    request: str = "",
    attitude: str = "",
    referral_number: str = "",
    parties_count: int = 2,
    is_difficult: bool = False,
    late_reason: str = "",
) -> PeoplesMatter:
    """
    Register a dispute with its parties: at their application, on the committee's own initiative, or handed over;
    `source` says which. All or nothing.

    others         parties besides those two
    attitude       what the other party says to mediation, "" where it was not asked yet
    parties_count  how many the dispute concerns: two at least, and no fewer than are named

    Raises NotACommittee, NumberTaken, PartyRefuses, and what `procedures.begin` and `parties.add_party` raise.
    Source: 人民调解法 art. 17.
    """
    if office.kind not in COMMITTEES:
        raise NotACommittee(number, office.name)
    mediating.require_willing(number, Attitude(attitude) if attitude else None)
    mediating.require_short(number, "案号", number, 64)
    mediating.require_short(number, "对接编号", referral_number, 64)
    if PeoplesMatter.objects.visible_to(by).filter(office=office, number=number).exists():
        raise NumberTaken(number, office.name)
    matter = PeoplesMatter(
        office=office,
        number=number,
        source=Source(source).value,
        category=Category(category).value,
        form=Form.MEDIATION.value,
        referral_number=referral_number,
        facts=facts,
        request=request,
        parties_count=max(parties_count, 2 + len(others)),
        is_difficult=int(is_difficult),
    )
    told = acts.grounds(late_reason, source=Source(source).label, **({"attitude": attitude} if attitude else {}))
    procedures.begin(matter, by=by, at=at, on=on, grounds=told)
    for side in (applicant, respondent, *others):
        add_side(PEOPLES, matter, side, by=by, at=at)
    _link(matter, by=by, at=at)
    return matter


def _link(matter: PeoplesMatter, *, by: "Post", at: datetime) -> None:
    """One dispute with the referral whose number it bears; with whom else it may be one, an official is asked."""
    if matter.referral_number:
        referral = referrals.referral_numbered(matter.referral_number, matter.source, by)
        if referral is not None:
            number = disputes.Joined(referral.procedure, referral.pk, Proof.NUMBER)
            disputes.join(number, disputes.Joined(PEOPLES, matter.pk, Proof.NUMBER))
    disputes.propose(PEOPLES, matter.pk, at=at)


@transaction.atomic
def register_on_the_spot(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    source: str,
    category: str,
    applicant: Side,
    respondent: Side,
    mediators: tuple[str, ...],
    agreement_form: str,
    agreement_terms: str,
    performance_mode: str = PerformanceMode.AT_ONCE,
    performance_due: date | None = None,
    amount_fen: int | None = None,
    tie: str = Tie.NONE,
    namesakes_checked: bool = False,
    late_reason: str = "",
    **registered: Any,
) -> PeoplesMatter:
    """
    Register a dispute that was found during screening and settled there (排查时当场化解), without acceptance.

    An oral agreement was reached that day; a written one was signed and sealed that day.

    registered  what else `register` takes of the dispute

    Raises what `register` and `settle_on_the_spot` raise. Source: 人民调解法 art. 21(2), 28.
    """
    matter = register(
        office=office,
        by=by,
        at=at,
        on=on,
        number=number,
        source=source,
        category=category,
        applicant=applicant,
        respondent=respondent,
        late_reason=late_reason,
        **registered,
    )
    settle_on_the_spot(
        matter,
        by=by,
        at=at,
        on=on,
        mediators=mediators,
        agreement_form=AgreementForm(agreement_form),
        agreement_terms=agreement_terms,
        performance_mode=performance_mode,
        performance_due=performance_due,
        amount_fen=amount_fen,
        tie=tie,
        namesakes_checked=namesakes_checked,
        late_reason=late_reason,
    )
    return matter


def accept(
    matter: PeoplesMatter, *, by: "Post", at: datetime, on: date, attitude: str = "", late_reason: str = ""
) -> Step:
    """
    Take the dispute on; its time begins.

    attitude  what the other party says to mediation, "" where it has said nothing

    Raises PartyRefuses. Source: 人民调解法 art. 17.
    """
    mediating.require_willing(matter.number, Attitude(attitude) if attitude else None)
    return acts.accept(matter, by=by, at=at, on=on, late_reason=late_reason)


def refuse(matter: PeoplesMatter, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """
    Do not take the dispute on, for a reason of the closed list; what the applicant is told with it stands in the trail.

    Raises MissingGround for a blank reason, ValueError for one that is not on the list. Source: 人民调解法 art. 17.
    """
    code = reason.strip()
    told = {"reason": code, "told": REFUSAL_TOLD[RefusalReason(code)]} if code else {}
    return acts.end(matter, "refuse", by=by, at=at, on=on, grounds=acts.grounds(late_reason, **told))
