"""`fazhi divisions`: the national list in, one division shown; `fazhi absences`: who is away and who stands in."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.kernel.organisations import queries, services
from fazhi.kernel.organisations.division_list import RefusedRow
from fazhi.kernel.organisations.divisions import DivisionsLoaded, load_divisions
from fazhi.kernel.organisations.errors import (
    AbsenceBegun,
    AbsenceDatesWrong,
    AbsenceTwice,
    CoverImpossible,
    DivisionsUnread,
    UnknownAbsence,
    UnknownDivision,
)
from fazhi.kernel.organisations.permissions import LOAD_DIVISIONS
from fazhi.kernel.organisations.queries import DivisionPlace
from fazhi.kernel.organisations.terms import AbsenceReason
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Absence, Division, Post

REFUSALS_TOLD = 20
_FAULTS = {
    "code-form": "区划代码应为 2、4、6、9 或 12 位数字，首位不为 0，各级不全为 0",
    "name-missing": "名称为空，请补上",
    "name-long": "名称超过 60 字，请核对",
    "class-unknown": "城乡分类应为 111、112、121、122、123、210 或 220",
    "repeated": "与另一行的区划代码相同，请删去重复的或改正代码",
    "no-parent": "本表和已有记录中都没有它的上级区划，请补上",
}
_WHY_UNREAD = {
    "headings": "第一行须有“code”（或“统计用区划代码”）和“name”（或“名称”）两个标题",
    "empty": "文件是空的",
    "damaged": "不是 UTF-8 或 GB18030 的 CSV 文件，或者各行的栏数不一致",
}
_WHY_NO_COVER = {
    "same_official": "两个岗位是同一个人",
    "not_above": "代岗人须在同一机构或者其上级机构任职",
    "administrator": "系统、安全、审计管理员只能由同一角色的人代岗",
    "not_held": "代岗人在这段日子里没有始终在任",
    "absent": "代岗人在这段日子里自己缺勤",
}


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="统计部门的区划代码表（CSV：代码、名称、城乡分类）")
    parser.add_argument("--within", metavar="CODE", help="只要这个区划以内的，如 3502")


def _import(context: Context) -> Outcome:
    context.require_whole(LOAD_DIVISIONS)
    given = context.arguments
    try:
        loaded = load_divisions(given.file, within=given.within, by=context.actor, at=context.at)
    except OSError as error:
        raise BadArgument("FILE", str(given.file), "可以读取的 CSV 文件") from error
    return Outcome(_loaded_data(loaded), _loaded_text(loaded), int(bool(loaded.refused)))


def _loaded_data(loaded: DivisionsLoaded) -> dict[str, Any]:
    names = ("sha256", "read", "added", "changed", "unchanged", "removed", "left_out")
    return {
        **{name: getattr(loaded, name) for name in names},
        "refused": len(loaded.refused),
        "refusals": [{"row": row.row, "code": row.code, "fault": row.fault} for row in loaded.refused],
    }


def _loaded_text(loaded: DivisionsLoaded) -> str:
    counts = f"读取 {loaded.read} 行：新增 {loaded.added}，更正 {loaded.changed}，未变 {loaded.unchanged}"
    lines = [
        f"{counts}，范围以外 {loaded.left_out}，退回 {len(loaded.refused)}；表中已没有的 {loaded.removed} 个注明撤销。"
    ]
    lines += [_refusal_text(row) for row in loaded.refused[:REFUSALS_TOLD]]
    if len(loaded.refused) > REFUSALS_TOLD:
        lines.append(f"  …… 另有 {len(loaded.refused) - REFUSALS_TOLD} 行，全部见 --json。")
    return "\n".join(lines)


def _refusal_text(row: RefusedRow) -> str:
    return f"  第{row.row}行“{row.code}”{row.name}：{_FAULTS[row.fault]}。"


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="区划代码，如 350203 或 350203000000")


def _show(context: Context) -> Outcome:
    place = queries.division_place(context.arguments.code)
    return Outcome(_place_data(place), _place_text(place))


def _place_data(place: DivisionPlace) -> dict[str, Any]:
    division = place.division
    return {
        "code": division.code,
        "name": division.name,
        "level": division.level,
        "path": [{"code": step.code, "name": step.name} for step in place.path],
        "urban_rural_class": division.urban_rural_class or None,
        "below": place.below,
        "until": division.until_date.isoformat() if division.until_date else None,
    }


def _place_text(place: DivisionPlace) -> str:
    path = " › ".join(step.name for step in place.path)
    return f"{path}\n{place.division.code}，{'，'.join(_facts(place.division, place.below))}。"


def _facts(division: "Division", below: int) -> list[str]:
    facts = [division.get_level_display()]
    if division.urban_rural_class:
        facts.append(f"城乡分类 {division.urban_rural_class} {division.get_urban_rural_class_display()}")
    if below:
        facts.append(f"下辖 {below} 个")
    if day := division.until_date:
        facts.append(f"{day.year}年{day.month}月{day.day}日的区划表已没有它")
    return facts


def _record_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", metavar="POST", help="缺勤的岗位，写作 工号@机构代码:角色")
    parser.add_argument("cover", metavar="COVER", help="代岗的岗位")
    parser.add_argument("first", metavar="FIRST", help="第一天，如 2024-06-10")
    parser.add_argument("last", metavar="LAST", help="最后一天")
    parser.add_argument("reason", metavar="REASON", choices=AbsenceReason.labels, help="、".join(AbsenceReason.labels))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadArgument("日期", text, "2024-06-10 这样的日期") from error


def _record(context: Context) -> Outcome:
    given, by = context.arguments, _acting(context)
    first, last = _day(given.first), _day(given.last)
    post, cover = (queries.post_named(text, on=first) for text in (given.post, given.cover))
    reason = next(item for item in AbsenceReason if item.label == given.reason)
    absence = services.record_absence(post, cover, first, last, reason, by=by, at=context.at)
    return _told([absence])


def _acting(context: Context) -> "Post":
    """Whose act it is: the system account arranges nobody's leave."""
    if context.by is None:
        raise BadArgument("--as", "", "登记人的岗位，如 工号@机构代码:head")
    return context.by


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=int, help="缺勤登记的序号，见 fazhi absences list")


def _end_arguments(parser: argparse.ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("last", metavar="LAST", help="实际的最后一天")


def _end(context: Context) -> Outcome:
    by = _acting(context)
    absence = queries.absence_seen_by(by, context.arguments.number)
    return _told([services.end_absence(absence, last=_day(context.arguments.last), by=by, at=context.at)])


def _withdraw(context: Context) -> Outcome:
    by = _acting(context)
    absence = queries.absence_seen_by(by, context.arguments.number)
    return _told([services.withdraw_absence(absence, by=by, at=context.at)])


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    """`absences list` takes none."""


def _list(context: Context) -> Outcome:
    return _told(list(queries.absences_from(timezone.localdate(context.at), seen_by=context.by)))


def _told(absences: "list[Absence]") -> Outcome:
    lines = [_absence_text(absence) for absence in absences]
    return Outcome({"absences": [_absence_data(item) for item in absences]}, "\n".join(lines) or "没有缺勤登记。")


def _absence_data(absence: "Absence") -> dict[str, Any]:
    return {
        "number": absence.pk,
        "post": absence.post.code,
        "cover": absence.cover.code,
        "from": absence.from_date.isoformat(),
        "until": absence.until_date.isoformat(),
        "reason": absence.reason,
        "withdrawn": absence.withdrawn_at is not None,
    }


def _absence_text(absence: "Absence") -> str:
    end = "（已撤销）" if absence.withdrawn_at else ""
    days = f"{absence.from_date} 至 {absence.until_date}"
    return (
        f"{absence.pk}  {days}  {absence.post.code} {absence.get_reason_display()}，由 {absence.cover.code} 代岗{end}"
    )


@sentence.register
def _(error: UnknownAbsence) -> str:
    return f"在您的岗位范围内没有序号为 {error.number} 的缺勤登记；见 fazhi absences list。"


@sentence.register
def _(error: UnknownDivision) -> str:
    return f"没有区划“{error.code}”。代码为 2、4、6、9 或 12 位；如还没有导入区划表，请先执行 fazhi divisions import。"


@sentence.register
def _(error: DivisionsUnread) -> str:
    found = f"找到的是：{'、'.join(error.found)}。" if error.found else ""
    return f"{error.path} 不能作为区划代码表读取：{_WHY_UNREAD[error.why]}。{found}"


@sentence.register
def _(error: AbsenceDatesWrong) -> str:
    return f"{error.found} 不能作为缺勤的最后一天；这次缺勤从 {error.first} 起，最迟到 {max(error.first, error.last)}。"


@sentence.register
def _(error: AbsenceBegun) -> str:
    return f"{error.post} 的缺勤已于 {error.first} 开始，不能撤销；请写明最后一天，提前结束。"


@sentence.register
def _(error: AbsenceTwice) -> str:
    return f"{error.post} 在 {error.first} 至 {error.last} 已登记缺勤；请先结束或者撤销那一次。"


@sentence.register
def _(error: CoverImpossible) -> str:
    return f"{error.cover} 不能为 {error.post} 代岗：{_WHY_NO_COVER[error.why]}。请另选代岗人。"


COMMANDS = (
    Command(("absences", "record"), "登记缺勤和代岗", _record_arguments, _record),
    Command(("absences", "end"), "提前结束缺勤", _end_arguments, _end),
    Command(("absences", "withdraw"), "撤销尚未开始的缺勤", _number, _withdraw),
    Command(("absences", "list"), "列出现在和以后的缺勤", _no_arguments, _list),
    Command(("divisions", "import"), "导入行政区划代码表", _import_arguments, _import),
    Command(("divisions", "show"), "查一个行政区划", _show_arguments, _show),
)
