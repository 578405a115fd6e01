"""Applications that come in through the portal, and complaints about how they are handled."""

from fazhi.engines.codes import Labelled

APPLICATION = "mediation.application"
COMPLAINT = "mediation.complaint"

APPLICATION_GROUNDS = {
    "number": "案号",
    "contacts": "联系情况",
    "told_route": "告知的途径",
    "answer": "答复",
    "complaint_result": "认定结果",
}
"""How the grounds of these procedures are called, beside those of every mediation."""

PAPER = "mediation.application.paper"
"""Kind of the files that an applicant adds."""


class ApplicationState(Labelled):
    """Where an application stands."""

    RECEIVED = "received", "待受理"
    ACCEPTED = "accepted", "已受理"
    REFUSED = "refused", "不予受理"
    WITHDRAWN = "withdrawn", "申请人撤回"
    LAPSED = "lapsed", "联系不上终结"


class ComplaintState(Labelled):
    """Where a complaint stands."""

    RECEIVED = "received", "待告知"
    ACCEPTED = "accepted", "办理中"
    ANSWERED = "answered", "已答复"
    REDIRECTED = "redirected", "已告知向有权机关提出"
    WITHDRAWN = "withdrawn", "投诉人撤回"


COMPLAINT_OPEN = (ComplaintState.RECEIVED, ComplaintState.ACCEPTED)
"""Not ended yet."""


class ComplaintSubject(Labelled):
    """What is complained of; conduct is what 人民调解法 art. 15 lists."""

    DELAY = "delay", "迟迟不受理、不调解"
    REFUSAL = "refusal", "不予受理不当"
    PARTIAL = "partial", "偏袒一方当事人"
    INSULT = "insult", "侮辱当事人"
    GAIN = "gain", "索取、收受财物"
    LEAK = "leak", "泄露个人隐私、商业秘密"
    OTHER = "other", "其他"


class ComplaintResult(Labelled):
    """What the bureau found."""

    UPHELD = "upheld", "属实"
    PARTLY = "partly", "部分属实"
    UNFOUNDED = "unfounded", "不属实"
