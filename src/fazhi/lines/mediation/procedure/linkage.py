"""
Whether two matters are one dispute (同一纠纷认定), as data: the system proposes by exact keys, an official decides.

Nothing is merged by itself; a matter is joined to a dispute without being asked only where both bear the same number.
"""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Procedure, Step
from fazhi.lines.mediation.terms import LINKAGE, LinkState

_BASIS = Document("厦门经济特区多元化纠纷解决机制促进条例")
_DECIDE = "mediation.linkage.decide"

LINKAGE_PROCEDURE = Procedure(
    name=LINKAGE,
    title="同一纠纷认定",
    states=LinkState.labels(),
    start=LinkState.PROPOSED,
    ends=frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    steps=(
        Step(
            "confirm",
            "认定为同一纠纷",
            LinkState.PROPOSED,
            LinkState.CONFIRMED,
            _DECIDE,
            _BASIS,
            needs=("decision_reason",),
        ),
        Step(
            "reject",
            "认定为不同纠纷",
            LinkState.PROPOSED,
            LinkState.REJECTED,
            _DECIDE,
            _BASIS,
            needs=("decision_reason",),
        ),
    ),
)
