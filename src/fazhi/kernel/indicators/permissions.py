"""Who may seal a year."""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Permission

FREEZE = Permission(
    "indicators.freeze",
    "年度封账",
    frozenset({"reporter", "head"}),
    Document("法治政府建设与责任落实督察工作规定", "厅字〔2019〕28号"),
)
