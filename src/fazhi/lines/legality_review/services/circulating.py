"""A draft under review circulated for opinions: who is asked, replies, what became of each, the table of all."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fazhi.engines.procedure import Step
from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.services import require
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.services import grounds
from fazhi.lines.legality_review.errors.campaigns import DueUnfit
from fazhi.lines.legality_review.errors.circulating import (
    CollationUnfit,
    DraftUnfit,
    RecipientsUnfit,
    RecipientUnknown,
)
from fazhi.lines.legality_review.models import Circulation, Inquiry, Remark
from fazhi.lines.legality_review.permissions import ANSWER
from fazhi.lines.legality_review.queries import review_numbered
from fazhi.lines.legality_review.queries.campaigns import departments_named
from fazhi.lines.legality_review.queries.circulating import inquiries_of, remarks_of
from fazhi.lines.legality_review.rules import read_answers
from fazhi.lines.legality_review.rules.remarks import Said, read_remarks
from fazhi.lines.legality_review.services.shared import WHY
from fazhi.lines.legality_review.terms import MECHANISM, Adoption, ReviewState
from fazhi.lines.legality_review.terms.circulating import (
    CIRCULATION,
    COLLATION_TABLE,
    CollationFacts,
    RecipientKind,
    RemarkTold,
    Stance,
)

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_UNDER_WAY = (ReviewState.ACCEPTED, ReviewState.REVIEWING)


@transaction.atomic
def circulate(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    number: str,
    review: str,
    due_date: date,
    departments: Sequence[str] = (),
    experts: Sequence[str] = (),
    late_reason: str = "",
) -> Circulation:
    """
    Ask departments and experts about the draft of a review under way; the time of the review runs on.

    departments  names; who has an office of that name here replies on its own desk
    experts      names of experts and legal advisers, whose replies the office enters

    Raises DraftUnfit, RecipientsUnfit, DueUnfit. Source: 国办发〔2018〕115号.
    """
    found = review_numbered(review, by)
    if found is None or found.state not in _UNDER_WAY:
        raise DraftUnfit(review)
    named = {kind: [name.strip() for name in names if name.strip()] for kind, names in (
        (RecipientKind.DEPARTMENT, departments), (RecipientKind.EXPERT, experts),
    )}  # fmt: skip
    everybody = [name for names in named.values() for name in names]
    if not everybody or len(set(everybody)) < len(everybody):
        raise RecipientsUnfit(number, sorted({name for name in everybody if everybody.count(name) > 1}))
    if due_date < on:
        raise DueUnfit(number, due_date, on, None)
    circulation = Circulation(office=found.office, number=number, review=found, asked_date=on, due_date=due_date)
    told = grounds(late_reason, review=review, recipients="、".join(everybody), answer_by=due_date)
    procedures.begin(circulation, by=by, at=at, on=on, grounds=told)
    offices = departments_named(named[RecipientKind.DEPARTMENT])
    inquiries = (
        Inquiry(
            office=found.office,
            circulation=circulation,
            kind=kind.value,
            name=name,
            recipient=offices.get(name) if kind is RecipientKind.DEPARTMENT else None,
        )
        for kind, names in named.items()
        for name in names
    )
    Inquiry.objects.system(WHY).bulk_create(inquiries)
    return circulation


@transaction.atomic
def reply(inquiry: Inquiry, lines: Sequence[str], *, by: "Post", at: datetime, on: date) -> None:
    """
    A department replies, once: 「第六条 建议 意见」, a line for each clause, or 「无意见」. That it was asked, the caller found out.

    Raises NotPermitted, RemarkUnclear, RecipientUnknown where it has replied already.
    """
    require(by, ANSWER)
    circulation = inquiry.circulation
    said = read_remarks(circulation.number, lines)
    _keep(inquiry, said, by=by, on=on)
    audit.record(
        f"{CIRCULATION}.reply",
        by=by.code,
        at=at,
        subject=(CIRCULATION, circulation.pk.hex),
        basis=MECHANISM.source,
        payload={"inquiry": inquiry.pk.hex, "remarks": [[each.clause, each.stance.value] for each in said]},
        detail={"name": inquiry.name, "texts": [each.text for each in said]},
    )


def _keep(inquiry: Inquiry, said: Sequence[Said], *, by: "Post", on: date) -> None:
    """Of two replies at once the second changes no row, and is told."""
    open_ones = Inquiry.objects.system(WHY).filter(pk=inquiry.pk, answered_date=None)
    if not open_ones.update(answered_date=on, answered_by=by.official):
        raise RecipientUnknown(inquiry.circulation.number, inquiry.name)
    there = Remark.objects.system(WHY).filter(circulation=inquiry.circulation)
    place = there.aggregate(last=Max("place"))["last"] or 0
    remarks = (
        Remark(
            office_id=inquiry.office_id,
            circulation_id=inquiry.circulation_id,
            inquiry=inquiry,
            place=place + nth,
            clause=each.clause,
            stance=each.stance.value,
            text=each.text,
        )
        for nth, each in enumerate(said, start=1)
    )
    Remark.objects.system(WHY).bulk_create(remarks)


@transaction.atomic
def enter_reply(
    circulation: Circulation,
    *,
    by: "Post",
    at: datetime,
    on: date,
    recipient: str,
    lines: Sequence[str],
    late_reason: str = "",
) -> Step:
    """Enter the reply of an expert, or one that came by letter. Raises RecipientUnknown, RemarkUnclear."""
    procedures.require_open(circulation, "enter_reply", by=by, at=at)
    asked = {each.name: each for each in inquiries_of(circulation, by) if each.answered_date is None}
    inquiry = asked.get(recipient.strip())
    if inquiry is None:
        raise RecipientUnknown(circulation.number, recipient)
    said = read_remarks(circulation.number, lines)
    told = grounds(late_reason, recipients=inquiry.name, lines="；".join(lines))
    step = procedures.take(circulation, "enter_reply", by=by, at=at, on=on, grounds=told)
    _keep(inquiry, said, by=by, on=on)
    return step


@transaction.atomic
def adopt(
    circulation: Circulation, *, by: "Post", at: datetime, on: date, answers: Sequence[str], late_reason: str = ""
) -> Step:
    """
    Say what becomes of every remark that does not agree and is open: 「1 采纳」, 「2 不采纳 理由」.

    Raises AnswerUnclear, AnswersUnfit.
    """
    procedures.require_open(circulation, "adopt", by=by, at=at)
    remarks = {each.place: each for each in remarks_of(circulation, by) if _is_open(each)}
    lines = [line.strip() for line in answers if line.strip()]
    found = read_answers(circulation.number, lines, sorted(remarks))
    step = procedures.take(
        circulation, "adopt", by=by, at=at, on=on, grounds=grounds(late_reason, answers="；".join(lines))
    )
    for each in found:
        remarks[each.place].adoption, remarks[each.place].reason = each.adoption.value, each.reason
    Remark.objects.system(WHY).bulk_update(remarks.values(), ["adoption", "reason"])
    return step


def _is_open(remark: Remark) -> bool:
    return remark.stance != Stance.AGREE and not remark.adoption


@transaction.atomic
def collate(circulation: Circulation, *, by: "Post", at: datetime, on: date, late_reason: str = "") -> Step:
    """
    Put everything into one table, with who did not reply; before the day by which replies were asked for, all have replied.

    Raises CollationUnfit.
    """
    procedures.require_open(circulation, "collate", by=by, at=at)
    inquiries, remarks = inquiries_of(circulation, by), remarks_of(circulation, by)
    unanswered = [each.name for each in inquiries if each.answered_date is None]
    waiting = unanswered if on <= circulation.due_date else []
    open_ones = [each.place for each in remarks if _is_open(each)]
    if open_ones or waiting:
        raise CollationUnfit(circulation.number, open_ones, waiting, circulation.due_date)
    step = procedures.take(
        circulation, "collate", by=by, at=at, on=on, grounds=grounds(late_reason), changes={"collated_date": on}
    )
    facts = CollationFacts(
        office=circulation.office.name,
        title=circulation.review.title,
        asked_date=circulation.asked_date,
        due_date=circulation.due_date,
        sealed_date=on,
        asked=len(inquiries),
        remarks=tuple(_told(each) for each in remarks),
        unanswered=tuple(unanswered),
    )
    place = MatterRef(CIRCULATION, circulation.pk, circulation.office)
    papers.issue(COLLATION_TABLE, facts, matter=place, by=by, at=at, on=on)
    return step


def _told(remark: Remark) -> RemarkTold:
    adoption = Adoption(remark.adoption).label if remark.adoption else ""
    return RemarkTold(remark.inquiry.name, remark.clause, Stance(remark.stance), remark.text, adoption, remark.reason)


def cancel(circulation: Circulation, *, by: "Post", at: datetime, on: date, reason: str, late_reason: str = "") -> Step:
    """Give a round up; what was said stays on record."""
    return procedures.take(circulation, "cancel", by=by, at=at, on=on, grounds=grounds(late_reason, reason=reason))
