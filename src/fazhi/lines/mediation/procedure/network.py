"""
The election of a committee (换届、补选), as data: due → held → filed with the district bureau.

A re-election falls due with the end of the term: its clock runs from the election before it, and the clock of the kernel
brings it up (`services.network_elections`). A by-election falls due when the committee has lost a member it needs.
"""

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION, ElectionState

_MEMBERS, _ELECT, _REPORT = Article("人民调解法", 8, 2), Article("人民调解法", 9, 1), Article("人民调解法", 10)
HOLD, FILE = "mediation.election.hold", "mediation.election.file"
_ESCALATIONS = (Escalation(-10, "clerk"), Escalation(1, "head"))
"""Ten days before a limit lapses the clerks are told, the day after it the head."""


def _procedure(name: str, title: str, period: str, basis: Article, opening: Opening | None) -> Procedure:
    due, filing = Within(period, after=ElectionState.DUE), Within("TJ-FILING", after=ElectionState.HELD)
    return Procedure(
        name=name,
        title=title,
        states=ElectionState.labels(),
        start=ElectionState.DUE,
        ends=frozenset({ElectionState.FILED, ElectionState.ENDED}),
        opening=opening,
        escalations=_ESCALATIONS,
        steps=(
            Step(
                "hold",
                "登记选举结果",
                ElectionState.DUE,
                ElectionState.HELD,
                by=HOLD,
                basis=basis,
                within=due,
                needs=("elected",),
            ),
            Step(
                "file",
                "选举备案",
                ElectionState.HELD,
                ElectionState.FILED,
                by=FILE,
                basis=_REPORT,
                within=filing,
            ),
            *(
                Step("end", "终止选举", state, ElectionState.ENDED, FILE, _REPORT, limit, needs=("end_reason",))
                for state, limit in ((ElectionState.DUE, due), (ElectionState.HELD, filing))
            ),
        ),
    )


COMMITTEE_ELECTION = _procedure(ELECTION, "调委会换届", "TJ-TERM", _ELECT, None)
COMMITTEE_BY_ELECTION = _procedure(
    BY_ELECTION, "调委会补选", "TJ-BYELECT", _MEMBERS, Opening("启动补选", by=HOLD, basis=_MEMBERS)
)
ELECTIONS = {item.name: item for item in (COMMITTEE_ELECTION, COMMITTEE_BY_ELECTION)}
