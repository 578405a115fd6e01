"""
Requests that arrive when they arrive, whether or not the earlier ones were answered.

A closed loop, in which each user waits for the answer before asking again, hides a slow server: it asks less. Here arrivals are
a Poisson process, the same for the same seed, and the time of an answer counts from the arrival.
"""

import hashlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

THREADS = 200


@dataclass(frozen=True)
class Answer:
    """
    One request's outcome.

    kind     what was asked for, as "my work"
    seconds  from its arrival, or from the sending of a later request of the same step, to the last byte
    fault    "" if the answer was the one expected
    """

    kind: str
    seconds: float
    fault: str


@dataclass(frozen=True)
class Load:
    """The answers of a run and how long it took from the first arrival to the last answer, in seconds."""

    answers: tuple[Answer, ...]
    seconds: float

    def of(self, kind: str) -> list[float]:
        """Seconds of one kind, ascending; of all kinds with ""."""
        return sorted(answer.seconds for answer in self.answers if kind in ("", answer.kind))

    def faults(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.fault]


Job = Callable[[float], list[Answer]]
"""A user's step; it is given the moment of its arrival, on the clock of `time.perf_counter`."""


def uniform(seed: int, *names: object) -> float:
    """A number from 0 to below 1 that the names decide."""
    text = "/".join(map(str, (seed, *names)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big") / 2**56


def chosen(seed: int, among: Sequence[tuple[str, float]], *names: object) -> str:
    """One of the words by their shares."""
    point = uniform(seed, *names) * sum(share for _, share in among)
    for word, share in among:
        point -= share
        if point < 0:
            return word
    return among[-1][0]


def arrivals(rate: float, seconds: float, seed: int) -> Iterator[float]:
    """Moments of a Poisson process of `rate` a second, from 0 to `seconds`."""
    moment, number = 0.0, 0
    while True:
        moment -= math.log(1 - uniform(seed, "gap", number)) / rate
        number += 1
        if moment >= seconds:
            return
        yield moment


def run(jobs: Callable[[int], Job], *, rate: float, seconds: float, seed: int = 1) -> Load:
    """Let the jobs arrive; `jobs(n)` gives the nth. Ends when the last is answered."""
    begun = time.perf_counter() + 0.05
    answers: list[Answer] = []
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = []
        for number, moment in enumerate(arrivals(rate, seconds, seed)):
            job, due = jobs(number), begun + moment
            time.sleep(max(0.0, due - time.perf_counter()))
            waiting.append(pool.submit(job, due))
        for future in waiting:
            answers += future.result()
    return Load(tuple(answers), time.perf_counter() - begun)


def quantile(ascending: Sequence[float], share: float) -> float:
    """The value that `share` of the values don't pass; nan of none."""
    return ascending[min(len(ascending) - 1, math.ceil(share * len(ascending)) - 1)] if ascending else math.nan
