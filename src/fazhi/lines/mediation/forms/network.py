"""What the acts of elections ask."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from fazhi.engines.procedure import BEGIN, Step
from fazhi.kernel.procedures.forms import ActForm, Field, FieldType
from fazhi.lines.mediation.models import Election
from fazhi.lines.mediation.rules.elected import read_elected
from fazhi.lines.mediation.services import elections
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def hold(
    election: Election, *, by: "Post", at: datetime, on: date, elected: Sequence[str], late_reason: str = ""
) -> Step:
    """`elections.hold` with the result as lines. Raises MemberLineUnclear besides."""
    members = [read_elected(line) for line in elected if line.strip()]
    return elections.hold(election, by=by, at=at, on=on, elected=members, late_reason=late_reason)


_ELECTED = Field(
    "elected",
    "当选委员",
    FieldType.LINES,
    required=True,
    hint="每行一人：工号 职务 性别 出生日期 专职或者兼职，如“SL00012 主任 女 1980-02-29 专职”；连任的可以只写工号和职务",
)
_COURT = Field("court_told", "通报法院日期", FieldType.DAY, hint="通报所在地基层人民法院的日期（人民调解法第十条）")
_REASON = Field("end_reason", "终止原因", required=True)

NETWORK_FORMS = (
    ActForm(BY_ELECTION, BEGIN, (), elections.begin_by_election),
    *(
        form
        for procedure in (ELECTION, BY_ELECTION)
        for form in (
            ActForm(procedure, "hold", (_ELECTED,), hold),
            ActForm(procedure, "file", (_COURT,), elections.file),
            ActForm(procedure, "end", (_REASON,), elections.end),
        )
    ),
)
