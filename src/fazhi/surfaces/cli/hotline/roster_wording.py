"""Chinese sentences for rosters: why there is none, and what is wrong with a request."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from fazhi.engines.roster import (
    Absent,
    Apart,
    Conflict,
    Cover,
    Demand,
    Duty,
    Fixed,
    Lacking,
    NoSuchRoster,
    NotARequest,
    PerDay,
    PerWeek,
    Undecided,
)
from fazhi.surfaces.wording import sentence

Kind = TypeVar("Kind", Absent, Apart, Cover, Fixed, Lacking, PerDay, PerWeek)
SHOWN = 8  # ids named in one sentence


@sentence.register
def _(error: NotARequest) -> str:
    found = "没有填写" if error.value is None else f"是 {error.value}"
    return f"{error.place} {found}。应为{error.expected}。"


@sentence.register
def _(error: Undecided) -> str:
    told = f"没有排出值班表，也没能证明排不出：{_named(error.open_duties)} 还缺团队。"
    return told + (
        "请放宽规则，或者分段排。" if error.exact else "安装 [planning] 附加组件（OR-Tools）后可以得到确切的结论。"
    )


@sentence.register
def _(error: NoSuchRoster) -> str:
    conflict = error.conflict
    least = "去掉其中任何一项就排得出" if conflict.minimal else "其中也许有去掉也无妨的"
    head = f"排不出：一共 {conflict.teams} 个团队，下面几项不能同时满足，{least}。"
    return "\n".join([head, *conflict_sentences(conflict)])


def conflict_sentences(conflict: Conflict) -> list[str]:
    """What can't be met together, in sentences that each name their teams, duties, dates and numbers."""
    demands = conflict.demands
    told = [_covers(day, [each for each in _of(demands, Cover) if each.duty.date == day], conflict.teams)
            for day in dict.fromkeys(each.duty.date for each in _of(demands, Cover))]  # fmt: skip
    told += [f"值班 {each.duty.id}（{each.duty.date}）已经定由{each.team}值。" for each in _of(demands, Fixed)]
    for day_rule in _of(demands, PerDay):
        told.append(f"{day_rule.date} 每个团队最多值 {day_rule.most} 个班，{_all(conflict.teams, day_rule.most)}。")
    for week_rule in _of(demands, PerWeek):
        until = week_rule.date + timedelta(6)
        told.append(
            f"{week_rule.date} 至 {until} 这一周每个团队最多值 {week_rule.most} 个班，{_all(conflict.teams, week_rule.most)}。"
        )
    told += [_apart(each) for each in _of(demands, Apart)]
    absent = _of(demands, Absent)
    for team in dict.fromkeys(each.team for each in absent):
        told.append(f"{team} {_named(str(each.date) for each in absent if each.team == team)} 不能值班。")
    lacking = _of(demands, Lacking)
    for duty in dict.fromkeys(each.duty for each in lacking):
        teams = _named(each.team for each in lacking if each.duty == duty)
        told.append(f"值班 {duty.id}（{duty.date}）需要“{'、'.join(sorted(duty.needs))}”专长，{teams} 没有。")
    return told


def _of(demands: Iterable[Demand], kind: type[Kind]) -> list[Kind]:
    return [each for each in demands if isinstance(each, kind)]


def _covers(day: date, covers: Sequence[Cover], teams: int) -> str:
    if len(covers) == 1:
        duty, can = covers[0].duty, covers[0].can
        who = "所有团队都能值" if len(can) == teams else f"能值的有 {len(can)} 个" + (f"：{_named(can)}" if can else "")
        return f"{day} {_span(duty)} 的值班 {duty.id} 需要 {duty.teams} 个团队，{who}。"
    needed = sum(each.duty.teams for each in covers)
    return f"{day} 的 {len(covers)} 个值班（{_named(each.duty.id for each in covers)}）一共需要 {needed} 个团队。"


def _apart(demand: Apart) -> str:
    hours = f"{demand.rest_minutes / 60:g}"
    why = f"时间重叠，或者间隔不足 {hours} 小时" if demand.rest_minutes else "时间重叠"
    duties = _named(f"{duty.id}（{duty.date} {_span(duty)}）" for duty in demand.duties)
    return f"值班 {duties} {why}，一个团队只能值其中一个。"


def _all(teams: int, most: int) -> str:
    return f"{teams} 个团队最多 {teams * most} 个"


def _span(duty: Duty) -> str:
    return f"{clock(duty.start)}—{clock(duty.end)}"


def clock(minutes: int) -> str:
    """Minutes from midnight as a time of day, or of the next."""
    next_day, minutes = ("次日", minutes - 1440) if minutes > 1440 else ("", minutes)
    return f"{next_day}{minutes // 60:02d}:{minutes % 60:02d}"


def _named(names: Iterable[str]) -> str:
    every = list(names)
    return "、".join(every[:SHOWN]) + (f"等 {len(every)} 个" if len(every) > SHOWN else "")
