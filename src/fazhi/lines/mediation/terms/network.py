"""Committees and those who serve in them: elections, positions, seals."""

from fazhi.engines.codes import Labelled

ELECTION = "mediation.election"
BY_ELECTION = "mediation.by_election"
"""A whole committee elected for a term, and members elected into one that lost some."""


class ElectionState(Labelled):
    """Where the election of a committee stands."""

    DUE = "due", "待选举"
    HELD = "held", "已选举、待备案"
    FILED = "filed", "选举已备案"
    ENDED = "ended", "选举终止"


ELECTED = (ElectionState.HELD, ElectionState.FILED)
"""The election took place and nothing ended it; a committee's end leaves one that was held without its report."""


class Position(Labelled):
    """What a member of a committee is (人民调解法 art. 8)."""

    DIRECTOR = "director", "主任"
    DEPUTY = "deputy", "副主任"
    MEMBER = "member", "委员"


class Sex(Labelled):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Education(Labelled):
    JUNIOR = "junior", "初中及以下"
    SENIOR = "senior", "高中（中专）"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科"
    POSTGRADUATE = "postgraduate", "研究生"


class PoliticalStatus(Labelled):
    PARTY = "party", "中共党员"
    LEAGUE = "league", "共青团员"
    DEMOCRATIC = "democratic", "民主党派"
    MASSES = "masses", "群众"


class Leaving(Labelled):
    """Why somebody no longer serves in a committee."""

    RESIGNED = "resigned", "辞职"
    EXPIRED = "expired", "任期、聘期届满"
    REMOVED = "removed", "罢免、解聘"
    DECEASED = "deceased", "去世"
    CANCELLED = "cancelled", "调委会撤销"


class RemovalGround(Labelled):
    """For what a mediator may be removed: the closed list of 人民调解法 art. 15."""

    PARTIAL = "partial", "偏袒一方当事人"
    INSULT = "insult", "侮辱当事人"
    GAIN = "gain", "索取、收受财物或者牟取其他不正当利益"
    LEAK = "leak", "泄露当事人的个人隐私、商业秘密"


class CompositionRule(Labelled):
    """What a committee owes to 人民调解法 art. 8, as it is broken."""

    TOO_FEW = "too_few", "委员不足三人"
    TOO_MANY = "too_many", "委员超过九人"
    NO_DIRECTOR = "no_director", "没有主任"
    TWO_DIRECTORS = "two_directors", "主任不止一人"
    NO_WOMAN = "no_woman", "没有妇女成员"


class SealState(Labelled):
    """Why a committee's seal makes no agreement effective."""

    NOT_YET = "not_yet", "印章尚未启用"
    EXPIRED = "expired", "印章已停用"
    LOST = "lost", "印章已挂失"
    CANCELLED = "cancelled", "调委会已撤销"


NETWORK_GROUNDS = {"elected": "当选委员", "end_reason": "终止原因"}
"""How the grounds of elections are called."""
