"""`fazhi laws show`: an article of a statute, with its standing and the corpus it comes from."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.citation import CitationNotUnderstood, NumeralNotUnderstood, parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.errors import ArticleUnknown, CorpusUnreadable, TextNotHeld, TitleUnknown
from fazhi.kernel.law.queries import Provision
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.law.models import Corpus, Standing, Version

ONLY_INDEX = "只有法规目录，没有条文；联网执行 make setup 后可查条文。"


def held_sentence() -> str:
    """What the library holds, for `fazhi setup`: the corpora with their dates, or that only the index is there."""
    corpora = queries.corpora()
    if not corpora:
        return ONLY_INDEX
    return "；".join(f"条文 {corpus.articles} 条（{_corpus_text(corpus)}）" for corpus in corpora) + "。"


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", metavar="TITLE", help="法规题名，简称、全称均可，如 人民调解法")
    parser.add_argument("article", metavar="ARTICLE", help="条号：43、43-1（之一）或 第四十三条之一")


def _show(context: Context) -> Outcome:
    number, suffix = parse_article_number(context.arguments.article)
    on = timezone.localdate(context.at)
    found = queries.provision(context.arguments.title, number=number, suffix=suffix, on=on)
    return Outcome(data=_show_data(found), text=_show_text(found))


def _show_data(found: Provision) -> dict[str, Any]:
    corpus = found.version.corpus
    return {
        "title": found.title,
        "article": found.article.number,
        "suffix": found.article.suffix,
        "label": found.article.label,
        "text": found.article.text,
        "status": found.standing.value,
        "effective": _iso(found.version.effective_date),
        "versions": [_version_data(version, standing) for version, standing in found.versions],
        "corpus": {"name": corpus.name, "release": corpus.release, "state_date": corpus.state_date.isoformat()},
    }


def _version_data(version: "Version", standing: "Standing") -> dict[str, Any]:
    return {
        "version_date": version.version_date.isoformat(),
        "effective": _iso(version.effective_date),
        "status": standing.value,
    }


def _show_text(found: Provision) -> str:
    place = " ".join(filter(None, (found.article.chapter, found.article.section)))
    heading = f"《{found.title}》{found.article.label}" + (f"\n{place}" if place else "")
    standing = f"{found.standing.label}；{_day(found.version.version_date)}文本，{_force_text(found.version)}。"
    source = f"来源：{_corpus_text(found.version.corpus)}。"
    return f"{heading}\n\n{found.article.text}\n\n{standing}\n{source}"


def _force_text(version: "Version") -> str:
    if version.effective_date:
        return f"自{_day(version.effective_date)}起施行"
    first = version.original_effective_date
    return "施行日期未载明" + (f"（首次施行：{_day(first)}）" if first else "")


def _corpus_text(corpus: "Corpus") -> str:
    return f"{corpus}，截至{_day(corpus.state_date)}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@sentence.register
def _(error: TitleUnknown) -> str:
    near = "、".join(f"《{title}》" for title in error.near)
    return f"没有找到《{error.title}》。" + (f"题名相近的有：{near}。" if near else "请核对题名。")


@sentence.register
def _(error: TextNotHeld) -> str:
    name = f"《{error.title}》" + (f"（{error.wenhao}）" if error.wenhao else "")
    if not error.verified:
        return f"{name}待核，本系统没有它的条文。"
    if not error.corpora_held:
        return f"{name}在法规目录中，但本机{ONLY_INDEX}"
    return f"{name}在法规目录中，本系统未收录它的条文，请查阅原文。"


@sentence.register
def _(error: ArticleUnknown) -> str:
    return f"《{error.title}》没有{error.label}；它的最后一条是{error.final}。"


@sentence.register
def _(error: CorpusUnreadable) -> str:
    return f"法规数据文件 {error.path} 不能读取（{error.reason}）；原有条文未变。请重新执行 make setup。"


@sentence.register
def _(error: CitationNotUnderstood) -> str:
    return f"“{error.written}”不能识别为条文；请写 43、43-1（第四十三条之一）或 第四十三条之一。"


@sentence.register
def _(error: NumeralNotUnderstood) -> str:
    return f"“{error.written}”不是一至九千九百九十九的中文数字；请写成 四十三、一百一十二 这样的形式。"


COMMANDS: tuple[Command, ...] = (Command(("laws", "show"), "查一条法规条文", _show_arguments, _show),)
