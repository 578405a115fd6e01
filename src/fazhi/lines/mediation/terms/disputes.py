"""The nouns of one dispute that comes through several doors or is mediated more than once (同一纠纷)."""

from collections.abc import Mapping

from fazhi.engines.codes import Labelled

LINKAGE = "mediation.linkage"


class Door(Labelled):
    """Through which door a dispute came: a register that publishes a figure, or a channel of referral."""

    PEOPLES = "people", "人民调解"
    ADMINISTRATIVE = "administrative", "行政调解"
    POLICE = "police", "公调对接"
    COURT = "court", "诉调对接"
    PETITION = "petition", "访调对接"


REFERRED = (Door.POLICE, Door.COURT, Door.PETITION)
"""Doors whose number is a referral's, not a matter's."""


class MemberRole(Labelled):
    """Whether a matter is the first mediation of its dispute or one after a mediation that ended without agreement."""

    FIRST = "first", "首次"
    AGAIN = "again", "再次调解"


class DisputeOutcome(Labelled):
    """How the dispute stands by its latest matter; open while one of them is."""

    OPEN = "open", "在办"
    SETTLED = "settled", "调解成功"
    FAILED = "failed", "调解不成"
    WITHDRAWN = "withdrawn", "撤回"
    RETURNED = "returned", "退回"
    REFUSED = "refused", "不予受理"


class Proof(Labelled):
    """By what two records are one dispute."""

    NUMBER = "number", "对接编号相同"
    CASE = "case", "移送单位案号相同"
    STATED = "stated", "登记时写明前案"
    CONFIRMED = "confirmed", "当事人相同，经人工认定"


class LinkState(Labelled):
    """Where a proposal to take two matters for one dispute stands."""

    PROPOSED = "proposed", "待认定"
    CONFIRMED = "confirmed", "认定为同一纠纷"
    REJECTED = "rejected", "认定为不同纠纷"


class Same(Labelled):
    """Why two matters are one dispute."""

    SAME_FACTS = "same_facts", "同一事实、同一请求"
    ANOTHER_DOOR = "another_door", "另一渠道移送的同一纠纷"
    MEDIATED_AGAIN = "mediated_again", "前次调解不成后再次申请"


class NotSame(Labelled):
    """Why they are two."""

    OTHER_FACTS = "other_facts", "事实或者请求不同"
    LATER = "later", "前案办结以后新发生"
    OTHER_PARTIES = "other_parties", "当事人并非同一人"


REPEATS: Mapping[str, int] = {"migrant_wages": 3}
"""
Category → from how many matters of one party within JF-REPEAT on there is a warning (待核: the number is a guess of ours).
Other categories have `REPEATS_OTHERWISE`.
"""

REPEATS_OTHERWISE = 5
