"""
Which earlier records may be the same dispute: the seam for other ways of finding them.

One way is built, exact keys. Another, say a probabilistic one, needs to answer the same question.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.parties import sharing
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.queries.disputes import Record

LEAST_PARTIES = 2
"""A dispute has two sides: with one party in common two matters are two disputes of that party."""


@dataclass(frozen=True)
class Candidate:
    """
    A record that may be the same dispute.

    parties  how many parties both have
    score    0 to 100; of exact keys, the share of the asked record's parties that both have
    """

    record: Record
    parties: int
    score: int


class Linkage(Protocol):
    """A way of finding candidates; it proposes, an official decides."""

    def candidates(self, record: Record, *, on: date) -> tuple[Candidate, ...]:
        """Records that may be the same dispute, the likeliest first; `on` is the day of asking."""


class ExactKeys:
    """Both sides the same by document or telephone, the same category, begun within JF-SAME of each other."""

    def candidates(self, record: Record, *, on: date) -> tuple[Candidate, ...]:
        shared = [each for each in sharing.sharing(record.id, on=on) if each.parties >= LEAST_PARTIES]
        found = queries.disputes.records_of((each.procedure, each.matter_id) for each in shared)
        near = (each for each in shared if each.matter_id in found and may_be_one(record, found[each.matter_id]))
        return tuple(Candidate(found[each.matter_id], each.parties, 100) for each in near)


def may_be_one(one: Record, other: Record) -> bool:
    """Whether two records are of one category and began within the window of each other."""
    first, second = sorted((one.began, other.began))
    return one.category == other.category and second <= _window_end(first)


def _window_end(first: date) -> date:
    (last,) = calendar.due_dates("JF-SAME", [first])
    return last if last is not None else first - timedelta(days=1)


def ordered(one: Record, other: Record) -> tuple[Record, Record]:
    """The earlier and the later of two records."""
    first, second = sorted((one, other), key=lambda record: (record.began, str(record.id)))
    return first, second
