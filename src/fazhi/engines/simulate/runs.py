"""A run: days in blocks of fixed length, so that the answer is the same however many threads share them."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from fazhi.engines.scenario import Duration, Kind, Scenario, grid_of
from fazhi.engines.scenario.grid import covered_by
from fazhi.engines.simulate import kernels
from fazhi.engines.simulate.errors import NotARun, TooManyCalls
from fazhi.engines.simulate.quantiles import NO_TABLE, drawn_from, table_of
from fazhi.engines.simulate.terms import CUT_REQUEUE, DRAIN, OVERFLOWS, OVERLAP, SPARE, Model, Run, State, Tally
from fazhi.engines.transient import Fall

BLOCK = 128
"""Days of a block; one more goes before it and only warms up, the same as ended the block before."""

MOST_DAYS, MOST_CALLS, MOST_SEED, MOST_THREADS = 10_000_000, 2e10, 2**63 - 1, 64
WITHIN = 1 / 3
"""Minutes: the twenty seconds in which a call counts as answered in time."""

_CODES = {Fall.DRAIN: DRAIN, Fall.CUT_REQUEUE: CUT_REQUEUE, Fall.OVERLAP: OVERLAP}
_UNIT = Duration(Kind.EXPONENTIAL, 1.0, 1.0)


def simulate(scenario: Scenario, *, days: int, seed: int, threads: int = 1) -> Run:
    """
    Follow every call of `days` days one after another, after a day that only warms up.

    seed     from 0; the same seed, the same calls: what chance decides of a call depends on seed, day and call alone, so that two
             plans meet the same callers with the same patience and the same things to say
    threads  only how fast it is

    Raises NotARun, TooManyCalls. Source: docs/algorithms/simulate.md.
    """
    _check("days", days, 1, MOST_DAYS)
    _check("seed", seed, 0, MOST_SEED)
    _check("threads", threads, 1, MOST_THREADS)
    model = model_of(scenario)
    again = model.again_most if model.again > 0.0 else 0
    calls = float(model.rates.sum()) * (days + 1) * (1 + again)
    if calls > MOST_CALLS:
        raise TooManyCalls(calls, MOST_CALLS)
    firsts = range(0, days, BLOCK)
    lengths = [min(BLOCK, days - first) for first in firsts]
    with np.errstate(over="ignore"):  # counters wrap around; only without Numba would it be said
        if threads == 1 or len(lengths) == 1:
            tallies = [_block(model, seed, *block) for block in zip(firsts, lengths, strict=True)]
        else:
            with ThreadPoolExecutor(threads) as pool:
                tallies = list(pool.map(lambda block: _block(model, seed, *block), zip(firsts, lengths, strict=True)))
    by_slot = sum((tally.by_slot[1] for tally in tallies), np.zeros_like(tallies[0].by_slot[1]))
    minutes = sum((tally.minutes[1] for tally in tallies), np.zeros_like(tallies[0].minutes[1]))
    return Run(days, by_slot, np.concatenate([tally.by_day[1:] for tally in tallies]), minutes)


def model_of(scenario: Scenario) -> Model:
    """The scenario in numbers, as the loops take it."""
    grid = grid_of(scenario)
    covered = [covered_by(segment, grid.minutes)[0] for segment in scenario.plan]
    spans = [(each[0], each.size, segment.seats) for each, segment in zip(covered, scenario.plan, strict=True)]
    presence = np.array([segment.presence for segment in scenario.plan])
    service, patience = drawn_from(scenario.service), drawn_from(scenario.patience)
    redial, spread = scenario.redial, scenario.overdispersion
    return Model(
        rates=np.asarray(scenario.rates, dtype=np.float64),
        slot_minutes=float(scenario.slot_minutes),
        piece_minutes=float(grid.minutes),
        seats=grid.seats,
        begins=grid.begins,
        segments=np.array(spans, dtype=np.int64).reshape(-1, 3),
        presence=presence if presence.size and presence.min() < 1.0 else presence[:0],
        fall=_CODES[scenario.fall],
        unit=table_of(_UNIT),
        service_table=service[0],
        service_values=service[1],
        patience_table=patience[0],
        patience_values=patience[1],
        day_table=_factor(spread.day if spread else 0.0),
        slot_table=_factor(spread.slot if spread else 0.0),
        again=redial.probability if redial else 0.0,
        again_mean=redial.mean_delay if redial else 0.0,
        again_most=redial.most if redial else 0,
        trunks=scenario.trunks or 0,
        within=WITHIN,
    )


def _factor(cv: float) -> np.ndarray:
    return drawn_from(Duration(Kind.GAMMA, 1.0, cv))[0] if cv > 0.0 else NO_TABLE


def _block(model: Model, seed: int, first_day: int, days: int) -> Tally:
    room = 1 << 12
    while True:
        tally = _empty_tally(model, days)
        if kernels.run(np.uint64(seed), first_day, days, model, _empty_state(model, room), tally):
            return tally
        room *= 8


def _empty_tally(model: Model, days: int) -> Tally:
    slots = model.rates.size
    return Tally(
        np.zeros((2, slots, 4), dtype=np.int64), np.zeros((days + 1, 5), dtype=np.int64), np.zeros((2, slots, 2))
    )


def _empty_state(model: Model, orbit: int) -> State:
    most = max(int(model.seats.max()), int(model.segments[:, 2].sum()))
    room = 2048 + 4 * most
    records = 2 * most + 8 if model.fall == CUT_REQUEUE else 2
    at = np.zeros(OVERFLOWS + 1, dtype=np.int64)
    at[SPARE] = records
    return State(
        today=model.seats.copy(),
        free=np.empty(room),
        holder=np.empty(room if model.fall == CUT_REQUEUE else 1, dtype=np.int64),
        at=at,
        clock=np.zeros(3),
        moments=np.empty((records, 3)),
        marks=np.empty((records, 6), dtype=np.int64),
        spare=np.arange(records),
        line=np.empty(records, dtype=np.int64),
        orbit=np.empty((orbit if model.again > 0.0 else 1, 4)),
        leaving=np.empty(model.trunks + most + 2),
    )


def _check(name: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise NotARun(name, value, f"{least} 到 {most} 之间的整数")
