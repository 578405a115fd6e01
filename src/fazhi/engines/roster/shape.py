"""A request as arrays: who may serve what, which duties exclude each other, and how they fall on days and weeks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fazhi.engines.roster.terms import Duty, Request

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Shape:
    """
    able     [team, duty]: available on its date and with its specialisms
    apart    [duty, duty]: no team serves both (too close, overlapping, or the same)
    day      of each duty, counted from 0; week likewise
    needed   teams of each duty
    fixed    [team, duty]: settled already
    """

    able: Flags
    apart: Flags
    day: Integers
    week: Integers
    needed: Integers
    fixed: Flags


def shape_of(request: Request) -> Shape:
    teams, duties = request.teams, request.duties
    fixed = np.array([[team.id in duty.fixed for duty in duties] for team in teams])
    able = np.array([[duty.date not in team.unavailable and duty.needs <= team.specialisms for duty in duties]
                     for team in teams])  # fmt: skip
    spans = np.array([duty.span for duty in duties], dtype=np.int64)
    begins, ends = spans[:, 0], spans[:, 1] + request.rules.rest_minutes
    apart = (begins[:, None] < ends[None, :]) & (begins[None, :] < ends[:, None])
    return Shape(
        able & _whole(duties),
        apart,
        np.unique([duty.date.toordinal() for duty in duties], return_inverse=True)[1].astype(np.int64),
        np.unique([duty.week.toordinal() for duty in duties], return_inverse=True)[1].astype(np.int64),
        np.array([duty.teams for duty in duties], dtype=np.int64),
        fixed,
    )


def _whole(duties: tuple[Duty, ...]) -> Flags:
    """Duties whose teams are all settled take no other."""
    return np.array([len(duty.fixed) < duty.teams for duty in duties])


def exclusive_groups(request: Request) -> tuple[tuple[int, ...], ...]:
    """
    Groups of duties of which a team serves one at most; every two that exclude each other are in one of them.

    The times that duties keep a team, rest included, are intervals: those that hold some starting minute make a group, and
    one that lies within another is left out.
    """
    spans = [duty.span for duty in request.duties]
    order = sorted(range(len(spans)), key=lambda duty: spans[duty])
    groups: list[tuple[int, ...]] = []
    running: list[int] = []
    grown = False
    for duty in order:
        still = [each for each in running if spans[duty][0] < spans[each][1] + request.rules.rest_minutes]
        if grown and len(still) < len(running) and len(running) > 1:
            groups.append(tuple(running))
            grown = False
        running = [*still, duty]
        grown = True
    if len(running) > 1:
        groups.append(tuple(running))
    return tuple(groups)
