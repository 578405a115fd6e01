"""
The life of a report, as data: drafted, opinions asked, reviewed, deliberated and signed, frozen, submitted, published,
archived; sent back on the way; corrected by a new version once it is frozen.

Both dates of the year run from the opening: before 1 March to the superiors, before 1 April to the public.
"""

from fazhi.engines.citation import Article, Citation, Document
from fazhi.engines.procedure import Escalation, Opening, Procedure, Step, Within
from fazhi.lines.annual_report.terms import BASIS_NUMBER, BASIS_TITLE, REPORT, State

_DRAFT, _RETURN, _SIGN = "annual_report.draft", "annual_report.return", "annual_report.sign"
_FREEZE = "indicators.freeze"  # to seal a year is the kernel's

_RULE = Document(BASIS_TITLE, BASIS_NUMBER)
_PUBLISHED = Document(BASIS_TITLE, BASIS_NUMBER, "第二十四条")
_SIGNED = Document("党政机关公文处理工作条例", "中办发〔2012〕14号")
_SECRECY = Article("政府信息公开条例", 17, 2)
_ARCHIVED = Article("档案法", 14, 1)

_TO_SUPERIORS = Within("FZ-REPORT", after=State.DRAFTING)
_TO_PUBLIC = Within("FZ-PUBLISH", after=State.DRAFTING)


def _sent_back(source: State, basis: Citation = _RULE, by: str = _RETURN) -> Step:
    return Step("send_back", "退回修改", source, State.DRAFTING, by, basis, needs=("reason",))


def _corrected(source: State) -> Step:
    return Step("correct", "更正", source, State.CORRECTING, _SIGN, _RULE, needs=("reason",))


def _explained(state: State) -> Step:
    return Step("explain", "说明", state, state, _SIGN, _RULE, needs=("finding", "reason"))


REPORT_PROCEDURE = Procedure(
    name=REPORT,
    title="法治政府建设年度报告",
    states=State.labels(),
    start=State.DRAFTING,
    ends=frozenset({State.ARCHIVED}),
    opening=Opening("启动编写", _DRAFT, _RULE, needs=("year",)),
    escalations=(Escalation(-14, "reporter"), Escalation(-3, "head"), Escalation(1, "head")),
    steps=(
        Step("consult", "征求意见", State.DRAFTING, State.CONSULTING, _DRAFT, _RULE),
        Step("review", "送审查", State.CONSULTING, State.REVIEWING, _DRAFT, _RULE, needs=("opinions",)),
        _sent_back(State.CONSULTING),
        Step(
            "deliberate",
            "提请审议",
            State.REVIEWING,
            State.DELIBERATING,
            _DRAFT,
            _SECRECY,
            needs=("legality_reviewer", "secrecy_reviewer"),
        ),
        _sent_back(State.REVIEWING, _SECRECY),
        _explained(State.DELIBERATING),
        Step(
            "sign",
            "签发",
            State.DELIBERATING,
            State.SIGNED,
            _SIGN,
            _SIGNED,
            needs=("meeting", "meeting_date"),
        ),
        # Before the meeting it is the head's alone, so that it waits on the head's desk and nobody else's.
        _sent_back(State.DELIBERATING, by=_SIGN),
        Step("recall", "撤回签发", State.SIGNED, State.DELIBERATING, _SIGN, _SIGNED, needs=("reason",)),
        Step("freeze", "封账", State.SIGNED, State.FROZEN, _FREEZE, _RULE),
        Step("deliver", "登记报送", State.FROZEN, State.FROZEN, _DRAFT, _RULE, needs=("recipient", "receipt")),
        Step("submit", "完成报送", State.FROZEN, State.SUBMITTED, _DRAFT, _RULE, within=_TO_SUPERIORS),
        _corrected(State.FROZEN),
        Step(
            "publish",
            "公开",
            State.SUBMITTED,
            State.PUBLISHED,
            _DRAFT,
            _PUBLISHED,
            within=_TO_PUBLIC,
            needs=("url", "secrecy_reviewer"),
        ),
        _corrected(State.SUBMITTED),
        _corrected(State.PUBLISHED),
        _explained(State.CORRECTING),
        Step("sign", "签发", State.CORRECTING, State.SIGNED, _SIGN, _SIGNED),
        Step("archive", "归档", State.PUBLISHED, State.ARCHIVED, _DRAFT, _ARCHIVED, needs=("archive_number",)),
    ),
)
