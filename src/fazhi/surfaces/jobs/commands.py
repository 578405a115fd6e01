"""`fazhi worker`: does the desk's background jobs; `fazhi serve` starts one itself."""

import argparse

from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.jobs import worker


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="做完已有的任务就结束")
    parser.add_argument("--child", action="store_true", help="由 fazhi serve 启动：它结束时随之结束")


def _worker(context: Context) -> Outcome:
    given = context.arguments
    if worker.is_served(context.data_dir):
        print("另一个后台任务进程正在服务这个数据目录，等它结束。", flush=True)
    worker.serve(context.data_dir, is_child=given.child, until_empty=given.once)
    return Outcome({}, "")


COMMANDS = (Command(("worker",), "执行后台任务（导入、导出、报告）", _arguments, _worker),)
