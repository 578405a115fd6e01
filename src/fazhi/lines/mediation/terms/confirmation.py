"""Judicial confirmation of an agreement (司法确认), and an outsider's request to revoke it."""

from fazhi.engines.codes import Labelled

CONFIRMATION = "mediation.confirmation"
OUTSIDER = "mediation.outsider"


class CourtGround(Labelled):
    """Why that court (民事诉讼法 art. 205)."""

    INVITING = "inviting", "邀请调解组织先行调解的人民法院"
    DOMICILE = "domicile", "当事人住所地人民法院"
    SUBJECT = "subject", "标的物所在地人民法院"
    MEDIATOR = "mediator", "调解组织所在地人民法院"


class Bar(Labelled):
    """What a court does not take on to confirm (民事诉讼法解释 art. 355)."""

    OUT_OF_SCOPE = "out_of_scope", "不属于人民法院受理范围"
    WRONG_COURT = "wrong_court", "不属于收到申请的人民法院管辖"
    STATUS = "status", "确认婚姻、亲子、收养等身份关系无效、有效或者解除"
    SPECIAL = "special", "涉及适用其他特别程序、公示催告程序、破产程序审理"
    TITLE = "title", "内容涉及物权、知识产权确权"


class RefusalGround(Labelled):
    """Why a court refuses confirmation (民事诉讼法解释 art. 358)."""

    MANDATORY_LAW = "mandatory_law", "违反法律强制性规定"
    OTHERS_RIGHTS = "others_rights", "损害国家利益、社会公共利益、他人合法权益"
    MORALS = "morals", "违背公序良俗"
    INVOLUNTARY = "involuntary", "违反自愿原则"
    UNCLEAR = "unclear", "内容不明确"
    OTHER = "other", "其他不能进行司法确认的情形"


class ConfirmationState(Labelled):
    """Where a request for confirmation stands."""

    REQUESTED = "requested", "已共同申请"
    ACCEPTED = "accepted", "法院已受理"
    CONFIRMED = "confirmed", "确认有效"
    REFUSED = "refused", "驳回申请"
    NOT_ACCEPTED = "not_accepted", "法院不予受理"
    WITHDRAWN = "withdrawn", "撤回申请"


class OutsiderState(Labelled):
    """Where an outsider's request stands."""

    REQUESTED = "requested", "已申请撤销"
    REVOKED = "revoked", "确认已被撤销"
    DISMISSED = "dismissed", "驳回撤销申请"
    WITHDRAWN = "withdrawn", "撤回撤销申请"
