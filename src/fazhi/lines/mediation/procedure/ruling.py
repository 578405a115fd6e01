"""
Rulings by departments (行政裁决), as data: no mediation, and in none of its figures.

Each rests on the article of a law that empowers the department to decide that kind of dispute; it is named when the
application comes in. For want of a general text the steps rest on the policy paper that set rulings up.
"""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Opening, Procedure, Step
from fazhi.lines.mediation.terms import RULING, RulingState

_POLICY = Document("行政裁决意见", "中办发〔2018〕75号")
_RECORD, _DECIDE = "mediation.ruling.record", "mediation.ruling.decide"

RULING_PROCEDURE = Procedure(
    name=RULING,
    title="行政裁决",
    states=RulingState.labels(),
    start=RulingState.APPLIED,
    ends=frozenset({RulingState.DECIDED, RulingState.WITHDRAWN, RulingState.REFUSED}),
    opening=Opening("申请", by=_RECORD, basis=_POLICY, needs=("basis",)),
    steps=(
        Step("accept", "受理", RulingState.APPLIED, RulingState.ACCEPTED, _RECORD, _POLICY),
        Step("refuse", "不予受理", RulingState.APPLIED, RulingState.REFUSED, _RECORD, _POLICY, needs=("reason",)),
        Step("withdraw", "撤回", RulingState.APPLIED, RulingState.WITHDRAWN, _RECORD, _POLICY),
        Step("decide", "裁决", RulingState.ACCEPTED, RulingState.DECIDED, _DECIDE, _POLICY, needs=("result", "remedy")),
        Step("withdraw", "撤回", RulingState.ACCEPTED, RulingState.WITHDRAWN, _RECORD, _POLICY),
    ),
)
