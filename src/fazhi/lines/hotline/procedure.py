"""
A consultation (咨询): registered → answered at once, or called back as promised → rated; or referred onwards: to a body
outside, which ends it, or to an office of this system, whose answer ends it. A complaint (投诉) about one.

Whoever was dissatisfied is visited again, every one of them (不满意的逐件回访).
"""

from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.hotline.terms import ADVICE, CONSULTATION, STANDARD, ConsultationState
from fazhi.lines.hotline.terms.callbacks import COMPLAINT, ComplaintState

_ANSWER, _REVISIT = "hotline.answer", "hotline.revisit"
_S = ConsultationState
_ORDER = Within("RX-ORDER", after=_S.REGISTERED)
_CALL_BACK = Within("RX-ORDER", after=_S.PROMISED)
_AGAIN = Within("RX-REVISIT", after=_S.DISSATISFIED)

CONSULTATION_PROCEDURE = Procedure(
    name=CONSULTATION,
    title="12348热线咨询",
    states=ConsultationState.labels(),
    start=_S.REGISTERED,
    ends=frozenset({_S.REFERRED, _S.CLOSED}),
    opening=Opening("登记咨询", by=_ANSWER, basis=ADVICE, needs=("caller_need",)),
    escalations=(Escalation(-1, "clerk"), Escalation(1, "head")),
    steps=(
        Step("answer", "当场答复", _S.REGISTERED, _S.ANSWERED, _ANSWER, ADVICE, _ORDER, needs=("answer",)),
        Step(
            "promise", "约定回拨", _S.REGISTERED, _S.PROMISED, _ANSWER, STANDARD, _ORDER,
            needs=("promised_date", "promised_time"),
        ),
        Step("call_back", "回拨答复", _S.PROMISED, _S.ANSWERED, _ANSWER, ADVICE, _CALL_BACK, needs=("answer",)),
        Step(
            "refer", "转办", _S.REGISTERED, _S.REFERRED, _ANSWER, ADVICE, _ORDER, needs=("destination", "reason"),
        ),
        Step(
            "refer", "转办", _S.PROMISED, _S.REFERRED, _ANSWER, ADVICE, _CALL_BACK, needs=("destination", "reason"),
        ),
        Step(
            "pass_on", "转给本系统机构", _S.REGISTERED, _S.PASSED, _ANSWER, ADVICE, _ORDER,
            needs=("destination", "reason", "receiving_office"),
        ),
        Step(
            "pass_on", "转给本系统机构", _S.PROMISED, _S.PASSED, _ANSWER, ADVICE, _CALL_BACK,
            needs=("destination", "reason", "receiving_office"),
        ),
        Step("take_back", "收回转办", _S.PASSED, _S.REGISTERED, _ANSWER, ADVICE, needs=("transfer_result",)),
        Step("conclude", "按反馈办结", _S.PASSED, _S.REFERRED, _ANSWER, ADVICE, needs=("transfer_result",)),
        Step("rate", "登记评价", _S.ANSWERED, _S.CLOSED, _ANSWER, STANDARD, needs=("satisfaction",)),
        Step("complain", "登记不满意", _S.ANSWERED, _S.DISSATISFIED, _ANSWER, STANDARD, needs=("reason",)),
        Step("revisit", "回访办结", _S.DISSATISFIED, _S.CLOSED, _REVISIT, STANDARD, _AGAIN, needs=("answer",)),
    ),
)  # fmt: skip

_C = ComplaintState
_COMPLAINT = "hotline.complaint"
_ASSIGN = Within("RX-COMPLAINT-ASSIGN", after=_C.REGISTERED)
_TELL = Within("RX-COMPLAINT-ANSWER", after=_C.ASSIGNED)

COMPLAINT_PROCEDURE = Procedure(
    name=COMPLAINT,
    title="12348热线投诉",
    states=ComplaintState.labels(),
    start=_C.REGISTERED,
    ends=frozenset({_C.CLOSED}),
    opening=Opening(
        "登记投诉", by=_COMPLAINT, basis=STANDARD, needs=("hotline_complaint_subject", "hotline_complaint_text")
    ),
    escalations=(Escalation(-1, "clerk"), Escalation(1, "head")),
    steps=(
        Step(
            "assign",
            "交办",
            _C.REGISTERED,
            _C.ASSIGNED,
            _REVISIT,
            STANDARD,
            _ASSIGN,
            needs=("hotline_complaint_handler",),
        ),
        Step(
            "answer",
            "答复投诉",
            _C.ASSIGNED,
            _C.ANSWERED,
            _COMPLAINT,
            STANDARD,
            _TELL,
            needs=("hotline_complaint_finding", "answer"),
        ),
        Step("close", "办结投诉", _C.ANSWERED, _C.CLOSED, _REVISIT, STANDARD),
    ),
)
