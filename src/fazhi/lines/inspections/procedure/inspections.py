"""
An inspection (检查): assigned by the draw or for a cause → inspected → result approved → published.

Where a problem is left: ordered to rectify → inspected again → rectified, or handed over to the penalties. The result is
published within 20 working days of its approval, that of a second inspection likewise, a penalty within seven.
"""

from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.inspections.terms import (
    CASE,
    CORRECT,
    DEFENCE,
    INSPECTION,
    ON_SITE,
    PUBLICITY,
    RANDOM,
    RANDOM_NOTICE,
    RECORDED,
    RECUSAL,
    InspectionState,
)

_INSPECT, _APPROVE = "inspections.inspect", "inspections.approve"
_ORDER, _PENALISE, _PUBLISH = "inspections.order", "inspections.penalise", "inspections.publish"
_S = InspectionState
_RESULT = Within("SJ-PUBLISH", after=_S.CONCLUDED)
_AGAIN = Within("SJ-REINSPECT", after=_S.ORDERED)
_PUBLISHABLE = (_S.CONCLUDED, _S.ORDERED, _S.RECTIFIED, _S.UNRECTIFIED, _S.HANDED_OVER, _S.PENALISED)

INSPECTION_PROCEDURE = Procedure(
    name=INSPECTION,
    title="双随机检查",
    states=InspectionState.labels(),
    start=_S.ASSIGNED,
    ends=frozenset({_S.CLOSED, _S.VOID}),
    opening=Opening("有因检查立项", by=_APPROVE, basis=RANDOM_NOTICE, needs=("institution", "items", "cause", "reason")),
    escalations=(Escalation(-3, "clerk"), Escalation(1, "head")),
    steps=(
        Step("notify", "通知检查对象", _S.ASSIGNED, _S.ASSIGNED, _INSPECT, RANDOM),
        Step("substitute", "递补检查人员", _S.ASSIGNED, _S.ASSIGNED, _INSPECT, RECUSAL, needs=("reason",)),
        Step("attempt", "登记未能检查", _S.ASSIGNED, _S.ASSIGNED, _INSPECT, ON_SITE, needs=("outcome",)),
        Step("record", "登记检查记录", _S.ASSIGNED, _S.INSPECTED, _INSPECT, RECORDED, needs=("manner", "findings")),
        Step("give_back", "退回补正", _S.INSPECTED, _S.ASSIGNED, _APPROVE, RECORDED, needs=("reason",)),
        Step("approve", "审定检查结果", _S.INSPECTED, _S.CONCLUDED, _APPROVE, RECORDED),
        *(
            Step("publish", "公示检查结果", state, state, _PUBLISH, PUBLICITY, _RESULT, needs=("published_at",))
            for state in _PUBLISHABLE
        ),
        *(
            Step("object", "登记异议", state, state, _INSPECT, DEFENCE, needs=("objection",))
            for state in (_S.CONCLUDED, _S.ORDERED)
        ),
        *(
            Step("decide_objection", "处理异议", state, state, _APPROVE, DEFENCE, needs=("objection_result", "answer"))
            for state in (_S.CONCLUDED, _S.ORDERED)
        ),
        Step("order", "责令限期整改", _S.CONCLUDED, _S.ORDERED, _ORDER, CORRECT, needs=("problems", "rectify_by")),
        Step("confirm", "复查合格", _S.ORDERED, _S.RECTIFIED, _INSPECT, RECORDED, _AGAIN, needs=("result_told",)),
        Step("find_wanting", "复查不合格", _S.ORDERED, _S.UNRECTIFIED, _INSPECT, RECORDED, _AGAIN, needs=("result_told",)),
        Step("order", "责令限期整改", _S.UNRECTIFIED, _S.ORDERED, _ORDER, CORRECT, needs=("problems", "rectify_by")),
        *(
            Step("hand_over", "移送处罚", state, _S.HANDED_OVER, _ORDER, CASE, needs=("case_number",))
            for state in (_S.CONCLUDED, _S.UNRECTIFIED)
        ),
        Step("penalise", "登记处罚决定", _S.HANDED_OVER, _S.PENALISED, _PENALISE, CASE, needs=("penalty_number",)),
        Step("drop_case", "不予处罚办结", _S.HANDED_OVER, _S.CLOSED, _ORDER, CASE, needs=("reason",)),
        Step("close", "无遗留问题办结", _S.CONCLUDED, _S.CLOSED, _PUBLISH, PUBLICITY),
        Step(
            "close_rectified", "公示整改结果并办结", _S.RECTIFIED, _S.CLOSED, _PUBLISH, PUBLICITY,
            Within("SJ-PUBLISH", after=_S.RECTIFIED), needs=("published_at",),
        ),
        Step(
            "close_penalised", "公示处罚决定并办结", _S.PENALISED, _S.CLOSED, _PUBLISH, PUBLICITY,
            Within("SGS", after=_S.PENALISED), needs=("published_at",),
        ),
        Step("void", "作废检查", _S.ASSIGNED, _S.VOID, "inspections.annul", RANDOM_NOTICE, needs=("reason",)),
    ),
)  # fmt: skip
