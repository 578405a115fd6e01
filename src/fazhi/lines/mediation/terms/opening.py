"""How a dispute comes before a committee, why it is not taken on, and who mediates it."""

from collections.abc import Mapping

from fazhi.engines.codes import Labelled


class Attitude(Labelled):
    """What the other party says to mediation; a clear refusal forbids it (人民调解法 art. 17)."""

    AGREES = "agrees", "同意调解"
    SILENT = "silent", "未明确表示"
    REFUSES = "refuses", "明确拒绝调解"


class Way(Labelled):
    """How far a dispute goes on the day it is registered (登记方式)."""

    APPLIED = "applied", "登记申请"
    ACCEPTED = "accepted", "登记并受理"
    SETTLED = "settled", "当场化解"


class RefusalReason(Labelled):
    """Why a committee does not take a dispute on: a closed list, because the reasons are counted (不予受理理由)."""

    EXCLUSIVE_ORGAN = "exclusive_organ", "法律法规规定由专门机关管辖处理"
    IN_COURT = "in_court", "人民法院已经受理或者解决"
    PARTY_REFUSES = "party_refuses", "一方当事人明确拒绝调解"
    OFFENCE = "offence", "已构成犯罪或者违反治安管理行为"
    GOVERNMENT_HANDLED = "government_handled", "政府有关部门已经处理"


REFUSAL_TOLD: Mapping[RefusalReason, str] = {
    RefusalReason.EXCLUSIVE_ORGAN: "请向依法管辖该事项的机关提出。",
    RefusalReason.IN_COURT: "请依照诉讼程序向受理该案的人民法院主张权利。",
    RefusalReason.PARTY_REFUSES: "可以依法通过仲裁、行政、司法等途径维护自己的权利。",
    RefusalReason.OFFENCE: "请向公安机关报案或者说明情况。",
    RefusalReason.GOVERNMENT_HANDLED: "对处理结果有异议的，请依法申请复查、行政复议或者提起诉讼。",
}
"""What the applicant is told with each reason."""


class Appointed(Labelled):
    """Who named the mediators (人民调解法 art. 19)."""

    COMMITTEE = "committee", "调委会指定"
    PARTIES = "parties", "当事人选择"


class Tie(Labelled):
    """
    What a mediator declares to be to the parties on being appointed (回避情形).

    The list is that of 特邀调解规定 art. 15(1), taken over for every committee: 人民调解法 asks for impartiality (art. 21)
    and has no list of its own.
    """

    NONE = "none", "没有应当回避的情形"
    PARTY = "party", "是本案当事人"
    NEAR_RELATIVE = "near_relative", "是当事人或者其代理人的近亲属"
    INTEREST = "interest", "与纠纷有利害关系"
    OTHER = "other", "与当事人、代理人有其他关系，可能影响公正调解"


class Route(Labelled):
    """The other ways to one's right that parties are told of when mediation fails (人民调解法 art. 26)."""

    ARBITRATION = "arbitration", "仲裁"
    ADMINISTRATIVE = "administrative", "行政"
    COURT = "court", "司法"
    ARBITRATION_COURT = "arbitration_court", "仲裁、司法"
    ADMINISTRATIVE_COURT = "administrative_court", "行政、司法"
    ALL = "all", "仲裁、行政、司法"
