"""
Mediation of minor public-security cases (治安调解), as data: normally once.

Once more if the police find it necessary or a party asks, to be finished within seven working days of the first; there is no
third. Performed, there is no penalty; without agreement or performance the case's own time begins to run, which is told.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import CONDUCT, ENDS, ESCALATIONS, REGISTER, conducted
from fazhi.lines.mediation.terms import Sector, State

_LAW = "行政案件程序规定"
_WHEN, _WHEN_NOT, _ONCE, _AGREED = (Article(_LAW, number) for number in (178, 179, 183, 184))
_DONE, _FAILED = Article(_LAW, 184, 1), Article(_LAW, 185, 1)
_AGAIN = Within("ZA-TJ2", after=State.AGAIN)

PUBLIC_SECURITY_MEDIATION = Procedure(
    name=Sector.PUBLIC_SECURITY,
    title="治安调解",
    states={state.value: state.label for state in State if state is not State.WAITING},
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("登记", by=REGISTER, basis=Article("治安管理处罚法", 9)),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", State.APPLIED, State.ACCEPTED, REGISTER, _WHEN),
        Step("refuse", "不予受理", State.APPLIED, State.REFUSED, REGISTER, _WHEN_NOT, needs=("reason",)),
        Step("withdraw", "撤回", State.APPLIED, State.WITHDRAWN, REGISTER, _WHEN_NOT),
        Step(
            "settle_at_once",
            "当场调解",
            State.APPLIED,
            State.SETTLED,
            CONDUCT,
            Article(_LAW, 178, 3),
            needs=("effective_date",),
        ),
        *conducted(State.ACCEPTED, appoint=Article(_LAW, 180), session=_AGREED),
        Step("settle", "达成协议", State.ACCEPTED, State.SETTLED, CONDUCT, _DONE, needs=("effective_date",)),
        Step("mediate_again", "再次调解", State.ACCEPTED, State.AGAIN, CONDUCT, _ONCE, needs=("reason",)),
        Step("fail", "终止调解", State.ACCEPTED, State.FAILED, CONDUCT, _FAILED, needs=("routes_told",)),
        Step("withdraw", "撤回", State.ACCEPTED, State.WITHDRAWN, CONDUCT, _WHEN_NOT),
        *conducted(State.AGAIN, appoint=Article(_LAW, 180), session=_ONCE),
        Step("settle", "达成协议", State.AGAIN, State.SETTLED, CONDUCT, _DONE, _AGAIN, ("effective_date",)),
        Step("fail", "终止调解", State.AGAIN, State.FAILED, CONDUCT, _FAILED, _AGAIN, ("routes_told",)),
        Step("withdraw", "撤回", State.AGAIN, State.WITHDRAWN, CONDUCT, _WHEN_NOT, _AGAIN),
    ),
)
