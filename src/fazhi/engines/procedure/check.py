from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.engines.procedure.terms import Procedure, Step, Within


@dataclass(frozen=True)
class Fault:
    """What is wrong with a procedure table, where, and what would be right."""

    procedure: str
    place: str
    text: str
    hint: str


def faults(
    procedure: Procedure, *, permissions: frozenset[str], periods: frozenset[str], roles: frozenset[str]
) -> tuple[Fault, ...]:
    """
    Walk the whole table: unknown names, states nobody reaches or that lead to no end, dead ends not declared, deemed
    results without a time limit, time limits that nobody is told of when they lapse.

    permissions, roles  codes that the system knows
    periods             codes of `law/periods.toml`
    returns             all faults, in the order of the table
    """
    return (
        *_unknown_names(procedure, permissions, periods, roles),
        *_shape(procedure),
        *_ways_out(procedure),
        *_steps(procedure),
        *_lapses(procedure),
    )


def _unknown_names(
    procedure: Procedure, permissions: frozenset[str], periods: frozenset[str], roles: frozenset[str]
) -> Iterator[Fault]:
    known = frozenset(procedure.states)
    for state in sorted({procedure.start, *procedure.ends} - known):
        yield Fault(procedure.name, state, f"state {state!r} has no label", "add it to `states`")
    for step in procedure.steps:
        place = _place(step)
        for state in sorted({step.source, step.target} - known):
            yield Fault(procedure.name, place, f"unknown state {state!r}", f"states are {', '.join(sorted(known))}")
        if not step.is_deemed and step.by not in permissions:
            yield Fault(procedure.name, place, f"unknown permission {step.by!r}", "declare it in permissions.py")
        if step.within and step.within.period not in periods:
            yield Fault(procedure.name, place, f"unknown period {step.within.period!r}", "enter it in law/periods.toml")
        if step.within and step.within.after not in known:
            yield Fault(procedure.name, place, f"clock after unknown state {step.within.after!r}", "name a state")
    if procedure.opening and procedure.opening.by not in permissions:
        yield Fault(
            procedure.name, "opening", f"unknown permission {procedure.opening.by!r}", "declare it in permissions.py"
        )
    for rule in procedure.escalations:
        if rule.to not in roles:
            yield Fault(procedure.name, "escalations", f"unknown role {rule.to!r}", f"roles are {_list(roles)}")


def _shape(procedure: Procedure) -> Iterator[Fault]:
    for state in sorted(set(procedure.states) - procedure.reached_from([procedure.start])):
        yield Fault(procedure.name, state, "no step leads here", "add a step or take the state out")
    for state in sorted(set(procedure.states) - procedure.ends):
        if not procedure.open_from(state):
            yield Fault(
                procedure.name, state, "a dead end that is not declared", "add it to `ends` or a step out of it"
            )
    for state in sorted(procedure.ends):
        # A step that stays is a duty left over, as telling the parties; the matter has ended all the same.
        if not all(step.stays for step in procedure.open_from(state)):
            yield Fault(procedure.name, state, "an end that a step leaves", "take it out of `ends`")


def _ways_out(procedure: Procedure) -> Iterator[Fault]:
    """States that can be left, but never for an end: a matter would go round in circles for ever."""
    for state in sorted(set(procedure.states) - procedure.ends):
        ahead = procedure.reached_from([state])
        if procedure.open_from(state) and ahead.isdisjoint(procedure.ends) and not _dead_ends(procedure, ahead):
            yield Fault(procedure.name, state, "no way to an end", "add a step that leads out of the circle")


def _dead_ends(procedure: Procedure, states: frozenset[str]) -> bool:
    return any(not procedure.open_from(state) for state in states)


def _steps(procedure: Procedure) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    titles: dict[str, str] = {}
    for step in procedure.steps:
        place = _place(step)
        if (step.source, step.name) in seen:
            yield Fault(procedure.name, place, "declared twice", "keep one of them")
        if titles.setdefault(step.name, step.title) != step.title:
            yield Fault(procedure.name, place, f"{step.name!r} has two titles", "one act, one official word")
        if len(set(step.needs)) < len(step.needs) or not all(need.strip() for need in step.needs):
            yield Fault(procedure.name, place, "a ground is named twice or not at all", "name each ground once")
        seen.add((step.source, step.name))


def _lapses(procedure: Procedure) -> Iterator[Fault]:
    """Every time limit either has a result by law when it lapses, or is reported to somebody then."""
    deemed: dict[tuple[str, Within], list[Step]] = defaultdict(list)
    for step in procedure.steps:
        if step.is_deemed and step.within is None:
            yield Fault(procedure.name, _place(step), "deemed without a time limit", "name the clock that lapses")
        elif step.is_deemed and step.within is not None:
            deemed[step.source, step.within].append(step)
    for steps in deemed.values():
        for step in steps[1:]:
            yield Fault(procedure.name, _place(step), "a second deemed result of the same lapse", "keep one of them")
    limited = {step.within for step in procedure.steps if step.within} - {clock for _, clock in deemed}
    if limited and not any(rule.days > 0 for rule in procedure.escalations):
        codes = _list(frozenset(clock.period for clock in limited))
        yield Fault(procedure.name, "escalations", f"nobody is told when {codes} lapses", "add an Escalation after it")


def _place(step: Step) -> str:
    return f"{step.source} → {step.name}"


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
