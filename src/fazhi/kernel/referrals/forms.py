"""What each act on a referral asks (办理表单). A line that opens a matter with an act declares its own form for it."""

from collections.abc import Callable, Iterator

from fazhi.engines.procedure import BEGIN
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.kernel.referrals import services, transferring
from fazhi.kernel.referrals.procedures import PROCEDURES
from fazhi.kernel.referrals.terms import RESULTS, TRANSFER, Kind, ReturnReason, TransferOutcome, TransferReturn

CONSENT_DATE = Field("consent", "双方当事人同意日期", FieldType.DAY, hint="诉调、访调对接必填")
EVIDENCE = Field("evidence", "双方同意的证明", FieldType.FILE, hint="同意书、笔录或者平台确认截图")
OUTCOME = Field(
    "outcome", "调解结果", FieldType.CODE, required=True, labels={result.value: result.label for result in RESULTS}
)
REASON = Field("reason", "退回原因", FieldType.CODE, required=True, labels=dict(ReturnReason.choices))

_ACTS: dict[str, tuple[tuple[Field, ...], Callable[..., object]]] = {
    "sign": ((), services.sign),
    "accept": ((CONSENT_DATE, EVIDENCE), services.accept),
    "return": ((REASON,), services.return_),
    "withdraw": ((), services.withdraw),
    "report_result": ((OUTCOME,), services.report_result),
    "sign_result": ((), services.sign_result),
}

_ANSWERS = {"accept": ("consent_date",), "return": ("reason_code",)}
"""Act → the grounds that its service takes from fields of other names; consent is not needed from every door."""

SENT = (
    Field("number", "对接编号", required=True),
    Field("sender", "移送单位", required=True),
    Field("sender_number", "移送单位案号", hint="没有的留空"),
)
"""What is asked of every sending; the category besides, whose codes are those of the line that receives it."""

_CATEGORY = Field("category", "纠纷类别", required=True, hint="写受理业务的纠纷类别代码")


def sending(kind: Kind) -> Callable[..., object]:
    """What the form of a sending of this kind calls: `services.send` to the office that the matter belongs to."""

    def send(*, office: object, **values: object) -> object:
        return services.send(kind, to=office, **values)  # type: ignore[arg-type]

    return send


def forms() -> Iterator[ActForm]:
    """Of all six procedures: the sending, and each step."""
    for kind, procedure in PROCEDURES.items():
        yield ActForm(procedure.name, BEGIN, (*SENT, _CATEGORY), sending(kind))
        needed = {need for step in procedure.steps for need in step.needs}
        for act, (fields, do) in _ACTS.items():
            answers = tuple(need for need in _ANSWERS.get(act, ()) if need in needed)
            yield ActForm(procedure.name, act, fields, do, answers=answers)


_TRANSFER_FIELDS = (
    Field("number", "转办编号", required=True),
    Field("purpose", "转办用途", required=True, hint="如法律援助、人民调解、政府信息公开"),
    Field("subject", "事项", required=True, hint="几个字，不写姓名电话"),
    Field("facts", "转办事由", FieldType.LONG_TEXT, required=True, hint="接收机构受理以前，个人信息脱敏显示"),
    Field("contact", "联系人", hint="本人同意才写，接收机构受理以后才看得到"),
    Field("phone", "联系电话"),
)

TRANSFER_FORMS = (
    ActForm(TRANSFER, BEGIN, _TRANSFER_FIELDS, transferring.send, answers=("transfer_purpose", "transfer_facts")),
    ActForm(TRANSFER, "accept", (), transferring.accept),
    ActForm(
        TRANSFER,
        "return",
        (Field("reason", "退回原因", FieldType.CODE, required=True, labels=dict(TransferReturn.choices)),),
        transferring.return_,
        answers=("reason_code",),
    ),
    ActForm(TRANSFER, "withdraw", (), transferring.withdraw),
    ActForm(
        TRANSFER,
        "answer",
        (
            Field("outcome", "办理结果", FieldType.CODE, required=True, labels=dict(TransferOutcome.choices)),
            Field("answer", "反馈意见", FieldType.LONG_TEXT, required=True),
        ),
        transferring.answer,
        answers=("transfer_outcome", "transfer_answer"),
    ),
)
