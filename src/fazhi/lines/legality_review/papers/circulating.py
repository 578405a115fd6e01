"""The table of what was said of a draft (意见汇总表): who, which clause, what, what became of it and why."""

from collections.abc import Iterator

from fazhi.kernel.papers.official import Block, Grid, OfficialPaper, Text, day_text
from fazhi.kernel.papers.templates import Template
from fazhi.lines.legality_review.terms.circulating import COLLATION_TABLE, CollationFacts, RemarkTold

_TITLE = "征求意见汇总表"


def collation_table(facts: CollationFacts) -> OfficialPaper:
    """An internal paper, without a red head. Source: 国办发〔2018〕115号."""
    return OfficialPaper(
        title=f"《{facts.title}》{_TITLE}",
        title_lines=(f"《{facts.title}》", _TITLE),
        issuers=(facts.office,),
        sealed_date=facts.sealed_date,
        body=tuple(_body(facts)),
        red_head=False,
    )


def _body(facts: CollationFacts) -> Iterator[Block]:
    replied = facts.asked - len(facts.unanswered)
    yield Text(
        f"{day_text(facts.asked_date)}就送审稿征求{facts.asked}个部门和专家的意见，请于{day_text(facts.due_date)}以前答复，"
        f"已答复{replied}个。"
    )
    if facts.unanswered:
        yield Text(f"逾期没有答复的：{'、'.join(facts.unanswered)}。")
    if facts.remarks:
        rows = tuple(_row(place, each) for place, each in enumerate(facts.remarks, 1))
        yield Grid(("序号", "征求对象", "条款", "意见", "采纳情况", "理由"), rows, shares=(1, 3, 2, 5, 2, 4))


def _row(place: int, remark: RemarkTold) -> tuple[str, ...]:
    said = f"{remark.stance.label}：{remark.text}" if remark.text else remark.stance.label
    return (str(place), remark.recipient, remark.clause, said, remark.adoption or "—", remark.reason or "—")


TEMPLATE = Template(COLLATION_TABLE, _TITLE, CollationFacts, collation_table)
