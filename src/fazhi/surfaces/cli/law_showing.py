"""`fazhi laws show`: a text or one of its articles on a day, how it came about, what became of it, what cites it."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.citation import parse_article_number
from fazhi.kernel.law import queries
from fazhi.kernel.law.queries import Course, Provision, Stage, Text
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.citing import Citing, acts_citing
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.resting import Resting, bases_citing, resting_on

if TYPE_CHECKING:
    from fazhi.kernel.law.models import ArticleText, Corpus, Repeal, Source, Standing, Version
    from fazhi.kernel.organisations.models import Post


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
    resting, acts = _citing(found.title, course, context.by)
    data = {
        **_show_data(found, on),
        "now": {"on": today.isoformat(), **_now_data(course)},
        "course": [_stage_data(stage) for stage in course.stages],
        "cited_by": [_resting_data(each) for each in resting],
        "acts": [{"procedure": each.procedure, "acts": each.acts, "matters": each.matters} for each in acts],
    }
    return Outcome(data=data, text="\n".join([_show_text(found), *_course_text(course), *_citing_text(resting, acts)]))


def _citing(title: str, course: Course, by: "Post | None") -> tuple[tuple[Resting, ...], tuple[Citing, ...]]:
    """What cites the article: citations mean the law of today, so its number of today."""
    here = course.now.article
    if here is None or here.number is None:
        return (), ()
    bases = bases_citing(title, number=here.number, suffix=here.suffix)
    acts = acts_citing(bases, [each.name for each in registry.procedures()], by=by)
    return resting_on(title, number=here.number, suffix=here.suffix), acts


def _now_data(course: Course) -> dict[str, Any]:
    now = course.now
    return {
        "status": now.standing_now.value,
        "version_date": iso(now.version.version_date),
        **_place_data(now.article),
        "text": now.article.text if now.article else None,
    }


def _stage_data(stage: Stage) -> dict[str, Any]:
    by = stage.by
    return {
        **_version_data(stage.version, stage.standing),
        "status_now": stage.standing_now.value,
        **_place_data(stage.article),
        "fate": stage.fate.value,
        "renumbered": stage.is_renumbered,
        "likeness": None if stage.likeness is None else round(stage.likeness, 4),
        "by": {"date": by.event_date.isoformat(), "event": by.kind, "text": by.text} if by else None,
    }


def _place_data(article: "ArticleText | None") -> dict[str, Any]:
    return {
        "article": article.number if article else None,
        "suffix": article.suffix if article else None,
        "label": article.label if article else None,
    }


def _resting_data(each: Resting) -> dict[str, Any]:
    return {"kind": each.kind, "title": each.title, "place": each.place, "needs": list(each.needs)}


def _course_text(course: Course) -> list[str]:
    if len(course.stages) == 1:
        return ["收录的文本只有这一个，条文的前后变化无从比较。"]
    now = course.now
    here = f"{now.article.label}，{now.standing_now.label}" if now.article else "没有对应的条文"
    return [f"今天：{day_text(now.version.version_date)}文本，{here}。", "各版本：", *map(_stage_text, course.stages)]


def _stage_text(stage: Stage) -> str:
    parts = [
        stage.fate.label,
        "条号有变" if stage.is_renumbered else "",
        "与前一文本出入较大，请对照" if stage.is_unsure else "",
    ]
    where = f"{stage.article.label}，" if stage.article else ""
    by = f"（{stage.by.text}）" if stage.by and stage.by.text else ""
    return f"  {day_text(stage.version.version_date)}文本：{where}{'，'.join(filter(None, parts))}{by}"


def _citing_text(resting: tuple[Resting, ...], acts: tuple[Citing, ...]) -> list[str]:
    if not resting:
        return ["系统里没有依据这一条的事。"]
    lines = ["依据这一条的事：", *(f"  {each.kind}　{each.title}{_needs_text(each)}" for each in resting)]
    for each in acts:
        title = registry.procedure_named(each.procedure).title
        lines.append(f"  {title}中已有 {each.acts} 次行为依据这一条，涉及 {each.matters} 件。")
    return lines


def _needs_text(each: Resting) -> str:
    return f"（须有：{'、'.join(each.needs)}）" if each.needs else ""


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
        "versions": [_version_data(version, standing) for version, standing in text.versions],
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


def _version_data(version: "Version", standing: "Standing") -> dict[str, Any]:
    return {
        "version_date": iso(version.version_date),
        "effective": iso(version.effective_date),
        "status": standing.value,
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


def iso(day: date | None) -> str | None:
    """For JSON."""
    return day.isoformat() if day else None


def day_text(day: date | None) -> str:
    """For a person."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期不明的"
