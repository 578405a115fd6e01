from collections.abc import Mapping
from dataclasses import dataclass, field

from fazhi.engines.citation import Article, Document


@dataclass(frozen=True)
class Within:
    """
    A time limit on a step: the period's code in `law/periods.toml`, running from entry into state `after`.

    One clock runs per (period, after) and matter; any step that names it stops it.
    """

    period: str
    after: str


@dataclass(frozen=True)
class Step:
    """
    One act that moves a matter from `source` to `target`.

    name    a verb, unique within the procedure and source
    title   the official word for the act, as "受理"
    by      code of the permission that it takes
    basis   the article, or the document where no statute speaks; a step without either can't be declared
    within  the time limit that this step keeps, if any
    needs   names of the grounds that must be given, none of them blank
    """

    name: str
    title: str
    source: str
    target: str
    by: str
    basis: Article | Document
    within: Within | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Permission:
    """A right to take steps: its code, its title, the roles that hold it, and the document that gives it to them."""

    code: str
    title: str
    roles: frozenset[str]
    basis: Article | Document


@dataclass(frozen=True)
class Procedure:
    """
    A table of steps.

    name    "line.procedure", unique in the system; clocks, parties and the trail point to it
    states  state code → official label
    start   the state in which a matter begins
    ends    states that nothing leaves
    """

    name: str
    title: str
    states: Mapping[str, str]
    start: str
    ends: frozenset[str]
    steps: tuple[Step, ...] = field(default=())

    def open_from(self, state: str) -> tuple[Step, ...]:
        """The steps that can be taken from `state`, in the order declared."""
        return tuple(step for step in self.steps if step.source == state)

    def sources_of(self, name: str) -> tuple[str, ...]:
        """The states from which the step `name` is open; empty if there is no such step."""
        return tuple(step.source for step in self.steps if step.name == name)
