"""Forms of what officials do with applications and complaints; what parties do, the portal asks in plain words."""

from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.services import applications
from fazhi.lines.mediation.terms import Attitude, Category, RefusalReason
from fazhi.lines.mediation.terms.applications import APPLICATION, COMPLAINT, ComplaintResult

APPLICATION_FORMS = (
    ActForm(
        APPLICATION,
        "accept",
        (
            Field("number", "案号", required=True, hint="如〔2024〕莲前人调字第12号"),
            Field("category", "纠纷类别", FieldType.CODE, labels=Category.labels(), hint="与申请人选的不同时填写"),
            Field(
                "attitude",
                "对方当事人对调解的态度",
                FieldType.CODE,
                labels=Attitude.labels(),
                hint="明确拒绝的不得调解，应办理不予受理",
            ),
        ),
        applications.accept,
    ),
    ActForm(
        APPLICATION,
        "refuse",
        (Field("reason", "不予受理理由", FieldType.CODE, required=True, labels=RefusalReason.labels()),),
        applications.refuse,
    ),
    ActForm(APPLICATION, "record_withdrawal", (), applications.record_withdrawal),
    ActForm(
        APPLICATION,
        "lapse",
        (Field("contacts", "联系情况", FieldType.LONG_TEXT, required=True, hint="何时、用什么方式、联系过几次"),),
        applications.lapse,
    ),
    ActForm(COMPLAINT, "tell", (), applications.tell),
    ActForm(
        COMPLAINT,
        "redirect",
        (Field("told_route", "告知的途径", FieldType.LONG_TEXT, required=True, hint="向哪个机关提出，投诉人看得到"),),
        applications.redirect,
    ),
    ActForm(
        COMPLAINT,
        "answer",
        (
            Field("complaint_result", "认定结果", FieldType.CODE, required=True, labels=ComplaintResult.labels()),
            Field("answer", "答复", FieldType.LONG_TEXT, required=True, hint="投诉人看得到"),
        ),
        applications.answer,
    ),
)
