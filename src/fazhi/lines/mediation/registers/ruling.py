"""The register of rulings (行政裁决台账); it is in no figure of mediation."""

from fazhi.engines.indicator import Column, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import LINE, OFFICE_COLUMNS
from fazhi.lines.mediation.terms import Category, RulingResult, RulingState

RULINGS = Register(
    name="mediation_ruling_register",
    title="行政裁决台账",
    line=LINE,
    base="mediation_administrativeruling",
    key="ruling_id",
    columns=(
        Column("ruling_id", "行政裁决", Kind.TEXT, "id"),
        Column("number", "案号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
        Column("basis", "授权裁决的法律依据", Kind.TEXT, "basis"),
        Column("state", "状态", Kind.TEXT, "state", RulingState.labels()),
        *dated("accepted", "受理"),
        *dated("decided", "裁决"),
        Column("ended_date", "办结日期", Kind.DATE, "ended_date"),
        Column("result", "裁决结果", Kind.TEXT, "result", RulingResult.labels()),
    ),
    joins=(OFFICE,),
    opened="accepted_date",
    closed="ended_date",
)
