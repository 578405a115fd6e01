"""Times without records: told from quiet ones by how many calls usually come."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import numpy as np

from fazhi.engines.tide.terms import Counts, Finding, FindingKind, Flags, Floats, label

NOT_BY_CHANCE = 30.0
"""A stretch without any call, in which so many usually come, is a recorder that stood still: by chance e^−30, on a day with
a fifth of the usual calls still e^−6."""

WEEK = 7


def without_gaps(of: Counts) -> tuple[Counts, tuple[Finding, ...]]:
    """
    The same counts, stretches without records marked as not known; and those stretches, with how many calls usually come.

    Stretches marked as not known already are told too, where the same slot of the week is known in most weeks.
    """
    usual, open_then = _usual(of)
    silent = _silent(of, usual)
    known = of.known & ~silent
    missing = (open_then & ~of.known) | silent
    return replace(of, calls=np.where(known, of.calls, 0.0), known=known), tuple(_told(of, missing, usual, open_then))


def _usual(of: Counts) -> tuple[Floats, Flags]:
    """
    [day, slot]: calls that usually come in that slot of the week, days without any call left out; and whether that slot of
    the week is known in most weeks.
    """
    usual, open_then = np.zeros(of.calls.shape), np.zeros(of.calls.shape, dtype=np.bool_)
    alive = of.known & (of.calls.sum(axis=1) > 0)[:, None]
    for weekday in range(min(WEEK, len(of.calls))):
        days = slice(weekday, None, WEEK)
        weeks = alive[days].sum(axis=0)
        usual[days] = of.calls[days].sum(axis=0) / np.maximum(weeks, 1)
        open_then[days] = of.known[days].mean(axis=0) > 0.5
    return usual, open_then


def _silent(of: Counts, usual: Floats) -> Flags:
    """Runs of known slots without calls, through midnight, in which too many usually come."""
    empty = (of.known & (of.calls == 0)).reshape(-1)
    flat, silent = usual.reshape(-1), np.zeros(empty.size, dtype=np.bool_)
    for start, end in _runs(empty):
        if flat[start:end].sum() >= NOT_BY_CHANCE:
            silent[start:end] = True
    return silent.reshape(of.calls.shape)


def _told(of: Counts, missing: Flags, usual: Floats, open_then: Flags) -> Iterator[Finding]:
    """Runs of what is missing; slots that are never known lie between two parts of one run without ending it."""
    counted = np.flatnonzero((of.known | open_then).reshape(-1))
    expected = usual.reshape(-1)
    for start, end in _runs(missing.reshape(-1)[counted]):
        places = counted[start:end]
        after = (int(places[-1]) + 1) * of.slot_minutes
        yield Finding(
            FindingKind.GAP,
            label(of.first, int(places[0]) * of.slot_minutes),
            end=label(of.first, after),
            calls=round(float(expected[places].sum()), 1),
        )


def _runs(flags: Flags) -> Iterator[tuple[int, int]]:
    """Start and end of each run of true flags."""
    place = 0
    for flag, group in groupby(flags.tolist()):
        length = len(list(group))
        if flag:
            yield place, place + length
        place += length
