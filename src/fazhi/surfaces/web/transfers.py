"""Matters that one office passed on to another (转办): the receiver's inbox, and the page of each."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.masking import mask
from fazhi.kernel.procedures.queries import days_left_of
from fazhi.kernel.referrals.terms import TRANSFER, TransferOutcome, TransferReturn, TransferState
from fazhi.kernel.referrals.transfers import PAGE, transfer_counts, transfers_in
from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.cells import with_weekday
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.addresses import addresses
from fazhi.surfaces.web.matters.face import MatterFace
from fazhi.surfaces.web.pages import DeskRequest, Pages, page

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.kernel.referrals.models import Transfer

SECTION = "work"


def inbox(request: DeskRequest) -> HttpResponse:
    """Transfers to the post's offices in one state, a page at a time."""
    state, after = _state(request.GET.get("state", "")), _after(request.GET.get("after", ""))
    counts = transfer_counts(request.post)
    found = transfers_in(request.post, state, after=after)
    shown = found[:PAGE]
    due, today = days_left_of([each.pk for each in shown], request.post), timezone.localdate()
    following = {"state": state.value, "after": str(shown[-1].pk)} if len(found) > PAGE else None
    context = {
        "shelves": [(each, _(each.label), counts.get(each, 0), each is state) for each in TransferState],
        "rows": [_row(each, due.get(each.pk), today) for each in shown],
        "with_due": bool(due),
        "next_url": f"{reverse('transfers')}?{urlencode(following)}" if following else "",
    }
    return page(request, "web/transfers.html", context, section=SECTION)


def _state(text: str) -> TransferState:
    if text and text not in TransferState.values:
        raise NotHere(_("“%s”的转办") % text, Way(_("转办收件"), reverse("transfers")))
    return TransferState(text or TransferState.SENT)


def _after(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text, Way(_("转办收件"), reverse("transfers"))) from error


def _row(each: "Transfer", due: date | None, today: date) -> dict[str, Any]:
    return {
        "number": each.number,
        "url": reverse("transfer", kwargs={"key": each.pk}),
        "purpose": _(each.purpose),
        "subject": _(each.subject),
        "sender": each.sender.name,
        "office": each.office.name,
        "sent": each.sent_date.isoformat(),
        "due": with_weekday(due) if due else "",
        "is_late": due is not None and due < today,
    }


def _facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    transfer = cast("Transfer", matter)
    yield _("转办用途"), _(transfer.purpose)
    yield _("事项"), _(transfer.subject)
    yield _("转出机构"), transfer.sender.name
    if transfer.origin_number:
        yield _("来源编号"), transfer.origin_number
    yield _("转出日期"), transfer.sent_date.isoformat()
    if transfer.accepted_date:
        yield _("受理日期"), transfer.accepted_date.isoformat()
        yield _("转办事由"), transfer.facts
    else:
        yield _("转办事由（受理以前脱敏）"), mask(transfer.facts).text
    if transfer.return_reason:
        yield _("退回原因"), _(TransferReturn(transfer.return_reason).label)
    if transfer.outcome:
        yield _("办理结果"), _(TransferOutcome(transfer.outcome).label)
        yield _("反馈意见"), transfer.answer
    if transfer.ended_date:
        yield _("办结日期"), transfer.ended_date.isoformat()


def _title(matter: "Matter") -> str:
    transfer = cast("Transfer", matter)
    return f"{_(transfer.purpose)}　{_(transfer.subject)}"


FACE = MatterFace(
    procedures=(TRANSFER,),
    url_name="transfer",
    register="",
    title=_title,
    facts=_facts,
    facts_title=gettext_noop("转办情况"),
    section=SECTION,
)

PAGES = Pages(
    urls=(address("transfers/", inbox, name="transfers", access=STAFF), *addresses("transfers/", FACE)),
    matters=(FACE,),
)
