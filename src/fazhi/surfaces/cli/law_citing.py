"""`fazhi laws cite`: the citations of law in texts, resolved and checked against the law of a day."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.citation.prose import Catalogue, Found, Ref, Repeal, find_citations
from fazhi.kernel.law import queries
from fazhi.kernel.law.advice import PROBLEMS, advice_text
from fazhi.kernel.law.catalogue import catalogue
from fazhi.surfaces.cli import texts
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.law_wording import STATUSES
from fazhi.surfaces.cli.texts import Answer, Record, Work

if TYPE_CHECKING:
    from fazhi.kernel.law.models import Corpus


def found_data(found: Found) -> dict[str, Any]:
    """One citation as JSON tells it."""
    return {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "title": found.title,
        "refs": [_ref_data(ref) for ref in found.refs],
        "status": found.status.value,
        "problem": found.problem.value if found.problem else None,
        "ref_problems": [each.value if each else None for each in found.ref_problems],
        "suggestion": advice_text(found) or None,
        "details": _details(found),
        "kind": found.sort.value,
        "version_date": _iso(found.version_date),
    }


def _arguments(parser: argparse.ArgumentParser) -> None:
    texts.add_files(parser)
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="按哪一天的法律；缺省为记录自己的日期，没有的为今天"
    )


def _run(context: Context) -> Outcome:
    on: date | None = context.arguments.on
    today = timezone.localdate(context.at)

    def build() -> Work:
        library = catalogue()
        library.names  # noqa: B018  compiled once, before the processes part
        corpora = [_corpus_data(each) for each in queries.corpora() if each.documents]
        return lambda record: _answer(record, library, corpora, on, today)

    return texts.answer(context.arguments.files, build, _told)


def _answer(record: Record, library: Catalogue, corpora: list[dict[str, Any]], on: date | None, today: date) -> Answer:
    fields = record.fields
    day = on or texts.day_field(fields, "date") or today
    found = find_citations(
        record.text,
        library,
        on=day,
        host=texts.text_field(fields, "host") or texts.text_field(fields, "title") or None,
        aliases=texts.aliases_field(fields),
    )
    return {"on": day.isoformat(), "corpus": corpora, "citations": [found_data(each) for each in found]}


def _details(found: Found) -> dict[str, Any] | None:
    advice = found.advice
    if advice is None:
        return None
    told: dict[str, Any] = {
        "titles": list(advice.titles) or None,
        "ref": _ref_data(advice.ref) if advice.ref else None,
        "final": list(advice.final) if advice.final else None,
        "count": advice.count,
        "since": _iso(advice.since),
        "repealed_by": _repeal_data(advice.repeal) if advice.repeal else None,
    }
    if (comparison := advice.comparison) is not None:
        told["quotation"] = {
            "start": comparison.start,
            "end": comparison.end,
            "similarity": round(comparison.similarity, 3),
            "differences": [{"quoted": each.quoted, "actual": each.actual} for each in comparison.differences],
            "actual": comparison.actual,
        }
    return {name: value for name, value in told.items() if value is not None} or None


def _ref_data(ref: Ref) -> list[int | None]:
    return [ref.article, ref.suffix, ref.paragraph, ref.item]


def _repeal_data(repeal: Repeal) -> dict[str, Any]:
    return {
        "title": repeal.by_title,
        "article": repeal.place,
        "date": _iso(repeal.since),
        "sentence": repeal.sentence,
    }


def _corpus_data(corpus: "Corpus") -> dict[str, Any]:
    return {"name": corpus.name, "release": corpus.release, "state_date": corpus.state_date.isoformat()}


def _told(answer: Answer) -> str:
    lines = [f"按{answer['on']}的法律："]
    lines += [_line(each) for each in answer["citations"]]
    corpora = "、".join(f"{each['name']}（截至{each['state_date']}）" for each in answer["corpus"])
    return "\n".join([*lines, f"依据：{corpora or '本机未收录条文'}。"])


def _line(told: dict[str, Any]) -> str:
    if told["kind"] == "other":
        return f"{told['start']}　{told['text']}　不是法律依据"
    said = PROBLEMS[told["problem"]] if told["problem"] else STATUSES[told["status"]]
    return f"{told['start']}　{told['text']}　{said}" + (f"　{told['suggestion']}" if told["suggestion"] else "")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


COMMANDS: tuple[Command, ...] = (Command(("laws", "cite"), "找出并核对文稿中引用的法规", _arguments, _run),)
