"""The ledgers of inspections and of what was found of each item."""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.inspections.ledgers.shared import (
    INSTITUTION,
    ITEM,
    KEEPER,
    OFFICE,
    TASK,
    THREE,
    before,
    given,
    missing,
)
from fazhi.lines.inspections.models import Inspection, ItemResult
from fazhi.lines.inspections.queries import references
from fazhi.lines.inspections.services import ledger_rows
from fazhi.lines.inspections.terms import INSPECTION, Cause, Manner, ResultCode

_DATES = (
    ("assigned", "指派日期"),
    ("notified", "通知日期"),
    ("inspected", "检查日期"),
    ("ordered", "责令整改日期"),
    ("rectify_by", "整改期限"),
    ("reinspected", "复查日期"),
    ("rectified", "复查合格日期"),
    ("handed", "移送处罚日期"),
    ("penalty", "处罚决定日期"),
    ("published", "公示日期"),
    ("followed", "后续结果公示日期"),
)
_TEXTS = ("cause_told", "problems", "case_number", "penalty_number", "published_at_place")
_OWN = ("number", "cause", "items", "manner", "is_compulsory", "has_problem")

INSPECTION_FORMAT = Format(
    code=INSPECTION,
    title="双随机检查台账",
    sheet="检查登记",
    columns=(
        OFFICE,
        Column("number", "检查编号", required=True, max_length=64),
        Column("task", "任务编号", lookup="task", max_length=64, hint="有因检查留空"),
        Column("institution", "统一社会信用代码", required=True, lookup="institution", max_length=32),
        Column("cause", "检查事由", Type.CODE, required=True, labels=Cause.labels()),
        Column("cause_told", "事由说明", max_length=400, hint="有因检查的填写"),
        Column("items", "抽查事项编号", max_length=400, hint="几个的用顿号隔开"),
        Column("is_compulsory", "必查对象", Type.FLAG),
        Column("manner", "检查方式", Type.CODE, labels=Manner.labels()),
        Column("has_problem", "发现问题", Type.FLAG),
        *(Column(f"{name}_date", title, Type.DATE, required=name == "assigned") for name, title in _DATES),
        Column("problems", "责令整改的问题", max_length=1000),
        Column("case_number", "案件编号", max_length=64),
        Column("penalty_number", "处罚决定书文号", max_length=64),
        Column("published_at_place", "公示位置", max_length=200),
        Column("closed_date", "办结日期", Type.DATE),
        Column("void_date", "作废日期", Type.DATE),
    ),
    key=("number",),
    target=Table(
        INSPECTION,
        Inspection,
        ("number",),
        ledger_rows.inspections,
        {"office": "office__code", "task": "task__number", "institution": "institution__code"}
        | {name: name for name in (*_OWN, *_TEXTS)}
        | {f"{name}_date": f"{name}_date" for name in (*(name for name, _ in _DATES), "closed", "void")},
        days=("assigned_date", "inspected_date"),
        enter=ledger_rows.enter_inspections,
    ),
    references=(KEEPER, TASK, INSTITUTION),
    checks=(
        before("inspected", "assigned", "{检查日期}早于指派日期{指派日期}。"),
        before("ordered", "inspected", "责令整改日期{责令整改日期}早于检查日期{检查日期}。"),
        before("rectify_by", "ordered", "整改期限{整改期限}早于责令整改日期{责令整改日期}。"),
        before("reinspected", "ordered", "复查日期{复查日期}早于责令整改日期{责令整改日期}。"),
        before("published", "inspected", "公示日期{公示日期}早于检查日期{检查日期}。"),
        before("handed", "inspected", "移送处罚日期{移送处罚日期}早于检查日期{检查日期}。"),
        before("penalty", "handed", "处罚决定日期{处罚决定日期}早于移送处罚日期{移送处罚日期}。"),
        missing("limit-missing", "rectify_by_date", "ordered_date", "责令整改应当写明整改期限。"),
        missing("order-missing", "ordered_date", "rectify_by_date", "有整改期限，缺责令整改日期。"),
        missing("order-unmade", "ordered_date", "reinspected_date", "有复查日期，缺责令整改日期。"),
        missing("reinspected-missing", "reinspected_date", "rectified_date", "复查合格，缺复查日期。"),
        missing("inspected-missing", "inspected_date", "ordered_date", "责令整改以前应当已经检查；缺检查日期。"),
        missing("inspected-unmade", "inspected_date", "published_date", "公示检查结果以前应当已经检查；缺检查日期。"),
        missing("inspected-handed", "inspected_date", "handed_date", "移送处罚以前应当已经检查；缺检查日期。"),
        missing("published-missing", "published_date", "closed_date", "已经办结，缺公示日期；检查结果应当公示。"),
        missing("case-missing", "case_number", "handed_date", "移送处罚，缺案件编号。"),
        missing("handed-missing", "handed_date", "case_number", "有案件编号，缺移送处罚日期。"),
        missing("handed-unmade", "handed_date", "penalty_date", "有处罚决定日期，缺移送处罚日期。"),
        Check(
            "closed-reinspected", "reinspected_date",
            lambda: given("closed_date") & given("ordered_date") & ~given("reinspected_date"),
            "责令整改的，复查以后才能办结；缺复查日期。",
        ),
        Check(
            "void-inspected", "void_date", lambda: given("void_date") & given("inspected_date"),
            "已经检查的不能作废。",
        ),
        Check(
            "ordered-problem", "has_problem", lambda: given("ordered_date") & (pl.col("has_problem") == 0),
            "责令整改的，发现问题应当填“是”。",
        ),
        Check(
            "random-task", "task",
            lambda: (pl.col("cause") == "random") & ~given("task"),
            "随机抽查的应当写明任务编号；有因检查的写明检查事由。",
        ),
        Check(
            "cause-told", "cause_told",
            lambda: (pl.col("cause") != "random") & (~given("cause_told") | given("task")),
            "有因检查的写明事由说明，不写任务编号。",
        ),
    ),
    order=THREE,
)  # fmt: skip

RESULT_FORMAT = Format(
    code="inspections.result",
    title="抽查事项检查结果台账",
    sheet="检查结果",
    columns=(
        OFFICE,
        Column("inspection", "检查编号", required=True, lookup="inspection", max_length=64),
        Column("item", "事项编号", required=True, lookup="item", max_length=32),
        Column("code", "检查结果", Type.CODE, required=True, labels=ResultCode.labels()),
        Column("note", "说明", max_length=400),
    ),
    key=("inspection", "item", "code"),
    target=Table(
        "inspections.result",
        ItemResult,
        ("inspection", "item", "code"),
        ledger_rows.results,
        {
            "office": "office__code",
            "inspection": "inspection__number",
            "item": "item__code",
            "code": "code",
            "note": "note",
        },
        days=("inspected_date",),
    ),
    references=(
        KEEPER,
        ITEM,
        Reference(
            "inspection", references.inspection_numbers, "没有编号为“{value}”、已经检查的检查；请先导入检查台账。"
        ),
    ),
    order=THREE + 10,
)
