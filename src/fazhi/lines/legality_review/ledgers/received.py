"""The ledgers of filings that came in and of what their examination found."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.legality_review import queries
from fazhi.lines.legality_review.ledgers.shared import KEEPER, OFFICE, ONE, TWO, before, given, needed_with
from fazhi.lines.legality_review.models import Flaw, ReceivedFiling
from fazhi.lines.legality_review.rules import is_basis, is_number
from fazhi.lines.legality_review.services import received_rows
from fazhi.lines.legality_review.terms import LINE
from fazhi.lines.legality_review.terms.received import RECEIVED, Correction, Fault, ReceivedState

FLAW = f"{LINE}.flaw"
_FILING = Reference(
    "filing", queries.received_numbers, "该机构没有收到文号为“{value}”的备案；请先导入收到的备案台账。", own=True
)
_S = ReceivedState
_BEFORE_ENTRY = (_S.RECEIVED, _S.SUPPLEMENT, _S.REFUSED)
_OPINED = (_S.SUGGESTED, _S.ORDERED)
_OVER = (_S.CLOSED, _S.REFUSED)
_DAYS = (
    ("published", "公布日期"),
    ("received", "收到日期"),
    ("asked", "通知补充日期"),
    ("entered", "备案登记日期"),
    ("opined", "提出意见日期"),
    ("closed", "审查终结日期"),
)
_SAME = (
    "number", "title", "issuer", "state", "asked_reason", "filing_number", "opinion_number", "correction", "told", "body",
    "published_date", "received_date", "entered_date", "opined_date", "closed_date",
)  # fmt: skip
_LONGEST = 32_000
"""Characters of a document's text: a cell of a workbook holds 32,767."""


@dataclass(frozen=True)
class _Received(Table):
    """The day on which more was asked for is that of the latest act, while it waits for it."""

    def export(self, start: date, end: date) -> pl.DataFrame:
        is_waiting = pl.col("state") == _S.SUPPLEMENT.value
        return super().export(start, end).with_columns(pl.when(is_waiting).then("asked_date").alias("asked_date"))


def _is(states: Collection[str]) -> pl.Expr:
    return pl.col("state").is_in([str(each) for each in states])


def _exactly(code: str, column: str, when: Callable[[], pl.Expr], says: str) -> Check:
    """`column` is filled where it should not be, or blank where it should."""
    return Check(code, column, lambda: given(column) != when(), says)


RECEIVED_FORMAT = Format(
    code=RECEIVED,
    title="收到的规范性文件备案台账",
    sheet="收到的备案",
    columns=(
        OFFICE,
        Column("number", "文号", required=True, max_length=64),
        Column("title", "文件名称", required=True, max_length=200),
        Column("issuer", "制定机关", required=True, max_length=120),
        Column("state", "状态", Type.CODE, required=True, labels=ReceivedState.labels()),
        *(
            Column(f"{name}_date", title, Type.DATE, required=name in {"published", "received"})
            for name, title in _DAYS
        ),
        Column("asked_reason", "补充报送要求", max_length=400),
        Column("filing_number", "备案登记号", max_length=64),
        Column("opinion_number", "备案审查意见书文号", max_length=64),
        Column("correction", "处理情况", Type.CODE, labels=Correction.labels()),
        Column("told", "处理情况说明", max_length=2000, hint="不予备案登记的写明理由"),
        Column("body", "文件文本", max_length=_LONGEST, paragraphs=True),
    ),
    key=("office", "number"),
    target=_Received(
        RECEIVED,
        ReceivedFiling,
        ("office", "number"),
        received_rows.received,
        {"office": "office__code", "asked_date": "occurred_date"} | {name: name for name in _SAME},
        days=("received_date", "closed_date"),
        enter=received_rows.enter_received,
    ),
    references=(KEEPER,),
    checks=(
        Check(
            "number-unclear", "number", lambda: ~pl.col("number").map_elements(is_number, return_dtype=pl.Boolean),
            "文号应当像：思府规〔2024〕1号。",
        ),
        before("received", "published", "收到日期{收到日期}早于公布日期{公布日期}。"),
        before("asked", "received", "通知补充日期{通知补充日期}早于收到日期{收到日期}。"),
        before("entered", "received", "备案登记日期{备案登记日期}早于收到日期{收到日期}。"),
        before("opined", "entered", "提出意见日期{提出意见日期}早于备案登记日期{备案登记日期}。"),
        before("closed", "received", "审查终结日期{审查终结日期}早于收到日期{收到日期}。"),
        Check(
            "closed-early", "closed_date",
            lambda: pl.col("closed_date") < pl.max_horizontal("entered_date", "opined_date"),
            "审查终结日期{审查终结日期}早于备案登记或者提出意见的日期。",
        ),
        _exactly("asked", "asked_date", lambda: _is((_S.SUPPLEMENT,)),
                 "待补充的写明通知补充日期，其他的留空；状态为{状态}。"),
        _exactly("entered", "entered_date", lambda: ~_is(_BEFORE_ENTRY),
                 "已经备案登记的写明备案登记日期，其他的留空；状态为{状态}。"),
        _exactly("closed", "closed_date", lambda: _is(_OVER), "审查终结、不予备案登记的写明终结日期，其他的留空；状态为{状态}。"),
        _exactly("filing-number", "filing_number", lambda: given("entered_date"), "备案登记日期和备案登记号应当同时填写，或者同时留空。"),
        _exactly("opinion-number", "opinion_number", lambda: given("opined_date"),
                 "提出意见日期和备案审查意见书文号应当同时填写，或者同时留空。"),
        Check("opined-missing", "opined_date", lambda: _is(_OPINED) & ~given("opined_date"), "状态为{状态}，缺提出意见日期。"),
        Check("opined-early", "opined_date", lambda: ~_is((*_OPINED, _S.CLOSED)) & given("opined_date"),
              "状态为{状态}，不应当有提出意见日期。"),
        _exactly("correction", "correction", lambda: given("opined_date") & _is((_S.CLOSED,)),
                 "提出过意见、已经终结的写明处理情况，其他的留空。"),
        needed_with("told-missing", "told", "correction", "有处理情况，缺处理情况说明。"),
        Check("refused-untold", "told", lambda: _is((_S.REFUSED,)) & ~given("told"), "不予备案登记的，应当写明理由。"),
        Check("asked-untold", "asked_reason", lambda: _is((_S.SUPPLEMENT,)) & ~given("asked_reason"),
              "待补充的，应当写明补充报送要求。"),
    ),
    order=ONE,
)  # fmt: skip

FLAW_FORMAT = Format(
    code=FLAW,
    title="备案审查问题台账",
    sheet="备案审查问题",
    columns=(
        OFFICE,
        Column("filing", "文号", required=True, lookup="filing", max_length=64),
        Column("place", "序号", Type.INTEGER, required=True, low=1, high=9999),
        Column("clause", "条款", required=True, max_length=60),
        Column("fault", "审查内容", Type.CODE, required=True, labels=Fault.labels()),
        Column("problem", "存在的问题", required=True, max_length=2000),
        Column("basis", "法律依据", required=True, max_length=300),
    ),
    key=("office", "filing", "place"),
    target=Table(
        FLAW,
        Flaw,
        ("office", "filing", "place"),
        received_rows.flaws,
        {"office": "office__code", "filing": "filing__number"}
        | {name: name for name in ("place", "clause", "fault", "problem", "basis")},
        days=("filing__received_date", "filing__closed_date"),
    ),
    references=(KEEPER, _FILING),
    checks=(
        Check(
            "basis-unclear", "basis", lambda: ~pl.col("basis").map_elements(is_basis, return_dtype=pl.Boolean),
            "法律依据看不出是哪一条；应写成“行政许可法 第十七条”。",
        ),
        Check("not-entered", "filing", lambda: ~given("filing__entered_date"), "“{文号}”还没有备案登记，不应当有审查问题。"),
    ),
    order=TWO,
    stands_on=("filing", RECEIVED),
)  # fmt: skip
