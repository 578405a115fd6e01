"""`fazhi hotline calls`: a switch's queue log into the ledger of calls (来电台账), every line that can't be taken named."""

import argparse
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange import workbook
from fazhi.lines.hotline.ledgers import CALL_FORMAT
from fazhi.lines.hotline.rules.queue_log import Fault, LoggedCall, Refused, read_queue_log
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.hotline.files import read_text

SHOWN = 20
FAULTS = {
    Fault.MALFORMED: "不是排队日志的一行，或者时刻、秒数不对",
    Fault.DUPLICATE: "同一行出现了两次，只取第一次",
    Fault.CLOCK_BACK: "早于上一行，交换机的时钟被拨回",
    Fault.CLOCK_JUMP: "所记秒数与时钟相差过大，通话中时钟被调整",
    Fault.DURATION: "时长是负数，或者超过一天",
    Fault.ID_AGAIN: "当日已有这个呼叫标识，交换机重新计数",
    Fault.NO_START: "没有记录这个来电何时进入排队或者接通",
    Fault.NO_END: "没有记录这个来电如何结束",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("log", type=Path, metavar="LOG", help="排队日志（Asterisk queue_log 格式，UTF-8）")
    parser.add_argument("--office", required=True, metavar="CODE", help="热线机构代码")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE.xlsx", help="写成的来电台账，再用 ledger import 导入"
    )


def _calls(context: Context) -> Outcome:
    arguments = context.arguments
    if arguments.out.suffix != ".xlsx":
        raise BadArgument("--out", str(arguments.out), "以 .xlsx 结尾的文件名")
    calls, refused = read_queue_log(read_text(arguments.log).splitlines())
    if calls:
        workbook.write(arguments.out, CALL_FORMAT, _frame(calls, arguments.office))
    data = {
        "calls": len(calls),
        "out": str(arguments.out) if calls else None,
        "refused": [
            {"line": each.line, "fault": each.fault.value, "call": each.call, "value": each.value} for each in refused
        ],
    }
    said = [
        f"{len(calls)} 个来电写入 {arguments.out}。" if calls else "没有可以写入的来电。",
        *map(_said, refused[:SHOWN]),
    ]
    if len(refused) > SHOWN:
        said.append(f"……共 {len(refused)} 处，全部见 --json。")
    return Outcome(data, "\n".join(said), exit_code=1 if refused else 0)


def _said(each: Refused) -> str:
    call = f"呼叫 {each.call}：" if each.call else ""
    return f"第 {each.line} 行：{call}{FAULTS[each.fault]}（{each.value}）。"


def _frame(calls: list[LoggedCall], office: str) -> pl.DataFrame:
    rows = [
        (office, call.number, call.at.date(), f"{call.at:%H:%M:%S}", call.caller or None, call.outcome.value, call.waited,
         call.talked if call.talked else None, None)
        for call in calls
    ]  # fmt: skip
    types = (pl.String, pl.String, pl.Date, pl.String, pl.String, pl.String, pl.Int64, pl.Int64, pl.String)
    names = [column.name for column in CALL_FORMAT.columns]
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


COMMANDS = (Command(("hotline", "calls"), "把交换机的排队日志写成来电台账", _arguments, _calls, needs_database=False),)
