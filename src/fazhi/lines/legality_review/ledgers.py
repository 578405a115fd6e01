"""The ledgers of legality review: reviews, points of their opinions, normative documents, filings."""

from datetime import date

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.legality_review import queries
from fazhi.lines.legality_review.models import Document, Filing, Point, Review
from fazhi.lines.legality_review.rules import is_basis
from fazhi.lines.legality_review.services import ledger_rows
from fazhi.lines.legality_review.terms import (
    DOCUMENT,
    FILING,
    LINE,
    REVIEW,
    Adoption,
    Competition,
    Conclusion,
    DocumentState,
    Kind,
    Material,
)

POINT = f"{LINE}.point"
_ONE, _TWO, _THREE = 310, 320, 330
_OFFICE = Column("office", "机构代码", required=True, lookup="keeper", max_length=32)
_KEEPER = Reference("keeper", queries.keepers, "没有代码为“{value}”的司法局或者处室；请先导入机构台账，或者改正代码。")
_OFFICIAL = Reference("official", queries.official_codes, "没有工号为“{value}”的人员；请先导入岗位台账，或者改正工号。")
_REVIEW = Reference("review", queries.review_numbers, "没有编号为“{value}”的合法性审核；请先导入合法性审核台账。")
_DOCUMENT = Reference("document", queries.document_numbers, "没有文号为“{value}”的文件；请先导入行政规范性文件台账。")
_MATERIALS = "|".join(each.label for each in Material)


def _given(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


def _before(later: str, earlier: str, says: str) -> Check:
    return Check(f"{later}-order", f"{later}_date", lambda: pl.col(f"{later}_date") < pl.col(f"{earlier}_date"), says)


def _with(code: str, column: str, when: str, says: str) -> Check:
    """`column` is blank though `when` is given."""
    return Check(code, column, lambda: _given(when) & ~_given(column), says)


class _Reviews(Table):
    """Materials go out under their labels, as they came in."""

    def export(self, start: date, end: date) -> pl.DataFrame:
        labels = {each.value: each.label for each in Material}
        named = pl.col("materials").str.split("、").list.eval(pl.element().replace(labels)).list.join("、")
        return super().export(start, end).with_columns(named.alias("materials"))


_REVIEW_DAYS = (
    ("submitted", "报送日期"),
    ("accepted", "受理日期"),
    ("first", "主审人提交日期"),
    ("second", "复审人提交日期"),
    ("concluded", "出具意见日期"),
    ("returned", "退回日期"),
    ("withdrawn", "撤回日期"),
    ("closed", "办结日期"),
)
_SAME = (
    "number", "title", "kind", "drafter", "body", "competition", "competition_told", "conclusion", "opinion_number",
    "urgent_reason", "first_proposed", "second_proposed",
)  # fmt: skip

REVIEW_FORMAT = Format(
    code=REVIEW,
    title="合法性审核台账",
    sheet="合法性审核",
    columns=(
        _OFFICE,
        Column("number", "审核编号", required=True, max_length=64),
        Column("title", "送审件名称", required=True, max_length=200),
        Column("kind", "审核类别", Type.CODE, required=True, labels=Kind.labels()),
        Column("drafter", "起草单位", required=True, max_length=120),
        Column("materials", "送审材料", max_length=200, hint="几种的用顿号隔开"),
        Column("competition", "公平竞争审查", Type.CODE, labels=Competition.labels()),
        Column("competition_told", "公平竞争审查说明", max_length=200),
        *(Column(f"{name}_date", title, Type.DATE, required=name == "submitted") for name, title in _REVIEW_DAYS),
        Column("first", "主审人工号", lookup="official", max_length=32),
        Column("second", "复审人工号", lookup="official", max_length=32),
        Column("first_proposed", "主审人建议结论", Type.CODE, labels=Conclusion.labels()),
        Column("second_proposed", "复审人建议结论", Type.CODE, labels=Conclusion.labels()),
        Column("conclusion", "审核结论", Type.CODE, labels=Conclusion.labels()),
        Column("opinion_number", "审核意见书文号", max_length=64),
        Column("urgent_reason", "紧急情况", max_length=200),
        Column("body", "送审稿文本", max_length=8000),
    ),
    key=("number",),
    target=_Reviews(
        REVIEW,
        Review,
        ("number",),
        ledger_rows.reviews,
        {"office": "office__code", "first": "first__code", "second": "second__code", "materials": "materials"}
        | {name: name for name in _SAME}
        | {f"{name}_date": f"{name}_date" for name, _ in _REVIEW_DAYS},
        days=("submitted_date", "concluded_date"),
        enter=ledger_rows.enter_reviews,
    ),
    references=(_KEEPER, _OFFICIAL),
    checks=(
        _before("accepted", "submitted", "受理日期{受理日期}早于报送日期{报送日期}。"),
        _before("concluded", "accepted", "出具意见日期{出具意见日期}早于受理日期{受理日期}。"),
        _before("returned", "submitted", "退回日期{退回日期}早于报送日期{报送日期}。"),
        _before("withdrawn", "submitted", "撤回日期{撤回日期}早于报送日期{报送日期}。"),
        _before("closed", "concluded", "办结日期{办结日期}早于出具意见日期{出具意见日期}。"),
        _with("accepted-missing", "accepted_date", "concluded_date", "出具意见以前应当已经受理；缺受理日期。"),
        _with("accepted-unmade", "accepted_date", "first", "指派审核人以前应当已经受理；缺受理日期。"),
        _with("concluded-missing", "concluded_date", "closed_date", "办结以前应当已经出具意见；缺出具意见日期。"),
        _with("conclusion-missing", "conclusion", "concluded_date", "已经出具意见，缺审核结论。"),
        _with("number-missing", "opinion_number", "concluded_date", "已经出具意见，缺审核意见书文号。"),
        _with("concluded-unmade", "concluded_date", "conclusion", "有审核结论，缺出具意见日期。"),
        _with("concluded-unnumbered", "concluded_date", "opinion_number", "有审核意见书文号，缺出具意见日期。"),
        _with("second-missing", "second", "first", "应当由两人审核；缺复审人工号。"),
        _with("first-missing", "first", "second", "应当由两人审核；缺主审人工号。"),
        Check("one-reviewer", "second", lambda: pl.col("first") == pl.col("second"), "主审人与复审人不能是同一人。"),
        Check(
            "left-twice", "concluded_date",
            lambda: pl.sum_horizontal(
                _given(name).cast(pl.Int8) for name in ("concluded_date", "returned_date", "withdrawn_date")
            ) > 1,
            "出具意见、退回、撤回只能有一项。",
        ),
        Check(
            "materials-known", "materials",
            lambda: ~pl.col("materials").str.contains(f"^({_MATERIALS})(、({_MATERIALS}))*$"),
            f"送审材料应为：{_MATERIALS.replace('|', '、')}；几种的用顿号隔开。",
        ),
    ),
    order=_ONE,
)  # fmt: skip

POINT_FORMAT = Format(
    code=POINT,
    title="审核意见采纳台账",
    sheet="审核意见",
    columns=(
        _OFFICE,
        Column("review", "审核编号", required=True, lookup="review", max_length=64),
        Column("place", "意见序号", Type.INTEGER, required=True, low=1, high=9999),
        Column("reviewer", "提出人工号", lookup="official", max_length=32),
        Column("clause", "条款", required=True, max_length=60),
        Column("quote", "原文", max_length=2000),
        Column("problem", "存在的问题", required=True, max_length=2000),
        Column("basis", "法律依据", required=True, max_length=300),
        Column("suggestion", "修改建议", required=True, max_length=2000),
        Column("dropped", "不用的理由", max_length=400, hint="没有写入意见书的填写"),
        Column("adoption", "采纳情况", Type.CODE, labels=Adoption.labels()),
        Column("answer", "采纳情况的理由", max_length=2000, hint="不采纳、部分采纳的填写"),
    ),
    key=("review", "place"),
    target=Table(
        POINT,
        Point,
        ("review", "place"),
        ledger_rows.points,
        {"office": "office__code", "review": "review__number", "reviewer": "reviewer__code"}
        | {
            name: name
            for name in ("place", "clause", "quote", "problem", "basis", "suggestion", "dropped", "adoption", "answer")
        },
        days=("review__concluded_date",),
    ),
    references=(_KEEPER, _REVIEW, _OFFICIAL),
    checks=(
        Check(
            "basis-unclear", "basis", lambda: ~pl.col("basis").map_elements(is_basis, return_dtype=pl.Boolean),
            "法律依据看不出是哪一条；应写成“行政许可法 第十七条”。",
        ),
        Check(
            "answer-missing", "answer",
            lambda: pl.col("adoption").is_in(["partly", "refused"]) & ~_given("answer"),
            "不采纳、部分采纳的，应当写明理由。",
        ),
        Check(
            "dropped-answered", "adoption", lambda: _given("dropped") & _given("adoption"),
            "没有写入意见书的意见，没有采纳情况。",
        ),
    ),
    order=_TWO,
)  # fmt: skip

_STANDING = ["in_force", "extended"]
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
        _OFFICE,
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
    references=(_KEEPER, _REVIEW),
    checks=(
        _before("published", "registered", "公布日期{公布日期}早于登记日期{登记日期}。"),
        _before("ended", "published", "失效日期{失效日期}早于公布日期{公布日期}。"),
        Check(
            "validity-order", "expires_date", lambda: pl.col("expires_date") <= pl.col("effective_date"),
            "有效期截止日期{有效期截止日期}应当在施行日期{施行日期}以后。",
        ),
        Check(
            "published-missing", "published_date",
            lambda: pl.col("state").is_in(_STANDING + _OVER) & ~_given("published_date"),
            "状态为{状态}，缺公布日期。",
        ),
        Check(
            "published-unmade", "state",
            lambda: ~pl.col("state").is_in(_STANDING + _OVER) & _given("published_date"),
            "有公布日期，状态不能是{状态}。",
        ),
        Check(
            "ended-missing", "ended_date", lambda: pl.col("state").is_in(_OVER) != _given("ended_date"),
            "失效、废止的写明失效日期，其他的留空；状态为{状态}。",
        ),
        Check(
            "reason-missing", "ended_reason",
            lambda: pl.col("state").is_in(["abolished", "declared_invalid"]) & ~_given("ended_reason"),
            "废止、宣布失效的，应当写明理由。",
        ),
    ),
    order=_TWO,
)  # fmt: skip

FILING_FORMAT = Format(
    code=FILING,
    title="行政规范性文件备案台账",
    sheet="备案",
    columns=(
        _OFFICE,
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
    references=(_KEEPER, _DOCUMENT),
    checks=(
        _before("sent", "owed", "报送日期{报送日期}早于应报送起算日期{应报送起算日期}。"),
        _before("filed", "sent", "备案登记日期{备案登记日期}早于报送日期{报送日期}。"),
        _with("sent-missing", "sent_date", "filed_date", "已经备案登记，缺报送日期。"),
        _with("number-missing", "filing_number", "filed_date", "已经备案登记，缺备案登记号。"),
        _with("filed-missing", "filed_date", "filing_number", "有备案登记号，缺备案登记日期。"),
    ),
    order=_THREE,
)

FORMATS = (REVIEW_FORMAT, POINT_FORMAT, DOCUMENT_FORMAT, FILING_FORMAT)
