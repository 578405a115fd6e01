"""`fazhi hotline plan`: plans of months from the records of calls, from the tide to the roster."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from fazhi.lines.hotline import queries
from fazhi.lines.hotline.queries.drafts import shifts_of
from fazhi.lines.hotline.queries.records import days_of, month_after
from fazhi.lines.hotline.services.plans import plan_months
from fazhi.lines.hotline.terms.planning import HISTORY_DAYS, LEAST_TARGET, MOST_TARGET, SLOT_MINUTES, Wish, clock
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument, ExtraMissing

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office
    from fazhi.lines.hotline.rules.planning import MonthPlan

MOST_MONTHS = 12


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--month", required=True, metavar="YYYY-MM[..YYYY-MM]", help="要排的月份，或者起止月份；各按此前的来电预测"
    )
    parser.add_argument("--target", default="0.9", metavar="P", help="各半小时的接通率目标，0.50 到 0.99（默认 0.9）")
    parser.add_argument("--segments", type=int, metavar="K", help="一天分几段；不写则照月初施行的方案")
    parser.add_argument("--office", metavar="CODE", help="热线机构代码；只有一处热线时不必写")


def _plan(context: Context) -> Outcome:
    if find_spec("numpy") is None:
        raise ExtraMissing("planning")
    arguments = context.arguments
    months, target = _months(arguments.month), _target(arguments.target)
    office = office_of(context)
    wishes = [Wish(month, target, _segments(office, month, arguments.segments)) for month in months]
    made = list(plan_months(office=office, wishes=wishes, tell=_told))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    data = [_data(office, each) for each in made]
    text = "\n\n".join("\n".join(_text(office, each)) for each in made)
    return Outcome(data[0] if len(data) == 1 else {"months": data}, text)


def _months(text: str) -> list[date]:
    """Of `YYYY-MM`, or of `YYYY-MM..YYYY-MM`, both included."""
    first, _, last = text.partition("..")
    months = [_month(text, first)]
    end = _month(text, last) if ".." in text else months[0]
    while months[-1] < end and len(months) < MOST_MONTHS:
        months.append(month_after(months[-1]))
    if months[-1] != end:
        raise BadArgument("--month", text, f"先后两个月份，一共不超过 {MOST_MONTHS} 个月")
    return months


def _month(text: str, part: str) -> date:
    try:
        found = date.fromisoformat(f"{part}-01") if len(part) == 7 else None
    except ValueError:
        found = None
    if found is None or not 1900 <= found.year < 9999:
        raise BadArgument("--month", text, "月份，如 2025-01，或者起止月份，如 2025-01..2025-12")
    return found


def _target(text: str) -> int:
    """Per cent."""
    try:
        share = float(text) * 100
        found = round(share)
    except (ValueError, OverflowError):
        share, found = -1.0, 0
    if abs(share - found) > 1e-9 or not LEAST_TARGET <= found <= MOST_TARGET:
        raise BadArgument("--target", text, f"0.{LEAST_TARGET} 到 0.{MOST_TARGET} 之间、至多两位小数的比例，如 0.9")
    return found


def office_of(context: Context) -> "Office":
    """The hotline asked for, or the only one. Raises BadArgument."""
    offices, code = queries.hotlines(context.by), context.arguments.office
    if code is not None:
        offices = [office for office in offices if office.code == code]
    if len(offices) != 1:
        known = "、".join(office.code for office in offices)
        raise BadArgument(
            "--office", code or "", f"有来电记录的机构之一：{known}" if known else "有来电记录的机构的代码"
        )
    return offices[0]


def _segments(office: "Office", month: date, given: int | None) -> int:
    if given is not None:
        return given
    count = len(shifts_of(queries.plan_on(office, month)))
    if not count:
        raise BadArgument("--segments", "", f"一天的段数：{month} 没有施行的值守方案可以参照")
    return count


def _data(office: "Office", made: "MonthPlan") -> dict[str, Any]:
    return {
        "month": f"{made.wish.month:%Y-%m}",
        "office": office.code,
        "target": made.wish.target / 100,
        "tide": {**made.tide, "provisional_years": _provisional(made)},
        "talk_minutes": round(made.times.talk, 4),
        "patience_minutes": round(made.times.patience, 4),
        "redial": round(made.times.redial, 4),
        "required": made.required[0],
        "required_rest": made.required[1],
        "cuts": [each.start_minute // SLOT_MINUTES for each in made.shifts],
        "seats": [each.seats for each in made.shifts],
        "rest_seats": [each.rest_seats for each in made.shifts],
        "curve": list(made.curve),
        "roster": _roster(made),
        "pickup": made.pickup,
        "pickup_worked": made.worked,
        "pickup_rest": made.rest,
    }


def _provisional(made: "MonthPlan") -> list[int]:
    """Of the days that it was foretold from, and foretells."""
    month = made.wish.month
    return queries.provisional_years(month - timedelta(days=HISTORY_DAYS), days_of(month)[-1])


def _roster(made: "MonthPlan") -> dict[str, Any] | None:
    from fazhi.engines.roster import NoSuchRoster
    from fazhi.surfaces.cli.hotline.roster import roster_data
    from fazhi.surfaces.cli.hotline.roster_wording import conflict_sentences

    if made.found is None:
        return None
    if isinstance(made.found, NoSuchRoster):
        return {"infeasible": conflict_sentences(made.found.conflict)}
    return roster_data(made.request, made.found)


def _text(office: "Office", made: "MonthPlan") -> Iterator[str]:
    month = made.wish.month
    calls = sum(slot["mean"] for slot in made.tide["forecast"])
    yield (
        f"{office.name}{month.year}年{month.month}月：预计首拨来电 {calls:,.0f} 个；一次通话 {made.times.talk:.1f} 分钟，"
        f"等候的耐心 {made.times.patience:.1f} 分钟，未接通的约 {made.times.redial:.0%} 重拨。"
    )
    yield f"按各半小时接通率 {made.wish.target}%，一天分 {made.wish.segments} 段："
    for each in made.shifts:
        hours = f"{clock(each.start_minute)}—{clock(each.end_minute)}"
        yield f"  {hours}　工作日 {each.seats} 席，休息日 {each.rest_seats} 席"
    yield f"全月预计接通率 {made.pickup:.2%}（工作日 {made.worked:.2%}，休息日 {made.rest:.2%}）。"
    for year in _provisional(made):
        yield f"注意：{year}年没有放假安排，只按周末区分工作日。"
    roster = _roster(made)
    if roster is None:
        yield "没有在值的团队，未排班。"
    elif "infeasible" in roster:
        yield "排不出值班表：" + "；".join(roster["infeasible"])
    else:
        proof = "已证明不可能更均衡" if roster["proven"] else f"最多还能再均衡 {roster['gap']} 席时"
        yield (
            f"{len(made.request.teams)} 个团队排 {len(made.request.duties)} 班，与应得相差最多 {roster['deviation']} 席时，{proof}；"
            "值班表见 --json。"
        )
        if "holidays" in roster:
            rest = roster["holidays"]
            even = "已证明" if rest["proven"] else f"最多还能再均衡 {rest['gap']} 班"
            yield f"休息日的班按全年应值，相差最多 {rest['deviation']} 班，{even}。"


def _told(month: date, stage: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{month.year}年{month.month}月：{stage}……", end="", file=sys.stderr, flush=True)


COMMANDS = (Command(("hotline", "plan"), "从来电记录排一个月或几个月：潮汐、座席、时段、值班表", _arguments, _plan),)
