"""Which role may write the report out."""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Permission

WRITE = Permission(
    "annual_report.write",
    "生成年度报告",
    frozenset({"reporter", "head"}),
    Document("法治政府建设与责任落实督察工作规定", "厅字〔2019〕28号"),
)
