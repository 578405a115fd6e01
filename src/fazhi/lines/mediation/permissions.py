"""Which role may take which step, and under which document."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.lines.mediation.terms import XIAMEN

PERMISSIONS = (
    Permission("mediation.people.register", "登记纠纷", frozenset({"clerk", "mediator"}), Article("人民调解法", 17)),
    Permission("mediation.people.conduct", "调解纠纷", frozenset({"mediator"}), Article("人民调解法", 19)),
    Permission("mediation.administrative.register", "登记行政调解", frozenset({"clerk", "mediator"}), XIAMEN),
    Permission("mediation.administrative.conduct", "主持行政调解", frozenset({"mediator"}), XIAMEN),
)

SET_CATEGORIES = Permission(
    "mediation.category.set", "设置本地纠纷类别", frozenset({"head", "reporter"}), Article("人民调解法", 5, 1)
)
ENTER_RATES = Permission("mediation.subsidy.enter", "登记以案定补标准", frozenset({"head"}), Article("人民调解法", 16))
PAY = Permission(
    "mediation.subsidy.compute", "计算以案定补", frozenset({"head", "reporter"}), Article("人民调解法", 16)
)
OF_THE_BUREAU = (SET_CATEGORIES, ENTER_RATES, PAY)
"""Rights that no step of a procedure takes."""
