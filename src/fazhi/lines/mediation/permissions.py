"""Which role may take which step, and under which document."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.lines.mediation.terms import XIAMEN

PERMISSIONS = (
    Permission("mediation.people.register", "登记纠纷", frozenset({"clerk", "mediator"}), Article("人民调解法", 17)),
    Permission("mediation.people.conduct", "调解纠纷", frozenset({"mediator"}), Article("人民调解法", 19)),
    Permission("mediation.administrative.register", "登记行政调解", frozenset({"clerk", "mediator"}), XIAMEN),
    Permission("mediation.administrative.conduct", "主持行政调解", frozenset({"mediator"}), XIAMEN),
    Permission(
        "mediation.election.hold",
        "登记调委会选举结果、启动补选",
        frozenset({"clerk", "head"}),
        Article("人民调解法", 9),
    ),
    Permission(
        "mediation.election.file", "选举备案、终止选举", frozenset({"clerk", "head"}), Article("人民调解法", 10)
    ),
)

KEEP_NETWORK = Permission(
    "mediation.network", "登记调委会、委员、调解员和印章的变动", frozenset({"clerk", "head"}), Article("人民调解法", 10)
)
"""No step of a procedure: facts about committees and those who serve in them."""
