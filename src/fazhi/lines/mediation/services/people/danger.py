"""A dispute that may turn into an offence is reported to the police, and notice is proven (人民调解法 art. 25)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.citation import Article
from fazhi.engines.procedure import BEGIN, Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.models import PeoplesMatter, RiskReport
from fazhi.lines.mediation.queries import matter_numbered
from fazhi.lines.mediation.services.acts import grounds
from fazhi.lines.mediation.terms import PEOPLES, ReportManner, RiskKind, State

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post


DANGER = Article("人民调解法", 25)


@transaction.atomic
def report_risk(
    matter: PeoplesMatter,
    *,
    by: "Post",
    at: datetime,
    on: date,
    kind: str,
    organ: str,
    manner: str,
    content: str = "",
    receiver: str = "",
    receipt_number: str = "",
    late_reason: str = "",
) -> RiskReport:
    """
    Report what a dispute threatens to turn into, before or after acceptance; the report waits for the organ's receipt.

    on              the day or the moment of the report
    receiver        who took it
    receipt_number  where it was given at once

    Source: 人民调解法 art. 25.
    """
    told = {"kind": RiskKind(kind).label, "organ": organ, "manner": ReportManner(manner).label}
    procedures.take(matter, "report_risk", by=by, at=at, on=on, grounds=grounds(late_reason, **told))
    report = _begin(matter, kind, organ, manner, content, receiver, by, at, on, late_reason)
    if receipt_number:
        register_receipt(report, by=by, at=at, on=on, receipt_number=receipt_number, late_reason=late_reason)
    return report


@transaction.atomic
def open_report(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    kind: str,
    organ: str,
    manner: str,
    content: str = "",
    receiver: str = "",
    late_reason: str = "",
) -> RiskReport:
    """
    The same of a matter given by its number, also of one that has ended.

    Raises MatterUnknown.
    """
    matter = matter_numbered(number, office, by)
    if matter.state in {State.APPLIED, State.ACCEPTED}:
        return report_risk(
            matter,
            by=by,
            at=at,
            on=on,
            kind=kind,
            organ=organ,
            manner=manner,
            content=content,
            receiver=receiver,
            late_reason=late_reason,
        )
    report = _begin(matter, kind, organ, manner, content, receiver, by, at, on, late_reason)
    procedures.carry(matter, {}, source=report, act=BEGIN, basis=DANGER, by=by, at=at, on=on)
    return report


def _begin(
    matter: PeoplesMatter,
    kind: str,
    organ: str,
    manner: str,
    content: str,
    receiver: str,
    by: "Post",
    at: datetime,
    on: date,
    late_reason: str,
) -> RiskReport:
    earlier = RiskReport.objects.system("numbering a matter's reports").filter(matter_id=matter.pk)
    report = RiskReport(
        number=f"{matter.number}风险{earlier.count() + 1}",
        office=matter.office,
        procedure=PEOPLES,
        matter_id=matter.pk,
        kind=kind,
        reported_at=procedures.moment_of(on, at),
        organ=organ,
        manner=manner,
        receiver=receiver,
        content=content,
    )
    told = {"kind": RiskKind(kind).label, "organ": organ, "manner": ReportManner(manner).label}
    return procedures.begin(report, by=by, at=at, on=on, grounds=grounds(late_reason, **told))


def register_receipt(
    report: RiskReport,
    *,
    by: "Post",
    at: datetime,
    on: date,
    receipt_number: str,
    receiver: str = "",
    follow_up: str = "",
    late_reason: str = "",
) -> Step:
    """
    Put the organ's receipt on file, which proves notice; also after the mediation has ended.

    receiver   who took the report, where it was not known then
    follow_up  what the organ did
    """
    changes = {
        "receipt_number": receipt_number,
        "receiver": receiver or report.receiver,
        "follow_up": follow_up,
    }
    told = grounds(late_reason, receipt_number=receipt_number)
    return procedures.take(report, "register_receipt", by=by, at=at, on=on, grounds=told, changes=changes)
