"""The ledgers of clean-up campaigns and of the documents that they go through."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.legality_review import queries
from fazhi.lines.legality_review.ledgers.shared import (
    DOCUMENT_NUMBER,
    KEEPER,
    OFFICE,
    OFFICIAL,
    ONE,
    THREE,
    before,
    given,
    needed_with,
)
from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.queries.campaigns import asked_offices
from fazhi.lines.legality_review.services import campaign_rows
from fazhi.lines.legality_review.terms import LINE
from fazhi.lines.legality_review.terms.campaigns import CAMPAIGN, CampaignKind, CampaignState, Outcome

CLEANED = f"{LINE}.cleaned_document"
_CAMPAIGN_NUMBER = Reference(
    "campaign", queries.campaign_numbers, "该机构没有编号为“{value}”的清理；请先导入规范性文件清理台账。", own=True
)
_ASKED = Reference("asked", asked_offices, "没有代码为“{value}”的部门、区司法局或者处室；没有机构的留空。")
_SAME = (
    "number", "title", "kind", "notice", "title_words", "published_until_date", "expires_until_date", "provisional_only",
    "opened_date", "due_date", "decided_date", "decision", "published_date", "list_number", "published_at_place",
)  # fmt: skip


@dataclass(frozen=True)
class _Campaigns(Table):
    """The day on which a campaign was given up is that of its latest act."""

    def export(self, start: date, end: date) -> pl.DataFrame:
        is_cancelled = pl.col("state") == CampaignState.CANCELLED.value
        day = pl.when(is_cancelled).then("cancelled_date").alias("cancelled_date")
        return super().export(start, end).with_columns(day).drop("state")


CAMPAIGN_FORMAT = Format(
    code=CAMPAIGN,
    title="规范性文件清理台账",
    sheet="清理",
    columns=(
        OFFICE,
        Column("number", "清理编号", required=True, max_length=64),
        Column("title", "清理名称", required=True, max_length=200),
        Column("kind", "清理类别", Type.CODE, required=True, labels=CampaignKind.labels()),
        Column("notice", "清理依据", required=True, max_length=200),
        Column("title_words", "名称含有", max_length=60, hint="清理范围；不限的留空"),
        Column("published_until_date", "公布日期截至", Type.DATE, hint="清理范围；不限的留空"),
        Column("expires_until_date", "有效期届满截至", Type.DATE, hint="清理范围；不限的留空"),
        Column("provisional_only", "仅暂行、试行", Type.FLAG),
        Column("opened_date", "启动日期", Type.DATE, required=True),
        Column("due_date", "完成期限", Type.DATE, required=True),
        Column("decided_date", "审定日期", Type.DATE),
        Column("decision", "审定依据", max_length=200),
        Column("published_date", "公布日期", Type.DATE),
        Column("list_number", "公布文号", max_length=64),
        Column("published_at_place", "公布位置", max_length=200),
        Column("cancelled_date", "取消日期", Type.DATE),
    ),
    key=("office", "number"),
    target=_Campaigns(
        CAMPAIGN,
        Campaign,
        ("office", "number"),
        campaign_rows.campaigns,
        {"office": "office__code", "cancelled_date": "occurred_date", "state": "state"} | {name: name for name in _SAME},
        days=("opened_date", "decided_date", "published_date"),
        enter=campaign_rows.enter_campaigns,
    ),
    references=(KEEPER,),
    checks=(
        before("due", "opened", "完成期限{完成期限}早于启动日期{启动日期}。"),
        before("decided", "opened", "审定日期{审定日期}早于启动日期{启动日期}。"),
        before("published", "decided", "公布日期{公布日期}早于审定日期{审定日期}。"),
        before("cancelled", "opened", "取消日期{取消日期}早于启动日期{启动日期}。"),
        needed_with("decision-missing", "decision", "decided_date", "已经审定，缺审定依据。"),
        needed_with("decided-missing", "decided_date", "decision", "有审定依据，缺审定日期。"),
        needed_with("decided-unmade", "decided_date", "published_date", "公布以前应当已经审定；缺审定日期。"),
        needed_with("list-missing", "list_number", "published_date", "已经公布，缺公布文号。"),
        needed_with("published-missing", "published_date", "list_number", "有公布文号，缺公布日期。"),
        needed_with("place-unpublished", "published_date", "published_at_place", "有公布位置，缺公布日期。"),
        Check(
            "cancelled-decided", "cancelled_date", lambda: given("cancelled_date") & given("decided_date"),
            "审定以后不能取消；审定日期和取消日期只能有一项。",
        ),
    ),
    order=ONE,
)  # fmt: skip

_OPINIONS = ("proposed", "reviewed")


def _unreasoned(name: str) -> Check:
    def wrong() -> pl.Expr:
        return (pl.col(name) != Outcome.KEEP.value) & ~given(f"{name}_reason")

    return Check(f"{name}-unreasoned", f"{name}_reason", wrong, "修改、废止、宣布失效的，应当写明理由。")


CLEANED_FORMAT = Format(
    code=CLEANED,
    title="行政规范性文件清理逐件台账",
    sheet="清理文件",
    columns=(
        OFFICE,
        Column("campaign", "清理编号", required=True, lookup="campaign", max_length=64),
        Column("document", "文号", required=True, lookup="document", max_length=64),
        Column("assignee", "承办部门代码", lookup="asked", max_length=32, hint="没有机构的留空，由清理机构登记意见"),
        Column("batch", "批次", Type.INTEGER, required=True, low=1, high=999),
        Column("due_date", "答复期限", Type.DATE, required=True),
        Column("proposed", "起草单位意见", Type.CODE, labels=Outcome.labels()),
        Column("proposed_reason", "起草单位理由", max_length=400, hint="不保留的填写"),
        Column("proposed_date", "起草单位答复日期", Type.DATE),
        Column("proposed_by", "登记人工号", lookup="official", max_length=32),
        Column("reviewed", "审核意见", Type.CODE, labels=Outcome.labels(), hint="审定以后即清理结果"),
        Column("reviewed_reason", "审核理由", max_length=400, hint="不保留的填写"),
        Column("reviewed_date", "审核日期", Type.DATE),
    ),
    key=("office", "campaign", "document"),
    target=Table(
        CLEANED,
        CleanedItem,
        ("office", "campaign", "document"),
        campaign_rows.cleaned,
        {
            "office": "office__code", "campaign": "campaign__number", "document": "document__number",
            "assignee": "assignee__code", "batch": "batch", "due_date": "due_date", "proposed_by": "proposed_by__code",
        }
        | {f"{name}{part}": f"{name}{part}" for name in _OPINIONS for part in ("", "_reason", "_date")},
        days=("campaign__opened_date", "campaign__decided_date", "campaign__published_date"),
    ),
    references=(KEEPER, _CAMPAIGN_NUMBER, DOCUMENT_NUMBER, _ASKED, OFFICIAL),
    checks=(
        Check(
            "document-elsewhere", "document",
            lambda: ~pl.col("document__left").is_between("campaign__left", "campaign__right"),
            "“{文号}”不是清理机构和它下属机构登记的文件。",
        ),
        Check(
            "due-outside", "due_date",
            lambda: ~pl.col("due_date").is_between("campaign__opened_date", "campaign__due_date"),
            "答复期限{答复期限}应当在清理的启动日期和完成期限之间。",
        ),
        Check(
            "reviewed-unanswered", "reviewed", lambda: given("reviewed") & ~given("proposed"),
            "起草单位还没有答复，不应当有审核意见。",
        ),
        before("reviewed", "proposed", "审核日期{审核日期}早于起草单位答复日期{起草单位答复日期}。"),
        *(
            needed_with(code, column, when, says)
            for name, title in (("proposed", "起草单位意见"), ("reviewed", "审核意见"))
            for code, column, when, says in (
                (f"{name}-undated", f"{name}_date", name, f"有{title}，缺日期。"),
                (f"{name}-unmade", name, f"{name}_date", f"有日期，缺{title}。"),
            )
        ),
        *map(_unreasoned, _OPINIONS),
    ),
    order=THREE,
    stands_on=("campaign", CAMPAIGN),
)  # fmt: skip
