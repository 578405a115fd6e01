"""The nouns of circulating a draft for opinions (征求意见) and of a department's own submission (部门送审), with their labels."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.codes import Labelled
from fazhi.lines.legality_review.terms import LINE

CIRCULATION, SUBMISSION = f"{LINE}.circulation", f"{LINE}.submission"


class CirculationState(Labelled):
    """Where a circulation stands."""

    OPEN = "open", "征求意见中"
    COLLATED = "collated", "已汇总"
    CANCELLED = "cancelled", "已取消"


class RecipientKind(Labelled):
    """Who is asked (征求对象)."""

    DEPARTMENT = "department", "部门"
    EXPERT = "expert", "专家、法律顾问"


class Stance(Labelled):
    """What a reply says of a clause (意见类型)."""

    AGREE = "agree", "赞成"
    SUGGEST = "suggest", "建议"
    AGAINST = "against", "反对"


class SubmissionState(Labelled):
    """Where a department's own submission stands; what the reviewing office does with it is the review's."""

    SENT = "sent", "已送审"
    SETTLED = "settled", "已签收或者已反馈"
    WITHDRAWN = "withdrawn", "已撤回"


CIRCULATING_GROUNDS = {
    "recipients": "征求对象",
    "lines": "逐条意见",
    "addressee": "审核机构",
}

COLLATION_TABLE = f"{LINE}.collation"
"""Kind of paper: what everybody said, and what became of it (意见汇总表)."""


@dataclass(frozen=True)
class RemarkTold:
    """One remark as the table has it; `adoption` "" for one that agrees."""

    recipient: str
    clause: str
    stance: Stance
    text: str
    adoption: str
    reason: str


@dataclass(frozen=True)
class CollationFacts:
    """What the table is made of; `unanswered` are the names of those who had not replied by `due_date`."""

    office: str
    title: str
    asked_date: date
    due_date: date
    sealed_date: date
    asked: int
    remarks: tuple[RemarkTold, ...]
    unanswered: tuple[str, ...]
