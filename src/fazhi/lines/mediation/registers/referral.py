"""The register of referrals (对接台账)."""

from fazhi.engines.indicator import Column, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import LINE, OFFICE_COLUMNS
from fazhi.lines.mediation.terms import Category

CHANNELS = {"police": "公调对接", "court": "诉调对接", "petition": "访调对接"}
OUTCOMES = {"settled": "调解成功", "failed": "调解不成", "withdrawn": "当事人撤回", "returned": "退回"}

REFERRALS = Register(
    name="mediation_referral_register",
    title="对接台账",
    line=LINE,
    base="referrals_referral",
    key="referral_id",
    columns=(
        Column("referral_id", "对接", Kind.TEXT, "id"),
        Column("number", "对接编号", Kind.TEXT, "number"),
        Column("channel", "对接渠道", Kind.TEXT, "channel", CHANNELS),
        *OFFICE_COLUMNS,
        Column("sender", "移送单位", Kind.TEXT, "sender"),
        Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
        Column("sent_date", "移送日期", Kind.DATE, "sent_date"),
        *dated("signed", "签收"),
        Column("outcome", "结果", Kind.TEXT, "outcome", OUTCOMES),
        *dated("result", "结果回传"),
        Column("result_due_date", "结果回传期限", Kind.DATE, "result_due_date"),
        Column("is_on_time", "按期回传", Kind.FLAG, "is_on_time"),
        Column("days_to_result", "办理天数", Kind.INTEGER, "days_to_result", unit="日"),
    ),
    joins=(OFFICE,),
    opened="signed_date",
    closed="result_date",
)
