"""Who may open and close accounts, and under which articles accounts are kept and used."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import Role

MANAGE = Permission(
    "accounts.manage",
    "管理账号",
    frozenset({Role.SECURITY_ADMINISTRATOR.value}),
    Article("个人信息保护法", 51, 1, 4),
)
"""51(4): whoever handles personal data settles who may do what with them. Rights hang on posts; this opens the door."""

PROTECTION = Article("网络安全法", 23, 1, 2)
"""Measures against intrusion: passwords, lock-out, second factor."""

LOG = Article("网络安全法", 23, 1, 3)
"""Logs of the network's use, kept for six months at least: who signed in, from where."""
