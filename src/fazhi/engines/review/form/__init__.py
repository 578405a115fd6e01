"""Checks of a draft's form: its head and foot, its numbering, its dates and sums, its signs."""

from collections.abc import Callable, Iterator

from fazhi.engines.review.form import dates, marks, numbering, parts, sums
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import Draft
from fazhi.engines.review.terms import About, Check

_ROOMS = (parts, numbering, dates, sums, marks)

CHECKS: tuple[Check, ...] = tuple(check for room in _ROOMS for check in room.CHECKS)
_FINDERS: tuple[Callable[[Draft, About], Iterator[Found]], ...] = tuple(room.find for room in _ROOMS)


def find(draft: Draft, about: About) -> Iterator[Found]:
    for finder in _FINDERS:
        yield from finder(draft, about)
