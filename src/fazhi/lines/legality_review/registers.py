"""The statistical views of legality review; reviewers are named in none of them, nor what a draft or a point says."""

from fazhi.engines.indicator import Column, Join, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE, OFFICE_COLUMNS
from fazhi.lines.legality_review.terms import (
    LINE,
    Adoption,
    Competition,
    Conclusion,
    DocumentState,
    FilingState,
    ReviewState,
)
from fazhi.lines.legality_review.terms import Kind as Kinds
from fazhi.lines.legality_review.terms.campaigns import CampaignKind, CampaignState, Outcome
from fazhi.lines.legality_review.terms.received import Correction, ReceivedState

REVIEWS = Register(
    name="legality_review_register",
    title="合法性审核台账",
    line=LINE,
    base="legality_review_review",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "审核编号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", ReviewState.labels()),
        Column("kind", "审核类别", Kind.TEXT, "kind", Kinds.labels()),
        Column("drafter", "起草单位", Kind.TEXT, "drafter"),
        Column("competition", "公平竞争审查", Kind.TEXT, "competition", Competition.labels()),
        Column("conclusion", "审核结论", Kind.TEXT, "conclusion", Conclusion.labels()),
        Column("accepted_date", "受理日期", Kind.DATE, "accepted_date"),
        Column("closed_date", "办结日期", Kind.DATE, "closed_date"),
        *dated("submitted", "报送"),
        *dated("concluded", "出具意见"),
        *dated("left", "审核结束"),
    ),
    joins=(OFFICE,),
    opened="submitted_date",
    closed="left_date",
)

POINTS = Register(
    name="legality_point_register",
    title="审核意见采纳台账",
    line=LINE,
    base="legality_review_point",
    key="point_id",
    columns=(
        Column("point_id", "审核意见", Kind.TEXT, "id"),
        Column("review_number", "审核编号", Kind.TEXT, "review.number"),
        Column("place", "意见序号", Kind.INTEGER, "place"),
        *OFFICE_COLUMNS,
        Column("kind", "审核类别", Kind.TEXT, "review.kind", Kinds.labels()),
        Column("is_standing", "写入意见书", Kind.FLAG, "is_standing"),
        Column("adoption", "采纳情况", Kind.TEXT, "adoption", Adoption.labels()),
        *dated("concluded", "出具意见", "review"),
    ),
    joins=(OFFICE, Join("legality_review_review", "review", on=(("id", "review_id"),))),
)

DOCUMENTS = Register(
    name="normative_document_register",
    title="行政规范性文件台账",
    line=LINE,
    base="legality_review_document",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "文号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", DocumentState.labels()),
        Column("drafter", "起草单位", Kind.TEXT, "drafter"),
        Column("is_provisional", "暂行、试行", Kind.FLAG, "is_provisional"),
        Column("effective_date", "施行日期", Kind.DATE, "effective_date"),
        Column("expires_date", "有效期截止日期", Kind.DATE, "expires_date"),
        *dated("published", "公布"),
        *dated("ended", "失效"),
    ),
    joins=(OFFICE,),
    opened="published_date",
    closed="ended_date",
)

FILINGS = Register(
    name="normative_filing_register",
    title="行政规范性文件备案台账",
    line=LINE,
    base="legality_review_filing",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "文号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", FilingState.labels()),
        Column("owed_date", "应报送起算日期", Kind.DATE, "owed_date"),
        Column("filed_date", "备案登记日期", Kind.DATE, "filed_date"),
        *dated("sent", "报送"),
    ),
    joins=(OFFICE,),
)

CLEANED = Register(
    name="normative_cleaning_register",
    title="行政规范性文件清理台账",
    line=LINE,
    base="legality_review_cleaneditem",
    key="item_id",
    columns=(
        Column("item_id", "清理文件", Kind.TEXT, "id"),
        Column("campaign_number", "清理编号", Kind.TEXT, "campaign.number"),
        Column("number", "文号", Kind.TEXT, "document.number"),
        *OFFICE_COLUMNS,
        Column("state", "清理状态", Kind.TEXT, "campaign.state", CampaignState.labels()),
        Column("kind", "清理类别", Kind.TEXT, "campaign.kind", CampaignKind.labels()),
        Column("drafter", "起草单位", Kind.TEXT, "document.drafter"),
        Column("batch", "批次", Kind.INTEGER, "batch"),
        Column("due_date", "答复期限", Kind.DATE, "due_date"),
        Column("proposed", "起草单位意见", Kind.TEXT, "proposed", Outcome.labels()),
        Column("proposed_date", "起草单位答复日期", Kind.DATE, "proposed_date"),
        Column("reviewed", "审核意见", Kind.TEXT, "reviewed", Outcome.labels()),
        *dated("decided", "审定", "campaign"),
    ),
    joins=(
        OFFICE,
        Join("legality_review_campaign", "campaign", on=(("id", "campaign_id"),)),
        Join("legality_review_document", "document", on=(("id", "document_id"),)),
    ),
)

RECEIVED = Register(
    name="normative_received_register",
    title="收到的规范性文件备案台账",
    line=LINE,
    base="legality_review_receivedfiling",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "文号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", ReceivedState.labels()),
        Column("issuer", "制定机关", Kind.TEXT, "issuer"),
        Column("published_date", "公布日期", Kind.DATE, "published_date"),
        Column("entered_date", "备案登记日期", Kind.DATE, "entered_date"),
        Column("opined_date", "提出意见日期", Kind.DATE, "opined_date"),
        Column("correction", "处理情况", Kind.TEXT, "correction", Correction.labels()),
        *dated("received", "收到"),
        *dated("closed", "审查终结"),
    ),
    joins=(OFFICE,),
)

REGISTERS = (REVIEWS, POINTS, DOCUMENTS, FILINGS, CLEANED, RECEIVED)
