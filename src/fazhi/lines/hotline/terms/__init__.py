"""The nouns of the hotline, with their official labels: calls, consultations, firms and plans."""

from fazhi.engines.citation import Article, Document
from fazhi.engines.codes import Labelled
from fazhi.lines.hotline.terms.topics import MATTERS, VERSION, Topic

LINE = "hotline"
CONSULTATION = "hotline.consultation"

KEEPERS = frozenset({"bureau", "division", "district_bureau"})
"""Kinds of offices that can run a hotline."""

ADVICE = Article("法律援助法", 23)
"""Legal aid institutions give advice at counters, by telephone and online. No statute sets a level of service."""
STANDARD = Document("12348热线地方标准", "DB32/T 3837-2020")
"""待核: a standard of another province, its text not held."""

GROUNDS = {
    "caller_need": "咨询内容",
    "answer": "答复意见",
    "promised_date": "约定回拨日期",
    "promised_time": "约定回拨时间",
    "receiving_office": "接收机构",
    "transfer_result": "转办结果",
    "destination": "转办去向",
    "reason": "理由",
    "satisfaction": "评价",
}

DAY_MINUTES = 24 * 60


class Outcome(Labelled):
    """What became of a call (接听结果)."""

    ANSWERED = "answered", "已接听"
    HUNG_UP = "hung_up", "排队中挂断"
    REFUSED = "refused", "线路占满"
    CLOSED = "closed", "非服务时间"


class Channel(Labelled):
    """How a consultation came (咨询渠道)."""

    PHONE = "phone", "电话"
    NETWORK = "network", "网络"
    COUNTER = "counter", "窗口"


class ConsultationState(Labelled):
    """Where a consultation stands."""

    REGISTERED = "registered", "已登记待答复"
    PROMISED = "promised", "已约定回拨"
    ANSWERED = "answered", "已答复待评价"
    DISSATISFIED = "dissatisfied", "不满意待回访"
    PASSED = "passed", "已转办待反馈"
    REFERRED = "referred", "已转办"
    CLOSED = "closed", "已办结"


class Satisfaction(Labelled):
    """What the caller said of it (评价)."""

    VERY = "very", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    NONE = "none", "未评价"


class Destination(Labelled):
    """Where a consultation was referred (转办去向)."""

    LEGAL_AID = "legal_aid", "法律援助"
    MEDIATION = "mediation", "人民调解"
    DISCLOSURE = "disclosure", "政府信息公开"
    NOTARY = "notary", "公证"
    HOTLINE_12345 = "hotline_12345", "12345热线"
    OTHER = "other", "其他部门"


__all__ = [
    "ADVICE",
    "CONSULTATION",
    "DAY_MINUTES",
    "GROUNDS",
    "LINE",
    "MATTERS",
    "STANDARD",
    "VERSION",
    "Channel",
    "ConsultationState",
    "Destination",
    "Outcome",
    "Satisfaction",
    "Topic",
]
