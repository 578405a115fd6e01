"""`fazhi laws show`: a text or one of its articles on a day, how it came about, what became of it, what cites it."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.citation import parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.queries import Provision, Text
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.law_course import citing, citing_data, citing_text, course_data, course_text, version_data
from fazhi.surfaces.cli.law_wording import day_text, iso

if TYPE_CHECKING:
    from fazhi.kernel.law.models import ArticleText, Corpus, Repeal, Source, Version


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of `laws show`."""
    parser.add_argument("title", metavar="TITLE", help="法规题名，简称、全称均可，如 人民调解法")
    parser.add_argument(
        "article", metavar="ARTICLE", nargs="?", help="条号：43、43-1（之一）或 第四十三条之一；缺省为目录"
    )
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="按哪一天的法律，缺省为今天")


def show(context: Context) -> Outcome:
    """`laws show`."""
    given = context.arguments
    on = given.on or timezone.localdate(context.at)
    if given.article is None:
        text = queries.text_on(given.title, on=on)
        return Outcome(data=_contents_data(text, on), text=_contents_text(text))
    number, suffix = parse_article_number(given.article)
    found = queries.provision(given.title, number=number, suffix=suffix, on=on)
    today = timezone.localdate(context.at)
    course = queries.course_of(found, today=today)
    resting, acts = citing(found.title, course, context.by)
    data = {**_show_data(found, on), **course_data(course, today), **citing_data(resting, acts)}
    return Outcome(data=data, text="\n".join([_show_text(found), *course_text(course), *citing_text(resting, acts)]))


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
        "version_date": iso(text.version.version_date),
        "effective": iso(text.version.effective_date),
        "versions": [{**version_data(version), "status": standing.value} for version, standing in text.versions],
        "repealed_by": _repeal_data(text.repeal) if text.repeal else None,
        "unheld_change": iso(text.unheld_change),
        "history": [
            {"date": event.event_date.isoformat(), "event": event.kind, "text": event.text} for event in text.history
        ],
        "corpus": _source_data(text.source) if text.source else None,
        "other_corpora": [
            {**_source_data(source), "differs": source in text.differing} for source in text.other_sources
        ],
    }


def _repeal_data(repeal: "Repeal") -> dict[str, Any]:
    return {
        "title": repeal.by_title,
        "article": repeal.place,
        "date": iso(repeal.effective_date),
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
    lines = [f"{text.standing.label}；{day_text(text.version.version_date)}文本，{_force_text(text.version)}。"]
    if text.repeal:
        lines.append(_repeal_text(text.repeal))
    if text.unheld_change:
        lines.append(f"{day_text(text.unheld_change)}又经修改，本系统未收录修改后的文本。")
    if text.source:
        lines.append(f"来源：{_source_text(text.source)}。")
    for source in text.other_sources:
        lines.append(f"另见：{_source_text(source)}，" + ("文字不同。" if source in text.differing else "文字相同。"))
    return "\n".join(lines)


def _repeal_text(repeal: "Repeal") -> str:
    since = f"自{day_text(repeal.effective_date)}起" if repeal.effective_date else ""
    return f"{since}被《{repeal.by_title}》{repeal.place}废止：{repeal.sentence}"


def _force_text(version: "Version") -> str:
    if version.effective_date:
        return f"自{day_text(version.effective_date)}起施行"
    first = version.original_effective_date
    return "施行日期未载明" + (f"（首次施行：{day_text(first)}）" if first else "")


def _source_text(source: "Source") -> str:
    return f"{source.corpus}，截至{day_text(source.state_date)}"


def corpus_text(corpus: "Corpus") -> str:
    """A corpus with the day whose law it gives."""
    return f"{corpus}，截至{day_text(corpus.state_date)}"
