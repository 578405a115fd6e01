"""The nouns of a report's life: its states, what is asked of divisions, who receives it, what stands in its way."""

from dataclasses import dataclass

from fazhi.engines.codes import Labelled

REPORT = "annual_report.report"
CONTRIBUTION = "annual_report.contribution"
"""Names of the two procedures."""

BASIS_TITLE, BASIS_NUMBER = "法治政府建设与责任落实督察工作规定", "厅字〔2019〕28号"
"""The regulation that every report rests on."""

GROUNDS = {
    "reason": "理由",
    "year": "年度",
    "heading": "所属部分",
    "title": "小标题",
    "due_date": "供稿期限",
    "text": "供稿内容",
    "opinions": "意见采纳情况",
    "legality_reviewer": "合法性审查人",
    "secrecy_reviewer": "保密审查人",
    "meeting": "审议会议",
    "meeting_date": "会议日期",
    "finding": "须说明的事项",
    "recipient": "报送对象",
    "receipt": "回执编号",
    "url": "公开网址",
    "archive_number": "档号",
}
"""How the grounds that a step needs are called."""


class State(Labelled):
    """States of a report. A correction is drawn up in a state of its own: the dates of the year were kept by the first version."""

    DRAFTING = "drafting", "起草中"
    CONSULTING = "consulting", "内部征求意见"
    REVIEWING = "reviewing", "合法性和保密审查"
    DELIBERATING = "deliberating", "待审议签发"
    SIGNED = "signed", "已签发"
    FROZEN = "frozen", "已封账"
    SUBMITTED = "submitted", "已报送"
    PUBLISHED = "published", "已公开"
    CORRECTING = "correcting", "更正中"
    ARCHIVED = "archived", "已归档"


EDITABLE = (State.DRAFTING, State.CONSULTING, State.REVIEWING, State.DELIBERATING, State.CORRECTING)
"""Until it is signed a report takes contributions; what was signed stays as it was."""


class Meeting(Labelled):
    """Who deliberates on the report."""

    PARTY_GROUP = "party_group", "党组会议"
    DIRECTORS = "directors", "局长办公会议"


class ContributionState(Labelled):
    """States of a division's contribution."""

    ASKED = "asked", "待供稿"
    SUBMITTED = "submitted", "待审定"
    ACCEPTED = "accepted", "已采用"
    CANCELLED = "cancelled", "已撤销"


HEADINGS = {
    "results": "主要举措和成效",
    "shortcomings": "不足和原因",
    "leader": "主要负责人履行第一责任人职责情况",
    "plans": "下一年主要安排",
    "other": "其他需要报告的情况",
}
"""The five prescribed contents as a list to choose from."""

OUTSTANDING = (ContributionState.ASKED, ContributionState.SUBMITTED)


class Outcome(Labelled):
    """What became of a text that a division submitted."""

    WAITING = "waiting", "待审定"
    ACCEPTED = "accepted", "采用"
    RETURNED = "returned", "退回"


class Recipient(Labelled):
    """To whom a department's report goes: three main recipients and one copy."""

    PARTY = "party", "本级党委"
    GOVERNMENT = "government", "本级政府"
    SUPERIOR = "superior", "上一级主管部门"
    COORDINATION = "coordination", "本级党委法治建设议事协调机构（抄送）"


@dataclass(frozen=True)
class Finding:
    """
    What stands in the way of signing: an empty heading, causes not told, a relation that does not hold.

    code   by which it is explained: heading.CODE, cause, identity.RULE
    title  the same in Chinese
    """

    code: str
    title: str


@dataclass(frozen=True)
class Explained:
    """Why the head of the bureau signed all the same; printed in the report."""

    code: str
    title: str
    reason: str


@dataclass(frozen=True)
class Change:
    """A figure that a correction changed, as it was told and as it is; "" where it stood on one side only."""

    code: str
    title: str
    was: str
    now: str


@dataclass(frozen=True)
class Correction:
    """
    What a version corrects (更正): the version before it that had left the house, why, and the figures side by side.

    told  what had become of that version, as "2025年3月20日公开"
    """

    corrected: int
    told: str
    reason: str
    changes: tuple[Change, ...]
