"""`fazhi review`: what is wrong with drafts, in form, in content and in what they cite."""

import argparse
from datetime import date
from typing import Any

from django.utils import timezone

from fazhi.engines.citation import Article, Citation
from fazhi.engines.citation.prose import Catalogue
from fazhi.engines.review import About, Clause, DocumentKind, Finding, Review, Severity, review
from fazhi.kernel.law.catalogue import catalogue
from fazhi.kernel.law.drafts import examined
from fazhi.surfaces.cli import texts
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.texts import Answer, Record, Work


def _arguments(parser: argparse.ArgumentParser) -> None:
    texts.add_files(parser)
    parser.add_argument(
        "--kind",
        choices=[each.value for each in DocumentKind],
        default=DocumentKind.NORMATIVE.value,
        help="文稿的种类：规范性文件（缺省）、其他政策文件、合同",
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="按哪一天的法律；缺省为记录自己的日期，没有的为今天"
    )


def _run(context: Context) -> Outcome:
    arguments = context.arguments
    kind = DocumentKind(arguments.kind)
    today = timezone.localdate(context.at)

    def build() -> Work:
        library = catalogue()
        library.names  # noqa: B018  compiled once, before the processes part
        review("第一条 为了规范管理，制定本办法。")  # so are the rules
        return lambda record: _answer(record, library, kind, arguments.on, today)

    return texts.answer(arguments.files, build, _told)


def _answer(record: Record, library: Catalogue, kind: DocumentKind, on: date | None, today: date) -> Answer:
    fields = record.fields
    day = on or texts.day_field(fields, "date") or today
    about = About(
        kind=kind,
        host=texts.text_field(fields, "host"),
        title=texts.text_field(fields, "title"),
        number=texts.text_field(fields, "number"),
    )
    found = examined(record.text, about, library, on=day, aliases=texts.aliases_field(fields))
    return {"on": day.isoformat(), **_data(found)}


def _data(found: Review) -> Answer:
    return {
        "clauses": [_clause_data(each) for each in found.clauses],
        "findings": [_finding_data(each) for each in found.findings],
    }


def _clause_data(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "label": clause.label,
        "level": clause.level.value,
        "start": clause.start,
        "end": clause.end,
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "message": finding.message,
        "basis": [_basis_data(each) for each in finding.basis],
        "suggestion": finding.suggestion,
        "confidence": finding.confidence,
        "clause": finding.clause or None,
    }


def _basis_data(basis: Citation) -> dict[str, Any]:
    if isinstance(basis, Article):
        return {
            "title": basis.title,
            "article": basis.number,
            "suffix": basis.suffix,
            "paragraph": basis.paragraph,
            "item": basis.item,
        }
    return {"title": basis.title, "article": None, "suffix": 0, "paragraph": None, "item": None, "number": basis.wenhao}


def _told(answer: Answer) -> str:
    if not answer["findings"]:
        return f"共 {len(answer['clauses'])} 处条款，没有发现问题。"
    labels = {each["id"]: each["label"] for each in answer["clauses"]}
    lines = [f"共 {len(answer['clauses'])} 处条款，发现 {len(answer['findings'])} 个问题，请逐一判断："]
    for each in answer["findings"]:
        place = labels.get(each["clause"], "") or f"第 {each['start']} 字"
        basis = "、".join(_basis_text(one) for one in each["basis"])
        lines.append(f"[{Severity(each['severity']).label}] {place}“{_short(each['quote'])}”：{each['message']}")
        lines.append(f"    建议：{each['suggestion']}" + (f"　依据：{basis}" if basis else ""))
    return "\n".join(lines)


def _basis_text(basis: dict[str, Any]) -> str:
    if basis["article"] is None:
        return f"《{basis['title']}》" + (f"（{basis['number']}）" if basis.get("number") else "")
    return Article(basis["title"], basis["article"], basis["paragraph"], basis["item"], basis["suffix"]).text


_LONG = 40


def _short(quote: str) -> str:
    words = quote.replace("\n", "")
    return words if len(words) <= _LONG else f"{words[:_LONG]}……"


COMMANDS: tuple[Command, ...] = (Command(("review",), "审核文稿的形式、内容和引用的法律", _arguments, _run),)
