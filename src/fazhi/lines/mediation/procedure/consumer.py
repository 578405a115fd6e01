"""
Mediation of consumers' complaints (消费投诉调解), as data.

Forty-five working days after acceptance without agreement it is ended (art. 21(1)(5)), which the clock does by itself; what a
test takes does not count (art. 20(3)). Both parties are told within seven working days of the end (art. 21(2)): a duty left
over when the matter has ended.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import THE_CLOCK, Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import CONDUCT, ENDS, ESCALATIONS, REGISTER, conducted
from fazhi.lines.mediation.terms import COMMON_STATES, Sector, State


def _law(number: int, paragraph: int | None = None, item: int | None = None) -> Article:
    return Article("投诉举报处理办法", number, paragraph, item)


_ACCEPT = Within("XF-CONSUME-ACCEPT", after=State.APPLIED)
_END = Within("XF-CONSUME-END", after=State.ACCEPTED)
_TELL = Within("XF-CONSUME-TELL", after=State.FAILED)

CONSUMER_MEDIATION = Procedure(
    name=Sector.CONSUMER,
    title="消费投诉调解",
    states=COMMON_STATES,
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("收到投诉", by=REGISTER, basis=_law(9, 1)),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", State.APPLIED, State.ACCEPTED, REGISTER, _law(14), _ACCEPT),
        Step("refuse", "不予受理", State.APPLIED, State.REFUSED, REGISTER, _law(15), _ACCEPT, ("reason",)),
        Step("withdraw", "撤回", State.APPLIED, State.WITHDRAWN, REGISTER, _law(21, 1, 1), _ACCEPT),
        *conducted(State.ACCEPTED, appoint=_law(19), session=_law(18, 2)),
        Step("settle", "达成协议", State.ACCEPTED, State.SETTLED, CONDUCT, _law(22, 1), _END, ("effective_date",)),
        Step("fail", "终止调解", State.ACCEPTED, State.FAILED, CONDUCT, _law(21, 1), _END, ("routes_told",)),
        Step("lapse", "期满终止调解", State.ACCEPTED, State.FAILED, THE_CLOCK, _law(21, 1, 5), _END),
        Step("withdraw", "撤回", State.ACCEPTED, State.WITHDRAWN, CONDUCT, _law(21, 1, 1), _END),
        Step("tell", "告知终止", State.FAILED, State.FAILED, CONDUCT, _law(21, 2), _TELL, ("told",)),
    ),
)
