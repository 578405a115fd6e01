"""
The registers of disputes with several records (同一纠纷台账): one row for each dispute, one for each of its records.

The second takes apart what several figures count more than once: a record is a repeat if another of its dispute was counted
before it, so that all records that count less the repeats are disputes, each in the first year that counts it.
"""

from fazhi.engines.indicator import Column, Join, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import LINE, OFFICE_COLUMNS
from fazhi.lines.mediation.terms import Category, DisputeOutcome, Door, MemberRole, Proof

DISPUTES = Register(
    name="mediation_dispute_register",
    title="同一纠纷台账",
    line=LINE,
    base="mediation_dispute",
    key="dispute_id",
    columns=(
        Column("dispute_id", "纠纷", Kind.TEXT, "id"),
        *OFFICE_COLUMNS,
        Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
        *dated("first", "首次受理"),
        Column("doors", "渠道数", Kind.INTEGER, "doors", unit="个"),
        Column("members", "登记件数", Kind.INTEGER, "members", unit="件"),
        *(Column(f"via_{door.value}", f"经{door.label}", Kind.FLAG, f"via_{door.value}") for door in Door),
        Column("is_again", "经过再次调解", Kind.FLAG, "is_again"),
        Column("outcome", "最终结果", Kind.TEXT, "outcome", DisputeOutcome.labels()),
    ),
    joins=(OFFICE,),
)

DISPUTE_MEMBERS = Register(
    name="mediation_dispute_member_register",
    title="同一纠纷登记台账",
    line=LINE,
    base="mediation_disputemember",
    key="matter_id",
    columns=(
        Column("matter_id", "登记", Kind.TEXT, "matter_id"),
        Column("dispute_id", "纠纷", Kind.TEXT, "dispute.id"),
        Column("number", "编号", Kind.TEXT, "number"),
        *OFFICE_COLUMNS,
        Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
        Column("door", "渠道", Kind.TEXT, "door", Door.labels()),
        Column("role", "首次或者再次", Kind.TEXT, "role", MemberRole.labels()),
        Column("proof", "认定依据", Kind.TEXT, "proof", Proof.labels()),
        Column("position", "次序", Kind.INTEGER, "position", unit="次"),
        Column("began_date", "开始日期", Kind.DATE, "began_date"),
        Column("ended_date", "办结日期", Kind.DATE, "ended_date"),
        Column("outcome", "结果", Kind.TEXT, "outcome", DisputeOutcome.labels()),
        *dated("counted", "计入"),
        Column("is_repeat", "重复计入", Kind.FLAG, "is_repeat"),
    ),
    joins=(OFFICE, Join("mediation_dispute", "dispute", on=(("id", "dispute_id"),))),
)
