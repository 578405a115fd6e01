from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.engines.procedure.terms import Procedure


@dataclass(frozen=True)
class Fault:
    """What is wrong with a procedure table, where, and what would be right."""

    procedure: str
    place: str
    text: str
    hint: str


def faults(procedure: Procedure, *, permissions: frozenset[str], periods: frozenset[str]) -> tuple[Fault, ...]:
    """
    Walk the whole table: unknown states, states nobody reaches, dead ends not declared, unknown permissions or periods.

    permissions  codes that the system knows
    periods      codes of `law/periods.toml`
    """
    return (*_unknown_names(procedure, permissions, periods), *_shape(procedure))


def _unknown_names(procedure: Procedure, permissions: frozenset[str], periods: frozenset[str]) -> Iterator[Fault]:
    known = frozenset(procedure.states)
    for state in sorted({procedure.start, *procedure.ends} - known):
        yield Fault(procedure.name, state, f"state {state!r} has no label", "add it to `states`")
    for step in procedure.steps:
        place = f"{step.source} → {step.name}"
        for state in sorted({step.source, step.target} - known):
            yield Fault(procedure.name, place, f"unknown state {state!r}", f"states are {', '.join(sorted(known))}")
        if step.by not in permissions:
            yield Fault(procedure.name, place, f"unknown permission {step.by!r}", "declare it in permissions.py")
        if step.within and step.within.period not in periods:
            yield Fault(procedure.name, place, f"unknown period {step.within.period!r}", "enter it in law/periods.toml")
        if step.within and step.within.after not in known:
            yield Fault(procedure.name, place, f"clock after unknown state {step.within.after!r}", "name a state")


def _shape(procedure: Procedure) -> Iterator[Fault]:
    reached = {procedure.start}
    frontier = [procedure.start]
    while frontier:
        state = frontier.pop()
        for step in procedure.open_from(state):
            if step.target not in reached:
                reached.add(step.target)
                frontier.append(step.target)
    for state in sorted(set(procedure.states) - reached):
        yield Fault(procedure.name, state, "no step leads here", "add a step or take the state out")
    for state in sorted(set(procedure.states) - procedure.ends):
        if not procedure.open_from(state):
            yield Fault(
                procedure.name, state, "a dead end that is not declared", "add it to `ends` or a step out of it"
            )
    for state in sorted(procedure.ends):
        if procedure.open_from(state):
            yield Fault(procedure.name, state, "an end that a step leaves", "take it out of `ends`")
    seen: set[tuple[str, str]] = set()
    for step in procedure.steps:
        if (step.source, step.name) in seen:
            yield Fault(procedure.name, f"{step.source} → {step.name}", "declared twice", "keep one of them")
        seen.add((step.source, step.name))
