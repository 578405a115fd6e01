"""Administrative mediation (行政调解), as data: the same table under the municipal rules."""

from fazhi.engines.procedure import Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import ENDS, ESCALATIONS
from fazhi.lines.mediation.terms import ADMINISTRATIVE, XIAMEN, State

ADMINISTRATIVE_MEDIATION = Procedure(
    name=ADMINISTRATIVE,
    title="行政调解",
    states=State.labels(),
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("申请", by="mediation.administrative.register", basis=XIAMEN),
    escalations=ESCALATIONS,
    steps=(
        Step(
            "accept",
            "受理",
            State.APPLIED,
            State.ACCEPTED,
            by="mediation.administrative.register",
            basis=XIAMEN,
            within=Within("XZTJ-ACCEPT", after=State.APPLIED),
        ),
        Step(
            "refuse",
            "不予受理",
            State.APPLIED,
            State.REFUSED,
            by="mediation.administrative.register",
            basis=XIAMEN,
            within=Within("XZTJ-ACCEPT", after=State.APPLIED),
            needs=("reason",),
        ),
        Step(
            "withdraw",
            "撤回",
            State.APPLIED,
            State.WITHDRAWN,
            by="mediation.administrative.register",
            basis=XIAMEN,
            within=Within("XZTJ-ACCEPT", after=State.APPLIED),
        ),
        Step(
            "settle",
            "达成协议",
            State.ACCEPTED,
            State.SETTLED,
            by="mediation.administrative.conduct",
            basis=XIAMEN,
            within=Within("XZTJ-END", after=State.ACCEPTED),
            needs=("effective_date",),
        ),
        Step(
            "fail",
            "终止调解",
            State.ACCEPTED,
            State.FAILED,
            by="mediation.administrative.conduct",
            basis=XIAMEN,
            within=Within("XZTJ-END", after=State.ACCEPTED),
            needs=("routes_told",),
        ),
        Step(
            "withdraw",
            "撤回",
            State.ACCEPTED,
            State.WITHDRAWN,
            by="mediation.administrative.conduct",
            basis=XIAMEN,
            within=Within("XZTJ-END", after=State.ACCEPTED),
        ),
    ),
)
