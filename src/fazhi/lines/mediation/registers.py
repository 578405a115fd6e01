"""The statistical views of mediation: no personal data, nothing computed, only selected and joined."""

from fazhi.engines.indicator import Column, Join, Kind, Register
from fazhi.lines.mediation.terms import OFFICE_KINDS, AgreementForm, Category, Form, Nature, Source, State

LINE = "mediation"

_OFFICE = Join("organisations_office", "office", on=(("id", "office_id"),))
_OFFICE_COLUMNS = (
    Column("office", "机构", Kind.TEXT, "office.code", named_by="office_name"),
    Column("office_name", "机构名称", Kind.TEXT, "office.name"),
    Column("office_kind", "机构类别", Kind.TEXT, "office.kind", OFFICE_KINDS),
    Column("district", "区", Kind.TEXT, "office.district"),
    Column("office_left", "机构左界", Kind.INTEGER, "office.left"),
)


def _date(name: str, title: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_date", f"{title}日期", Kind.DATE, f"{name}_date"),
        Column(f"{name}_year", f"{title}年", Kind.INTEGER, f"{name}_year"),
        Column(f"{name}_quarter", f"{title}季度", Kind.INTEGER, f"{name}_quarter", unit="季度"),
        Column(f"{name}_month", f"{title}月", Kind.INTEGER, f"{name}_month", unit="月"),
    )


_COMMON = (
    Column("matter_id", "事项", Kind.TEXT, "id"),
    Column("number", "案号", Kind.TEXT, "number"),
    *_OFFICE_COLUMNS,
    Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
    Column("state", "状态", Kind.TEXT, "state", State.labels()),
    *_date("accepted", "受理"),
    *_date("concluded", "办结"),
    *_date("effective", "协议生效"),
    Column("days_to_conclude", "办理天数", Kind.INTEGER, "days_to_conclude", unit="日"),
    Column("amount_fen", "协议涉及金额", Kind.INTEGER, "amount_fen", unit="分"),
)

PEOPLES = Register(
    name="mediation_people_register",
    title="人民调解台账",
    line=LINE,
    base="mediation_peoplesmatter",
    key="matter_id",
    columns=(
        *_COMMON,
        Column("form", "登记形式", Kind.TEXT, "form", Form.labels()),
        Column("source", "案件来源", Kind.TEXT, "source", Source.labels()),
        Column("referral_number", "对接编号", Kind.TEXT, "referral_number"),
        Column("referral_signed_date", "对接签收日期", Kind.DATE, "referral.signed_date"),
        Column("agreement_form", "协议形式", Kind.TEXT, "agreement_form", AgreementForm.labels()),
        Column("parties_count", "涉及当事人数", Kind.INTEGER, "parties_count", unit="人"),
        Column("is_difficult", "疑难复杂", Kind.FLAG, "is_difficult"),
        Column("is_concluded", "调解办结", Kind.FLAG, "is_concluded"),
        Column("is_on_the_spot", "当场化解", Kind.FLAG, "is_on_the_spot"),
    ),
    joins=(
        _OFFICE,
        Join("referrals_referral", "referral", on=(("number", "referral_number"), ("channel", "source"))),
    ),
    opened="accepted_date",
    closed="concluded_date",
)

ADMINISTRATIVE = Register(
    name="mediation_administrative_register",
    title="行政调解台账",
    line=LINE,
    base="mediation_administrativematter",
    key="matter_id",
    columns=(
        *_COMMON,
        Column("nature", "纠纷性质", Kind.TEXT, "nature", Nature.labels()),
        Column("closed_date", "统计终结日期", Kind.DATE, "closed_date"),
    ),
    joins=(_OFFICE,),
    opened="accepted_date",
    closed="closed_date",  # settled by the day of effect, as it is counted; so that stocks and flows add up
)

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
        *_OFFICE_COLUMNS,
        Column("sender", "移送单位", Kind.TEXT, "sender"),
        Column("category", "纠纷类别", Kind.TEXT, "category", Category.labels()),
        Column("sent_date", "移送日期", Kind.DATE, "sent_date"),
        *_date("signed", "签收"),
        Column("outcome", "结果", Kind.TEXT, "outcome", OUTCOMES),
        *_date("result", "结果回传"),
        Column("days_to_result", "办理天数", Kind.INTEGER, "days_to_result", unit="日"),
    ),
    joins=(_OFFICE,),
    opened="signed_date",
    closed="result_date",
)

REGISTERS = (PEOPLES, ADMINISTRATIVE, REFERRALS)
