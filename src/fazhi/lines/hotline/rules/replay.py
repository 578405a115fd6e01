"""A day of calls on record told once more as if it were today (话务重放), for demonstrations: what a switch would send, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fazhi.lines.hotline.terms import Outcome
from fazhi.lines.hotline.terms.planning import CallRow

_APART = 37
"""Seconds are not on record: by the call's place, spread over its minute."""


@dataclass(frozen=True)
class Replayed:
    """A call with all its moments; `known_at` is when its fate is."""

    number: str
    outcome: str
    came: datetime
    answered: datetime | None
    ended: datetime

    @property
    def known_at(self) -> datetime:
        return self.answered or self.ended

    @property
    def waits(self) -> bool:
        return self.outcome in (Outcome.ANSWERED, Outcome.HUNG_UP)


@dataclass(frozen=True)
class Moment:
    """What there is to tell at a moment: calls whose fate became known or that ended since; the queue."""

    calls: tuple[Replayed, ...]
    waiting: int
    longest_wait_seconds: int


def replayed(rows: Sequence[CallRow], midnight: datetime) -> list[Replayed]:
    """
    The calls of one day, as if the day began at `midnight`.

    rows  in order of time; their places are their numbers
    """
    return [_replayed(place, row, midnight) for place, row in enumerate(rows, 1)]


def told_at(calls: Sequence[Replayed], since: datetime, until: datetime) -> Moment:
    """What a switch tells at `until` that told last at `since`."""
    fresh = tuple(each for each in calls if since < each.known_at <= until or since < each.ended <= until)
    waiting = [until - each.came for each in calls if each.waits and each.came <= until < each.known_at]
    longest = max(waiting, default=timedelta())
    return Moment(fresh, len(waiting), int(longest.total_seconds()))


def _replayed(place: int, row: CallRow, midnight: datetime) -> Replayed:
    came = midnight + timedelta(minutes=row.minute, seconds=place * _APART % 60)
    over = came + timedelta(seconds=row.wait_seconds)
    if row.outcome != Outcome.ANSWERED:
        return Replayed(f"R{place:05}", row.outcome, came, None, over)
    return Replayed(f"R{place:05}", row.outcome, came, over, over + timedelta(seconds=row.talk_seconds))
