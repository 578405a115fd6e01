"""Referrals that wait for an office (对接收件): to be signed for, accepted or returned, answered; by when each is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.queries import open_acts
from fazhi.kernel.referrals.terms import Channel, Kind, State
from fazhi.kernel.referrals.waiting import Place, Waiting, waiting, waiting_counts
from fazhi.lines.mediation.terms import Category
from fazhi.lines.mediation.web.tabs import SECTION, tabs
from fazhi.surfaces.web.cells import NOTHING, with_weekday
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest, page

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.referrals.models import Referral

PAGE = 50
_SHELVES = {
    State.SENT: gettext_lazy("待签收"),
    State.SIGNED: gettext_lazy("待受理"),
    State.ACCEPTED: gettext_lazy("调解中，待回传"),
    State.RESULT_REPORTED: gettext_lazy("待移送单位签收结果"),
}
_NEXT = ("sign", "accept", "return", "report_result", "sign_result")
"""Acts that the inbox offers beside each row, in the order of the procedure."""


@dataclass(frozen=True)
class Shelf:
    """Referrals in one state: how many there are."""

    state: str
    title: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Offered:
    """An act that the post may take on the row's referral."""

    title: str
    url: str


@dataclass(frozen=True)
class Row:
    number: str
    url: str
    kind: str
    sender: str
    sender_number: str
    category: str
    office: str
    sent: str
    due: str
    left: str
    is_late: bool
    holder: str
    acts: tuple[Offered, ...]


def inbox(request: DeskRequest) -> HttpResponse:
    """One shelf of the inbox, a page at a time."""
    counts = waiting_counts(request.post, channel=_channel(request))
    state = _state(request, counts)
    after = _after(request.GET.get("after", ""))
    found = waiting(request.post, [state], channel=_channel(request), after=after, limit=PAGE + 1)
    today = timezone.localdate()
    shown, more = found[:PAGE], len(found) > PAGE
    context = {
        "shelves": _shelves(request, counts, state),
        "channels": [(channel.value, _(channel.label)) for channel in Channel],
        "channel": _channel(request),
        "state": state.value,
        "rows": [_row(each, request.post, today) for each in shown],
        "first_url": _url(request, state=state) if after else "",
        "next_url": _url(request, state=state, after=str(shown[-1].place)) if more else "",
        "sending": _sending(request.post),
        "tabs": tabs(request.post, "mediation-inbox"),
        "with_office": any(each.referral.office_id != request.post.office.pk for each in shown),
    }
    return page(request, "mediation/inbox.html", context, section=SECTION)


def _channel(request: DeskRequest) -> str:
    asked = request.GET.get("channel", "")
    return asked if asked in Channel.values else ""


def _state(request: DeskRequest, counts: Mapping[State, int]) -> State:
    """The shelf asked for; without one the first that is not empty."""
    asked = request.GET.get("state", "")
    if asked:
        found = next((state for state in _SHELVES if state.value == asked), None)
        if found is None:
            raise NotHere(_("“%s”的对接") % asked, Way(_("对接收件"), reverse("mediation-inbox")))
        return found
    return next((state for state in _SHELVES if counts.get(state)), State.SENT)


def _after(text: str) -> Place | None:
    try:
        return Place.read(text) if text else None
    except ValueError as error:
        raise NotHere(_("从“%s”开始的一页") % text, Way(_("对接收件"), reverse("mediation-inbox"))) from error


def _shelves(request: DeskRequest, counts: Mapping[State, int], current: State) -> tuple[Shelf, ...]:
    return tuple(
        Shelf(state.value, str(title), _url(request, state=state), counts.get(state, 0), state is current)
        for state, title in _SHELVES.items()
    )


def _url(request: DeskRequest, *, state: State, after: str = "") -> str:
    asked = {"state": state.value, "channel": _channel(request), "after": after}
    return f"{reverse('mediation-inbox')}?{urlencode({name: text for name, text in asked.items() if text})}"


def _row(each: Waiting, post: "Post", today: date) -> Row:
    referral = each.referral
    left, is_late = _left(each.due, today)
    return Row(
        number=referral.number,
        url=reverse("mediation-referral", kwargs={"key": referral.pk}),
        kind=_(Kind(referral.procedure).label),
        sender=referral.sender,
        sender_number=referral.sender_number,
        category=_(Category.labels()[referral.category]),
        office=referral.office.name,
        sent=referral.sent_date.isoformat(),
        due=with_weekday(each.due) if each.due else NOTHING,
        left=left,
        is_late=is_late,
        holder=each.holder,
        acts=_offered(referral, post),
    )


def _left(due: date | None, today: date) -> tuple[str, bool]:
    if due is None:
        return _("没有法定期限"), False
    days = (due - today).days
    if days < 0:
        return _("逾期 %d 日") % -days, True
    return (_("剩 %d 日") % days if days else _("今天到期")), False


def _offered(referral: "Referral", post: "Post") -> tuple[Offered, ...]:
    may = {act.step.name: act.step.title for act in open_acts(referral, post) if act.may}
    return tuple(
        Offered(may[name], reverse("mediation-referral-act", kwargs={"key": referral.pk, "act": name}))
        for name in _NEXT
        if name in may
    )


def _sending(post: "Post") -> tuple[tuple[str, str], ...]:
    """The kinds of referral that the post may write down as sent: their procedures and titles."""
    if post.role not in registry.permission("referrals.send").roles:
        return ()
    return tuple((kind.value, _(kind.label)) for kind in Kind)
