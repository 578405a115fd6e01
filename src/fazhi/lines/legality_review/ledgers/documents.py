"""The ledgers of normative documents and of their filings."""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.legality_review.ledgers.shared import (
    DOCUMENT_NUMBER,
    KEEPER,
    OFFICE,
    REVIEW_NUMBER,
    THREE,
    TWO,
    before,
    given,
    needed_with,
)
from fazhi.lines.legality_review.models import Document, Filing
from fazhi.lines.legality_review.services import ledger_rows
from fazhi.lines.legality_review.terms import DOCUMENT, FILING, STANDING, DocumentState

_STANDING = [state.value for state in STANDING]
_OVER = ["expired", "abolished", "declared_invalid"]
_DOCUMENT_DAYS = (
    ("registered", "登记日期"),
    ("published", "公布日期"),
    ("effective", "施行日期"),
    ("expires", "有效期截止日期"),
    ("extended", "延续日期"),
    ("ended", "失效日期"),
)

DOCUMENT_FORMAT = Format(
    code=DOCUMENT,
    title="行政规范性文件台账",
    sheet="规范性文件",
    columns=(
        OFFICE,
        Column("number", "文号", required=True, max_length=64),
        Column("title", "文件名称", required=True, max_length=200),
        Column("drafter", "起草单位", required=True, max_length=120),
        Column("review", "审核编号", lookup="review", max_length=64, hint="统一审查以前的留空"),
        Column("state", "状态", Type.CODE, required=True, labels=DocumentState.labels()),
        Column("is_provisional", "暂行、试行", Type.FLAG),
        *(
            Column(f"{name}_date", title, Type.DATE, required=name in {"registered", "effective", "expires"})
            for name, title in _DOCUMENT_DAYS
        ),
        Column("published_at_place", "公布位置", max_length=200),
        Column("assessment", "评估情况", max_length=2000),
        Column("ended_reason", "废止、失效理由", max_length=400),
    ),
    key=("number",),
    target=Table(
        DOCUMENT,
        Document,
        ("number",),
        ledger_rows.documents,
        {"office": "office__code", "review": "review__number"}
        | {name: name for name in ("number", "title", "drafter", "state", "is_provisional")}
        | {f"{name}_date": f"{name}_date" for name, _ in _DOCUMENT_DAYS}
        | {name: name for name in ("published_at_place", "assessment", "ended_reason")},
        enter=ledger_rows.enter_documents,
    ),
    references=(KEEPER, REVIEW_NUMBER),
    checks=(
        before("published", "registered", "公布日期{公布日期}早于登记日期{登记日期}。"),
        before("ended", "published", "失效日期{失效日期}早于公布日期{公布日期}。"),
        Check(
            "validity-order", "expires_date", lambda: pl.col("expires_date") <= pl.col("effective_date"),
            "有效期截止日期{有效期截止日期}应当在施行日期{施行日期}以后。",
        ),
        Check(
            "published-missing", "published_date",
            lambda: pl.col("state").is_in(_STANDING + _OVER) & ~given("published_date"),
            "状态为{状态}，缺公布日期。",
        ),
        Check(
            "published-unmade", "state",
            lambda: ~pl.col("state").is_in(_STANDING + _OVER) & given("published_date"),
            "有公布日期，状态不能是{状态}。",
        ),
        Check(
            "ended-missing", "ended_date", lambda: pl.col("state").is_in(_OVER) != given("ended_date"),
            "失效、废止的写明失效日期，其他的留空；状态为{状态}。",
        ),
        Check(
            "reason-missing", "ended_reason",
            lambda: pl.col("state").is_in(["abolished", "declared_invalid"]) & ~given("ended_reason"),
            "废止、宣布失效的，应当写明理由。",
        ),
    ),
    order=TWO,
)  # fmt: skip

FILING_FORMAT = Format(
    code=FILING,
    title="行政规范性文件备案台账",
    sheet="备案",
    columns=(
        OFFICE,
        Column("document", "文号", required=True, lookup="document", max_length=64),
        Column("owed_date", "应报送起算日期", Type.DATE, required=True, hint="公布日期"),
        Column("sent_date", "报送日期", Type.DATE),
        Column("filed_with", "备案机关", max_length=120),
        Column("filed_date", "备案登记日期", Type.DATE),
        Column("filing_number", "备案登记号", max_length=64),
    ),
    key=("document",),
    target=Table(
        FILING,
        Filing,
        ("document",),
        ledger_rows.filings,
        {"office": "office__code", "document": "document__number"}
        | {name: name for name in ("owed_date", "sent_date", "filed_with", "filed_date", "filing_number")},
        days=("owed_date", "sent_date"),
        enter=ledger_rows.enter_filings,
    ),
    references=(KEEPER, DOCUMENT_NUMBER),
    checks=(
        before("sent", "owed", "报送日期{报送日期}早于应报送起算日期{应报送起算日期}。"),
        before("filed", "sent", "备案登记日期{备案登记日期}早于报送日期{报送日期}。"),
        needed_with("sent-missing", "sent_date", "filed_date", "已经备案登记，缺报送日期。"),
        needed_with("number-missing", "filing_number", "filed_date", "已经备案登记，缺备案登记号。"),
        needed_with("filed-missing", "filed_date", "filing_number", "有备案登记号，缺备案登记日期。"),
    ),
    order=THREE,
)
