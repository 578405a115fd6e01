"""
What a party begins at the portal, as data: an application to a committee, and a complaint about how it was handled.

Applying and withdrawing are the party's own. An application that nobody answers does not lapse: silence of an office must
cost the applicant nothing. It ends as lapsed only where a clerk has tried to reach the applicant and says how.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.people import REGISTER
from fazhi.lines.mediation.procedure.shared import ESCALATIONS, law
from fazhi.lines.mediation.terms.applications import APPLICATION, COMPLAINT, ApplicationState, ComplaintState

APPLY, COMPLAIN = "mediation.application.apply", "mediation.complaint.make"
ANSWER = "mediation.complaint.answer"

_RECEIVED = ApplicationState.RECEIVED
_ACCEPTING = Within("TJ-ACCEPT", after=_RECEIVED)

APPLICATION_PROCEDURE = Procedure(
    name=APPLICATION,
    title="人民调解申请",
    states=ApplicationState.labels(),
    start=_RECEIVED,
    ends=frozenset(set(ApplicationState) - {_RECEIVED}),
    opening=Opening("申请", by=APPLY, basis=law(17)),
    escalations=ESCALATIONS,
    steps=(
        Step("accept", "受理", _RECEIVED, ApplicationState.ACCEPTED, REGISTER, law(17), _ACCEPTING, ("number",)),
        Step("refuse", "不予受理", _RECEIVED, ApplicationState.REFUSED, REGISTER, law(17), _ACCEPTING, ("reason",)),
        Step("withdraw", "撤回", _RECEIVED, ApplicationState.WITHDRAWN, APPLY, law(23), _ACCEPTING),
        Step("record_withdrawal", "登记撤回", _RECEIVED, ApplicationState.WITHDRAWN, REGISTER, law(23), _ACCEPTING),
        Step("lapse", "联系不上终结", _RECEIVED, ApplicationState.LAPSED, REGISTER, law(17), _ACCEPTING, ("contacts",)),
    ),
)

_TOLD, _HANDLED = Article("信访工作条例", 23, 2), Article("信访工作条例", 34)
_TELLING = Within("XFANG-TELL", after=ComplaintState.RECEIVED)
_ANSWERING = Within("XFANG-DO", after=ComplaintState.ACCEPTED)


def _withdraw(source: ComplaintState, within: Within) -> Step:
    return Step(
        "withdraw", "撤回投诉", source, ComplaintState.WITHDRAWN, COMPLAIN, Article("信访工作条例", 17, 1), within
    )


COMPLAINT_PROCEDURE = Procedure(
    name=COMPLAINT,
    title="人民调解投诉",
    states=ComplaintState.labels(),
    start=ComplaintState.RECEIVED,
    ends=frozenset({ComplaintState.ANSWERED, ComplaintState.REDIRECTED, ComplaintState.WITHDRAWN}),
    opening=Opening("投诉", by=COMPLAIN, basis=Article("信访工作条例", 17, 1)),
    escalations=(Escalation(-3, "clerk"), Escalation(1, "head")),
    steps=(
        Step("tell", "告知受理", ComplaintState.RECEIVED, ComplaintState.ACCEPTED, ANSWER, _TOLD, _TELLING),
        Step(
            "redirect",
            "告知向有权机关提出",
            ComplaintState.RECEIVED,
            ComplaintState.REDIRECTED,
            ANSWER,
            Article("信访工作条例", 23, 1),
            _TELLING,
            ("told_route",),
        ),
        _withdraw(ComplaintState.RECEIVED, _TELLING),
        Step(
            "answer",
            "书面答复",
            ComplaintState.ACCEPTED,
            ComplaintState.ANSWERED,
            ANSWER,
            _HANDLED,
            _ANSWERING,
            ("complaint_result", "answer"),
        ),
        _withdraw(ComplaintState.ACCEPTED, _ANSWERING),
    ),
)
