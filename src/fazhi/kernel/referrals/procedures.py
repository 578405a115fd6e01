"""
How a referral moves, a table for each kind, all of one shape.

移送 → 签收 → 受理 → 回传结果 → 签收结果; returned by the receiver or withdrawn by the sender on the way. The limit of
mediation runs from signing for the materials, or from confirming on the court's platform, which is the same step here
(特邀调解规定 art. 27(3), 在线调解规则 art. 24(2)); it goes on through acceptance until the result goes back.
"""

from dataclasses import dataclass, replace

from fazhi.engines.citation import Article, Citation, Document
from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.kernel.referrals.permissions import BETWEEN_OFFICES, DECIDE, HANDLE, REPORT, SEND, SIGN, TRANSFER
from fazhi.kernel.referrals.terms import TRANSFER as TRANSFERRING
from fazhi.kernel.referrals.terms import Kind, State, TransferState

_ESCALATIONS = (Escalation(-3, "mediator"), Escalation(1, "head"))
"""Three days before a limit lapses the mediators are told, the day after it the head."""


@dataclass(frozen=True)
class _Law:
    """
    What one kind of referral rests on; the shape of the table is the same for all.

    limit     code of the period within which the result goes back, from signing
    confirm   code of the period within which the receiver signs or returns, from sending; None: no law has one
    consents  whether both parties must have agreed before acceptance
    decline, reassign  of a return and a withdrawal before signing; `hand_back`, `recall` after it
    """

    limit: str
    confirm: str | None
    consents: bool
    sign: Citation
    accept: Citation
    decline: Citation
    hand_back: Citation
    reassign: Citation
    recall: Citation
    report: Citation


def _procedure(kind: Kind, law: _Law) -> Procedure:
    return Procedure(
        name=kind.value,
        title=kind.label,
        states={state.value: state.label for state in State},
        start=State.SENT,
        opening=Opening("移送", SEND.code, SEND.basis),
        ends=frozenset({State.RETURNED, State.CLOSED, State.WITHDRAWN}),
        steps=(*_before_signing(law), *_under_way(law, State.SIGNED), *_under_way(law, State.ACCEPTED), *_result(law)),
        escalations=_ESCALATIONS,
    )


def _before_signing(law: _Law) -> tuple[Step, ...]:
    clock = Within(law.confirm, after=State.SENT) if law.confirm else None
    consent = ("consent_date",) if law.consents else ()
    return (
        Step("sign", "签收", State.SENT, State.SIGNED, SIGN.code, law.sign, clock),
        Step("return", "退回", State.SENT, State.RETURNED, DECIDE.code, law.decline, clock, ("reason_code",)),
        Step("withdraw", "撤回移送", State.SENT, State.WITHDRAWN, SEND.code, law.reassign, clock),
        Step("accept", "受理", State.SIGNED, State.ACCEPTED, DECIDE.code, law.accept, needs=consent),
    )


def _limit(law: _Law) -> Within:
    return Within(law.limit, after=State.SIGNED)


def _under_way(law: _Law, state: State) -> tuple[Step, ...]:
    return (
        Step("return", "退回", state, State.RETURNED, DECIDE.code, law.hand_back, _limit(law), ("reason_code",)),
        Step("withdraw", "撤回移送", state, State.WITHDRAWN, SEND.code, law.recall, _limit(law)),
    )


def _result(law: _Law) -> tuple[Step, ...]:
    accepted, reported = State.ACCEPTED, State.RESULT_REPORTED
    return (
        Step("report_result", "回传结果", accepted, reported, REPORT.code, law.report, _limit(law), ("outcome",)),
        Step("sign_result", "签收结果", reported, State.CLOSED, SEND.code, law.report),
    )


_COURT = _Law(
    limit="ST-WEIPAI",
    confirm="ST-ONLINE-CONFIRM",
    consents=True,
    sign=Article("特邀调解规定", 27, 3),
    accept=Article("特邀调解规定", 11, 1),
    decline=Article("在线调解规则", 12, 1),
    hand_back=Article("在线调解规则", 15, 2),
    reassign=Article("在线调解规则", 12, 2),
    recall=Article("特邀调解规定", 26, 1),
    report=Article("特邀调解规定", 26, 2),
)

_TOLD_BY_POLICE = Article("人民调解法", 18)
_REFUSED = Article("人民调解法", 17)

_POLICE = _Law(
    limit="GD-RESULT",
    confirm=None,
    consents=False,  # 人民调解法 art. 17 asks that no party refuses, not that both agree beforehand
    sign=_TOLD_BY_POLICE,
    accept=_REFUSED,
    decline=_REFUSED,
    hand_back=_REFUSED,
    reassign=_TOLD_BY_POLICE,
    recall=_TOLD_BY_POLICE,
    report=Document("厦门经济特区多元化纠纷解决机制促进条例"),
)

_OPINION = Document("访调对接意见")

_PETITION = _Law(
    limit="FD-RESULT",
    confirm=None,
    consents=True,
    sign=_OPINION,
    accept=Article("信访工作条例", 33),
    decline=_OPINION,
    hand_back=_OPINION,
    reassign=_OPINION,
    recall=_OPINION,
    report=_OPINION,
)

PROCEDURES = {
    kind: _procedure(kind, law)
    for kind, law in {
        Kind.COURT_DELEGATED: _COURT,
        Kind.COURT_ENTRUSTED: replace(_COURT, limit="ST-WEITUO-P"),
        Kind.COURT_SUMMARY: replace(_COURT, limit="ST-WEITUO-J"),
        # The longest of the three: a ledger that does not say which must not make a limit lapse that does not exist.
        Kind.COURT: _COURT,
        Kind.POLICE: _POLICE,
        Kind.PETITION: _PETITION,
    }.items()
}
"""Kind → its table."""


def limit_of(kind: Kind) -> str:
    """Code of the period within which the result of a referral of this kind goes back, from signing."""
    return next(code for code in PROCEDURES[kind].clocks_after(State.SIGNED))


_T = TransferState
_TAKE_UP = Within("ZB-ACCEPT", after=_T.SENT)
_ANSWER = Within("ZB-ANSWER", after=_T.ACCEPTED)

TRANSFER_PROCEDURE = Procedure(
    name=TRANSFERRING,
    title="转办",
    states={state.value: state.label for state in TransferState},
    start=_T.SENT,
    opening=Opening("转办", TRANSFER.code, BETWEEN_OFFICES, needs=("transfer_purpose", "transfer_facts")),
    ends=frozenset({_T.ANSWERED, _T.RETURNED, _T.WITHDRAWN}),
    steps=(
        Step("accept", "受理", _T.SENT, _T.ACCEPTED, HANDLE.code, BETWEEN_OFFICES, _TAKE_UP),
        Step("return", "退回", _T.SENT, _T.RETURNED, HANDLE.code, BETWEEN_OFFICES, _TAKE_UP, ("reason_code",)),
        Step("withdraw", "撤回转办", _T.SENT, _T.WITHDRAWN, TRANSFER.code, BETWEEN_OFFICES, _TAKE_UP),
        Step(
            "answer",
            "反馈结果",
            _T.ACCEPTED,
            _T.ANSWERED,
            HANDLE.code,
            BETWEEN_OFFICES,
            _ANSWER,
            ("transfer_outcome", "transfer_answer"),
        ),
        Step("return", "退回", _T.ACCEPTED, _T.RETURNED, HANDLE.code, BETWEEN_OFFICES, _ANSWER, ("reason_code",)),
    ),
    escalations=(Escalation(-1, "clerk"), Escalation(1, "head")),
)
"""转出 → 受理 → 反馈结果; returned by the receiver on the way, or taken back by the sender until it is accepted."""
