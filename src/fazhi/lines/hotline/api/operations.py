"""
The switch tells (话务实时数据): calls whose fate is known, and how the lines stand; the wall shows it, a background job advises.

Calls are records of the ledger of calls: the same day's ledger finds them again. Of numbers a keyed digest is kept, as there.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl
from django.utils import timezone

from fazhi.engines.identifiers import half_width, judge_phone
from fazhi.kernel.organisations import queries as organisations
from fazhi.lines.hotline.api.shapes import CallSent, Feed, FeedTold
from fazhi.lines.hotline.ledgers.rows import keyed
from fazhi.lines.hotline.permissions import FEED
from fazhi.lines.hotline.queries.live import firm_keys, line_state_of
from fazhi.lines.hotline.services.feed import note_job, take_in
from fazhi.lines.hotline.terms import KEEPERS, Outcome
from fazhi.lines.hotline.terms.live import ADVISED_FOR, AHEAD, BEHIND, INTRADAY_JOB, FedCall, Lines
from fazhi.lines.hotline.terms.planning import is_equipped
from fazhi.surfaces.api.errors import Fault, RequestWrong
from fazhi.surfaces.api.operations import Call, Method, Operation
from fazhi.surfaces.jobs import services as background
from fazhi.surfaces.jobs.models import Job

if TYPE_CHECKING:
    from uuid import UUID

    from fazhi.kernel.organisations.models import Office

_DAY = 86_400


def _feed(call: Call) -> FeedTold:
    body: Feed = call.body
    office = organisations.office_seen_by(call.post, body.office)
    if office is None or office.kind not in KEEPERS:
        raise RequestWrong([Fault("office", "没有这个热线机构，或者不在这个对接系统的范围内。")], status=422)
    firms = firm_keys(office, {each.firm for each in body.calls if each.firm})
    faults = [*_faults(body, call.at), *_unknown(body, firms)]
    if faults:
        raise RequestWrong(faults[:20], status=422)
    lines = Lines(**body.lines.model_dump()) if body.lines else None
    taken = take_in(
        office, _calls(body.calls), lines, firms, is_simulated=body.simulated, by=call.post, at=call.at
    )  # fmt: skip
    if taken.is_latest and is_equipped():
        _follow(office, call)
    return FeedTold(
        receipt=str(call.receipt), new=taken.new, updated=taken.updated, unchanged=taken.unchanged,
        is_latest=taken.is_latest, at=call.at,
    )  # fmt: skip


def _follow(office: "Office", call: Call) -> None:
    """Have the worker reckon the advice, unless it was asked to just now, or has not come to it yet."""
    state = line_state_of(office)
    assert state is not None
    job = Job.objects.filter(pk=state.job).first() if state.job else None
    if job is not None and (job.is_waited_for or call.at - job.queued_at < ADVISED_FOR):
        return
    made = background.enqueue(INTRADAY_JOB, by=call.post.code, at=call.at, arguments={"lines": str(state.pk)})
    note_job(state, made.pk)


def _faults(body: Feed, at: datetime) -> Iterator[Fault]:
    """What the shape can't tell."""
    if not body.calls and body.lines is None:
        yield Fault("", "来电和线路状态至少写一项。")
    if body.lines is not None:
        yield from _untimely("lines.at", body.lines.at, at)
        if not body.lines.waiting and body.lines.longest_wait_seconds:
            yield Fault("lines.longest_wait_seconds", "没有排队的来电，应为 0。")
    seen = set()
    for place, each in enumerate(body.calls):
        key = timezone.localdate(each.came), each.number
        if key in seen:
            yield Fault(f"calls.{place}.number", "同一批里这个流水号出现了两次。")
        seen.add(key)
        yield from (Fault(f"calls.{place}.{name}", says) for name, says in _wrong(each))
        yield from _untimely(f"calls.{place}.came", each.came, at)


def _wrong(call: CallSent) -> Iterator[tuple[str, str]]:
    """Where, and what."""
    is_answered = call.outcome == Outcome.ANSWERED
    if is_answered and call.answered is None:
        yield "answered", "接听的来电应当写明接听时刻。"
    if not is_answered and call.answered is not None:
        yield "answered", "没有接听的来电，接听时刻应当不填。"
    if not is_answered and call.firm is not None:
        yield "firm", "没有接听的来电，值班团队应当不填。"
    if call.outcome == Outcome.HUNG_UP and call.ended is None:
        yield "ended", "排队中挂断的来电应当写明结束时刻。"
    if call.answered is not None and not _is_after(call.came, call.answered):
        yield "answered", "接听时刻应当不早于来电时刻，晚不过一天。"
    if call.ended is not None and not _is_after(call.answered or call.came, call.ended):
        yield "ended", "结束时刻应当不早于来电和接听时刻，晚不过一天。"
    if call.caller and (found := judge_phone(call.caller)):
        yield "caller", f"不是电话号码；应为{found[0].expected}。"


def _is_after(first: datetime, later: datetime) -> bool:
    return 0 <= (later - first).total_seconds() <= _DAY


def _untimely(place: str, moment: datetime, at: datetime) -> Iterator[Fault]:
    if moment > at + AHEAD:
        yield Fault(place, "晚于现在；请核对交换机的时钟和时区。")
    elif moment < at - BEHIND:
        yield Fault(place, "早于两天以前；更早的来电请用来电台账。")


def _unknown(body: Feed, firms: "dict[str, UUID]") -> Iterator[Fault]:
    for place, each in enumerate(body.calls):
        if each.firm and each.firm not in firms:
            yield Fault(f"calls.{place}.firm", "这个机构没有代码如此的值班团队。")


def _calls(sent: list[CallSent]) -> list[FedCall]:
    callers = keyed(pl.Series([half_width(each.caller) if each.caller else None for each in sent], dtype=pl.String))
    return [_call(each, caller) for each, caller in zip(sent, callers, strict=True)]


def _call(sent: CallSent, caller: str) -> FedCall:
    came = timezone.localtime(sent.came)
    waited = sent.answered or sent.ended or sent.came
    talked = sent.ended - sent.answered if sent.answered and sent.ended else None
    return FedCall(
        sent.number, came.date(), came.hour * 60 + came.minute, sent.outcome,
        int((waited - sent.came).total_seconds()), int(talked.total_seconds()) if talked else 0, caller,
        sent.firm or "",
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "feed_hotline", Method.POST, "hotline/feed", "报送话务实时数据", "热线", FEED, _feed, FeedTold, body=Feed,
        told=(
            "来电一有结果就报（接听的在接听时报一次，结束后再报一次），线路状态每分钟报一次。来电与来电台账是同样的记录，"
            "同一天同一流水号只有一条；号码只保存加密的标识。"
        ),
    ),
)  # fmt: skip
