"""
Closed forms of queues in a steady state 排队公式: how many calls wait, give up or are blocked, and how many seats a promise takes.

Three models of one group of equal seats, calls arriving by chance at a constant rate and lasting exponentially long: B, no
queue; C, everybody waits for ever; A, callers give up after an exponential patience. All take arrays and answer arrays.
A day whose rate changes is another engine's: docs/algorithms/erlang.md says when these forms err.
"""

from fazhi.engines.erlang.errors import ErlangError, NoSuchPromise, NotAQueue
from fazhi.engines.erlang.forms import erlang_a, erlang_b, erlang_c
from fazhi.engines.erlang.seats import seats_to_answer, seats_to_wait_less
from fazhi.engines.erlang.service_level import service_level, service_level_c
from fazhi.engines.erlang.terms import Blocking, Performance, ServiceLevel

__all__ = [
    "Blocking",
    "ErlangError",
    "NoSuchPromise",
    "NotAQueue",
    "Performance",
    "ServiceLevel",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "seats_to_answer",
    "seats_to_wait_less",
    "service_level",
    "service_level_c",
]
