"""Who may take the trail out: it says who did what, and its details hold personal data (个人信息保护法 art. 51, 54)."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission

EXPORT = Permission(
    "audit.export", "导出留痕", frozenset({"audit_administrator", "head"}), Article("个人信息保护法", 54)
)
EXPORT_DETAILS = Permission(
    "audit.export_details", "导出留痕明细", frozenset({"audit_administrator"}), Article("个人信息保护法", 51)
)
