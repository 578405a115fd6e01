"""The exact solver, CP-SAT of OR-Tools, where the extra `[planning]` has installed it: one worker, one seed, one answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from fazhi.engines.roster.fairness import Measure
from fazhi.engines.roster.shape import Flags, Shape
from fazhi.engines.roster.terms import Rules

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LIMIT = 30.0  # of CP-SAT's own deterministic time, about seconds on an idle machine; never the clock's


class Answer(Enum):
    FOUND = "found"
    NONE = "none"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Range:
    """Whole units of a measure that each team may have."""

    measure: Measure
    low: tuple[int, ...]
    high: tuple[int, ...]


def is_installed() -> bool:
    return find_spec("ortools") is not None


class Solver:
    """
    Finds rosters of one request.

    groups  duties of which a team serves one at most, as `exclusive_groups` has them
    left    what remains of the limit, for all questions together
    """

    def __init__(self, shape: Shape, rules: Rules, groups: Sequence[tuple[int, ...]], limit: float = LIMIT) -> None:
        self.shape, self.rules, self.groups, self.left = shape, rules, groups, limit

    def find(
        self, ranges: Sequence[Range] = (), *, hint: Flags | None = None, nearest_to: Sequence[int] | None = None
    ) -> tuple[Answer, Flags | None]:
        """
        Who serves what ([team, duty]) by the rules, with loads in the ranges; NONE if that is proven impossible.

        hint        a roster to start from
        nearest_to  loads of the first range's measure to come near to, as far as the limit allows
        """
        from ortools.sat.python import cp_model

        if self.left <= 0:
            return Answer.UNDECIDED, None
        model = cp_model.CpModel()
        serves = _variables(model, self.shape)
        for duty, needed in enumerate(self.shape.needed.tolist()):
            having = [serves[team, duty] for team in range(self.shape.able.shape[0]) if (team, duty) in serves]
            model.add(cp_model.LinearExpr.sum(having) == needed)
        for team in range(self.shape.able.shape[0]):
            _limits(model, serves, team, self.shape, self.rules, self.groups)
        for each in ranges:
            for team, (low, high) in enumerate(zip(each.low, each.high, strict=True)):
                model.add_linear_constraint(_load(serves, team, each.measure.counts), low, high)
        if nearest_to is not None:
            _nearest(model, serves, ranges[0].measure.counts, nearest_to)
        if hint is not None:
            for (team, duty), variable in serves.items():
                model.add_hint(variable, bool(hint[team, duty]))
        solver = new_solver(self.left)
        status = solver.solve(model)
        self.left -= solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return Answer.NONE, None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer.UNDECIDED, None
        found = np.zeros(self.shape.able.shape, dtype=np.bool_)
        for (team, duty), variable in serves.items():
            found[team, duty] = solver.boolean_value(variable)
        return Answer.FOUND, found


def new_solver(limit: float) -> "cp_model.CpSolver":
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = limit
    return solver


Variables = dict[tuple[int, int], Any]


def _variables(model: "cp_model.CpModel", shape: Shape) -> Variables:
    """One for each team and duty that may meet; what is settled is so."""
    found: Variables = {}
    for team, duty in np.argwhere(shape.able | shape.fixed).tolist():
        found[team, duty] = model.new_bool_var("")
        if shape.fixed[team, duty]:
            model.add(found[team, duty] == 1)
    return found


def _limits(
    model: "cp_model.CpModel",
    serves: Variables,
    team: int,
    shape: Shape,
    rules: Rules,
    groups: Sequence[tuple[int, ...]],
) -> None:
    for most, period in ((rules.max_per_day, shape.day), (rules.max_per_week, shape.week)):
        if most is not None:
            for each in np.unique(period):
                chosen = [
                    serves[team, duty] for duty in np.flatnonzero(period == each).tolist() if (team, duty) in serves
                ]
                if len(chosen) > most:
                    model.add(sum(chosen) <= most)
    for group in groups:
        chosen = [serves[team, duty] for duty in group if (team, duty) in serves]
        if len(chosen) > 1:
            model.add_at_most_one(chosen)


def _load(serves: Variables, team: int, counts: Sequence[int]) -> Any:
    from ortools.sat.python import cp_model

    own = [(serves[team, duty], count) for duty, count in enumerate(counts) if count and (team, duty) in serves]
    return cp_model.LinearExpr.weighted_sum([variable for variable, _ in own], [count for _, count in own])


def _nearest(model: "cp_model.CpModel", serves: Variables, counts: Sequence[int], goals: Sequence[int]) -> None:
    far = []
    for team, goal in enumerate(goals):
        far.append(model.new_int_var(0, sum(counts) + abs(goal), ""))
        model.add_abs_equality(far[-1], _load(serves, team, counts) - goal)
    model.minimize(sum(far))
