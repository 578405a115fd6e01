"""The nouns of a referral: the doors it comes through, what kinds there are, where it stands, how it ends; those of a transfer."""

from django.db import models


class Channel(models.TextChoices):
    """Through which door a dispute is handed over (公调、诉调、访调对接)."""

    POLICE = "police", "公调对接"
    COURT = "court", "诉调对接"
    PETITION = "petition", "访调对接"


class Kind(models.TextChoices):
    """
    What moves a referral: the name of its procedure.

    A court delegates (委派) before it files the case and entrusts (委托) after; the limits differ. `COURT` is a court's
    referral of which a ledger does not say which.
    """

    COURT_DELEGATED = "referral.court_delegated", "诉调对接：委派调解"
    COURT_ENTRUSTED = "referral.court_entrusted", "诉调对接：委托调解（普通程序）"
    COURT_SUMMARY = "referral.court_summary", "诉调对接：委托调解（简易程序）"
    COURT = "referral.court", "诉调对接：未分委派委托"
    POLICE = "referral.police", "公调对接"
    PETITION = "referral.petition", "访调对接"

    @property
    def channel(self) -> Channel:
        """The door that referrals of this kind come through."""
        return Channel(self.value.removeprefix("referral.").partition("_")[0])


class State(models.TextChoices):
    """
    Where a referral stands.

    `WITHDRAWN` is the sender's doing and goes back like one returned; a party that withdraws is a result. `CLOSED` is
    finished: the sender has signed for the result, or a ledger says that it went back and has no column for a signature.
    """

    SENT = "sent", "已移送"
    SIGNED = "signed", "已签收"
    ACCEPTED = "accepted", "已受理"
    RETURNED = "returned", "已退回"
    RESULT_REPORTED = "result_reported", "结果已回传"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "移送单位已撤回"


OPEN = (State.SENT, State.SIGNED, State.ACCEPTED)
"""Those that wait for the receiver; the result of none of them has gone back."""

BACK = (State.RETURNED, State.WITHDRAWN)
"""Those that went back to the sender without mediation having ended."""


class Outcome(models.TextChoices):
    """The result that goes back to the sender."""

    SETTLED = "settled", "调解成功"
    FAILED = "failed", "调解不成"
    WITHDRAWN = "withdrawn", "当事人撤回"
    RETURNED = "returned", "退回"


RESULTS = (Outcome.SETTLED, Outcome.FAILED, Outcome.WITHDRAWN)
"""What mediation can end with; a return is no result of it."""


class ReturnReason(models.TextChoices):
    """
    Why the receiver returns a referral: the grounds of 在线调解规则 art. 12 for not accepting one and of art. 15 for
    ending it at once, and a dispute that is being mediated already.
    """

    OUT_OF_SCOPE = "out_of_scope", "不属于调解范围"
    BEYOND_EXPERTISE = "beyond_expertise", "超出擅长领域"
    UNSUITABLE = "unsuitable", "其他不适宜接受的情形"
    REFUSED = "refused", "当事人拒绝调解"
    UNREACHABLE = "unreachable", "无法联系当事人"
    DUPLICATE = "duplicate", "同一纠纷已在调解"


GROUNDS = {
    "consent_date": "双方当事人同意日期",
    "reason_code": "退回原因",
    "outcome": "调解结果",
}
"""How the grounds that a step needs are called."""

TRANSFER = "referral.transfer"
"""The procedure by which an office of this system passes a matter on to another (转办)."""


class TransferState(models.TextChoices):
    """Where a transfer stands; the receiver's answer ends it, for both ends see it."""

    SENT = "sent", "已转出待受理"
    ACCEPTED = "accepted", "已受理办理中"
    ANSWERED = "answered", "已反馈结果"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"


TRANSFER_OPEN = (TransferState.SENT, TransferState.ACCEPTED)
"""Those that wait for the receiver."""


class TransferOutcome(models.TextChoices):
    """What the receiver tells the sender that became of it."""

    HANDLED = "handled", "已办理"
    UNMET = "unmet", "不符合条件，已告知理由"
    ADVISED = "advised", "已告知其他途径"


class TransferReturn(models.TextChoices):
    """Why the receiver sends a transfer back."""

    NOT_OURS = "not_ours", "不属于本机构职责"
    UNCLEAR = "unclear", "事由不清"
    NO_ANSWER = "no_answer", "联系不上"
    IN_HAND = "in_hand", "同一事项已在办理"


TRANSFER_GROUNDS = {
    "transfer_purpose": "转办用途",
    "transfer_facts": "转办事由",
    "reason_code": "退回原因",
    "transfer_outcome": "办理结果",
    "transfer_answer": "反馈意见",
}

CONSENT = "consent"
"""What an attachment is to a referral: the evidence that both parties agreed to mediation."""
