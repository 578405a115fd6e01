"""A division's contribution to the report (分工供稿), as data: asked, submitted, accepted or sent back."""

from fazhi.engines.citation import Document
from fazhi.engines.procedure import Opening, Procedure, Step
from fazhi.lines.annual_report.terms import BASIS_NUMBER, BASIS_TITLE, CONTRIBUTION, ContributionState

_CONTRIBUTE, _EDIT = "annual_report.contribute", "annual_report.edit"
_RULE = Document(BASIS_TITLE, BASIS_NUMBER)
_ASKED, _SUBMITTED = ContributionState.ASKED, ContributionState.SUBMITTED

CONTRIBUTION_PROCEDURE = Procedure(
    name=CONTRIBUTION,
    title="年度报告供稿",
    states=ContributionState.labels(),
    start=_ASKED,
    ends=frozenset({ContributionState.ACCEPTED, ContributionState.CANCELLED}),
    opening=Opening("约稿", _EDIT, _RULE, needs=("heading", "title", "due_date")),
    steps=(
        Step("submit", "供稿", _ASKED, _SUBMITTED, _CONTRIBUTE, _RULE, needs=("text",)),
        Step("cancel", "撤销约稿", _ASKED, ContributionState.CANCELLED, _EDIT, _RULE, needs=("reason",)),
        Step("accept", "采用", _SUBMITTED, ContributionState.ACCEPTED, _EDIT, _RULE),
        Step("return", "退回", _SUBMITTED, _ASKED, _EDIT, _RULE, needs=("reason",)),
        Step("cancel", "撤销约稿", _SUBMITTED, ContributionState.CANCELLED, _EDIT, _RULE, needs=("reason",)),
    ),
)
