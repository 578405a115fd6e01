"""Who may mediate, and what must have been done before a dispute is settled."""

from collections.abc import Collection, Sequence

from fazhi.engines.citation import Article
from fazhi.lines.mediation.errors import (
    MediatorIsParty,
    MediatorTied,
    NoMediator,
    NoSession,
    NotAppointed,
    PartyRefuses,
    RightsNotTold,
    TooLong,
)
from fazhi.lines.mediation.terms import Attitude, SessionOutcome, Tie

RECUSAL, IMPARTIAL = Article("特邀调解规定", 15, 1), Article("人民调解法", 21, 1)
CHOICE, CONSENT = Article("人民调解法", 19), Article("人民调解法", 17)
RIGHTS, SESSIONS = Article("人民调解法", 23), Article("人民调解法", 22)


def require_short(number: str, title: str, text: str, longest: int) -> None:
    """Raises TooLong for a text of more characters than are kept of it."""
    if len(text) > longest:
        raise TooLong(number, title, len(text), longest)


def require_willing(number: str, attitude: Attitude | None) -> None:
    """Raises PartyRefuses where a party has clearly refused. Source: 人民调解法 art. 17."""
    if attitude is Attitude.REFUSES:
        raise PartyRefuses(number, CONSENT)


def require_impartial(
    number: str, mediators: Sequence[str], tie: Tie, parties: Collection[str], *, namesakes_checked: bool
) -> None:
    """
    A mediator is no party, and is bound to none.

    mediators  names; `tie` is the nearest of what they declare
    parties    names of the parties; a mediator of the same name is one unless it was checked that it is a namesake

    Raises MediatorTied, MediatorIsParty. Source: 人民调解法 art. 21(1); the list of ties is that of 特邀调解规定 art. 15(1).
    """
    if tie is not Tie.NONE:
        raise MediatorTied(number, mediators, tie, IMPARTIAL if tie is Tie.PARTY else RECUSAL)
    same = [name for name in mediators if name in parties]
    if same and not namesakes_checked:
        raise MediatorIsParty(number, same, IMPARTIAL)


def conducting(number: str, named: Sequence[str], appointed: Sequence[str]) -> tuple[str, ...]:
    """
    The mediators who conduct something: those named, all that were appointed if none is.

    Raises NoMediator, NotAppointed. Source: 人民调解法 art. 19.
    """
    if not appointed:
        raise NoMediator(number, CHOICE)
    others = [name for name in named if name not in appointed]
    if others:
        raise NotAppointed(number, others, appointed, CHOICE)
    return tuple(named or appointed)


def require_ready_to_settle(number: str, *, rights_told: bool, sessions: Collection[str]) -> None:
    """
    An agreement comes out of a mediation: rights told, and a session held that the parties attended.

    sessions  outcomes of the sessions held

    Raises RightsNotTold, NoSession. Source: 人民调解法 art. 22, 23.
    """
    if not rights_told:
        raise RightsNotTold(number, RIGHTS)
    if not any(outcome != SessionOutcome.PARTY_ABSENT for outcome in sessions):
        raise NoSession(number, SESSIONS)
