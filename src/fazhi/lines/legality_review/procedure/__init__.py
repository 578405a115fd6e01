"""
The procedures of legality review, as data.

review    submitted → (supplement →) accepted → two reviewers → opinion → what became of each point; 5 to 15 working days
document  registered and numbered → published → expires, unless it is extended or abolished before; a clean-up may list it
          to be amended, and it binds on
filing    owed on publication → sent → entered by the body it is filed with
"""

from fazhi.engines.procedure import THE_CLOCK, Escalation, Opening, Procedure, Step, Within
from fazhi.lines.legality_review.terms import (
    DOCUMENT,
    DOSSIER,
    FILED,
    FILING,
    LINE,
    MAKING,
    MECHANISM,
    OPINION,
    PUBLISHED,
    REFILED,
    REVIEW,
    STANDING,
    DocumentState,
    FilingState,
    ReviewState,
)

_RECEIVE, _REVIEW, _CONCLUDE = f"{LINE}.receive", f"{LINE}.review", f"{LINE}.conclude"
_REGISTER, _END, _FILE = f"{LINE}.register", f"{LINE}.end", f"{LINE}.file"
_R, _D, _F = ReviewState, DocumentState, FilingState
_IN_TIME = Within("HF-MAX", after=_R.ACCEPTED)

REVIEW_PROCEDURE = Procedure(
    name=REVIEW,
    title="合法性审核",
    states=ReviewState.labels(),
    start=_R.SUBMITTED,
    ends=frozenset({_R.CLOSED, _R.RETURNED, _R.WITHDRAWN}),
    opening=Opening("登记送审", by=_RECEIVE, basis=MECHANISM, needs=("materials",)),
    escalations=(Escalation(-3, "clerk"), Escalation(1, "head")),
    steps=(
        Step("ask", "要求补正", _R.SUBMITTED, _R.SUPPLEMENT, _RECEIVE, DOSSIER, needs=("missing",)),
        Step("supplement", "登记补正", _R.SUPPLEMENT, _R.SUBMITTED, _RECEIVE, DOSSIER, needs=("materials",)),
        Step("accept", "受理", _R.SUBMITTED, _R.ACCEPTED, _RECEIVE, MECHANISM),
        *(
            Step("give_back", "退回", state, _R.RETURNED, _CONCLUDE, DOSSIER, needs=("return_reason",))
            for state in (_R.SUBMITTED, _R.SUPPLEMENT)
        ),
        Step("assign", "指派审核人", _R.ACCEPTED, _R.REVIEWING, _CONCLUDE, MECHANISM, needs=("first", "second")),
        Step(
            "raise_point", "提出意见", _R.REVIEWING, _R.REVIEWING, _REVIEW, OPINION,
            needs=("clause", "problem", "rests_on", "suggestion"),
        ),
        *(
            Step("examine", "核对送审稿", state, state, _REVIEW, MECHANISM)
            for state in (_R.SUBMITTED, _R.ACCEPTED, _R.REVIEWING)
        ),
        Step(
            "dismiss_finding", "不采纳审核发现", _R.REVIEWING, _R.REVIEWING, _REVIEW, OPINION, needs=("finding", "reason")
        ),
        Step("finish", "提交审核意见", _R.REVIEWING, _R.REVIEWING, _REVIEW, OPINION, needs=("proposed",)),
        Step("drop_point", "不用意见", _R.REVIEWING, _R.REVIEWING, _CONCLUDE, OPINION, needs=("point", "reason")),
        Step(
            "conclude", "出具审核意见书", _R.REVIEWING, _R.CONCLUDED, _CONCLUDE, OPINION, _IN_TIME,
            needs=("conclusion", "opinion_number"),
        ),
        Step("respond", "登记采纳情况", _R.CONCLUDED, _R.CLOSED, _RECEIVE, OPINION, needs=("answers",)),
        Step("close", "办结", _R.CONCLUDED, _R.CLOSED, _RECEIVE, OPINION),
        *(
            Step("withdraw", "登记撤回", state, _R.WITHDRAWN, _RECEIVE, MECHANISM, needs=("reason",))
            for state in (_R.SUBMITTED, _R.SUPPLEMENT, _R.ACCEPTED, _R.REVIEWING)
        ),
    ),
)  # fmt: skip

DOCUMENT_PROCEDURE = Procedure(
    name=DOCUMENT,
    title="行政规范性文件",
    states=DocumentState.labels(),
    start=_D.REGISTERED,
    ends=frozenset({_D.EXPIRED, _D.ABOLISHED, _D.DECLARED_INVALID, _D.VOID}),
    opening=Opening("统一登记、编号", by=_REGISTER, basis=MAKING, needs=("review", "expires_date")),
    escalations=(Escalation(-180, "clerk"), Escalation(-30, "head"), Escalation(1, "head")),
    steps=(
        Step("publish", "统一公布", _D.REGISTERED, _D.IN_FORCE, _REGISTER, PUBLISHED, needs=("issued_at",)),
        Step("cancel", "作废文号", _D.REGISTERED, _D.VOID, _END, MAKING, needs=("reason",)),
        Step(
            "extend", "延续有效期", _D.IN_FORCE, _D.EXTENDED, _END, MAKING, Within("HF-EXPIRE", after=_D.IN_FORCE),
            needs=("assessment", "expires_date"),
        ),
        *(
            # It binds on until the new document comes, so its time goes on too.
            Step("list_to_amend", "列入修改", state, _D.AMENDING, _END, MAKING, Within("HF-EXPIRE", after=state), needs=("reason",))
            for state in (_D.IN_FORCE, _D.EXTENDED)
        ),
        *(
            Step(name, title, state, target, _END, MAKING, Within("HF-EXPIRE", after=state), needs=("reason",))
            for state in STANDING
            for name, title, target in (
                ("abolish", "废止", _D.ABOLISHED),
                ("declare_invalid", "宣布失效", _D.DECLARED_INVALID),
            )
        ),
        *(
            Step("expire", "有效期届满失效", state, _D.EXPIRED, THE_CLOCK, MAKING, Within("HF-EXPIRE", after=state))
            for state in STANDING
        ),
    ),
)  # fmt: skip

FILING_PROCEDURE = Procedure(
    name=FILING,
    title="行政规范性文件备案",
    states=FilingState.labels(),
    start=_F.OWED,
    ends=frozenset({_F.FILED}),
    opening=Opening("应当报送备案", by=_REGISTER, basis=FILED),
    escalations=(Escalation(-3, "clerk"), Escalation(1, "head")),
    steps=(
        Step(
            "send", "报送备案", _F.OWED, _F.SENT, _FILE, FILED, Within("BA-GFXWJ", after=_F.OWED), needs=("filed_with",)
        ),
        Step("ask", "登记补充报送要求", _F.SENT, _F.SUPPLEMENT, _FILE, REFILED, needs=("reason",)),
        Step("resend", "补充、重新报送", _F.SUPPLEMENT, _F.SENT, _FILE, REFILED),
        Step("enter", "备案登记", _F.SENT, _F.FILED, _FILE, FILED, needs=("filing_number",)),
    ),
)
