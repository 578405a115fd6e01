"""A procedure as a table, for a lawyer to read against the law."""

from collections.abc import Mapping
from dataclasses import dataclass

from fazhi.engines.procedure.terms import Permission, Procedure, Step

DEEMED = "期限届满，视为"


@dataclass(frozen=True)
class PrintedStep:
    """
    One row of the printed table; every field is text as a lawyer reads it.

    state, becomes  labels of the states before and after; before the opening there is none, ""
    who             title of the permission, or `DEEMED` for a result that the law draws itself
    within          title of the time limit and the state from which it runs; "" for none
    needs           grounds that must be given; "" for none
    """

    state: str
    act: str
    becomes: str
    who: str
    basis: str
    within: str
    needs: str


def printed(
    procedure: Procedure,
    *,
    permissions: Mapping[str, Permission],
    periods: Mapping[str, str],
    grounds: Mapping[str, str],
) -> tuple[PrintedStep, ...]:
    """
    The table of `procedure`, one row a step, in its order, after its opening if it has one.

    permissions  code → permission
    periods      code → title of the time limit
    grounds      name → its Chinese word; a name without one is printed as it is
    """
    steps = tuple(
        PrintedStep(
            state=procedure.states[step.source],
            act=step.title,
            becomes=procedure.states[step.target],
            who=DEEMED if step.is_deemed else permissions[step.by].title,
            basis=step.basis.text,
            within=_within(procedure, step, periods),
            needs=_needs(step.needs, grounds),
        )
        for step in procedure.steps
    )
    opening = procedure.opening
    if opening is None:
        return steps
    begins = PrintedStep(
        state="",
        act=opening.title,
        becomes=procedure.states[procedure.start],
        who=permissions[opening.by].title,
        basis=opening.basis.text,
        within="",
        needs=_needs(opening.needs, grounds),
    )
    return (begins, *steps)


def _needs(needs: tuple[str, ...], grounds: Mapping[str, str]) -> str:
    return "、".join(grounds.get(need, need) for need in needs)


def _within(procedure: Procedure, step: Step, periods: Mapping[str, str]) -> str:
    if step.within is None:
        return ""
    return f"{periods[step.within.period]}，自“{procedure.states[step.within.after]}”起"
