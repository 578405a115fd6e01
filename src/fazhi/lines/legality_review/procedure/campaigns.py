"""
The procedure of a clean-up campaign (清理), as data: documents are assigned in batches, the departments propose, the office reviews,
its head decides, the list is published. What is decided moves the documents themselves by their own procedure.

The campaign's day is set by its notice, so no period of a law runs here.
"""

from fazhi.engines.procedure import Opening, Procedure, Step
from fazhi.lines.legality_review.terms import LINE, MAKING, PUBLISHED
from fazhi.lines.legality_review.terms.campaigns import CAMPAIGN, CampaignState

_REGISTER, _END = f"{LINE}.register", f"{LINE}.end"
_S = CampaignState

CAMPAIGN_PROCEDURE = Procedure(
    name=CAMPAIGN,
    title="行政规范性文件清理",
    states=CampaignState.labels(),
    start=_S.OPEN,
    ends=frozenset({_S.PUBLISHED, _S.CANCELLED}),
    opening=Opening("启动清理", by=_REGISTER, basis=MAKING, needs=("notice", "answer_by")),
    steps=(
        Step("assign_batch", "分批交办", _S.OPEN, _S.OPEN, _REGISTER, MAKING, needs=("batch", "answer_by")),
        Step("enter_proposals", "登记起草单位意见", _S.OPEN, _S.OPEN, _REGISTER, MAKING, needs=("lines",)),
        Step("review_documents", "审核清理意见", _S.OPEN, _S.OPEN, _REGISTER, MAKING, needs=("lines",)),
        Step("decide", "审定清理结果", _S.OPEN, _S.DECIDED, _END, MAKING, needs=("decision",)),
        Step("publish", "公布清理结果", _S.DECIDED, _S.PUBLISHED, _REGISTER, PUBLISHED, needs=("list_number", "issued_at")),
        Step("cancel", "取消清理", _S.OPEN, _S.CANCELLED, _END, MAKING, needs=("reason",)),
    ),
)  # fmt: skip
