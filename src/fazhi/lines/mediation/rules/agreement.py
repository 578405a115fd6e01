"""When an agreement takes effect, and what it needs for that."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import Article
from fazhi.lines.mediation.errors import (
    AgreementTooEarly,
    AgreementTooLate,
    DueBeforeEffect,
    SignatureMissing,
    WrittenRequired,
)
from fazhi.lines.mediation.terms import AgreementForm, PerformanceMode

WRITTEN_EFFECT, ORAL_EFFECT = Article("人民调解法", 29, 2), Article("人民调解法", 30)
ORAL_CONDITION = Article("人民调解法", 28)

_WRITTEN = {
    "applicant_signed": "申请人签名日期",
    "respondent_signed": "被申请人签名日期",
    "mediator_signed": "调解员签名日期",
    "sealed": "调委会盖章日期",
}
_ORAL = {"reached": "口头协议达成日期"}


@dataclass(frozen=True)
class Signing:
    """
    The days on which an agreement came about; those that its form knows are all needed, the others are none of it.

    applicant_signed, respondent_signed  last signature, seal or fingerprint of each side
    mediator_signed, sealed              the mediator's signature, the committee's seal
    reached                              of an oral agreement
    """

    applicant_signed: date | None = None
    respondent_signed: date | None = None
    mediator_signed: date | None = None
    sealed: date | None = None
    reached: date | None = None

    def days(self, form: AgreementForm) -> dict[str, date | None]:
        """Name → day, of those that the form knows."""
        return {name: getattr(self, name) for name in (_WRITTEN if form is AgreementForm.WRITTEN else _ORAL)}


@dataclass(frozen=True)
class Effect:
    """The day an agreement takes effect, which of its days that is, and the article that says so."""

    day: date
    by: str
    basis: Article


def effect(number: str, form: AgreementForm, signing: Signing, *, accepted: date | None, on: date) -> Effect:
    """
    When the agreement takes effect: the latest of both sides' signatures, the mediator's and the committee's seal; an
    oral one when it was reached.

    accepted  the day of acceptance, None for a dispute settled on the spot
    on        the day on which the matter ends

    Raises SignatureMissing, AgreementTooEarly, AgreementTooLate. Source: 人民调解法 art. 29(2), 30.
    """
    basis, titles = (WRITTEN_EFFECT, _WRITTEN) if form is AgreementForm.WRITTEN else (ORAL_EFFECT, _ORAL)
    days: dict[str, date] = {}
    for name, day in signing.days(form).items():
        if day is None:
            raise SignatureMissing(number, titles[name], basis)
        if accepted and day < accepted:
            raise AgreementTooEarly(number, titles[name], day, accepted)
        if day > on:
            raise AgreementTooLate(number, titles[name], day, on)
        days[name] = day
    last = max(days, key=lambda name: days[name])
    return Effect(days[last], titles[last], basis)


def require_form(number: str, form: AgreementForm, *, oral_agreed: bool) -> None:
    """
    An agreement stays oral only where the parties think that a paper is not needed.

    Raises WrittenRequired. Source: 人民调解法 art. 28.
    """
    if form is AgreementForm.ORAL and not oral_agreed:
        raise WrittenRequired(number, ORAL_CONDITION)


def require_due_after_effect(number: str, due: date | None, effective: date) -> None:
    """Raises DueBeforeEffect for a last day of performance before the agreement has any effect."""
    if due is not None and due < effective:
        raise DueBeforeEffect(number, due, effective)


def counted_from(effective: date, due: date | None) -> date:
    """The day from which visits are due: that of effect, or the agreed last day of performance where it lies later."""
    return max(effective, due) if due else effective


def is_followed_up(mode: PerformanceMode) -> bool:
    """Whether there is anything left to supervise (人民调解法 art. 31(2)): what was performed at once leaves nothing."""
    return mode is not PerformanceMode.AT_ONCE
