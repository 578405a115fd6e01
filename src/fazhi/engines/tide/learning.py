"""Learning a tide, and what it then foretells."""

from dataclasses import dataclass
from datetime import date, timedelta

from numpy.typing import ArrayLike

from fazhi.engines.tide.errors import BadRange, TooFewDays
from fazhi.engines.tide.foretold import DayAhead, Forecast, stretched
from fazhi.engines.tide.gaps import without_gaps
from fazhi.engines.tide.model import Model, fitted, told, typical
from fazhi.engines.tide.shapes import complete_enough
from fazhi.engines.tide.terms import Counts, Finding, Floats, Kind, Kinds, kinds_of, not_in_one_slot
from fazhi.engines.tide.trial import LEAST_DAYS, Trial, tried

MOST_DAYS = 366


@dataclass(frozen=True)
class Tide:
    """
    What was learned of a hotline's calls.

    slot_minutes  length of a slot
    model         days as a few shapes
    learned_days  kind → days it was learned from; of other kinds it is guessed from their relatives, with wide bands
    trial         how well the latest weeks would have been foretold; None where there are too few days to try
    findings      stretches that were left out
    """

    slot_minutes: int
    model: Model
    learned_days: dict[Kind, int]
    trial: Trial | None
    findings: tuple[Finding, ...]

    @property
    def minutes(self) -> tuple[int, ...]:
        """Start of each slot that was ever known, after midnight."""
        return tuple(int(slot) * self.slot_minutes for slot in self.model.slots)

    def forecast(self, first: date, last: date, kinds: Kinds) -> Forecast:
        """
        Calls from `first` to `last`, both included.

        Raises BadRange, KindMissing.
        """
        length = (last - first).days + 1
        if not 1 <= length <= MOST_DAYS:
            raise BadRange(first, last, MOST_DAYS)
        days = tuple(first + timedelta(days=number) for number in range(length))
        mean, variance = self.model.expected(self.model.prior(told(days, kinds)))
        return Forecast(days, self.minutes, mean, stretched(mean, variance, self._stretch))

    def today(self, day: date, kinds: Kinds, calls: ArrayLike) -> Forecast:
        """
        The calls of a day under way, after its first slots have passed.

        calls    of the slots passed, from midnight on, in order; the rest of the day follows
        returns  the slots still to come, one day

        Raises NotACount, KindMissing.
        """
        return self.ahead(day, kinds).after(calls)

    def ahead(self, day: date, kinds: Kinds) -> DayAhead:
        """What it takes to follow `day` while it is under way. Raises KindMissing."""
        model = self.model
        return DayAhead(
            day, self.slot_minutes, model.slots, model.shapes, model.prior(told([day], kinds)), self._stretch
        )

    def profile(self) -> dict[Kind, Floats]:
        """Kind learned from → [slot], calls of a typical day of that kind: no weekday, no place in the month, no neighbours."""
        return {
            kind: self.model.expected(self.model.prior(typical(kind)))[0][0]
            for kind in Kind
            if kind in self.learned_days
        }

    @property
    def _stretch(self) -> float:
        return self.trial.stretch if self.trial else 1.0


def learn(of: Counts, kinds: Kinds) -> Tide:
    """
    Learn a tide from counts of calls.

    kinds  of every day from the first to the last

    Stretches in which calls can't have been absent by chance are left out and told as findings. Raises OneSlot, TooFewDays,
    KindMissing. Time O(days³) for the days, at most a few seconds for a year. Source: docs/algorithms/tide.md.
    """
    not_in_one_slot(of)
    kept, findings = without_gaps(of)
    complete = complete_enough(kept.known)
    if complete.sum() < LEAST_DAYS:
        raise TooFewDays(int(complete.sum()), LEAST_DAYS)
    model = fitted(kept, kinds)
    learned: dict[Kind, int] = {}
    for kind, good in zip(kinds_of(kept.days, kinds), complete, strict=True):
        if good:
            learned[kind] = learned.get(kind, 0) + 1
    return Tide(of.slot_minutes, model, learned, tried(kept, kinds, model.weights), findings)
