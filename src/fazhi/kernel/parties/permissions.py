"""
Who may open the personal data of a matter's parties: those who handle or answer for matters (个人信息保护法 art. 51); who
may have them erased (art. 47).
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission

OPEN = Permission(
    "parties.open",
    "查看当事人信息",
    frozenset({"clerk", "mediator", "head", "reporter"}),
    Article("个人信息保护法", 51),
)
RECORD = Permission(
    "parties.record", "登记和更正当事人", frozenset({"clerk", "mediator", "head"}), Article("个人信息保护法", 8)
)
ERASE = Permission("parties.erase", "删除当事人信息", frozenset({"head"}), Article("个人信息保护法", 47, 1))
