"""
What can be granted to another body's system beside the kernel's own rights, and who grants it.

An operation names the right of the act behind it where there is one; those here are for reading.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import Role

_GRANTED = Article("个人信息保护法", 51, 1, 4)
_WHO_WORKS = frozenset({Role.CLERK.value, Role.MEDIATOR.value, Role.REPORTER.value, Role.HEAD.value})

MANAGE = Permission("api.manage", "管理对接系统和令牌", frozenset({Role.SECURITY_ADMINISTRATOR.value}), _GRANTED)
"""51(1)(4): whoever handles personal data settles who may do what with them; a system is one more who may."""

READ_REGISTERS = Permission("api.registers", "通过接口读取台账", _WHO_WORKS, _GRANTED)
READ_FIGURES = Permission("api.figures", "通过接口读取数据", _WHO_WORKS, _GRANTED)
READ_RECEIPTS = Permission("api.receipts", "通过接口查回执", _WHO_WORKS, _GRANTED)
BE_TOLD = Permission("api.webhook", "登记接收通知的地址", _WHO_WORKS, _GRANTED)

PERMISSIONS = (MANAGE, READ_REGISTERS, READ_FIGURES, READ_RECEIPTS, BE_TOLD)
