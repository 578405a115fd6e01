"""The letter of an examination (备案审查意见书): each flaw with its clause, its question, its article."""

from collections.abc import Iterator

from fazhi.kernel.papers.official import Block, Heading, OfficialPaper, Text, day_text
from fazhi.kernel.papers.templates import Template
from fazhi.lines.legality_review.terms.received import EXAMINATION_LETTER, ExaminationFacts

_TITLE = "备案审查意见书"


def examination_letter(facts: ExaminationFacts) -> OfficialPaper:
    """Source: 法规规章备案审查条例 art. 13 (what is examined), 21 (the report), read of documents by art. 25."""
    return OfficialPaper(
        title=f"关于《{facts.title}》的{_TITLE}",
        title_lines=(f"关于《{facts.title}》的", _TITLE),
        issuers=(facts.office,),
        number=facts.number,
        sealed_date=facts.sealed_date,
        addressees=(facts.issuer,),
        body=tuple(_body(facts)),
    )


def _body(facts: ExaminationFacts) -> Iterator[Block]:
    yield Text(
        f"你单位报送备案的《{facts.title}》（{facts.document}），备案登记号{facts.filing_number}。"
        "参照《法规规章备案审查条例》第十三条进行了审查，现提出审查意见。"
    )
    yield Heading("审查发现的问题")
    for flaw in facts.flaws:
        yield Heading(f"{flaw.clause}：{flaw.fault}", 2)
        yield Text(f"问题：{flaw.problem}")
        yield Text(f"依据：{flaw.basis}。")
    yield Heading("处理意见")
    until = f"并于{day_text(facts.due_date)}以前书面报告处理情况。" if facts.due_date else "并书面报告处理情况。"
    if facts.is_order:
        yield Text(f"责令你单位对上述问题予以纠正，{until}")
    else:
        yield Text(f"建议你单位对上述问题自行纠正，{until}")


TEMPLATE = Template(EXAMINATION_LETTER, _TITLE, ExaminationFacts, examination_letter)
