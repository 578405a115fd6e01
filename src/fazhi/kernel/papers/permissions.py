"""Who may do what with papers: open series of numbers, draw and void numbers, attach and publish files."""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Permission

_BASIS = Document("党政机关公文处理工作条例", "中办发〔2012〕14号")

OPEN_SERIES = Permission("papers.open_series", "设立发文字号", frozenset({"head", "system_administrator"}), _BASIS)
ISSUE_NUMBER = Permission(
    "papers.issue_number", "编发文号", frozenset({"clerk", "mediator", "reporter", "head"}), _BASIS
)
VOID_NUMBER = Permission("papers.void_number", "作废文号", frozenset({"head"}), _BASIS)
ATTACH = Permission("papers.attach", "添加附件", frozenset({"clerk", "mediator", "reporter", "head"}), _BASIS)
PUBLISH = Permission("papers.publish", "制作可公开的附件", frozenset({"clerk", "reporter", "head"}), _BASIS)

PERMISSIONS = (OPEN_SERIES, ISSUE_NUMBER, VOID_NUMBER, ATTACH, PUBLISH)
