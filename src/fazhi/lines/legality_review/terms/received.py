"""The nouns of filings that come in (备案审查), with their official labels."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import Article
from fazhi.engines.codes import Labelled
from fazhi.lines.legality_review.terms import LINE

RECEIVED = f"{LINE}.received"

EXAMINED = Article("法规规章备案审查条例", 13)
CORRECTED = Article("法规规章备案审查条例", 21)


class ReceivedState(Labelled):
    """Where a filing that came in stands."""

    RECEIVED = "received", "已收到、待形式审查"
    SUPPLEMENT = "supplement", "待补充或者重新报送"
    EXAMINING = "examining", "已备案登记、审查中"
    SUGGESTED = "suggested", "已建议纠正、待报告处理情况"
    ORDERED = "ordered", "已责令纠正、待报告处理情况"
    CLOSED = "closed", "审查终结"
    REFUSED = "refused", "不予备案登记"


class Fault(Labelled):
    """What a document is examined for: six questions (审查内容). Source: 法规规章备案审查条例 art. 13, by analogy."""

    POLICY = "policy", "不符合党中央、国务院重大决策部署"
    POWERS = "powers", "超越权限"
    HIGHER_LAW = "higher_law", "违反上位法"
    CONFLICT = "conflict", "与其他规定不一致"
    UNFIT = "unfit", "规定不适当"
    PROCEDURE = "procedure", "违背法定程序"


class Correction(Labelled):
    """What the body that made it has done (处理情况)."""

    AMENDED = "amended", "已修改"
    ABOLISHED = "abolished", "已废止"
    EXPLAINED = "explained", "说明理由，不再纠正"


RECEIVED_GROUNDS = {
    "issuer": "制定机关",
    "fault": "审查内容",
    "correction": "处理情况",
    "account": "处理情况说明",
}

EXAMINATION_LETTER = f"{LINE}.examination"
"""Kind of paper: what the examination found (备案审查意见书)."""


@dataclass(frozen=True)
class FlawTold:
    """One flaw as the letter has it; `basis` as printed."""

    clause: str
    fault: str
    problem: str
    basis: str


@dataclass(frozen=True)
class ExaminationFacts:
    """What the letter is made of; `is_order` for an order, else a suggestion; `due_date` the last day of the report, if there is one."""

    number: str
    office: str
    issuer: str
    document: str
    title: str
    filing_number: str
    is_order: bool
    due_date: date | None
    sealed_date: date
    flaws: tuple[FlawTold, ...]
