"""Which role may take which step, and under which document."""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.lines.mediation.terms import XIAMEN

PERMISSIONS = (
    Permission("mediation.people.register", "登记纠纷", frozenset({"clerk", "mediator"}), Article("人民调解法", 17)),
    Permission("mediation.people.conduct", "调解纠纷", frozenset({"mediator"}), Article("人民调解法", 19)),
    Permission("mediation.people.follow", "回访履行情况", frozenset({"clerk", "mediator"}), Article("人民调解法", 31)),
    Permission("mediation.people.confirm", "登记司法确认", frozenset({"clerk", "mediator"}), Article("人民调解法", 33)),
    Permission("mediation.administrative.register", "登记行政调解", frozenset({"clerk", "mediator"}), XIAMEN),
    Permission("mediation.administrative.conduct", "主持行政调解", frozenset({"mediator"}), XIAMEN),
)

ARCHIVE_PEOPLES = Permission(
    "mediation.people.archive", "立卷归档", frozenset({"clerk", "mediator"}), Article("人民调解法", 27)
)
ARCHIVE_ADMINISTRATIVE = Permission(
    "mediation.administrative.archive", "行政调解立卷归档", frozenset({"clerk", "mediator"}), XIAMEN
)
"""Archiving is no step of a procedure: a mediation has ended before its file is made up."""
