"""
Administrative mediation (行政调解) under the municipal rules, as data; sectors with rules of their own have their own tables.

A simple dispute may be settled on the spot, without acceptance before it. The limits are 待核; what an appraisal takes does
not count (the clock is suspended), and both parties may agree on more time.
"""

from fazhi.engines.procedure import Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import CONDUCT, ENDS, ESCALATIONS, REGISTER, conducted
from fazhi.lines.mediation.terms import ADMINISTRATIVE, COMMON_STATES, XIAMEN, State

_ACCEPT = Within("XZTJ-ACCEPT", after=State.APPLIED)
_END = Within("XZTJ-END", after=State.ACCEPTED)

ADMINISTRATIVE_MEDIATION = Procedure(
    name=ADMINISTRATIVE,
    title="行政调解",
    states=COMMON_STATES,
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("申请", by=REGISTER, basis=XIAMEN),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", State.APPLIED, State.ACCEPTED, REGISTER, XIAMEN, _ACCEPT),
        Step("refuse", "不予受理", State.APPLIED, State.REFUSED, REGISTER, XIAMEN, _ACCEPT, ("reason",)),
        Step("withdraw", "撤回", State.APPLIED, State.WITHDRAWN, REGISTER, XIAMEN, _ACCEPT),
        Step("settle_at_once", "当场调解", State.APPLIED, State.SETTLED, CONDUCT, XIAMEN, _ACCEPT, ("effective_date",)),
        *conducted(State.ACCEPTED, appoint=XIAMEN, session=XIAMEN),
        Step("settle", "达成协议", State.ACCEPTED, State.SETTLED, CONDUCT, XIAMEN, _END, ("effective_date",)),
        Step("fail", "终止调解", State.ACCEPTED, State.FAILED, CONDUCT, XIAMEN, _END, ("routes_told",)),
        Step("withdraw", "撤回", State.ACCEPTED, State.WITHDRAWN, CONDUCT, XIAMEN, _END),
    ),
)
