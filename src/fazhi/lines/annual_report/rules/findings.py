"""What stands in the way of signing a report. No database: the report in, findings out."""

from collections.abc import Iterator

from fazhi.lines.annual_report.rules.texts import tells_cause
from fazhi.lines.annual_report.terms import Finding, Heading, Piece, PrintedSection, Report

CAUSE = "cause"


def heading_code(heading: Heading) -> str:
    return f"heading.{heading.value}"


def identity_code(rule: str) -> str:
    return f"identity.{rule}"


def findings(report: Report) -> tuple[Finding, ...]:
    """
    Headings without anything, shortcomings without their causes, relations that don't hold, in the report's order.

    Source: 督察工作规定 (five prescribed contents, among them 不足和原因).
    """
    return (*_contents(report), *_relations(report))


def _contents(report: Report) -> Iterator[Finding]:
    for heading, sections in report.sections:
        if not sections:
            yield Finding(heading_code(heading), f"“{heading.titled(report.year)}”没有内容")
        elif heading is Heading.SHORTCOMINGS and not tells_cause(_text(sections)):
            yield Finding(CAUSE, "写了不足，没有写明原因")


def _text(sections: tuple[PrintedSection, ...]) -> str:
    pieces: list[Piece] = [piece for section in sections for paragraph in section.paragraphs for piece in paragraph]
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _relations(report: Report) -> Iterator[Finding]:
    for identity in report.identities:
        if not identity.holds:
            yield Finding(identity_code(identity.rule), f"恒等关系不成立：{identity.title}（{identity.expression}）")
