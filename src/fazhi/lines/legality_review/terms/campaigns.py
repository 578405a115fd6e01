"""The nouns of clean-up campaigns (清理), with their official labels: campaigns, their documents, the published list."""

from dataclasses import dataclass
from datetime import date

from fazhi.engines.codes import Labelled
from fazhi.lines.legality_review.terms import LINE

CAMPAIGN = f"{LINE}.campaign"


class CampaignKind(Labelled):
    """Why documents are gone through (清理类别)."""

    PERIODIC = "periodic", "定期清理"
    SPECIAL = "special", "专项清理"


class CampaignState(Labelled):
    """Where a campaign stands."""

    OPEN = "open", "清理中"
    DECIDED = "decided", "已审定结果"
    PUBLISHED = "published", "已公布结果"
    CANCELLED = "cancelled", "已取消"


class Outcome(Labelled):
    """What becomes of a document that was gone through (清理结果)."""

    KEEP = "keep", "保留"
    AMEND = "amend", "修改"
    ABOLISH = "abolish", "废止"
    INVALID = "invalid", "宣布失效"


CAMPAIGN_GROUNDS = {
    "notice": "清理依据",
    "answer_by": "期限",
    "batch": "批次",
    "lines": "逐件意见",
    "decision": "审定依据",
    "list_number": "公布文号",
}

CLEANED_LIST = f"{LINE}.cleaned"
"""Kind of paper: the published list of what a campaign came to (清理结果目录)."""


@dataclass(frozen=True)
class CleanedDocument:
    """One line of the list; `reason` is told of what is not kept."""

    number: str
    title: str
    drafter: str
    reason: str


@dataclass(frozen=True)
class CleanedFacts:
    """What the published list is made of: the documents of each outcome, in the order of their numbers."""

    number: str
    office: str
    title: str
    notice: str
    decision: str
    decided_date: date
    sealed_date: date
    documents: tuple[tuple[Outcome, tuple[CleanedDocument, ...]], ...]
