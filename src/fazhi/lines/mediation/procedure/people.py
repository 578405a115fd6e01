"""
People's mediation (人民调解), as data: register → accept → settle, fail or withdraw.

What is done in between stays where it is: mediators appointed, sessions arranged and the parties told of them, rights told,
investigations, sessions, explanations, and danger reported, each as often as it happens. A party may withdraw at any time (人民调解法 art. 23).
"""

from fazhi.engines.citation import Citation, Document
from fazhi.engines.procedure import Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import ENDS, ESCALATIONS, law
from fazhi.lines.mediation.terms import COMMON_STATES, PEOPLES, State

REGISTER, CONDUCT = "mediation.people.register", "mediation.people.conduct"
_ACCEPTING, _MEDIATING = Within("TJ-ACCEPT", after=State.APPLIED), Within("TJ-END", after=State.ACCEPTED)


_PRACTICE = Document("全国人民调解工作规范", "SF/T 0083-2020")
"""That parties are told when and where they meet is practice; the law says nothing of it, and the text is 待核."""


def _during(name: str, title: str, by: str, basis: Citation, needs: tuple[str, ...]) -> Step:
    """Something done while the dispute is being mediated; the matter stays there."""
    return Step(name, title, State.ACCEPTED, State.ACCEPTED, by=by, basis=basis, needs=needs)


def _report_risk(state: State) -> Step:
    """Danger is reported as soon as it is seen, before acceptance too."""
    return Step("report_risk", "报告风险", state, state, by=CONDUCT, basis=law(25), needs=("kind", "organ", "manner"))


PEOPLES_MEDIATION = Procedure(
    name=PEOPLES,
    title="人民调解",
    states=COMMON_STATES,
    start=State.APPLIED,
    ends=ENDS,
    opening=Opening("申请", by=REGISTER, basis=law(17)),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", State.APPLIED, State.ACCEPTED, by=REGISTER, basis=law(17), within=_ACCEPTING),
        Step(
            "refuse",
            "不予受理",
            State.APPLIED,
            State.REFUSED,
            by=REGISTER,
            basis=law(17),
            within=_ACCEPTING,
            needs=("reason",),
        ),
        Step(
            "settle_on_the_spot",
            "当场化解",
            State.APPLIED,
            State.SETTLED,
            by=REGISTER,
            basis=law(21, 2),
            within=_ACCEPTING,
            needs=("agreement_form", "agreement_terms"),
        ),
        _report_risk(State.APPLIED),
        Step("withdraw", "撤回", State.APPLIED, State.WITHDRAWN, by=REGISTER, basis=law(23), within=_ACCEPTING),
        _during("appoint", "确定调解员", REGISTER, law(19), ("mediators", "named_by", "tie")),
        _during("arrange", "约定调解", REGISTER, _PRACTICE, ("meets_at", "place")),
        _during("notify_session", "通知调解时间", REGISTER, _PRACTICE, ("whom", "manner")),
        _during("notify_rights", "告知权利义务", CONDUCT, law(23), ()),
        _during("investigate", "调查", CONDUCT, law(22), ("content",)),
        _during("hold_session", "调解", CONDUCT, law(22), ("content", "outcome")),
        _during("explain", "情况说明", CONDUCT, law(27), ("content",)),
        _report_risk(State.ACCEPTED),
        Step(
            "settle",
            "达成协议",
            State.ACCEPTED,
            State.SETTLED,
            by=CONDUCT,
            basis=law(28),
            within=_MEDIATING,
            needs=("agreement_form", "agreement_terms"),
        ),
        Step(
            "fail",
            "终止调解",
            State.ACCEPTED,
            State.FAILED,
            by=CONDUCT,
            basis=law(26),
            within=_MEDIATING,
            needs=("routes_told",),
        ),
        Step("withdraw", "撤回", State.ACCEPTED, State.WITHDRAWN, by=CONDUCT, basis=law(23), within=_MEDIATING),
    ),
)
