"""`fazhi inspections keep` and `fazhi inspections draws`: the transcripts of tasks' draws."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fazhi.engines.draw import read_commitment
from fazhi.engines.draw.canonical import parsed
from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.permissions import DRAW
from fazhi.lines.inspections.queries.draws import draws_seen_by
from fazhi.lines.inspections.services import keep_transcript
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument


def _keep_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="封存文件和抽取记录（.json），或者存放它们的文件夹"
    )


def _keep(context: Context) -> Outcome:
    context.require(DRAW)
    commitments, transcripts = _read(context.arguments.paths)
    draws = {each.transcript_digest: each for each in draws_seen_by(context.by) if each.transcript_digest}
    kept = []
    for path, digest, text in transcripts:
        found = draws.get(digest)
        if found is None:
            raise BadArgument("PATH", path.name, "台账中有摘要的抽取的记录")
        if found.digest not in commitments:
            raise BadArgument("PATH", path.name, f"连同它的封存文件（摘要 {found.digest[:12]}…）")
        keep_transcript(found, commitments[found.digest], text, by=context.by, at=context.at)
        kept.append({"task": found.task.number, "attempt": found.attempt, "digest": digest})
    lines = [f"{each['task']} 第{each['attempt']}次抽取的记录核验属实，已补存。" for each in kept]
    return Outcome({"kept": kept}, "\n".join(lines))


def _read(paths: Sequence[Path]) -> tuple[dict[str, bytes], list[tuple[Path, str, bytes]]]:
    """Commitments by their digest; of each transcript its file, the digest that it states, and its text."""
    files = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    commitments, transcripts = {}, []
    for file in files:
        if not file.is_file():
            raise BadArgument("PATH", str(file), "一个已有的文件")
        text = file.read_bytes()
        document = parsed(text, file.name)
        if "commitment" in document:
            transcripts.append((file, str(document.get("digest")), text))
        else:
            commitments[read_commitment(text).digest] = text
    if not transcripts:
        raise BadArgument("PATH", "、".join(map(str, paths)), "至少一份抽取记录")
    return commitments, transcripts


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
