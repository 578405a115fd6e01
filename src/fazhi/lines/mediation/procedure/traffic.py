"""
Mediation of damages of traffic accidents by the police (道路交通事故损害赔偿调解), as data.

Accepted, it begins on the day that the damage decides, or at once if that day is past (art. 90(1), (2)); ten working days
later there is a written mediation or a written end (art. 90(3)).
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import CONDUCT, ENDS, ESCALATIONS, REGISTER, conducted
from fazhi.lines.mediation.terms import Sector, State


def _law(number: int, paragraph: int | None = None) -> Article:
    return Article("道路交通事故处理程序规定", number, paragraph)


_END = Within("JT-END", after=State.ACCEPTED)

TRAFFIC_MEDIATION = Procedure(
    name=Sector.TRAFFIC,
    title="道路交通事故损害赔偿调解",
    states={state.value: state.label for state in State if state is not State.AGAIN},
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("申请", by=REGISTER, basis=_law(86, 1), needs=("joint_request_date",)),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", State.APPLIED, State.WAITING, REGISTER, _law(90, 1)),
        Step("refuse", "不予受理", State.APPLIED, State.REFUSED, REGISTER, _law(86, 1), needs=("reason",)),
        Step("withdraw", "撤回", State.APPLIED, State.WITHDRAWN, REGISTER, _law(94)),
        Step("start", "开始调解", State.WAITING, State.ACCEPTED, CONDUCT, _law(90), needs=("damage",)),
        Step("withdraw", "撤回", State.WAITING, State.WITHDRAWN, CONDUCT, _law(94)),
        *conducted(State.ACCEPTED, appoint=_law(91), session=_law(88, 1)),
        Step("settle", "达成协议", State.ACCEPTED, State.SETTLED, CONDUCT, _law(93, 1), _END, ("effective_date",)),
        Step("fail", "终止调解", State.ACCEPTED, State.FAILED, CONDUCT, _law(93, 3), _END, ("routes_told",)),
        Step("withdraw", "撤回", State.ACCEPTED, State.WITHDRAWN, CONDUCT, _law(94), _END),
    ),
)
