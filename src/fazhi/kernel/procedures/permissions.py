"""Rights of this room that no line declares: what is done to clocks, tasks and recorded acts of any procedure."""

from fazhi.engines.citation import Article, Document
from fazhi.engines.procedure import Permission

SUSPEND = Permission(
    "procedures.suspend", "中止或恢复期限", frozenset({"clerk", "mediator", "head"}), Article("民法典", 204)
)
EXTEND = Permission("procedures.extend", "批准延长期限", frozenset({"head"}), Article("民法典", 204))
RECTIFY = Permission("procedures.rectify", "更正已记录的行为", frozenset({"head"}), Article("个人信息保护法", 8))
ASSIGN = Permission("procedures.assign", "分派待办", frozenset({"head"}), Article("公务员法", 14))
ENTER_LAW = Permission(
    "procedures.enter_law", "登记节假日通知和地方期限", frozenset({"system_administrator"}), Article("民法典", 200)
)

RUN_CLOCK = Permission(
    "procedures.run_clock", "运行期限时钟", frozenset({"system_administrator"}), Article("民法典", 200)
)
CHECK = Permission(
    "procedures.check",
    "运行完整性检查",
    frozenset({"head", "system_administrator", "audit_administrator"}),
    Article("个人信息保护法", 54),
)
"""Findings name matters of every office, so both are for posts of the bureau itself."""

OVERSEE = Permission(
    "procedures.oversee",
    "督办各项期限",
    frozenset({"head", "reporter"}),
    Document("法治政府建设与责任落实督察工作规定", "厅字〔2019〕28号"),
)
"""For the post's own office and all below it."""

PERMISSIONS = (SUSPEND, EXTEND, RECTIFY, ASSIGN, ENTER_LAW, RUN_CLOCK, CHECK, OVERSEE)
