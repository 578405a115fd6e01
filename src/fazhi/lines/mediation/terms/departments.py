"""The nouns of mediation by departments (行政调解) and of their rulings (行政裁决), with their official labels."""

from collections.abc import Mapping

from fazhi.engines.codes import Labelled
from fazhi.lines.mediation.terms.mediation import ADMINISTRATIVE

RULING = "mediation.ruling"


class Sector(Labelled):
    """
    In which field a department mediates: the name of the procedure that moves the matter.

    Where a sector has its own rules they prevail over the municipal ones (厦门市行政调解规定 art. 3).
    """

    GENERAL = ADMINISTRATIVE, "一般"
    PUBLIC_SECURITY = f"{ADMINISTRATIVE}.public_security", "治安"
    TRAFFIC = f"{ADMINISTRATIVE}.traffic", "交通事故"
    CONSUMER = f"{ADMINISTRATIVE}.consumer", "消费投诉"
    LABOUR = f"{ADMINISTRATIVE}.labour", "劳动争议"


class NotAccepted(Labelled):
    """Why a department does not accept an application: a closed list, by sector in `NOT_ACCEPTED`."""

    NOT_OURS = "not_ours", "不属于本机关职责"
    HANDLED = "handled", "其他机关或者调解组织已经受理或者处理过"
    PARTY_REFUSES = "party_refuses", "一方当事人明确不愿意调解"
    NO_CONSUMER = "no_consumer", "不是消费者权益争议"
    THREE_YEARS = "three_years", "超过三年"
    MATERIALS = "materials", "未提供规定的材料"
    HIRED = "hired", "雇凶伤害他人"
    AFFRAY = "affray", "结伙斗殴或者其他寻衅滋事"
    REPEATED = "repeated", "多次实施违反治安管理行为"
    NOT_JOINT = "not_joint", "当事人没有一致书面申请"
    OTHER = "other", "法律、法规、规章规定的其他情形"


_ALWAYS = (NotAccepted.NOT_OURS, NotAccepted.HANDLED, NotAccepted.PARTY_REFUSES)

NOT_ACCEPTED: Mapping[Sector, tuple[NotAccepted, ...]] = {
    Sector.GENERAL: (*_ALWAYS, NotAccepted.OTHER),
    Sector.PUBLIC_SECURITY: (
        NotAccepted.HIRED,
        NotAccepted.AFFRAY,
        NotAccepted.REPEATED,
        NotAccepted.PARTY_REFUSES,
        NotAccepted.OTHER,
    ),
    Sector.TRAFFIC: (NotAccepted.NOT_JOINT, NotAccepted.PARTY_REFUSES, NotAccepted.OTHER),
    Sector.CONSUMER: (
        NotAccepted.NOT_OURS,
        NotAccepted.HANDLED,
        NotAccepted.NO_CONSUMER,
        NotAccepted.THREE_YEARS,
        NotAccepted.MATERIALS,
        NotAccepted.OTHER,
    ),
    Sector.LABOUR: (*_ALWAYS, NotAccepted.OTHER),
}
"""行政案件程序规定 art. 179; 道路交通事故处理程序规定 art. 86; 投诉举报处理办法 art. 15; the general list is 待核."""


class Ending(Labelled):
    """Why mediation ends without an agreement: a closed list, by sector in `ENDINGS`."""

    NO_AGREEMENT = "no_agreement", "不能达成协议"
    ABSENT = "absent", "无正当理由不参加调解"
    REFUSED = "refused", "明确拒绝或者退出调解"
    SUED = "sued", "一方向人民法院提起诉讼"
    TESTING = "testing", "对技术机构或者费用承担不能协商一致"
    NOT_TO_BE_ACCEPTED = "not_to_be_accepted", "受理后发现不应受理"
    OFFENCE = "offence", "调解中又违反治安管理或者逃跑"
    LAPSED = "lapsed", "期限届满未达成协议"
    OTHER = "other", "法律、法规、规章规定的其他情形"


ENDINGS: Mapping[Sector, tuple[Ending, ...]] = {
    Sector.GENERAL: (Ending.NO_AGREEMENT, Ending.ABSENT, Ending.REFUSED, Ending.SUED, Ending.LAPSED, Ending.OTHER),
    Sector.PUBLIC_SECURITY: (Ending.NO_AGREEMENT, Ending.REFUSED, Ending.OFFENCE, Ending.LAPSED, Ending.OTHER),
    Sector.TRAFFIC: (Ending.NO_AGREEMENT, Ending.ABSENT, Ending.REFUSED, Ending.SUED),
    Sector.CONSUMER: (
        Ending.NO_AGREEMENT,
        Ending.ABSENT,
        Ending.REFUSED,
        Ending.TESTING,
        Ending.NOT_TO_BE_ACCEPTED,
        Ending.OTHER,
    ),
    Sector.LABOUR: (Ending.NO_AGREEMENT, Ending.ABSENT, Ending.REFUSED, Ending.OTHER),
}
"""
行政案件程序规定 art. 179, 183, 185; 道路交通事故处理程序规定 art. 93(3), 94; 投诉举报处理办法 art. 21(1); the general list is
待核. Where the clock ends the mediation itself, nobody gives `LAPSED` as a reason.
"""


class DepartmentRoute(Labelled):
    """What the parties are told they can do when mediation has failed."""

    LITIGATION = "litigation", "向人民法院提起诉讼"
    ARBITRATION = "arbitration", "申请仲裁"
    RECONSIDERATION = "reconsideration", "申请行政复议"
    PEOPLES = "peoples", "申请人民调解"
    RULING = "ruling", "申请行政裁决"
    PENALTY = "penalty", "由公安机关依法处罚，办案期限自调解未达成协议之日起计算"


MUST_BE_TOLD: Mapping[Sector, tuple[DepartmentRoute, ...]] = {
    Sector.GENERAL: (),
    Sector.PUBLIC_SECURITY: (DepartmentRoute.PENALTY, DepartmentRoute.LITIGATION),
    Sector.TRAFFIC: (DepartmentRoute.LITIGATION,),
    Sector.CONSUMER: (),
    Sector.LABOUR: (DepartmentRoute.ARBITRATION,),
}
"""
What must be among the routes told; at least one always. 行政案件程序规定 art. 185; 道路交通事故处理程序规定 art. 86(2);
劳动争议调解仲裁法 art. 14(3).
"""


class Damage(Labelled):
    """What a traffic accident did, which decides on what day the mediation begins: the channels of JT-START."""

    DEATH = "death", "造成人员死亡"
    INJURY = "injury", "造成人员受伤"
    DISABILITY = "disability", "因伤致残"
    PROPERTY = "property", "造成财产损失"


class Certificate(Labelled):
    """From what the ten days to ask the police for mediation run, or the three after people's mediation."""

    CERTIFICATE = "certificate", "收到道路交通事故认定书、证明或者维持的复核结论"
    PEOPLES_FAILED = "peoples_failed", "人民调解委员会终止调解"


class Again(Labelled):
    """Why the police mediate once more (行政案件程序规定 art. 183)."""

    NECESSARY = "necessary", "公安机关认为有必要"
    REQUESTED = "requested", "当事人申请"


class RulingState(Labelled):
    """States of a ruling."""

    APPLIED = "applied", "已申请"
    ACCEPTED = "accepted", "裁决中"
    DECIDED = "decided", "已裁决"
    WITHDRAWN = "withdrawn", "申请人撤回"
    REFUSED = "refused", "不予受理"


class RulingResult(Labelled):
    """What a ruling decided."""

    SUPPORTED = "supported", "支持申请"
    PARTLY = "partly", "部分支持"
    REJECTED = "rejected", "驳回申请"


class RulingRemedy(Labelled):
    """What can be done against a ruling; the law that empowers it says which (待核 in each case)."""

    RECONSIDERATION = "reconsideration", "申请行政复议"
    ADMINISTRATIVE_SUIT = "administrative_suit", "提起行政诉讼"
    CIVIL_SUIT = "civil_suit", "就原纠纷提起民事诉讼"


CIVIL_ONLY = frozenset(set(Sector) - {Sector.GENERAL})
"""Sectors whose disputes are between private parties."""
