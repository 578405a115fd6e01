"""What the wall advises, in sentences: each with its numbers, and on what they rest."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.lines.hotline.models import LineState, Outlook
from fazhi.lines.hotline.terms.planning import SLOT_MINUTES, clock


@dataclass(frozen=True)
class Advising:
    """
    sentences  what to do, or that nothing is to be done; `is_due` where something is
    notes      what is odd about the moment or the records; rests_on says whence it all comes
    """

    sentences: tuple[str, ...]
    is_due: bool
    notes: tuple[str, ...]
    rests_on: str


def advising(outlook: Outlook, state: LineState, seats: int | None) -> Advising | None:
    """
    seats  of the plan now

    None where nothing was reckoned yet.
    """
    told = outlook.advice
    if told is None or outlook.advised_at is None:
        return None
    target = outlook.content["target"]
    openings = told["openings"]
    sentences = [_opening(each, openings[:place]) for place, each in enumerate(openings)] or [_nothing(told, target)]
    return Advising(
        tuple(sentences), bool(openings), tuple(_notes(told, state, seats)), _rests_on(outlook, told, target)
    )


def _opening(each: dict[str, Any], before: list[dict[str, Any]]) -> str:
    """`before` are the openings upon which it may rest: of those in whose hours it lies, it is one seat more."""
    numbers = {
        "start": clock(each["start_minute"]), "end": clock(each["end_minute"]), "seats": each["seats"],
        "without": _share(each["without"]), "having": _share(each["having"]), "calls": round(each["calls"]),
        "foreseen": round(each["foreseen"]),
    }  # fmt: skip
    if any(
        other["start_minute"] < each["end_minute"] and each["start_minute"] < other["end_minute"] for other in before
    ):
        return (
            _(
                "在此之外，%(start)s 至 %(end)s 再增开 %(seats)d 席：不再增开接通率约为 %(without)s，再增开约为 %(having)s。"
            )
            % numbers
        )
    return (
        _(
            "建议自 %(start)s 起增开 %(seats)d 席至 %(end)s：按今天的来电，不增开接通率约为 %(without)s，增开约为 %(having)s。"
            "这段时间预计首拨来电 %(calls)d 次，早间预测 %(foreseen)d 次。"
        )
        % numbers
    )


def _nothing(told: dict[str, Any], target: float) -> str:
    numbers = {
        "start": clock(told["start_minute"]), "calls": round(told["calls"]), "foreseen": round(told["foreseen"]),
        "without": _share(told["without"]), "target": _share(target),
    }  # fmt: skip
    if told["without"] >= target:
        return (
            _(
                "不需要调整：自 %(start)s 起预计首拨来电 %(calls)d 次（早间预测 %(foreseen)d 次），照方案接通率约为 %(without)s。"
            )
            % numbers
        )
    return (
        _(
            "没有值得增开一小时以上的时段：自 %(start)s 起预计首拨来电 %(calls)d 次（早间预测 %(foreseen)d 次），"
            "照方案接通率约为 %(without)s，目标 %(target)s。"
        )
        % numbers
    )


def _notes(told: dict[str, Any], state: LineState, seats: int | None) -> list[str]:
    found = []
    if seats is not None and state.seats_in < seats:
        short = seats - state.seats_in
        found.append(_("现在在席比方案少 %d 席；上面的接通率按方案的座席计算。") % short)
    if told["silent"]:
        slots = "、".join(clock(place * SLOT_MINUTES) for place in told["silent"])
        found.append(_("%s 起的半小时没有收到来电，按话务数据中断处理，没有据此调低预测。") % slots)
    return found


def _rests_on(outlook: Outlook, told: dict[str, Any], target: float) -> str:
    assert outlook.advised_at is not None
    return _(
        "依据今天到 %(until)s 的 %(calls)d 次来电，%(first)s 至 %(last)s 的 %(history)d 次来电记录；各半小时的接通率目标 %(target)s。"
    ) % {
        "until": f"{timezone.localtime(outlook.advised_at):%H:%M}", "calls": told["calls_so_far"],
        "first": outlook.first_date, "last": outlook.last_date, "history": outlook.calls, "target": _share(target),
    }  # fmt: skip


def _share(value: float) -> str:
    return f"{value:.0%}"
