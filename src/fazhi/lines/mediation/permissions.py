"""Which role may take which step, and under which document."""

from fazhi.engines.citation import Article, Document
from fazhi.engines.procedure import Permission
from fazhi.lines.mediation.terms import XIAMEN

LINK = Permission(
    "mediation.linkage.decide",
    "认定是否同一纠纷",
    frozenset({"mediator", "head"}),
    Document("厦门经济特区多元化纠纷解决机制促进条例"),
)
"""Also to have all records put together into disputes, for a post of the bureau itself."""

REGISTER_PEOPLES = Permission(
    "mediation.people.register", "登记纠纷", frozenset({"clerk", "mediator"}), Article("人民调解法", 17)
)

PERMISSIONS = (
    REGISTER_PEOPLES,
    Permission("mediation.people.conduct", "调解纠纷", frozenset({"mediator"}), Article("人民调解法", 19)),
    Permission("mediation.people.follow", "回访履行情况", frozenset({"clerk", "mediator"}), Article("人民调解法", 31)),
    Permission("mediation.people.confirm", "登记司法确认", frozenset({"clerk", "mediator"}), Article("人民调解法", 33)),
    Permission("mediation.administrative.register", "登记行政调解", frozenset({"clerk", "mediator"}), XIAMEN),
    Permission("mediation.administrative.conduct", "主持行政调解", frozenset({"mediator"}), XIAMEN),
    Permission(
        "mediation.ruling.record",
        "登记行政裁决",
        frozenset({"clerk", "mediator"}),
        Document("行政裁决意见", "中办发〔2018〕75号"),
    ),
    Permission(
        "mediation.ruling.decide", "作出行政裁决", frozenset({"head"}), Document("行政裁决意见", "中办发〔2018〕75号")
    ),
    LINK,
    Permission("mediation.application.apply", "当事人申请、撤回", frozenset(), Article("人民调解法", 17)),
    Permission("mediation.complaint.make", "当事人投诉、撤回投诉", frozenset(), Article("信访工作条例", 17, 1)),
    Permission(
        "mediation.complaint.answer", "办理人民调解投诉", frozenset({"clerk", "head"}), Article("信访工作条例", 23, 1)
    ),
    Permission(
        "mediation.election.hold",
        "登记调委会选举结果、启动补选",
        frozenset({"clerk", "head"}),
        Article("人民调解法", 9),
    ),
    Permission(
        "mediation.election.file", "选举备案、终止选举", frozenset({"clerk", "head"}), Article("人民调解法", 10)
    ),
)

ARCHIVE_PEOPLES = Permission(
    "mediation.people.archive", "立卷归档", frozenset({"clerk", "mediator"}), Article("人民调解法", 27)
)
ARCHIVE_ADMINISTRATIVE = Permission(
    "mediation.administrative.archive", "行政调解立卷归档", frozenset({"clerk", "mediator"}), XIAMEN
)
"""Archiving is no step of a procedure: a mediation has ended before its file is made up."""

KEEP_NETWORK = Permission(
    "mediation.network", "登记调委会、委员、调解员和印章的变动", frozenset({"clerk", "head"}), Article("人民调解法", 10)
)
"""No step of a procedure: facts about committees and those who serve in them."""

SET_CATEGORIES = Permission(
    "mediation.category.set", "设置本地纠纷类别", frozenset({"head", "reporter"}), Article("人民调解法", 5, 1)
)
ENTER_RATES = Permission("mediation.subsidy.enter", "登记以案定补标准", frozenset({"head"}), Article("人民调解法", 16))
PAY = Permission(
    "mediation.subsidy.compute", "计算以案定补", frozenset({"head", "reporter"}), Article("人民调解法", 16)
)

READ_REFERRALS = Permission(
    "mediation.referrals.read",
    "通过接口查对接",
    frozenset({"clerk", "mediator", "reporter", "head"}),
    Article("人民调解法", 18),
)

OUTSIDE_PROCEDURES = (
    READ_REFERRALS,
    ARCHIVE_PEOPLES,
    ARCHIVE_ADMINISTRATIVE,
    KEEP_NETWORK,
    SET_CATEGORIES,
    ENTER_RATES,
    PAY,
)
"""Rights that no step of a procedure takes."""
