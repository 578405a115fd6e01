"""A week of topics handed over (每周研判移交): to outreach, or to mediation as an early warning."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.queries import office_seen_by
from fazhi.kernel.organisations.services import require
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.referrals import transferring
from fazhi.kernel.referrals.transferring import Origin
from fazhi.lines.hotline.errors.callbacks import OfficeUnknown
from fazhi.lines.hotline.errors.topics import HandedOver, WeekUnfit
from fazhi.lines.hotline.models import TopicHandover
from fazhi.lines.hotline.permissions import HAND_OVER
from fazhi.lines.hotline.queries.topics import Week, monday_of, week_of
from fazhi.lines.hotline.rules.rises import Rise
from fazhi.lines.hotline.services.shared import listed
from fazhi.lines.hotline.terms import Topic
from fazhi.lines.hotline.terms.topics import HandoverPurpose

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

SUBJECT = "hotline.topics"


@transaction.atomic
def hand_over(
    *,
    office: "Office",
    week: date,
    purpose: str,
    to: str,
    note: str,
    by: "Post",
    at: datetime,
    on: date,
) -> TopicHandover:
    """
    Hand the week from the Monday `week` on over to the office with the code `to`, which finds it in its inbox.

    What is told are counts by topic and district alone, as the post sees them now; they are kept as told.

    Raises NotPermitted, OutOfSight, Unlisted, OfficeUnknown, WeekUnfit, HandedOver, and what `transferring.send` raises.
    """
    if not by.office.left <= office.left <= by.office.right:
        raise OutOfSight(office.code, by.code)
    require(by, HAND_OVER)
    code = HandoverPurpose(listed(HandoverPurpose, "purpose", purpose))
    receiver = office_seen_by(by, to.strip().split(" ")[0])
    if receiver is None:
        raise OfficeUnknown(to)
    if monday_of(week) != week or week + timedelta(days=7) > on:
        raise WeekUnfit(week, on)
    known = TopicHandover.objects.visible_to(by).filter(office=office, week_date=week)
    if known.filter(purpose=code, receiver=receiver).exists():
        raise HandedOver(week, code.value, receiver.name)
    found = week_of(by, week)
    if not found.rises:
        raise WeekUnfit(week)
    handover = TopicHandover(
        office=office, week_date=week, purpose=code.value, receiver=receiver, note=note, handed_date=on, by=by.code,
        rises=[_kept(each) for each in found.risen],
    )  # fmt: skip
    number = f"研判{week:%Y%m%d}-{known.count() + 1}"
    handover.transfer = transferring.send(
        office=receiver, by=by, at=at, on=on, number=number, purpose=code.label, subject=f"{found.label}咨询研判",
        facts="\n".join([*told(found), *filter(None, (note,))]), origin=Origin(SUBJECT, handover.pk, number, office),
    )  # fmt: skip
    handover.save(force_insert=True)
    _record(handover, at=at, by=by)
    return handover


def told(week: Week) -> list[str]:
    """The week in sentences: all consultations, then each rise with what was to be expected."""
    usual = sum(week.before) / len(week.before)
    lines = [
        f"{week.first.isoformat()}至{week.last.isoformat()}受理咨询{week.total}件，此前{len(week.before)}周平均{usual:.1f}件。"
    ]
    lines += [
        f"{each.cell.district or '未登记区'}　{Topic(each.cell.topic).label}：{each.cell.now}件，按此前占比应有{each.expected:.1f}件。"
        for each in week.risen
    ]
    return lines if week.risen else [*lines, "没有发现异常上升的类别。"]


def _kept(rise: Rise) -> dict[str, Any]:
    cell = rise.cell
    return {
        "topic": cell.topic, "district": cell.district, "now": cell.now, "before": list(cell.before),
        "expected": round(rise.expected, 2), "chance": rise.chance,
    }  # fmt: skip


def _record(handover: TopicHandover, *, at: datetime, by: "Post") -> None:
    audit.record(
        f"{SUBJECT}.hand_over",
        by=by.code,
        at=at,
        subject=(SUBJECT, str(handover.pk)),
        basis=HAND_OVER.basis.source,
        payload={
            "week": handover.week_date.isoformat(),
            "purpose": handover.purpose,
            "receiver": handover.receiver.code,
            "rises": len(handover.rises),
        },
        place="desk",
    )
