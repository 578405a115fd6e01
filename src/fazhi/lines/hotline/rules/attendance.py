"""Whether a team was there in time: minutes from the midnight with which the duty's day begins, beyond 1440 on the next."""

from datetime import date, datetime

from fazhi.lines.hotline.terms.attendance import Attended, Presence

EARLIEST, LATEST = 60, 720
"""Minutes: how long before a duty one may sign in, and how long after it sign out."""


def minute_of(at: datetime, day: date) -> int:
    """The moment, an aware one in local time, as minutes from the midnight of `day`; what is begun of a minute is cut off."""
    return (at.date() - day).days * 1440 + at.hour * 60 + at.minute


def attended(start: int, end: int, came: int | None, went: int | None, now: int, grace: int) -> Attended:
    """How a duty from `start` to `end` was served, as known at `now`; `came` and `went` are None until somebody signs."""
    if came is None:
        if now >= end:
            return Attended(Presence.ABSENT)
        return Attended(Presence.AWAITED if now >= start else Presence.UPCOMING)
    late = _beyond(came - start, grace)
    if went is None:
        return Attended(Presence.UNCLOSED if now >= end + LATEST else Presence.ON_DUTY, late)
    early = _beyond(end - went, grace)
    return Attended(Presence.LEFT, late, early, max(end - start - late - early, 0))


def _beyond(minutes: int, grace: int) -> int:
    return minutes if minutes > grace else 0
