"""Who may take a copy of everything."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import Role

BACK_UP = Permission(
    "operations.back_up", "备份", frozenset({Role.SYSTEM_ADMINISTRATOR.value}), Article("网络安全法", 23, 1, 4)
)
"""23(4): important data are backed up and encrypted. The copy is sealed: who makes it need not be able to read it."""
