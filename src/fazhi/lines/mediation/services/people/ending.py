"""How a dispute before a committee ends: by agreement, without one, or because a party wants no more of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.errors import SealInvalid
from fazhi.lines.mediation.models import Agreement, PeoplesMatter
from fazhi.lines.mediation.queries import network
from fazhi.lines.mediation.rules import agreement as rules
from fazhi.lines.mediation.rules import mediating
from fazhi.lines.mediation.services import acts
from fazhi.lines.mediation.services.acts import parts
from fazhi.lines.mediation.services.following.performance import begin_following
from fazhi.lines.mediation.services.people.conducting import BETWEEN, require_impartial
from fazhi.lines.mediation.terms import (
    PEOPLES,
    AgreementForm,
    Form,
    PerformanceMode,
    PerformanceResult,
    Route,
    Tie,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@transaction.atomic
def settle(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    agreement_form: str,
    agreement_terms: str,
    performance_mode: str,
    facts: str = "",
    liability: str = "",
    performance_due: date | None = None,
    applicant_signed: date | None = None,
    respondent_signed: date | None = None,
    mediator_signed: date | None = None,
    sealed: date | None = None,
    reached: date | None = None,
    oral_agreed: bool = False,
    amount_fen: int | None = None,
    late_reason: str = "",
) -> Agreement:
    """
    Record the agreement that settles the dispute, and begin to follow its performance up, all or nothing.

    agreement_form   written: both sides' last signatures, the mediator's and the committee's seal are needed, and it
                     takes effect on the latest of these days; oral: the day it was reached, which is that of effect
    oral_agreed      all parties think that a paper is not needed
    performance_due  the agreed last day, None where none was agreed
    amount_fen       what is to be paid, in fen

    Raises RightsNotTold, NoSession, WrittenRequired, SignatureMissing, AgreementTooEarly, AgreementTooLate,
    DueBeforeEffect, SealInvalid. Source: 人民调解法 art. 28 to 31.
    """
    procedures.require_open(matter, "settle", by=by, at=at)
    mediating.require_ready_to_settle(
        matter.number,
        rights_told=matter.rights_told_date is not None,
        sessions=queries.session_outcomes(matter.pk),
    )
    form = AgreementForm(agreement_form)
    rules.require_form(matter.number, form, oral_agreed=oral_agreed)
    signing = rules.Signing(applicant_signed, respondent_signed, mediator_signed, sealed, reached)
    made = _agreement(matter, form, signing, on=on, terms=agreement_terms, mode=performance_mode, due=performance_due)
    made.facts, made.liability = facts, liability
    return _end_in(matter, "settle", made, by=by, at=at, on=on, amount_fen=amount_fen, late_reason=late_reason)


@transaction.atomic
def settle_on_the_spot(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    mediators: tuple[str, ...],
    agreement_form: str,
    agreement_terms: str,
    performance_mode: str = PerformanceMode.AT_ONCE,
    performance_due: date | None = None,
    amount_fen: int | None = None,
    tie: str = Tie.NONE,
    namesakes_checked: bool = False,
    late_reason: str = "",
) -> Agreement:
    """
    Settle a dispute where it was found, without acceptance (当场化解): reached, or signed and sealed, on that day.

    Raises MediatorTied, MediatorIsParty, DueBeforeEffect, SealInvalid. Source: 人民调解法 art. 21(2), 28 to 30.
    """
    procedures.require_open(matter, "settle_on_the_spot", by=by, at=at)
    require_impartial(matter, mediators, Tie(tie), by=by, namesakes_checked=namesakes_checked)
    form, day = AgreementForm(agreement_form), acts.day_of(on)
    signing = rules.Signing(day, day, day, day, day)
    made = _agreement(matter, form, signing, on=on, terms=agreement_terms, mode=performance_mode, due=performance_due)
    more = {"form": Form.ON_THE_SPOT.value, "is_on_the_spot": 1, "mediator": BETWEEN.join(mediators)}
    return _end_in(
        matter,
        "settle_on_the_spot",
        made,
        by=by,
        at=at,
        on=on,
        amount_fen=amount_fen,
        late_reason=late_reason,
        more=more,
    )


def _agreement(
    matter: PeoplesMatter,
    form: AgreementForm,
    signing: rules.Signing,
    *,
    on: date,
    terms: str,
    mode: str,
    due: date | None,
) -> Agreement:
    """The agreement, not saved yet, once its days were found to prove an effect."""
    effect = rules.effect(matter.number, form, signing, accepted=matter.accepted_date, on=acts.day_of(on))
    rules.require_due_after_effect(matter.number, due, effect.day)
    if form is AgreementForm.WRITTEN and signing.sealed is not None:
        _seal(matter, signing.sealed)
    return Agreement(
        procedure=PEOPLES,
        matter_id=matter.pk,
        office=matter.office,
        form=form.value,
        terms=terms,
        performance_mode=PerformanceMode(mode).value,
        performance_due_date=due,
        effective_date=effect.day,
        **{f"{name}_date": day for name, day in signing.days(form).items()},
    )


def _seal(matter: PeoplesMatter, sealed: date) -> None:
    """Raises SealInvalid if the committee's seal was not good on the day it was set (人民调解法 art. 29(2))."""
    found = network.seal_valid_on(matter.office, sealed)
    if not found:
        raise SealInvalid(matter.number, matter.office.name, sealed, found.state.label, rules.WRITTEN_EFFECT)


def _end_in(
    matter: PeoplesMatter,
    step: str,
    made: Agreement,
    *,
    by: "Post",
    at: datetime,
    on: date,
    amount_fen: int | None,
    late_reason: str,
    more: Mapping[str, Any] | None = None,
) -> Agreement:
    """The matter ends in this agreement, whose performance is followed up where anything is left to perform."""
    mode, due = PerformanceMode(made.performance_mode), made.performance_due_date
    changes = {
        **parts("effective", made.effective_date),
        "amount_fen": amount_fen,
        "agreement_form": made.form,
        "performance": _performance(mode, due, acts.day_of(on)),
        **(more or {}),
    }
    told = acts.grounds(
        late_reason,
        agreement_form=made.form,
        agreement_terms=made.terms,
        effective_date=made.effective_date,
    )
    acts.end(matter, step, by=by, at=at, on=on, grounds=told, changes=changes)
    made.recorded_at = at
    made.save(force_insert=True)
    if rules.is_followed_up(mode):
        begin_following(matter, due, by=by, at=at, on=on, late_reason=late_reason)
    return made


def _performance(mode: PerformanceMode, due: date | None, on: date) -> str:
    """What is known of the performance on the day of the agreement."""
    if not rules.is_followed_up(mode):
        return PerformanceResult.PERFORMED.value
    return PerformanceResult.NOT_DUE.value if due and due > on else ""


def fail(matter: PeoplesMatter, *, by: "Post", at: datetime, on: date, routes_told: str, late_reason: str = "") -> Step:
    """
    End without agreement, the parties told their other routes, of a closed list.

    Raises MissingGround where none is told. Source: 人民调解法 art. 26.
    """
    told = Route(routes_told).label if routes_told.strip() else ""
    return acts.fail(matter, by=by, at=at, on=on, routes_told=told, late_reason=late_reason)


def withdraw(matter: PeoplesMatter, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """A party ends it, which is possible at any time, before acceptance too (人民调解法 art. 23)."""
    return acts.withdraw(matter, by=by, at=at, on=on, late_reason=late_reason)
