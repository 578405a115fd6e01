"""
Mediation of labour disputes (劳动争议调解), as data.

Fifteen days after the application came in without agreement, arbitration is open (art. 14(3)): the clock ends the mediation.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import THE_CLOCK, Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import CONDUCT, ENDS, ESCALATIONS, REGISTER, conducted
from fazhi.lines.mediation.terms import COMMON_STATES, Sector, State


def _law(number: int, paragraph: int | None = None) -> Article:
    return Article("劳动争议调解仲裁法", number, paragraph)


_END = Within("LD-TJ", after=State.APPLIED)

LABOUR_MEDIATION = Procedure(
    name=Sector.LABOUR,
    title="劳动争议调解",
    states=COMMON_STATES,
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("申请", by=REGISTER, basis=_law(10)),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", State.APPLIED, State.ACCEPTED, REGISTER, _law(10)),
        Step("refuse", "不予受理", State.APPLIED, State.REFUSED, REGISTER, _law(5), _END, ("reason",)),
        Step("withdraw", "撤回", State.APPLIED, State.WITHDRAWN, REGISTER, _law(5), _END),
        *conducted(State.ACCEPTED, appoint=_law(13), session=_law(13)),
        Step("settle", "达成协议", State.ACCEPTED, State.SETTLED, CONDUCT, _law(14, 2), _END, ("effective_date",)),
        Step("fail", "终止调解", State.ACCEPTED, State.FAILED, CONDUCT, _law(14, 3), _END, ("routes_told",)),
        Step("lapse", "期满终止调解", State.ACCEPTED, State.FAILED, THE_CLOCK, _law(14, 3), _END),
        Step("withdraw", "撤回", State.ACCEPTED, State.WITHDRAWN, CONDUCT, _law(5), _END),
    ),
)
