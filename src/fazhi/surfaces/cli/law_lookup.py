"""`fazhi laws search` and `fazhi laws ask`: full-text search, and the articles that answer a question in plain words."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from fazhi.engines.citation import article_label
from fazhi.engines.lookup import Article, Hit, Library, ask, phrases_of, search
from fazhi.kernel.law import lookup
from fazhi.surfaces.cli import texts
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.law_wording import ONLY_INDEX

_MARK, _END = "\x1b[1;31m", "\x1b[0m"
_AROUND = 60
"""Signs of an article's text told to a person on either side of what was found."""
_MOST = 200


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(f"应为 1 至 {_MOST}")
    return number


def _common_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--top", type=_count, default=10, metavar="N", help="最多几条，缺省为 10")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="按哪一天的法律，缺省为今天")
    parser.add_argument("--region", default="", metavar="REGION", help="同时查这个地区的地方性法规，如 山东")


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="词语或原文；空格隔开的各段分别查找，原样出现的排在前面")
    _common_arguments(parser)


def _search(context: Context) -> Outcome:
    given = context.arguments
    on = given.on or timezone.localdate(context.at)
    hits = search(_library(context, on).index, given.query, given.top)
    data = {"query": given.query, **_basis(on), "hits": [{**_hit_data(hit), "text": hit.article.text} for hit in hits]}
    phrases = phrases_of(given.query)
    told = [f"{_name(hit.article)}\n    {_excerpt(hit.article.text, phrases)}" for hit in hits]
    return Outcome(data, "\n".join([*told, *([] if told else ["没有查到。"]), _basis_text(on)]))


def _ask_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", metavar="SENTENCE|FILE", help="一句话的问题，或每行一条 {id, query} 的 .jsonl 文件")
    _common_arguments(parser)


def _ask(context: Context) -> Outcome:
    given = context.arguments
    on = given.on or timezone.localdate(context.at)
    path = Path(given.question)
    if path.suffix.lower() == texts.RECORDS:

        def build() -> texts.Work:
            library = _library(context, on)
            return lambda record: {"hits": [_hit_data(hit) for hit in ask(library, record.text, given.top)]}

        outcome = texts.answer([path], build, _told, key="query")
        return Outcome({**outcome.data, **_basis(on)}, f"{outcome.text}\n{_basis_text(on)}", outcome.exit_code)
    if not given.question.strip():
        raise BadArgument("SENTENCE", given.question, "一句话的问题")
    hits = ask(_library(context, on), given.question, given.top)
    rows = [{**_hit_data(hit), "text": hit.article.text, "why": _why_data(hit)} for hit in hits]
    told = [f"{place}. {_name(hit.article)}\n{_why_text(hit)}" for place, hit in enumerate(hits, start=1)]
    text = "\n".join([*told, *([] if told else ["没有查到。"]), _basis_text(on)])
    return Outcome({"results": [{"id": "1", "hits": rows}], **_basis(on)}, text)


def _library(context: Context, on: date) -> Library:
    """The index; a person is told while it is built."""
    watched = sys.stderr.isatty()

    def show(done: int) -> None:
        if watched:
            print(f"\r\x1b[K首次查询，正在建立索引：{done} 条", end="", file=sys.stderr, flush=True)

    found = lookup.library(context.data_dir, on=on, region=context.arguments.region, progress=show)
    if watched:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    return found


def _hit_data(hit: Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "title": article.title,
        "article": article.number,
        "suffix": article.suffix,
        "label": article.label,
        "version_date": article.note or None,
        "score": round(hit.score, 4),
    }


def _why_data(hit: Hit) -> dict[str, Any] | None:
    why = hit.why
    if why is None:
        return None
    return {"words": list(why.words), "synonyms": [list(pair) for pair in why.bridges], "similar": why.similar}


def _basis(on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "corpus": [
            {"name": each.name, "release": each.release, "state_date": each.state_date.isoformat()}
            for each in lookup.rests()
        ],
    }


def _basis_text(on: date) -> str:
    held = lookup.rests()
    if not held:
        return ONLY_INDEX
    corpora = "、".join(f"{each.name}（截至 {each.state_date.isoformat()}）" for each in held)
    return f"按 {on.isoformat()} 有效的文本查找，来源：{corpora}。结果供参考，引用前请核对原文。"


def _name(article: Article) -> str:
    label = article.label or (article_label(article.number, article.suffix) if article.number else "")
    version = f"（{article.note} 文本，现行有效）" if article.note else "（日期不明的文本）"
    return f"《{article.title}》{label}{version}"


def _told(answer: dict[str, Any]) -> str:
    return "\n".join(f"  《{hit['title']}》{hit['label']}" for hit in answer["hits"]) or "  没有查到。"


def _why_text(hit: Hit) -> str:
    why, text = hit.why, hit.article.text.replace("\n", "")
    lines = [f"    {text[: 2 * _AROUND]}" + ("……" if len(text) > 2 * _AROUND else "")]
    reasons = []
    if why and why.words:
        reasons.append(f"用词相同：{'、'.join(why.words)}")
    if why and why.bridges:
        reasons.append("用语对应：" + "、".join(f"{lay}→{law}" for lay, law in why.bridges))
    if why and why.similar:
        reasons.append(f"同类问题曾引用本条（相似度 {why.similar:.2f}）")
    return "\n".join([*lines, *([f"    理由：{'；'.join(reasons)}"] if reasons else [])])


def _excerpt(text: str, phrases: tuple[str, ...]) -> str:
    """The part of a text where its first phrase stands, the phrases marked for a terminal."""
    flat = text.replace("\n", "")
    places = [flat.find(phrase) for phrase in phrases if phrase in flat]
    start = max(0, min(places, default=0) - _AROUND)
    part = flat[start : start + 3 * _AROUND]
    cut = ("……" if start else "") + part + ("……" if start + len(part) < len(flat) else "")
    if sys.stdout.isatty():
        for phrase in sorted(phrases, key=len, reverse=True):
            cut = cut.replace(phrase, f"{_MARK}{phrase}{_END}")
    return cut


COMMANDS: tuple[Command, ...] = (
    Command(("laws", "search"), "全文检索法规条文", _search_arguments, _search),
    Command(("laws", "ask"), "按一句话的问题查找条文", _ask_arguments, _ask),
)
