"""Who may take ledgers in and out: they hold personal data, so the right is told apart by role (个人信息保护法 art. 51)."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission

_BASIS = Article("个人信息保护法", 51)

IMPORT = Permission("exchange.import", "导入台账", frozenset({"clerk", "mediator", "reporter", "head"}), _BASIS)
IMPORT_REFERENCE = Permission(
    "exchange.import_reference", "导入机构和人员台账", frozenset({"system_administrator"}), _BASIS
)
"""Whoever keeps offices, officials and posts sees no matter of anybody, and imports none."""

EXPORT = Permission("exchange.export", "导出台账", frozenset({"clerk", "mediator", "reporter", "head"}), _BASIS)
