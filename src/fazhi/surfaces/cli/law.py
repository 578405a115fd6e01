"""`fazhi laws`: import corpora, say what is held."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi.kernel.law import queries, services
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.permissions import IMPORT
from fazhi.kernel.law.services import LoadReport, Progress
from fazhi.kernel.law.terms import Refusal
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.law_showing import arguments as show_arguments
from fazhi.surfaces.cli.law_showing import corpus_text, show
from fazhi.surfaces.cli.law_wording import ONLY_INDEX, fault_text, iso

if TYPE_CHECKING:
    from fazhi.kernel.law.models import Corpus

_TOLD = 20
"""Refusals told one by one to a person; with --json all are."""


def held_sentence() -> str:
    """What the library holds, for `fazhi setup`: the corpora with their dates, or that only the index is there."""
    corpora = [corpus for corpus in queries.corpora() if corpus.articles]
    if not corpora:
        return ONLY_INDEX
    return "；".join(f"条文 {corpus.articles} 条（{corpus_text(corpus)}）" for corpus in corpora) + "。"


def _corpora_arguments(parser: argparse.ArgumentParser) -> None:
    """`laws corpora` takes none."""


def _corpora(context: Context) -> Outcome:
    held = queries.corpora()
    data = [
        {
            "name": corpus.name,
            "release": corpus.release,
            "state_date": corpus.state_date.isoformat(),
            "documents": corpus.documents,
            "articles": corpus.articles,
            "sha256": corpus.sha256,
            "complete": bool(corpus.sha256),
        }
        for corpus in held
    ]
    return Outcome({"corpora": data}, "\n".join(map(_corpus_line, held)) or ONLY_INDEX)


def _corpus_line(corpus: "Corpus") -> str:
    held = f"{corpus.documents} 部，条文 {corpus.articles} 条" if corpus.documents else "废止关系"
    return f"{corpus_text(corpus)}：{held}" + ("" if corpus.sha256 else "；上次读入中断，请重新导入")


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="语料目录、其中一个文件，或法规文件（.docx、.txt、.md）及其目录",
    )


def _import(context: Context) -> Outcome:
    context.require(IMPORT)
    paths: list[Path] = context.arguments.paths
    for path in paths:
        if not path.exists():
            raise CorpusUnreadable(path, "没有这个文件或目录")
    started = time.perf_counter()
    progress = _progress()
    reports = [services.load(path, by=context.actor, at=context.at, progress=progress) for path in paths]
    if progress:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    data = _import_data(reports, time.perf_counter() - started)
    return Outcome(data, _import_text(reports, data), exit_code=int(bool(data["refused"])))


def _progress() -> Progress | None:
    """A line on a terminal that is overwritten; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(corpus: str, done: int) -> None:
        print(f"\r\x1b[K{corpus}：已读 {done} 部", end="", file=sys.stderr, flush=True)

    return show


def _import_data(reports: list[LoadReport], seconds: float) -> dict[str, Any]:
    counts = ("documents", "versions", "articles", "also_held", "unchanged", "repeals")
    return {
        **{name: sum(getattr(report, name) for report in reports) for name in counts},
        "refused": [_refusal_data(refusal) for report in reports for refusal in report.refused],
        "differing": [
            {"title": each.title, "version_date": iso(each.version_date), "kept": each.kept, "other": each.other}
            for report in reports
            for each in report.differing
        ],
        "corpora": [name for report in reports for name in report.corpora],
        "seconds": round(seconds, 3),
    }


def _refusal_data(refusal: Refusal) -> dict[str, Any]:
    return {"path": str(refusal.path), "line": refusal.line, "reason": fault_text(refusal.fault, refusal.found)}


def _import_text(reports: list[LoadReport], data: dict[str, Any]) -> str:
    refused = [refusal for report in reports for refusal in report.refused]
    lines = [_refusal_text(refusal) for refusal in refused[:_TOLD]]
    if len(refused) > _TOLD:
        lines.append(f"……另有 {len(refused) - _TOLD} 处，用 --json 查看。")
    lines.append(
        f"读入 {data['documents']} 部：写入 {data['versions']} 部（条文 {data['articles']} 条），"
        f"他处已有 {data['also_held']} 部，未变 {data['unchanged']} 部，退回 {len(refused)} 处；"
        f"废止关系 {data['repeals']} 条；用时 {data['seconds']:.1f} 秒。"
    )
    if data["differing"]:
        lines.append(f"有 {len(data['differing'])} 部在两个来源中文字不同，以较新的来源为准，查阅时会注明。")
    return "\n".join(lines)


def _refusal_text(refusal: Refusal) -> str:
    place = f"{refusal.path} 第 {refusal.line} 行" if refusal.line else str(refusal.path)
    return f"{place}：{fault_text(refusal.fault, refusal.found)}。"


COMMANDS: tuple[Command, ...] = (
    Command(("laws", "show"), "查法规条文及其时效", show_arguments, show),
    Command(("laws", "import"), "导入法规", _import_arguments, _import),
    Command(("laws", "corpora"), "已收录的法规语料", _corpora_arguments, _corpora),
)
