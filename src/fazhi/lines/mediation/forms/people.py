"""Forms of people's mediation."""

from typing import Any

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.forms.sides import side_fields, with_sides
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.services import people
from fazhi.lines.mediation.terms import (
    PEOPLES,
    AgreementForm,
    Appointed,
    Attitude,
    Category,
    NoticeManner,
    PerformanceMode,
    RefusalReason,
    ReportManner,
    RiskKind,
    Route,
    SessionOutcome,
    Source,
    Tie,
    Told,
)


def _register(**values: Any) -> PeoplesMatter:
    """The service with each side's answers put together."""
    return people.register(**with_sides(values))


_TIE = Field("tie", "回避情形", FieldType.CODE, required=True, labels=Tie.labels(), hint="各调解员申明的最近的一种关系")
_NAMESAKES = Field(
    "namesakes_checked", "同名已核对", FieldType.FLAG, hint="调解员与当事人同名，已核对不是同一人的，填是"
)
_NAMED = Field("mediators", "调解员", FieldType.LINES, hint="一行一名；全体调解员都参加的留空")
_PLACE = Field("place", "地点")
_PRESENT = Field("present", "参加人", hint="调解员以外的在场人员")
_ATTITUDE = Field(
    "attitude",
    "对方当事人对调解的态度",
    FieldType.CODE,
    labels=Attitude.labels(),
    hint="明确拒绝的不得调解，应办理不予受理",
)
_FORM = Field("agreement_form", "协议形式", FieldType.CODE, required=True, labels=AgreementForm.labels())
_TERMS = Field("agreement_terms", "协议内容", FieldType.LONG_TEXT, required=True)
_DUE = Field("performance_due", "履行期限", FieldType.DAY, hint="约定的最后一日；没有约定的留空")
_AMOUNT = Field("amount_fen", "协议涉及金额（元）", FieldType.MONEY, hint="协议金额，不是请求金额")


def _mode(*, required: bool) -> Field:
    return Field("performance_mode", "履行方式", FieldType.CODE, required=required, labels=PerformanceMode.labels())


RISK_FIELDS = (
    Field("kind", "风险种类", FieldType.CODE, required=True, labels=RiskKind.labels()),
    Field("organ", "接受报告的机关", required=True, hint="当地公安机关或者其他有关部门"),
    Field("manner", "报告方式", FieldType.CODE, required=True, labels=ReportManner.labels()),
    Field("receiver", "接收人"),
    Field("content", "风险情况", FieldType.LONG_TEXT),
)

PEOPLES_FORMS = (
    ActForm(
        PEOPLES,
        BEGIN,
        (
            Field("number", "案号", required=True, hint="如〔2024〕莲前人调字第12号"),
            Field("source", "案件来源", FieldType.CODE, required=True, labels=Source.labels()),
            Field("category", "纠纷类别", FieldType.CODE, required=True, labels=Category.labels()),
            *side_fields("applicant", "申请人"),
            *side_fields("respondent", "被申请人"),
            Field("facts", "纠纷简要情况", FieldType.LONG_TEXT),
            Field("request", "申请事项", FieldType.LONG_TEXT),
            _ATTITUDE,
            Field("referral_number", "对接编号", hint="移送的案件填写"),
            Field("parties_count", "涉及当事人数", FieldType.INTEGER, hint="留空为二人", low=2, high=10_000),
            Field("is_difficult", "疑难复杂", FieldType.FLAG),
        ),
        _register,
    ),
    ActForm(PEOPLES, "accept", (_ATTITUDE,), people.accept),
    ActForm(
        PEOPLES,
        "refuse",
        (Field("reason", "不予受理理由", FieldType.CODE, required=True, labels=RefusalReason.labels()),),
        people.refuse,
    ),
    ActForm(
        PEOPLES,
        "settle_on_the_spot",
        (
            Field("mediators", "调解员", FieldType.LINES, required=True, hint="一行一名"),
            _FORM,
            _TERMS,
            _mode(required=False),
            _DUE,
            _AMOUNT,
            _TIE,
            _NAMESAKES,
        ),
        people.settle_on_the_spot,
    ),
    ActForm(
        PEOPLES,
        "report_risk",
        (*RISK_FIELDS, Field("receipt_number", "回执编号", hint="当场取得的填写；之后取得的另行登记")),
        people.report_risk,
    ),
    ActForm(PEOPLES, "withdraw", (), people.withdraw),
    ActForm(
        PEOPLES,
        "appoint",
        (
            Field("mediators", "调解员", FieldType.LINES, required=True, hint="一行一名"),
            Field("named_by", "确定方式", FieldType.CODE, required=True, labels=Appointed.labels()),
            _TIE,
            _NAMESAKES,
        ),
        people.appoint,
    ),
    ActForm(
        PEOPLES,
        "arrange",
        (
            Field("meets_at", "调解时间", FieldType.MOMENT, required=True, hint="如 2025-2-20 9:30"),
            Field("place", "调解地点", required=True),
        ),
        people.arrange,
        moment=True,
    ),
    ActForm(
        PEOPLES,
        "notify_session",
        (
            Field("whom", "通知了谁", FieldType.CODE, required=True, labels=Told.labels()),
            Field("manner", "通知方式", FieldType.CODE, required=True, labels=NoticeManner.labels()),
        ),
        people.notify_session,
        moment=True,
    ),
    ActForm(PEOPLES, "notify_rights", (_PLACE, _PRESENT), people.notify_rights),
    ActForm(
        PEOPLES,
        "investigate",
        (Field("content", "调查内容", FieldType.LONG_TEXT, required=True), _PLACE, _PRESENT, _NAMED),
        people.investigate,
    ),
    ActForm(
        PEOPLES,
        "hold_session",
        (
            Field("content", "调解记录", FieldType.LONG_TEXT, required=True),
            Field("outcome", "结果", FieldType.CODE, required=True, labels=SessionOutcome.labels()),
            _PLACE,
            _PRESENT,
            _NAMED,
        ),
        people.hold_session,
    ),
    ActForm(
        PEOPLES,
        "explain",
        (Field("content", "情况说明", FieldType.LONG_TEXT, required=True),),
        people.explain,
    ),
    ActForm(
        PEOPLES,
        "settle",
        (
            _FORM,
            _TERMS,
            Field("facts", "主要事实和争议事项", FieldType.LONG_TEXT),
            Field("liability", "各方责任", FieldType.LONG_TEXT),
            _mode(required=True),
            _DUE,
            _AMOUNT,
            Field("applicant_signed", "申请人签名日期", FieldType.DAY, hint="书面协议填写，各申请人中最后一人"),
            Field("respondent_signed", "被申请人签名日期", FieldType.DAY, hint="书面协议填写，各被申请人中最后一人"),
            Field("mediator_signed", "调解员签名日期", FieldType.DAY, hint="书面协议填写"),
            Field("sealed", "调委会盖章日期", FieldType.DAY, hint="书面协议填写"),
            Field("reached", "口头协议达成日期", FieldType.DAY, hint="口头协议填写"),
            Field("oral_agreed", "当事人认为无需制作调解协议书", FieldType.FLAG, hint="口头协议须为是"),
        ),
        people.settle,
    ),
    ActForm(
        PEOPLES,
        "fail",
        (Field("routes_told", "已告知的其他途径", FieldType.CODE, required=True, labels=Route.labels()),),
        people.fail,
    ),
)
