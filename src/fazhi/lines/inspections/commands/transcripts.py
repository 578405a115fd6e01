"""`fazhi inspections keep` and `fazhi inspections draws`: the transcripts of tasks' draws."""

import argparse
from pathlib import Path
from typing import Any

from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.permissions import DRAW
from fazhi.lines.inspections.queries.draws import draw_numbered, draws_seen_by
from fazhi.lines.inspections.services import keep_transcript
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument


def _keep_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("task", metavar="TASK", help="任务编号，如 厦司抽〔2024〕1号")
    parser.add_argument("--attempt", type=int, default=1, metavar="N", help="第几次抽取（默认 1）")
    parser.add_argument("--commitment", type=Path, required=True, metavar="C.json", help="封存文件")
    parser.add_argument("--transcript", type=Path, required=True, metavar="T.json", help="抽取记录")


def _keep(context: Context) -> Outcome:
    context.require(DRAW)
    given = context.arguments
    found = draw_numbered(given.task, given.attempt, by=context.by)
    if found is None:
        raise BadArgument("TASK", f"{given.task} 第{given.attempt}次", "台账中有的任务编号和抽取次数")
    texts = [_read(given.commitment, "--commitment"), _read(given.transcript, "--transcript")]
    keep_transcript(found, *texts, by=context.by, at=context.at)
    data = {"task": given.task, "attempt": given.attempt, "digest": found.transcript_digest}
    return Outcome(data, f"{given.task} 第{given.attempt}次抽取的记录核验属实，已补存。")


def _read(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise BadArgument(name, str(path), "一个已有的文件")
    return path.read_bytes()


def _draws_arguments(parser: argparse.ArgumentParser) -> None:
    """`inspections draws` takes none."""


def _draws(context: Context) -> Outcome:
    rows = [_row(each) for each in draws_seen_by(context.by)]
    lines = [
        f"{row['task']}  第{row['attempt']}次  封存 {row['digest'][:12]}  "
        f"{row['drawn_date'] or '尚未抽取'}{'  作废：' + row['annul_reason'] if row['annulled_date'] else ''}"
        for row in rows
    ]
    return Outcome({"draws": rows}, "\n".join(lines) or "还没有抽取。")


def _row(each: Draw) -> dict[str, Any]:
    return {
        "task": each.task.number,
        "attempt": each.attempt,
        "digest": each.digest,
        "announced_date": each.announced_date,
        "beacon": each.beacon,
        "drawn_date": each.drawn_date,
        "transcript_digest": each.transcript_digest,
        "is_kept": bool(each.transcript),
        "annulled_date": each.annulled_date,
        "annulled_by": each.annulled_by,
        "annul_reason": each.annul_reason,
    }


COMMANDS = (
    Command(("inspections", "draws"), "列出各任务的抽取，作废的也列", _draws_arguments, _draws),
    Command(("inspections", "keep"), "核验并补存台账只有摘要的抽取记录", _keep_arguments, _keep),
)
