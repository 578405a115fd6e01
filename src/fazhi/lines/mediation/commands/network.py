"""`fazhi mediation network`: the network of committees on a day; the wording of what can go wrong with committees."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from fazhi.lines.mediation.errors import (
    CommitteeCancelled,
    CommitteeUnregistered,
    CompositionUnlawful,
    MemberLineUnclear,
    NotServing,
    RemovalGroundWrong,
    Underage,
    UnknownServant,
)
from fazhi.lines.mediation.queries.coverage import District, Network, network
from fazhi.surfaces.cli.arguments import day_of
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.wording import sentence

_SHOWN = 10
_GAPS = {"without": "没有调委会", "out_of_term": "不在任期内", "twice": "有几个调委会"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DAY", help="哪一天的情况，如 2024-12-31；缺省为今天")


def _network(context: Context) -> Outcome:
    found = network(on=day_of("--on", context.arguments.on) or timezone.localdate(context.at), seen_by=context.by)
    return Outcome(_data(found), "\n".join(_lines(found)))


def _data(found: Network) -> dict[str, Any]:
    return {
        "on": found.on.isoformat(),
        "divisions": found.has_divisions,
        "levels": dict(found.levels),
        "members": found.members,
        "mediators": {"all": found.mediators, "full_time": found.full_time},
        "districts": [_district_data(district) for district in found.districts],
    }


def _district_data(district: District) -> dict[str, Any]:
    coverage = district.coverage
    return {
        "code": district.code,
        "name": district.name,
        "committees": dict(district.committees),
        "in_term": district.in_term,
        "villages": coverage.villages,
        "covered": coverage.covered,
        **{name: _pairs(getattr(coverage, name)) for name in _GAPS},
        "unplaced": _pairs(district.unplaced),
    }


def _pairs(found: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"code": code, "name": name} for code, name in found]


def _lines(found: Network) -> Iterator[str]:
    day = f"{found.on.year}年{found.on.month}月{found.on.day}日"
    levels = "，".join(f"{level}{count}个" for level, count in found.levels.items())
    yield f"{day}：人民调解委员会{sum(found.levels.values())}个{f'（{levels}）' if levels else ''}，"
    yield f"委员{found.members}人，人民调解员{found.mediators}人，其中专职{found.full_time}人。"
    if not found.has_divisions:
        yield "没有村居的行政区划，不能核对覆盖情况；请先运行 fazhi divisions import。"
    for district in found.districts:
        yield from _district_lines(district)


def _district_lines(district: District) -> Iterator[str]:
    coverage = district.coverage
    kinds = "，".join(f"{label}{count}个" for label, count in district.committees.items())
    yield f"{district.name}：{kinds or '没有调委会'}；任期内{district.in_term}个。"
    if coverage.villages:
        yield f"  村居{coverage.villages}个，有一个任期内调委会的{coverage.covered}个。"
    for name, why in _GAPS.items():
        yield from _gap(why, getattr(coverage, name))
    yield from _gap("区划代码不是现有村居的村居调委会", district.unplaced)


def _gap(why: str, found: Sequence[tuple[str, str]]) -> Iterator[str]:
    if found:
        named = "、".join(f"{code} {name}" for code, name in found[:_SHOWN])
        more = f" 等{len(found)}个" if len(found) > _SHOWN else ""
        yield f"  {why}：{named}{more}。"


NETWORK_COMMANDS = (
    Command(("mediation", "network"), "人民调解网络：各区调委会、任期和村居覆盖情况", _arguments, _network),
)


@sentence.register
def _(error: CompositionUnlawful) -> str:
    told = "；".join(f"{rule.label}（{article.text}）" for rule, article in error.broken)
    return f"{error.office} 的组成不合法：{told}。"


@sentence.register
def _(error: Underage) -> str:
    return f"{error.name} 在 {error.on} 未满十八周岁，不能担任人民调解员（{error.basis.text}）。"


@sentence.register
def _(error: RemovalGroundWrong) -> str:
    if error.given:
        return f"{error.name} 不是罢免、解聘，不写事由；请清空事由，或者改正离任原因。"
    return f"罢免、解聘 {error.name} 须写明事由，限于{error.basis.text}所列四项。"


@sentence.register
def _(error: MemberLineUnclear) -> str:
    return f"“{error.line}”不清楚；每行写一人：工号 职务 性别 出生日期，首次当选的缺一不可。"


@sentence.register
def _(error: UnknownServant) -> str:
    return f"没有工号为“{error.code}”的人员；请先导入人员台账。"


@sentence.register
def _(error: NotServing) -> str:
    if error.until is None:
        return f"{error.name} 在 {error.on} 尚未开始，不能办理；请核对日期。"
    return f"{error.name} 已于 {error.until} 终止，不能再次办理。"


@sentence.register
def _(error: CommitteeUnregistered) -> str:
    return f"{error.office} 没有调委会登记；请先导入调解委员会台账。"


@sentence.register
def _(error: CommitteeCancelled) -> str:
    return f"{error.office} 已于 {error.cancelled} 撤销，不能办理。"
