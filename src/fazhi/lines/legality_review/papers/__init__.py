"""The opinion letter (合法性审核意见书): each point with its clause, its problem, its article, its suggestion."""

from collections.abc import Iterator

from fazhi.kernel.papers.official import Block, Heading, OfficialPaper, Text, day_text
from fazhi.kernel.papers.templates import Template
from fazhi.lines.legality_review.papers.campaigns import TEMPLATE as CLEANED
from fazhi.lines.legality_review.papers.circulating import TEMPLATE as COLLATION
from fazhi.lines.legality_review.papers.received import TEMPLATE as EXAMINATION
from fazhi.lines.legality_review.terms import OPINION_LETTER, Conclusion, Kind, OpinionFacts

_TITLE = "合法性审核意见书"
_MEANS = {
    Conclusion.LAWFUL: "经审核，送审稿合法。",
    Conclusion.AMEND: "经审核，送审稿应当予以修改，意见如下。请逐条研究，并将采纳情况书面反馈；不采纳或者部分采纳的，说明理由。",
    Conclusion.UNLAWFUL: "经审核，送审稿不合法，不得提交审议，理由如下。",
}
_BASES = {
    Kind.NORMATIVE: "《国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见》（国办发〔2018〕115号）",
    Kind.DECISION: "《重大行政决策程序暂行条例》第二十五条、第二十八条",
}
_USUAL_BASIS = "市政府关于政策性文件和法律事务统一审查的工作要求"


def opinion_letter(facts: OpinionFacts) -> OfficialPaper:
    """The letter of an opinion. Source: 重大行政决策程序暂行条例 art. 28 for decisions, 国办发〔2018〕115号 for the others."""
    return OfficialPaper(
        title=f"关于《{facts.title}》的{_TITLE}",
        title_lines=(f"关于《{facts.title}》的", _TITLE),
        issuers=(facts.office,),
        number=facts.number,
        sealed_date=facts.sealed_date,
        addressees=(facts.drafter,),
        body=tuple(_body(facts)),
    )


def _body(facts: OpinionFacts) -> Iterator[Block]:
    yield Text(
        f"你单位{day_text(facts.submitted_date)}报送的《{facts.title}》（{facts.kind.label}）收悉，"
        f"{day_text(facts.accepted_date)}受理。根据{_BASES.get(facts.kind, _USUAL_BASIS)}，"
        "由两名审核人分别审核，现提出审核意见。"
    )
    yield Heading("审核结论")
    yield Text(_MEANS[facts.conclusion])
    if facts.points:
        yield Heading("审核意见")
        for point in facts.points:
            yield Heading(point.clause, 2)
            if point.quote:
                yield Text(f"送审稿写明：“{point.quote}”")
            yield Text(f"问题：{point.problem}")
            yield Text(f"依据：{point.basis}。")
            yield Text(f"建议：{point.suggestion}")


TEMPLATES = (Template(OPINION_LETTER, _TITLE, OpinionFacts, opinion_letter), CLEANED, EXAMINATION, COLLATION)
