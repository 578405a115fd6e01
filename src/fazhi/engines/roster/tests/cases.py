"""Requests for the tests: small ones in few words, and the month that the hotline plans."""

from datetime import date, timedelta
from fractions import Fraction

from fazhi.engines.roster import Duty, Request, Rules, Team

MONDAY = date(2026, 3, 2)


def team(name: str, share: int | str = 1, **told) -> Team:
    return Team(name, Fraction(share), **told)


def duty(name: str, day: int = 0, start: int = 9, end: int = 12, **told) -> Duty:
    """On the day counted from Monday 2026-03-02, by whole hours."""
    if "weight" in told:
        told["weight"] = Fraction(told["weight"])
    return Duty(name, MONDAY + timedelta(day), start * 60, end * 60, **told)


def request(teams: list[Team], duties: list[Duty], **rules) -> Request:
    return Request(tuple(teams), tuple(duties), Rules(**rules))


def month(teams: int = 30, days: int = 31, segments: int = 15, names: str = "所{}") -> Request:
    """Segments of a month, nights and weekends heavier, teams with shares of 1 to 4, each away on some days."""
    length = 1440 // segments
    found = [
        Team(names.format(each), Fraction(1 + each % 4), frozenset(MONDAY + timedelta(day) for day in range(days) if (7 * each + 5 * day) % 12 == 0))
        for each in range(teams)
    ]  # fmt: skip
    duties = []
    for day in range(days):
        on = MONDAY + timedelta(day)
        for segment in range(segments):
            weight = (3 if segment * length < 480 else 1) * (2 if on.weekday() >= 5 else 1)
            span = (segment * length, (segment + 1) * length)
            duties.append(Duty(f"{on}/{segment}", on, *span, weight=Fraction(weight), holiday=on.weekday() == 6))
    return Request(tuple(found), tuple(duties), Rules(2, 8, 11 * 60))
