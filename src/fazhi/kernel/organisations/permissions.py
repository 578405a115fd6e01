"""Who may arrange absence cover, who grants posts, and who keeps the reference data of this room."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import Role

COVER = Permission(
    "organisations.cover", "登记缺勤代岗", frozenset({Role.HEAD.value}), Article("个人信息保护法", 51, 1, 4)
)
"""Held by heads, for the offices that they see; for their own post by everybody (`services.record_absence`)."""

GRANT = Permission(
    "organisations.grant",
    "授予和收回岗位",
    frozenset({Role.SECURITY_ADMINISTRATOR.value}),
    Article("个人信息保护法", 51, 1, 4),
)

LOAD_DIVISIONS = Permission(
    "organisations.divisions",
    "导入行政区划",
    frozenset({Role.SYSTEM_ADMINISTRATOR.value}),
    Article("网络安全法", 23, 1, 1),
)

PERMISSIONS = (COVER, GRANT, LOAD_DIVISIONS)
