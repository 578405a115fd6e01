"""`fazhi laws`: show a text or one of its articles on a day, import corpora, say what is held."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.citation import parse_article_number
from fazhi.kernel.law import queries, services
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.permissions import IMPORT
from fazhi.kernel.law.queries import Provision, Text
from fazhi.kernel.law.services import LoadReport, Progress
from fazhi.kernel.law.terms import Refusal
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.law_wording import ONLY_INDEX, fault_text

if TYPE_CHECKING:
    from fazhi.kernel.law.models import ArticleText, Corpus, Repeal, Source, Standing, Version

_TOLD = 20
"""Refusals told one by one to a person; with --json all are."""


def held_sentence() -> str:
    """What the library holds, for `fazhi setup`: the corpora with their dates, or that only the index is there."""
    corpora = [corpus for corpus in queries.corpora() if corpus.articles]
    if not corpora:
        return ONLY_INDEX
    return "；".join(f"条文 {corpus.articles} 条（{_corpus_text(corpus)}）" for corpus in corpora) + "。"


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", metavar="TITLE", help="法规题名，简称、全称均可，如 人民调解法")
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="条号：43、43-1（之一）或 第四十三条之一；缺省为目录"
    )
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="按哪一天的法律，缺省为今天")


def _show(context: Context) -> Outcome:
    given = context.arguments
    on = given.on or timezone.localdate(context.at)
    if given.article is None:
        text = queries.text_on(given.title, on=on)
        return Outcome(data=_contents_data(text, on), text=_contents_text(text))
    number, suffix = parse_article_number(given.article)
    found = queries.provision(given.title, number=number, suffix=suffix, on=on)
    return Outcome(data=_show_data(found, on), text=_show_text(found))


def _show_data(found: Provision, on: date) -> dict[str, Any]:
    article = found.article
    return {
        "title": found.title,
        "article": article.number,
        "suffix": article.suffix,
        "label": article.label,
        "part": article.part,
        "chapter": article.chapter,
        "section": article.section,
        "text": article.text,
        **_text_data(found.text, on),
    }


def _contents_data(text: Text, on: date) -> dict[str, Any]:
    articles = [
        {"article": row.number, "suffix": row.suffix, "label": row.label, "chapter": row.chapter}
        for row in queries.articles_of(text.version)
    ]
    return {"title": text.title, "preamble": text.version.preamble, **_text_data(text, on), "articles": articles}


def _text_data(text: Text, on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "status": text.standing.value,
        "version_date": _iso(text.version.version_date),
        "effective": _iso(text.version.effective_date),
        "versions": [_version_data(version, standing) for version, standing in text.versions],
        "repealed_by": _repeal_data(text.repeal) if text.repeal else None,
        "unheld_change": _iso(text.unheld_change),
        "corpus": _source_data(text.source) if text.source else None,
        "other_corpora": [
            {**_source_data(source), "differs": source in text.differing} for source in text.other_sources
        ],
    }


def _version_data(version: "Version", standing: "Standing") -> dict[str, Any]:
    return {
        "version_date": _iso(version.version_date),
        "effective": _iso(version.effective_date),
        "status": standing.value,
    }


def _repeal_data(repeal: "Repeal") -> dict[str, Any]:
    return {
        "title": repeal.by_title,
        "article": repeal.place,
        "date": _iso(repeal.effective_date),
        "sentence": repeal.sentence,
    }


def _source_data(source: "Source") -> dict[str, Any]:
    corpus = source.corpus
    return {"name": corpus.name, "release": corpus.release, "state_date": source.state_date.isoformat()}


def _show_text(found: Provision) -> str:
    article = found.article
    place = " ".join(filter(None, (article.part, article.chapter, article.section)))
    heading = f"《{found.title}》{article.label}" + (f"\n{place}" if place else "")
    return f"{heading}\n\n{article.text}\n\n{_standing_text(found.text)}"


def _contents_text(text: Text) -> str:
    lines = [f"《{text.title}》"]
    above = ""
    for row in queries.articles_of(text.version):
        place = " ".join(filter(None, (row.part, row.chapter, row.section)))
        if place != above:
            lines.append(place)
            above = place
        lines.append(f"  {_first_words(row)}")
    return "\n".join([*lines, "", _standing_text(text)])


def _first_words(row: "ArticleText") -> str:
    words = row.text.replace("\n", "")
    return f"{row.label}　{words[:30]}" + ("……" if len(words) > 30 else "")


def _standing_text(text: Text) -> str:
    lines = [f"{text.standing.label}；{_day(text.version.version_date)}文本，{_force_text(text.version)}。"]
    if text.repeal:
        lines.append(_repeal_text(text.repeal))
    if text.unheld_change:
        lines.append(f"{_day(text.unheld_change)}又经修改，本系统未收录修改后的文本。")
    if text.source:
        lines.append(f"来源：{_source_text(text.source)}。")
    for source in text.other_sources:
        lines.append(f"另见：{_source_text(source)}，" + ("文字不同。" if source in text.differing else "文字相同。"))
    return "\n".join(lines)


def _repeal_text(repeal: "Repeal") -> str:
    since = f"自{_day(repeal.effective_date)}起" if repeal.effective_date else ""
    return f"{since}被《{repeal.by_title}》{repeal.place}废止：{repeal.sentence}"


def _force_text(version: "Version") -> str:
    if version.effective_date:
        return f"自{_day(version.effective_date)}起施行"
    first = version.original_effective_date
    return "施行日期未载明" + (f"（首次施行：{_day(first)}）" if first else "")


def _source_text(source: "Source") -> str:
    return f"{source.corpus}，截至{_day(source.state_date)}"


def _corpus_text(corpus: "Corpus") -> str:
    return f"{corpus}，截至{_day(corpus.state_date)}"


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
    return f"{_corpus_text(corpus)}：{held}" + ("" if corpus.sha256 else "；上次读入中断，请重新导入")


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
            {"title": each.title, "version_date": _iso(each.version_date), "kept": each.kept, "other": each.other}
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期不明的"


COMMANDS: tuple[Command, ...] = (
    Command(("laws", "show"), "查法规条文及其时效", _show_arguments, _show),
    Command(("laws", "import"), "导入法规", _import_arguments, _import),
    Command(("laws", "corpora"), "已收录的法规语料", _corpora_arguments, _corpora),
)
