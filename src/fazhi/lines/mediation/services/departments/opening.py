"""How a department's matter begins: with its parties, in one transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.organisations.terms import OfficeKind
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.errors import (
    AgencyUnnamed,
    CivilOnly,
    NotADepartment,
    NumberTaken,
    OwnDispute,
    SupervisorIsParty,
    TooLateToApply,
)
from fazhi.lines.mediation.models import AdministrativeMatter
from fazhi.lines.mediation.rules import departments, mediating
from fazhi.lines.mediation.services import disputes
from fazhi.lines.mediation.services.parties import Side, add_side
from fazhi.lines.mediation.terms import Category, Certificate, Nature, Sector

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_APPLY_WITHIN = {Certificate.CERTIFICATE: "JT-APPLY", Certificate.PEOPLES_FAILED: "JT-AFTER-RM"}


@transaction.atomic
def apply(
    sector: Sector,
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    category: str,
    applicant: Side,
    respondent: Side,
    nature: str = Nature.CIVIL,
    agency_name: str = "",
    supervised_by: str = "",
    earlier: str = "",
    grounds: Mapping[str, object] | None = None,
    late_reason: str = "",
) -> AdministrativeMatter:
    """
    Register an application to the department `office`, with its two parties.

    agency_name    of an administrative dispute, the agency that is a party of it
    supervised_by  the unit that watches over the mediation where that agency is the department itself
    earlier        number of the matter in which the same dispute was mediated before, "" for none known; where parties and
                   category are the same, the system proposes the earlier one itself

    Raises NotADepartment, EarlierUnknown, CivilOnly, AgencyUnnamed, OwnDispute, SupervisorIsParty, NumberTaken, and what `procedures.begin` and
    `parties.add_party` raise. Source: 厦门市行政调解规定 art. 3 (待核 in its later articles); a body that is a party of a
    dispute is no neutral mediator of it.
    """
    if office.kind != OfficeKind.DEPARTMENT:
        raise NotADepartment(number, office.name)
    kind = Nature(nature)
    if kind is Nature.ADMINISTRATIVE and sector is not Sector.GENERAL:
        raise CivilOnly(number, sector)
    mediating.require_short(number, "案号", number, 64)
    is_own = _supervised(number, office, kind, agency_name, supervised_by)
    if AdministrativeMatter.objects.visible_to(by).filter(office=office, number=number).exists():
        raise NumberTaken(number, office.name)
    matter = AdministrativeMatter(
        procedure=sector.value,
        office=office,
        number=number,
        category=Category(category).value,
        nature=kind.value,
        agency_name=agency_name if kind is Nature.ADMINISTRATIVE else "",
        is_own_dispute=int(is_own),
        supervised_by=supervised_by,
    )
    told = {**(grounds or {}), **({procedures.LATE_REASON: late_reason} if late_reason else {})}
    told |= {name: value for name, value in (("supervised_by", supervised_by), ("earlier", earlier)) if value}
    procedures.begin(matter, by=by, at=at, on=on, grounds=told)
    for side in (applicant, respondent):
        add_side(sector.value, matter, side, by=by, at=at)
    if earlier:
        disputes.follow(sector.value, matter.pk, number, earlier, by=by)
    disputes.propose(sector.value, matter.pk, at=at)
    return matter


def _supervised(number: str, office: "Office", nature: Nature, agency: str, supervisor: str) -> bool:
    """Whether the department is the agency of the dispute; then somebody else must watch over it."""
    if nature is not Nature.ADMINISTRATIVE:
        return False
    if not agency.strip():
        raise AgencyUnnamed(number)
    if not departments.is_same_body(agency, office.name):
        return False
    if not supervisor.strip():
        raise OwnDispute(number, office.name)
    if departments.is_same_body(supervisor, agency):
        raise SupervisorIsParty(number, supervisor)
    return True


def apply_traffic(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    applicant: Side,
    respondent: Side,
    joint_request: date,
    since: date,
    certificate: str = Certificate.CERTIFICATE,
    earlier: str = "",
    late_reason: str = "",
) -> AdministrativeMatter:
    """
    Register the joint written request of the parties of a traffic accident.

    joint_request  the day on which both together asked in writing
    since          the day from which the days to ask ran: receipt of the certificate or of the review that upholds it
                   (JT-APPLY), or the end of people's mediation without agreement (JT-AFTER-RM), as `certificate` says

    Raises TooLateToApply besides. Source: 道路交通事故处理程序规定 art. 85(2), 86(1).
    """
    period = _APPLY_WITHIN[Certificate(certificate)]
    last = calendar.due(period, since).due.last
    if joint_request > last:
        raise TooLateToApply(number, period, since, last, joint_request)
    return apply(
        Sector.TRAFFIC,
        office=office,
        by=by,
        at=at,
        on=on,
        number=number,
        category=Category.TRAFFIC,
        applicant=applicant,
        respondent=respondent,
        earlier=earlier,
        grounds={"joint_request_date": joint_request, "since": since, "certificate": Certificate(certificate).label},
        late_reason=late_reason,
    )
