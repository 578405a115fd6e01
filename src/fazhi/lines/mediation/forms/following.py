"""Forms of what follows a mediation: reports of danger, performance, judicial confirmation, outsiders' requests."""

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.forms.people import RISK_FIELDS
from fazhi.lines.mediation.services import following, people
from fazhi.lines.mediation.terms import (
    CONFIRMATION,
    OUTSIDER,
    PERFORMANCE,
    RISK,
    Bar,
    CourtGround,
    RefusalGround,
    VisitManner,
    VisitResult,
)

_NUMBER = Field("number", "案号", required=True, hint="本调委会人民调解案件的案号")
_MANNER = Field("manner", "回访方式", FieldType.CODE, required=True, labels=VisitManner.labels())
_NOTE = Field("note", "回访情况", FieldType.LONG_TEXT)
_FOUND = {code: label for code, label in VisitResult.labels().items() if code != VisitResult.PERFORMED}
_RESULT = Field("result", "回访结果", FieldType.CODE, required=True, labels=_FOUND)
_DECISION = Field("decision_number", "裁定书文号", required=True)


def _ground(labels: dict[str, str]) -> Field:
    return Field("ground", "不予确认理由", FieldType.CODE, required=True, labels=labels)


RISK_FORMS = (
    ActForm(RISK, BEGIN, (_NUMBER, *RISK_FIELDS), people.open_report),
    ActForm(
        RISK,
        "register_receipt",
        (
            Field("receipt_number", "回执编号", required=True),
            Field("receiver", "接收人"),
            Field("follow_up", "后续情况", FieldType.LONG_TEXT),
        ),
        people.register_receipt,
    ),
)

PERFORMANCE_FORMS = (
    ActForm(
        PERFORMANCE,
        BEGIN,
        (_NUMBER, Field("performance_due", "履行期限", FieldType.DAY, hint="约定的最后一日；没有约定的留空")),
        following.follow_up,
    ),
    ActForm(PERFORMANCE, "visit", (_MANNER, _RESULT, _NOTE), following.visit),
    ActForm(PERFORMANCE, "find_performed", (_MANNER, _NOTE), following.find_performed),
    ActForm(
        PERFORMANCE,
        "find_not_performed",
        (
            _MANNER,
            _RESULT,
            Field(
                "remedy_told",
                "已告知救济途径",
                FieldType.FLAG,
                required=True,
                hint="可以起诉；经司法确认的，可以申请强制执行",
            ),
            _NOTE,
        ),
        following.find_not_performed,
    ),
)

CONFIRMATION_FORMS = (
    ActForm(
        CONFIRMATION,
        BEGIN,
        (
            _NUMBER,
            Field("court", "人民法院", required=True, hint="全称"),
            Field("court_ground", "管辖依据", FieldType.CODE, required=True, labels=CourtGround.labels()),
            Field("applicant_signed", "申请人签署日期", FieldType.DAY, required=True),
            Field("respondent_signed", "被申请人签署日期", FieldType.DAY, required=True),
            Field("bar", "不予受理情形", FieldType.CODE, labels=Bar.labels(), hint="协议没有这些情形的留空"),
        ),
        following.request_confirmation,
    ),
    ActForm(CONFIRMATION, "accept", (), following.court_accepts),
    ActForm(CONFIRMATION, "not_accept", (_ground(Bar.labels()),), following.court_does_not_accept),
    ActForm(CONFIRMATION, "confirm", (_DECISION,), following.court_confirms),
    ActForm(CONFIRMATION, "refuse", (_ground(RefusalGround.labels()), _DECISION), following.court_refuses),
    ActForm(CONFIRMATION, "withdraw", (), following.withdraw_request),
)

OUTSIDER_FORMS = (
    ActForm(
        OUTSIDER,
        BEGIN,
        (
            Field("number", "司法确认编号", required=True, hint="案号后面加确认和次序，如〔2024〕1号确认1"),
            Field("known", "知道或者应当知道之日", FieldType.DAY, required=True),
        ),
        following.register_outsider,
    ),
    ActForm(OUTSIDER, "revoke", (), following.revoke),
    ActForm(OUTSIDER, "dismiss", (), following.dismiss),
    ActForm(OUTSIDER, "withdraw", (), following.withdraw_outsider),
)

FOLLOWING_FORMS = (*RISK_FORMS, *PERFORMANCE_FORMS, *CONFIRMATION_FORMS, *OUTSIDER_FORMS)
