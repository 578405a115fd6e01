"""The register of people's mediation (人民调解台账)."""

from fazhi.engines.indicator import Column, Join, Kind, Register, dated
from fazhi.engines.indicator.offices import OFFICE
from fazhi.lines.mediation.registers.shared import COMMON, LINE
from fazhi.lines.mediation.terms import AgreementForm, Form, PerformanceResult, Source

PEOPLES = Register(
    name="mediation_people_register",
    title="人民调解台账",
    line=LINE,
    base="mediation_peoplesmatter",
    key="matter_id",
    columns=(
        *COMMON,
        Column("form", "登记形式", Kind.TEXT, "form", Form.labels()),
        Column("source", "案件来源", Kind.TEXT, "source", Source.labels()),
        Column("referral_number", "对接编号", Kind.TEXT, "referral_number"),
        Column("referral_signed_date", "对接签收日期", Kind.DATE, "referral.signed_date"),
        Column("agreement_form", "协议形式", Kind.TEXT, "agreement_form", AgreementForm.labels()),
        Column("parties_count", "涉及当事人数", Kind.INTEGER, "parties_count", unit="人"),
        Column("is_difficult", "疑难复杂", Kind.FLAG, "is_difficult"),
        Column("is_concluded", "调解办结", Kind.FLAG, "is_concluded"),
        Column("is_on_the_spot", "当场化解", Kind.FLAG, "is_on_the_spot"),
        Column("performance", "履行情况", Kind.TEXT, "performance", PerformanceResult.labels()),
        *dated("visited", "回访"),
        *dated("confirmed", "司法确认"),
        Column("local_category", "本地类别", Kind.TEXT, "local_category_id", named_by="local_category_title"),
        Column("local_category_title", "本地类别名称", Kind.TEXT, "local.title"),
    ),
    joins=(
        OFFICE,
        Join("referrals_referral", "referral", on=(("number", "referral_number"), ("channel", "source"))),
        Join("mediation_localcategory", "local", on=(("code", "local_category_id"),)),
    ),
    opened="accepted_date",
    closed="concluded_date",
)
