"""The statistical views of inspections; inspectors are counted, and named in none of them."""

from fazhi.engines.indicator import Column, Join, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE, OFFICE_COLUMNS
from fazhi.lines.inspections.terms import (
    LINE,
    Cause,
    CreditClass,
    InspectionState,
    InstitutionKind,
    Manner,
    ResultCode,
)

_KIND = Column("kind", "检查对象类别", Kind.TEXT, "kind", InstitutionKind.labels())
_CREDIT = Column("credit_class", "信用等级", Kind.TEXT, "credit_class", CreditClass.labels())


INSPECTIONS = Register(
    name="inspections_inspection_register",
    title="双随机检查台账",
    line=LINE,
    base="inspections_inspection",
    key="matter_id",
    columns=(
        Column("matter_id", "事项", Kind.TEXT, "id"),
        Column("number", "检查编号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("state", "状态", Kind.TEXT, "state", InspectionState.labels()),
        Column("institution", "检查对象代码", Kind.TEXT, "institution.code"),
        Column("district", "区", Kind.TEXT, "institution.district"),
        _KIND,
        _CREDIT,
        Column("cause", "检查事由", Kind.TEXT, "cause", Cause.labels()),
        Column("manner", "检查方式", Kind.TEXT, "manner", Manner.labels()),
        Column("is_compulsory", "必查对象", Kind.FLAG, "is_compulsory"),
        Column("has_problem", "发现问题", Kind.FLAG, "has_problem"),
        *dated("assigned", "指派"),
        *dated("inspected", "检查"),
        *dated("left", "离开待检查"),
        *dated("ordered", "责令整改"),
        *dated("rectified", "复查合格"),
        *dated("handed", "移送处罚"),
        *dated("published", "公示"),
    ),
    joins=(OFFICE, Join("inspections_institution", "institution", on=(("id", "institution_id"),))),
    opened="assigned_date",
    closed="left_date",
)

ITEM_RESULTS = Register(
    name="inspections_item_register",
    title="抽查事项检查结果台账",
    line=LINE,
    base="inspections_itemresult",
    key="result_id",
    columns=(
        Column("result_id", "检查结果", Kind.TEXT, "id"),
        *OFFICE_COLUMNS,
        Column("item", "抽查事项编号", Kind.TEXT, "item.code", named_by="item_title"),
        Column("item_title", "抽查事项", Kind.TEXT, "item.title"),
        Column("kind", "检查对象类别", Kind.TEXT, "item.kind", InstitutionKind.labels()),
        Column("code", "检查结果代码", Kind.TEXT, "code", ResultCode.labels()),
        Column("withdrawn_date", "撤回日期", Kind.DATE, "withdrawn_date"),
        *dated("inspected", "检查"),
    ),
    joins=(OFFICE, Join("inspections_item", "item", on=(("id", "item_id"),))),
)

DRAWS = Register(
    name="inspections_draw_register",
    title="随机抽取台账",
    line=LINE,
    base="inspections_draw",
    key="draw_id",
    columns=(
        Column("draw_id", "抽取", Kind.TEXT, "id"),
        Column("task_number", "任务编号", Kind.TEXT, "task.number"),
        Column("attempt", "次数", Kind.INTEGER, "attempt", unit="次"),
        *OFFICE_COLUMNS,
        Column("digest", "封存摘要", Kind.TEXT, "digest"),
        Column("transcript_digest", "抽取记录摘要", Kind.TEXT, "transcript_digest"),
        Column("announced_date", "公告日期", Kind.DATE, "announced_date"),
        *dated("drawn", "抽取"),
        *dated("annulled", "作废"),
    ),
    joins=(OFFICE, Join("inspections_task", "task", on=(("id", "task_id"),))),
)

INSTITUTIONS = Register(
    name="inspections_institution_register",
    title="检查对象名录库",
    line=LINE,
    base="inspections_institution",
    key="institution_id",
    columns=(
        Column("institution_id", "检查对象", Kind.TEXT, "id"),
        Column("institution", "检查对象代码", Kind.TEXT, "code"),
        *OFFICE_COLUMNS,
        Column("district", "区", Kind.TEXT, "district"),
        _KIND,
        _CREDIT,
        Column("registered_date", "登记日期", Kind.DATE, "registered_date"),
        Column("ended_date", "注销日期", Kind.DATE, "ended_date"),
    ),
    joins=(OFFICE,),
    opened="registered_date",
    closed="ended_date",
)

INSPECTORS = Register(
    name="inspections_inspector_register",
    title="检查人员名录库",
    line=LINE,
    base="inspections_inspector",
    key="inspector_id",
    columns=(
        Column("inspector_id", "检查人员", Kind.TEXT, "id"),
        *OFFICE_COLUMNS,
        Column("valid_from_date", "有效期起始日期", Kind.DATE, "valid_from_date"),
        Column("valid_to_date", "有效期截止日期", Kind.DATE, "valid_to_date"),
    ),
    joins=(OFFICE,),
    opened="valid_from_date",
    closed="valid_to_date",
)

REGISTERS = (INSPECTIONS, ITEM_RESULTS, DRAWS, INSTITUTIONS, INSPECTORS)
