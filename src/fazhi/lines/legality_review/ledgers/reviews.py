"""The ledgers of reviews and of the points of their opinions."""

from datetime import date

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.legality_review.ledgers.shared import (
    KEEPER,
    OFFICE,
    OFFICIAL,
    ONE,
    REVIEW_NUMBER,
    TWO,
    before,
    given,
    needed_with,
)
from fazhi.lines.legality_review.models import Point, Review
from fazhi.lines.legality_review.rules import is_basis
from fazhi.lines.legality_review.services import ledger_rows
from fazhi.lines.legality_review.terms import LINE, REVIEW, Adoption, Competition, Conclusion, Kind, Material

POINT = f"{LINE}.point"
_MATERIALS = "|".join(each.label for each in Material)


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
        OFFICE,
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
        Column("body", "送审稿文本", max_length=8000, paragraphs=True),
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
    references=(KEEPER, OFFICIAL),
    checks=(
        before("accepted", "submitted", "受理日期{受理日期}早于报送日期{报送日期}。"),
        before("concluded", "accepted", "出具意见日期{出具意见日期}早于受理日期{受理日期}。"),
        before("returned", "submitted", "退回日期{退回日期}早于报送日期{报送日期}。"),
        before("withdrawn", "submitted", "撤回日期{撤回日期}早于报送日期{报送日期}。"),
        before("closed", "concluded", "办结日期{办结日期}早于出具意见日期{出具意见日期}。"),
        needed_with("accepted-missing", "accepted_date", "concluded_date", "出具意见以前应当已经受理；缺受理日期。"),
        needed_with("accepted-unmade", "accepted_date", "first", "指派审核人以前应当已经受理；缺受理日期。"),
        needed_with("concluded-missing", "concluded_date", "closed_date", "办结以前应当已经出具意见；缺出具意见日期。"),
        needed_with("conclusion-missing", "conclusion", "concluded_date", "已经出具意见，缺审核结论。"),
        needed_with("number-missing", "opinion_number", "concluded_date", "已经出具意见，缺审核意见书文号。"),
        needed_with("concluded-unmade", "concluded_date", "conclusion", "有审核结论，缺出具意见日期。"),
        needed_with("concluded-unnumbered", "concluded_date", "opinion_number", "有审核意见书文号，缺出具意见日期。"),
        needed_with("second-missing", "second", "first", "应当由两人审核；缺复审人工号。"),
        needed_with("first-missing", "first", "second", "应当由两人审核；缺主审人工号。"),
        Check("one-reviewer", "second", lambda: pl.col("first") == pl.col("second"), "主审人与复审人不能是同一人。"),
        Check(
            "left-twice", "concluded_date",
            lambda: pl.sum_horizontal(
                given(name).cast(pl.Int8) for name in ("concluded_date", "returned_date", "withdrawn_date")
            ) > 1,
            "出具意见、退回、撤回只能有一项。",
        ),
        Check(
            "materials-known", "materials",
            lambda: ~pl.col("materials").str.contains(f"^({_MATERIALS})(、({_MATERIALS}))*$"),
            f"送审材料应为：{_MATERIALS.replace('|', '、')}；几种的用顿号隔开。",
        ),
    ),
    order=ONE,
)  # fmt: skip

POINT_FORMAT = Format(
    code=POINT,
    title="审核意见采纳台账",
    sheet="审核意见",
    columns=(
        OFFICE,
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
    references=(KEEPER, REVIEW_NUMBER, OFFICIAL),
    checks=(
        Check(
            "basis-unclear", "basis", lambda: ~pl.col("basis").map_elements(is_basis, return_dtype=pl.Boolean),
            "法律依据看不出是哪一条；应写成“行政许可法 第十七条”。",
        ),
        Check(
            "answer-missing", "answer",
            lambda: pl.col("adoption").is_in(["partly", "refused"]) & ~given("answer"),
            "不采纳、部分采纳的，应当写明理由。",
        ),
        Check(
            "dropped-answered", "adoption", lambda: given("dropped") & given("adoption"),
            "没有写入意见书的意见，没有采纳情况。",
        ),
    ),
    order=TWO,
)  # fmt: skip
