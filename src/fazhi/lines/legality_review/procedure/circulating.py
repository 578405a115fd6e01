"""
Two procedures beside a review, as data.

circulation  the draft goes to departments and experts → replies → what became of each → the table of all of them. It is no
             supplement of the drafter, so the time of the review runs on (国办发〔2018〕115号 leaves out the drafter's supplements only)
submission   a department's own side: sent → signed for, or its points answered; what the office does meanwhile is the review's
"""

from fazhi.engines.procedure import Opening, Procedure, Step
from fazhi.lines.legality_review.terms import DOSSIER, LINE, MECHANISM, OPINION
from fazhi.lines.legality_review.terms.circulating import (
    CIRCULATION,
    SUBMISSION,
    CirculationState,
    SubmissionState,
)

_CIRCULATE, _OWN = f"{LINE}.circulate", f"{LINE}.answer"
_C, _S = CirculationState, SubmissionState

CIRCULATION_PROCEDURE = Procedure(
    name=CIRCULATION,
    title="征求意见",
    states=CirculationState.labels(),
    start=_C.OPEN,
    ends=frozenset({_C.COLLATED, _C.CANCELLED}),
    opening=Opening("征求意见", by=_CIRCULATE, basis=MECHANISM, needs=("review", "recipients", "answer_by")),
    steps=(
        Step("enter_reply", "登记答复", _C.OPEN, _C.OPEN, _CIRCULATE, MECHANISM, needs=("recipients", "lines")),
        Step("adopt", "登记采纳情况", _C.OPEN, _C.OPEN, _CIRCULATE, MECHANISM, needs=("answers",)),
        Step("collate", "汇总意见", _C.OPEN, _C.COLLATED, _CIRCULATE, MECHANISM),
        Step("cancel", "取消征求意见", _C.OPEN, _C.CANCELLED, _CIRCULATE, MECHANISM, needs=("reason",)),
    ),
)

SUBMISSION_PROCEDURE = Procedure(
    name=SUBMISSION,
    title="部门送审",
    states=SubmissionState.labels(),
    start=_S.SENT,
    ends=frozenset({_S.SETTLED, _S.WITHDRAWN}),
    opening=Opening("报送送审稿", by=_OWN, basis=MECHANISM, needs=("addressee", "materials")),
    steps=(
        Step("supplement", "补正材料", _S.SENT, _S.SENT, _OWN, DOSSIER, needs=("materials",)),
        Step("sign", "签收", _S.SENT, _S.SETTLED, _OWN, OPINION),
        Step("answer", "反馈采纳情况", _S.SENT, _S.SETTLED, _OWN, OPINION, needs=("answers",)),
        Step("withdraw", "撤回送审", _S.SENT, _S.WITHDRAWN, _OWN, MECHANISM, needs=("reason",)),
    ),
)
