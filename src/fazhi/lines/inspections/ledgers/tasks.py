"""Ledgers of the list of items (抽查事项清单), the annual plan, tasks and their draws."""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Type
from fazhi.kernel.exchange.one_table import Table
from fazhi.lines.inspections.ledgers.shared import (
    ITEM,
    KEEPER,
    OFFICE,
    ONE,
    TASK,
    THREE,
    TWO,
    before,
    given,
    missing,
)
from fazhi.lines.inspections.models import Draw, Item, PlanLine, Task
from fazhi.lines.inspections.services import ledger_rows
from fazhi.lines.inspections.terms import TASK as TASKS
from fazhi.lines.inspections.terms import InstitutionKind, Manner

_MOST = 10_000
_WEIGHTS = tuple(
    Column(f"weight_{letter}", f"{letter.upper()}类权重", Type.INTEGER, required=True, low=1, high=1000)
    for letter in "abcd"
)

ITEM_FORMAT = Format(
    code="inspections.item",
    title="随机抽查事项清单",
    sheet="抽查事项",
    columns=(
        OFFICE,
        Column("code", "事项编号", required=True, identifier=True, max_length=32),
        Column("title", "抽查事项名称", required=True),
        Column("kind", "检查对象", Type.CODE, required=True, labels=InstitutionKind.labels()),
        Column("content", "抽查内容", required=True, max_length=400),
        Column("basis", "检查依据", required=True, max_length=200),
        Column("manner", "检查方式", Type.CODE, required=True, labels=Manner.labels()),
        Column("ratio", "抽查比例（%）", Type.INTEGER, required=True, low=1, high=100),
        Column("most_a_year", "每年最多抽查次数", Type.INTEGER, required=True, low=1, high=99),
        *_WEIGHTS,
        Column("listed_date", "列入日期", Type.DATE, required=True),
        Column("ended_date", "停用日期", Type.DATE),
    ),
    key=("code",),
    target=Table(
        "inspections.item",
        Item,
        ("code",),
        ledger_rows.items,
        {"office": "office__code"}
        | {name: name for name in ("code", "title", "kind", "content", "basis", "manner", "ratio", "most_a_year")}
        | {column.name: column.name for column in _WEIGHTS}
        | {"listed_date": "listed_date", "ended_date": "ended_date"},
    ),
    references=(KEEPER,),
    checks=(before("ended", "listed", "停用日期{停用日期}早于列入日期{列入日期}。"),),
    order=ONE,
)

PLAN_FORMAT = Format(
    code="inspections.plan",
    title="年度双随机抽查计划",
    sheet="年度计划",
    columns=(
        OFFICE,
        Column("year", "计划年度", Type.INTEGER, required=True, low=2000, high=2999),
        Column("item", "事项编号", required=True, lookup="item", max_length=32),
        Column("planned", "计划抽查数", Type.INTEGER, required=True, low=1, high=_MOST),
        Column("due_date", "完成时限", Type.DATE, required=True),
        Column("published_date", "计划公示日期", Type.DATE),
    ),
    key=("year", "item"),
    target=Table(
        "inspections.plan",
        PlanLine,
        ("year", "item"),
        ledger_rows.plan_lines,
        {"office": "office__code", "year": "year", "item": "item__code"}
        | {name: name for name in ("planned", "due_date", "published_date")},
        days=("due_date",),
    ),
    references=(KEEPER, ITEM),
    order=TWO,
)

TASK_FORMAT = Format(
    code=TASKS,
    title="双随机抽查任务台账",
    sheet="抽查任务",
    columns=(
        OFFICE,
        Column("number", "任务编号", required=True, max_length=64),
        Column("title", "任务名称", required=True),
        Column("items", "抽查事项编号", required=True, max_length=400, hint="几个的用顿号隔开"),
        Column("visit_date", "检查起始日期", Type.DATE, required=True),
        Column("since_date", "近期检查起算日期", Type.DATE),
        Column("departments", "联合检查部门", max_length=200),
        Column("planned_date", "立项日期", Type.DATE, required=True),
        Column("drawn_date", "抽取日期", Type.DATE, hint="已经抽取的填写"),
        Column("closed_date", "完成日期", Type.DATE),
    ),
    key=("number",),
    target=Table(
        TASKS,
        Task,
        ("number",),
        ledger_rows.tasks,
        {"office": "office__code"}
        | {name: name for name in ("number", "title", "items", "visit_date", "since_date", "departments")}
        | {name: name for name in ("planned_date", "drawn_date", "closed_date")},
        days=("planned_date", "drawn_date", "closed_date"),
        enter=ledger_rows.enter_tasks,
    ),
    references=(KEEPER,),
    checks=(
        before("drawn", "planned", "抽取日期{抽取日期}早于立项日期{立项日期}。"),
        before("closed", "drawn", "完成日期{完成日期}早于抽取日期{抽取日期}。"),
        missing("drawn-missing", "drawn_date", "closed_date", "已经完成，缺抽取日期。"),
    ),
    order=TWO,
)

DRAW_FORMAT = Format(
    code="inspections.draw",
    title="随机抽取台账",
    sheet="随机抽取",
    columns=(
        OFFICE,
        Column("task", "任务编号", required=True, lookup="task", max_length=64),
        Column("attempt", "次数", Type.INTEGER, required=True, low=1, high=99),
        Column("committed_date", "封存日期", Type.DATE, required=True),
        Column("commitment_digest", "封存摘要", required=True, identifier=True, max_length=64),
        Column("announced_date", "公告日期", Type.DATE),
        Column("announced_at_place", "公告发布位置", max_length=200),
        Column("beacon", "公共随机数来源", required=True, max_length=200),
        Column("drawn_date", "抽取日期", Type.DATE),
        Column("transcript_digest", "抽取记录摘要", identifier=True, max_length=64),
        Column("previous_digest", "上一抽取记录摘要", identifier=True, max_length=64),
        Column("annulled_date", "作废日期", Type.DATE),
        Column("annulled_by", "作废决定人"),
        Column("annul_reason", "作废理由", max_length=400),
    ),
    key=("task", "attempt"),
    target=Table(
        "inspections.draw",
        Draw,
        ("task", "attempt"),
        ledger_rows.draws,
        {"office": "office__code", "task": "task__number", "attempt": "attempt", "committed_date": "committed_at__date",
         "commitment_digest": "digest"}
        | {
            name: name
            for name in (
                "announced_date", "announced_at_place", "beacon", "drawn_date", "transcript_digest",
                "previous_digest", "annulled_date", "annulled_by", "annul_reason",
            )
        },
        days=("committed_at__date", "drawn_date", "annulled_date"),
    ),
    references=(KEEPER, TASK),
    checks=(
        Check(
            "digest-form", "commitment_digest", lambda: ~pl.col("commitment_digest").str.contains("^[0-9a-f]{64}$"),
            "{封存摘要}不是64位十六进制摘要。",
        ),
        before("announced", "committed", "公告日期{公告日期}早于封存日期{封存日期}。"),
        before("drawn", "announced", "抽取日期{抽取日期}早于公告日期{公告日期}；应当先公告，后抽取。"),
        missing("announced-missing", "announced_date", "drawn_date", "已经抽取，缺公告日期；应当先公告，后抽取。"),
        missing("transcript-missing", "transcript_digest", "drawn_date", "已经抽取，缺抽取记录摘要。"),
        missing("drawn-missing", "drawn_date", "transcript_digest", "有抽取记录摘要，缺抽取日期。"),
        Check(
            "annulled-whole", "annul_reason",
            lambda: (given("annulled_date") != given("annul_reason")) | (given("annulled_date") != given("annulled_by")),
            "作废日期、作废决定人、作废理由应当同时填写，或者同时留空。",
        ),
    ),
    order=THREE,
)  # fmt: skip
