"""
Acts of rulings by departments (行政裁决), which are no mediation: applied for, accepted, decided.

Source: 行政裁决意见; each ruling rests on the article that empowers the department.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.citation import Article, CitationError, parse_citations
from fazhi.engines.procedure import Step
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.queries import resolve_all
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.mediation.errors import NotEmpowered, NotOnTheList, NumberTaken
from fazhi.lines.mediation.models import AdministrativeRuling
from fazhi.lines.mediation.rules import mediating
from fazhi.lines.mediation.services.parties import Side, add_side
from fazhi.lines.mediation.terms import NOT_ACCEPTED, RULING, Category, NotAccepted, RulingRemedy, RulingResult, Sector

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


@transaction.atomic
def apply(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    category: str,
    basis: str,
    applicant: Side,
    respondent: Side,
    late_reason: str = "",
) -> AdministrativeRuling:
    """
    Register an application for a ruling.

    basis  the article that empowers the department to decide, as 土地管理法 第十四条

    Raises NotEmpowered for what is no article of a known law, NumberTaken, and what `procedures.begin` raises.
    """
    mediating.require_short(number, "案号", number, 64)
    _require_article(number, basis)
    if AdministrativeRuling.objects.visible_to(by).filter(office=office, number=number).exists():
        raise NumberTaken(number, office.name)
    ruling = AdministrativeRuling(office=office, number=number, category=Category(category).value, basis=basis)
    procedures.begin(ruling, by=by, at=at, on=on, grounds=grounds(late_reason, basis=basis))
    for side in (applicant, respondent):
        add_side(RULING, ruling, side, by=by, at=at)
    return ruling


def _require_article(number: str, basis: str) -> None:
    try:
        cited = parse_citations(basis)
    except CitationError as error:
        raise NotEmpowered(number, basis) from error
    known = all(answer.mark is not Mark.UNKNOWN for answer in resolve_all(cited))
    if not cited or not known or not all(isinstance(each, Article) for each in cited):
        raise NotEmpowered(number, basis)


def accept(ruling: AdministrativeRuling, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Accept the application."""
    return procedures.take(
        ruling, "accept", by=by, at=at, on=on, grounds=grounds(late_reason), changes=parts("accepted", on)
    )


def refuse(
    ruling: AdministrativeRuling, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = ""
) -> Step:
    """Refuse it, for a reason of the general list. Raises NotOnTheList."""
    procedures.require_open(ruling, "refuse", by=by, at=at)
    listed, code = NOT_ACCEPTED[Sector.GENERAL], NotAccepted(reason)
    if code not in listed:
        raise NotOnTheList(ruling.number, code, listed)
    given = grounds(late_reason, reason=code.value)
    changes = {"not_accepted": code.value, "ended_date": on}
    return procedures.take(ruling, "refuse", by=by, at=at, on=on, grounds=given, changes=changes)


def decide(
    ruling: AdministrativeRuling,
    *,
    by: "Post",
    at: datetime,
    on: date,
    result: str,
    remedy: str,
    late_reason: str = "",
) -> Step:
    """Decide, and tell both parties what they can do against it."""
    given = grounds(late_reason, result=RulingResult(result).value, remedy=RulingRemedy(remedy).value)
    changes = {
        **parts("decided", on),
        "ended_date": on,
        "result": RulingResult(result).value,
        "remedy": RulingRemedy(remedy).value,
    }
    return procedures.take(ruling, "decide", by=by, at=at, on=on, grounds=given, changes=changes)


def withdraw(ruling: AdministrativeRuling, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """Record that the applicant has taken it back."""
    return procedures.take(
        ruling, "withdraw", by=by, at=at, on=on, grounds=grounds(late_reason), changes={"ended_date": on}
    )
