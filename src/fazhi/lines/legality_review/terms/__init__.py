"""The nouns of legality review, with their official labels: reviews, points of an opinion, documents, filings."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import Article, Document
from fazhi.engines.codes import Labelled

LINE = "legality_review"
REVIEW, DOCUMENT, FILING = f"{LINE}.review", f"{LINE}.document", f"{LINE}.filing"

MECHANISM = Document("行政规范性文件合法性审核机制意见", "国办发〔2018〕115号")
MAKING = Document("行政规范性文件制定和监督管理通知", "国办发〔2018〕37号")
DOSSIER = Article("重大行政决策程序暂行条例", 26, 1)
OPINION = Article("重大行政决策程序暂行条例", 28)
NO_SUBSTITUTE = Article("重大行政决策程序暂行条例", 25, 1)
COMPETITION = Article("公平竞争审查条例", 18)
PUBLISHED = Article("优化营商环境条例", 64, 2)
FILED = Article("法规规章备案审查条例", 25)
REFILED = Article("法规规章备案审查条例", 9, 2)

UNIFIED_SINCE = date(2024, 9, 30)
"""The day since which the city's policy documents and matters of law pass one review. Source: the bureau's report for 2024."""


class Kind(Labelled):
    """What is reviewed (审核类别)."""

    NORMATIVE = "normative", "行政规范性文件"
    POLICY = "policy", "其他政策性文件"
    DECISION = "decision", "重大行政决策"
    CONTRACT = "contract", "合同、协议"
    AFFAIR = "affair", "其他涉法事务"


class ReviewState(Labelled):
    """Where a review stands."""

    SUBMITTED = "submitted", "已报送、待查验"
    SUPPLEMENT = "supplement", "待补正"
    ACCEPTED = "accepted", "已受理"
    REVIEWING = "reviewing", "审核中"
    CONCLUDED = "concluded", "已出具意见"
    CLOSED = "closed", "已办结"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"


class Conclusion(Labelled):
    """What an opinion says of the draft as a whole: three kinds, in writing. Source: 国办发〔2018〕115号."""

    LAWFUL = "lawful", "合法"
    AMEND = "amend", "应当予以修改"
    UNLAWFUL = "unlawful", "不合法"


class Material(Labelled):
    """What a dossier consists of (送审材料)."""

    DRAFT = "draft", "送审稿"
    NOTE = "note", "起草说明"
    BASIS = "basis", "制定依据"
    OPINIONS = "opinions", "征求意见及采纳情况"
    OWN_REVIEW = "own_review", "起草单位合法性审核意见"
    PROCEDURE = "procedure", "履行法定程序的说明"


class Competition(Labelled):
    """What became of the fair-competition review (公平竞争审查)."""

    PASSED = "passed", "经审查可以出台"
    EXCEPTION = "exception", "适用例外规定"
    UNCONCERNED = "unconcerned", "不涉及经营者经济活动"


class ReturnReason(Labelled):
    """Why a dossier is sent back for good (退回理由)."""

    NOT_IN_SCOPE = "not_in_scope", "不属于合法性审核范围"
    NOT_COMPETENT = "not_competent", "不属于本机关审核"
    NOT_SUPPLEMENTED = "not_supplemented", "逾期未补正"
    PROCEDURE_LACKING = "procedure_lacking", "未履行法定起草程序"


class Adoption(Labelled):
    """What the drafting body did with a point (采纳情况)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REFUSED = "refused", "不采纳"


class Choice(Labelled):
    """What a reviewer decided about a finding (取舍)."""

    ADOPTED = "adopted", "采纳"
    REWORDED = "reworded", "改写后采纳"
    DISMISSED = "dismissed", "不采纳"


class DocumentState(Labelled):
    """Where a normative document stands."""

    REGISTERED = "registered", "已登记编号"
    IN_FORCE = "in_force", "现行有效"
    EXTENDED = "extended", "延续有效"
    AMENDING = "amending", "有效、待修改"
    EXPIRED = "expired", "有效期届满失效"
    ABOLISHED = "abolished", "已废止"
    DECLARED_INVALID = "declared_invalid", "已宣布失效"
    VOID = "void", "文号作废"


STANDING = (DocumentState.IN_FORCE, DocumentState.EXTENDED, DocumentState.AMENDING)
"""States in which a document binds."""


class FilingState(Labelled):
    """Where a filing (备案) stands."""

    OWED = "owed", "待报送备案"
    SENT = "sent", "已报送、待登记"
    SUPPLEMENT = "supplement", "待补充或者重新报送"
    FILED = "filed", "已备案登记"


GROUNDS = {
    "materials": "送审材料",
    "missing": "需要补正的材料",
    "reason": "理由",
    "return_reason": "退回理由",
    "first": "主审人",
    "second": "复审人",
    "clause": "条款",
    "problem": "存在的问题",
    "rests_on": "法律依据",
    "suggestion": "修改建议",
    "proposed": "建议结论",
    "finding": "审核发现",
    "point": "意见序号",
    "conclusion": "审核结论",
    "opinion_number": "审核意见书文号",
    "answers": "采纳情况",
    "review": "合法性审核编号",
    "expires_date": "有效期截止日期",
    "issued_at": "公布位置",
    "assessment": "评估情况",
    "filed_with": "备案机关",
    "filing_number": "备案登记号",
}

OPINION_LETTER, DRAFT_FILE = f"{LINE}.opinion", f"{LINE}.draft"
"""Kinds of papers: the opinion letter (合法性审核意见书), and the draft as it was submitted."""

EXAMINE_JOB = f"{LINE}.examine"
"""The background job that examines a draft."""
ACTS = {f"{LINE}.examined": "文稿核对"}
"""Acts in the trail that move no matter."""


@dataclass(frozen=True)
class OpinionPoint:
    """One point as the letter has it; `basis` as printed: 行政许可法 第十七条."""

    clause: str
    quote: str
    problem: str
    basis: str
    suggestion: str


@dataclass(frozen=True)
class OpinionFacts:
    """What the opinion letter is made of; `office` signs, `drafter` receives it."""

    number: str
    office: str
    drafter: str
    title: str
    kind: Kind
    conclusion: Conclusion
    submitted_date: date
    accepted_date: date
    sealed_date: date
    points: tuple[OpinionPoint, ...]
