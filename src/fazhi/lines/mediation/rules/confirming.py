"""What a court may be asked to confirm, which court, until when; and until when an outsider may object."""

from datetime import date

from fazhi.engines.citation import Article
from fazhi.lines.mediation.errors import (
    ConfirmationTooLate,
    CourtGroundWrong,
    NotConfirmable,
    OutsiderTooLate,
    PerformanceNotDue,
    RequestSignedLater,
)
from fazhi.lines.mediation.terms import Bar, CourtGround, Remedy, Source

REQUEST, COURT = Article("人民调解法", 33, 1), Article("民事诉讼法", 205)
BARRED, OUTSIDER = Article("民事诉讼法解释", 355, 1), Article("司法确认规定", 10)


def require_in_time(number: str, *, effective: date, last: date, on: date) -> None:
    """
    Both parties ask within thirty days of the agreement taking effect.

    last  the last lawful day, from the calendar

    Raises ConfirmationTooLate. Source: 人民调解法 art. 33(1).
    """
    if on > last:
        raise ConfirmationTooLate(number, effective, last, on, REQUEST)


def require_joint(number: str, *, signed: tuple[date, ...], on: date) -> None:
    """Raises RequestSignedLater for a side that signed after the request was made. Source: 人民调解法 art. 33(1)."""
    for day in signed:
        if day > on:
            raise RequestSignedLater(number, day, on, REQUEST)


def require_confirmable(number: str, bar: Bar | None) -> None:
    """Raises NotConfirmable for what courts don't take on. Source: 民事诉讼法解释 art. 355(1)."""
    if bar is not None:
        raise NotConfirmable(number, bar, BARRED)


def require_court(number: str, ground: CourtGround, source: str) -> None:
    """
    A court that invited the mediation is asked itself; where none did, it can't be the ground.

    Raises CourtGroundWrong. Source: 民事诉讼法 art. 205.
    """
    if (source == Source.COURT) != (ground is CourtGround.INVITING):
        raise CourtGroundWrong(number, ground, Source(source), COURT)


def require_outsider_in_time(number: str, *, known: date, last: date, on: date) -> None:
    """Raises OutsiderTooLate after a year from knowing. Source: 司法确认规定 art. 10."""
    if on > last:
        raise OutsiderTooLate(number, known, last, on, OUTSIDER)


def require_due(number: str, *, counted_from: date, on: date) -> None:
    """Raises PerformanceNotDue: that an agreement was not performed is found after its last day only."""
    if on <= counted_from:
        raise PerformanceNotDue(number, counted_from, on)


def remedy(*, is_confirmed: bool) -> Remedy:
    """What the other party is told when an agreement is not performed. Source: 人民调解法 art. 32, 33(2)."""
    return Remedy.ENFORCEMENT if is_confirmed else Remedy.LAWSUIT
