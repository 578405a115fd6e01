"""
`fazhi hotline`: what the engines of planning answer, files in, documents out; no database is asked.

The engines stand on the extra `[planning]`, take a second to load and much memory, so a command loads its module when it is run.
"""

import argparse
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import ExtraMissing

Arguments = Callable[[argparse.ArgumentParser], None]


def _file(help: str, *names: str) -> Arguments:
    def add(parser: argparse.ArgumentParser) -> None:
        for name in names:
            parser.add_argument(name.lower(), type=Path, metavar=name, help=help)

    return add


def _chance(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, required=True, metavar="N", help="模拟的天数；不足 10 天不给置信区间")
    parser.add_argument("--seed", type=int, required=True, metavar="S", help="随机数种子；相同则结果相同")


def _simulate(parser: argparse.ArgumentParser) -> None:
    _file("情景（JSON）", "SCENARIO")(parser)
    _chance(parser)
    parser.add_argument("--threads", type=int, default=1, metavar="T", help="线程数，只影响快慢（默认 1）")


def _compare(parser: argparse.ArgumentParser) -> None:
    _file("情景（JSON）；两个方案用同一批来话比较", "A", "B")(parser)
    _chance(parser)


def _staff(parser: argparse.ArgumentParser) -> None:
    _file("情景（JSON）；其中的坐席数不计", "SCENARIO")(parser)
    parser.add_argument("--target", required=True, metavar="P", help="接通率目标，如 0.9")
    parser.add_argument(
        "--by", choices=("slot", "segment", "day"), default="slot", help="按时段、值守段还是全天达标（默认按时段）"
    )


def _tide(parser: argparse.ArgumentParser) -> None:
    _file("来电记录（CSV）：datetime,calls，或者每行一个来电", "CALLS")(parser)
    parser.add_argument("--forecast", metavar="FROM..TO", help="预测的日期，首尾两日均含；不写则预测记录之后的一周")


def _command(name: str, help: str, arguments: Arguments, module: str) -> Command:
    """The command `name`, run by the function of that name in the module."""

    def run(context: Context) -> Outcome:
        if find_spec("numpy") is None:
            raise ExtraMissing("planning")
        found = import_module(f"{__name__}.{module}")
        done: Outcome = getattr(found, name)(context)
        return done

    return Command(("hotline", name), help, arguments, run, needs_database=False)


COMMANDS = (
    _command("erlang", "排队公式：等候、放弃和坐席占用", _file("模型和算例（JSON）", "FILE"), "queues"),
    _command("exact", "按情景精确计算一天的接通率", _file("情景（JSON）", "SCENARIO"), "days"),
    _command("simulate", "按情景逐个来话模拟", _simulate, "days"),
    _command("compare", "用同一批来话比较两个方案", _compare, "days"),
    _command("staff", "达到接通率目标所需的坐席", _staff, "seats"),
    _command("segments", "划分值守时段：按所需坐席或者坐席预算", _file("需求和规则（JSON）", "FILE"), "segments"),
    _command("roster", "按份额给值班团队排班", _file("团队、值班和规则（JSON）", "FILE"), "roster"),
    _command("tide", "从来电记录看潮汐并预测", _tide, "tide"),
)
