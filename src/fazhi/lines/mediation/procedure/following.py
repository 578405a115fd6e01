"""
What follows a mediation, each a small table of its own: a report of danger until its receipt is on file, the performance
of an agreement, its judicial confirmation, and an outsider's request against that.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.mediation.procedure.shared import ESCALATIONS, law
from fazhi.lines.mediation.terms import (
    CONFIRMATION,
    OUTSIDER,
    PERFORMANCE,
    RISK,
    ConfirmationState,
    OutsiderState,
    PerformanceState,
    RiskState,
)

FOLLOW, CONFIRM, CONDUCT = "mediation.people.follow", "mediation.people.confirm", "mediation.people.conduct"

RISK_REPORT = Procedure(
    name=RISK,
    title="风险报告",
    states=RiskState.labels(),
    start=RiskState.REPORTED,
    ends=frozenset({RiskState.RECEIVED}),
    opening=Opening("报告风险", by=CONDUCT, basis=law(25), needs=("kind", "organ", "manner")),
    escalations=(Escalation(1, "head"),),
    steps=(
        Step(
            "register_receipt",
            "登记回执",
            RiskState.REPORTED,
            RiskState.RECEIVED,
            by=CONDUCT,
            basis=law(25),
            within=Within("TJ-RISK-RECEIPT", after=RiskState.REPORTED),
            needs=("receipt_number",),
        ),
    ),
)

_FIRST, _LATEST = (
    Within("TJ-VISIT-30", after=PerformanceState.WATCHING),
    Within("TJ-VISIT-90", after=PerformanceState.WATCHING),
)

FOLLOWING_UP = Procedure(
    name=PERFORMANCE,
    title="履行回访",
    states=PerformanceState.labels(),
    start=PerformanceState.WATCHING,
    ends=frozenset({PerformanceState.PERFORMED, PerformanceState.NOT_PERFORMED}),
    opening=Opening("跟踪履行", by=FOLLOW, basis=law(31, 2)),
    escalations=ESCALATIONS,
    steps=(
        Step(
            "visit",
            "回访",
            PerformanceState.WATCHING,
            PerformanceState.WATCHING,
            by=FOLLOW,
            basis=law(31, 2),
            within=_FIRST,
            needs=("manner", "result"),
        ),
        Step(
            "find_performed",
            "确认履行完毕",
            PerformanceState.WATCHING,
            PerformanceState.PERFORMED,
            by=FOLLOW,
            basis=law(31, 2),
            within=_LATEST,
            needs=("manner",),
        ),
        Step(
            "find_not_performed",
            "确认未履行完毕",
            PerformanceState.WATCHING,
            PerformanceState.NOT_PERFORMED,
            by=FOLLOW,
            basis=law(32),
            within=_LATEST,
            needs=("manner", "result", "remedy_told"),
        ),
    ),
)

_ACCEPTING = Within("TJ-COURT-ACCEPT", after=ConfirmationState.REQUESTED)
_DECIDING = Within("TJ-COURT-DECIDE", after=ConfirmationState.ACCEPTED)


def _rule(number: int, paragraph: int | None = None) -> Article:
    return Article("司法确认规定", number, paragraph)


def _reading(number: int) -> Article:
    return Article("民事诉讼法解释", number)


JUDICIAL_CONFIRMATION = Procedure(
    name=CONFIRMATION,
    title="司法确认",
    states=ConfirmationState.labels(),
    start=ConfirmationState.REQUESTED,
    ends=frozenset(
        {
            ConfirmationState.CONFIRMED,
            ConfirmationState.REFUSED,
            ConfirmationState.NOT_ACCEPTED,
            ConfirmationState.WITHDRAWN,
        }
    ),
    opening=Opening(
        "共同申请司法确认",
        by=CONFIRM,
        basis=law(33, 1),
        needs=("court", "court_ground", "applicant_signed", "respondent_signed"),
    ),
    escalations=ESCALATIONS,
    steps=(
        Step(
            "accept",
            "法院受理",
            ConfirmationState.REQUESTED,
            ConfirmationState.ACCEPTED,
            by=CONFIRM,
            basis=_rule(4, 1),
            within=_ACCEPTING,
        ),
        Step(
            "not_accept",
            "法院不予受理",
            ConfirmationState.REQUESTED,
            ConfirmationState.NOT_ACCEPTED,
            by=CONFIRM,
            basis=_reading(355),
            within=_ACCEPTING,
            needs=("ground",),
        ),
        Step(
            "withdraw",
            "撤回申请",
            ConfirmationState.REQUESTED,
            ConfirmationState.WITHDRAWN,
            by=CONFIRM,
            basis=_rule(5, 2),
            within=_ACCEPTING,
        ),
        Step(
            "confirm",
            "确认有效",
            ConfirmationState.ACCEPTED,
            ConfirmationState.CONFIRMED,
            by=CONFIRM,
            basis=_rule(5, 1),
            within=_DECIDING,
            needs=("decision_number",),
        ),
        Step(
            "refuse",
            "驳回申请",
            ConfirmationState.ACCEPTED,
            ConfirmationState.REFUSED,
            by=CONFIRM,
            basis=_reading(358),
            within=_DECIDING,
            needs=("ground", "decision_number"),
        ),
        Step(
            "withdraw",
            "撤回申请",
            ConfirmationState.ACCEPTED,
            ConfirmationState.WITHDRAWN,
            by=CONFIRM,
            basis=_rule(5, 2),
            within=_DECIDING,
        ),
    ),
)

OUTSIDERS_REQUEST = Procedure(
    name=OUTSIDER,
    title="案外人申请撤销司法确认",
    states=OutsiderState.labels(),
    start=OutsiderState.REQUESTED,
    ends=frozenset({OutsiderState.REVOKED, OutsiderState.DISMISSED, OutsiderState.WITHDRAWN}),
    opening=Opening("登记案外人申请", by=CONFIRM, basis=_rule(10), needs=("known",)),
    steps=(
        Step(
            "revoke",
            "撤销确认",
            OutsiderState.REQUESTED,
            OutsiderState.REVOKED,
            by=CONFIRM,
            basis=_rule(10),
        ),
        Step(
            "dismiss",
            "驳回撤销申请",
            OutsiderState.REQUESTED,
            OutsiderState.DISMISSED,
            by=CONFIRM,
            basis=_rule(10),
        ),
        Step(
            "withdraw",
            "撤回撤销申请",
            OutsiderState.REQUESTED,
            OutsiderState.WITHDRAWN,
            by=CONFIRM,
            basis=_rule(10),
        ),
    ),
)
