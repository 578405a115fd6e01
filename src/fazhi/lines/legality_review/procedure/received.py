"""
The procedure of a filing that comes in (备案审查), as data: received → formal check → entered → examined → nothing found, or a
suggestion or an order to correct → what became of it.

The rules for 规章 are read of documents by analogy, as 法规规章备案审查条例 art. 25 has it; the province's own could not be read (待核).
"""

from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.legality_review.terms import FILED, LINE, REFILED
from fazhi.lines.legality_review.terms.received import CORRECTED, EXAMINED, RECEIVED, ReceivedState

_TAKE, _CORRECT = f"{LINE}.examine", f"{LINE}.correct"
_S = ReceivedState
_TIME = Within("BA-EXAMINE", after=_S.EXAMINING)

RECEIVED_PROCEDURE = Procedure(
    name=RECEIVED,
    title="报送备案的规范性文件审查",
    states=ReceivedState.labels(),
    start=_S.RECEIVED,
    ends=frozenset({_S.CLOSED, _S.REFUSED}),
    opening=Opening("登记收到备案", by=_TAKE, basis=FILED, needs=("issuer",)),
    escalations=(Escalation(-3, "clerk"), Escalation(1, "head")),
    steps=(
        Step("ask", "通知补充报送", _S.RECEIVED, _S.SUPPLEMENT, _TAKE, REFILED, needs=("reason",)),
        Step(
            "supplement", "登记补充报送", _S.SUPPLEMENT, _S.RECEIVED, _TAKE, REFILED,
            Within("BA-SUPPLEMENT", after=_S.SUPPLEMENT),
        ),
        *(
            Step("refuse", "不予备案登记", state, _S.REFUSED, _CORRECT, REFILED, needs=("reason",))
            for state in (_S.RECEIVED, _S.SUPPLEMENT)
        ),
        Step("enter", "备案登记", _S.RECEIVED, _S.EXAMINING, _TAKE, FILED, needs=("filing_number",)),
        Step(
            "find", "记录审查问题", _S.EXAMINING, _S.EXAMINING, _TAKE, EXAMINED,
            needs=("clause", "fault", "problem", "rests_on"),
        ),
        Step("clear", "审查未发现问题", _S.EXAMINING, _S.CLOSED, _CORRECT, EXAMINED, _TIME),
        Step("suggest", "建议纠正", _S.EXAMINING, _S.SUGGESTED, _CORRECT, CORRECTED, _TIME, needs=("opinion_number",)),
        Step("order", "责令纠正", _S.EXAMINING, _S.ORDERED, _CORRECT, CORRECTED, _TIME, needs=("opinion_number",)),
        Step("order", "责令纠正", _S.SUGGESTED, _S.ORDERED, _CORRECT, CORRECTED, needs=("opinion_number",)),
        *(
            Step(
                "report", "登记处理情况", state, _S.CLOSED, _TAKE, CORRECTED, Within("BA-CORRECT", after=state),
                needs=("correction", "account"),
            )
            for state in (_S.SUGGESTED, _S.ORDERED)
        ),
    ),
)  # fmt: skip
