"""Which role does what with the report. The report is the bureau's: whoever acts on it holds a post there."""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Permission
from fazhi.lines.annual_report.terms import BASIS_NUMBER, BASIS_TITLE

_BASIS = Document(BASIS_TITLE, BASIS_NUMBER)

WRITE = Permission("annual_report.write", "生成年度报告", frozenset({"reporter", "head"}), _BASIS)
DRAFT = Permission("annual_report.draft", "办理年度报告", frozenset({"reporter"}), _BASIS)
RETURN = Permission("annual_report.return", "退回年度报告", frozenset({"reporter", "head"}), _BASIS)
SIGN = Permission("annual_report.sign", "签发年度报告", frozenset({"head"}), _BASIS)
EDIT = Permission("annual_report.edit", "约稿和审定供稿", frozenset({"reporter"}), _BASIS)
CONTRIBUTE = Permission("annual_report.contribute", "供稿", frozenset({"reporter", "clerk"}), _BASIS)
COMMENT = Permission("annual_report.comment", "对报告草案提意见", frozenset({"reporter", "head", "clerk"}), _BASIS)

PERMISSIONS = (DRAFT, RETURN, SIGN, EDIT, CONTRIBUTE)
"""Those that steps take; `WRITE` and `COMMENT` are for what moves nothing."""
