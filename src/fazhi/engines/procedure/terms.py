from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fazhi.engines.citation import Article, Document

THE_CLOCK = "clock"
"""Who takes a deemed step (视为): nobody does, its time limit lapses."""

BEGIN = "begin"
"""The name of the opening in the trail, beside the names of steps."""


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
    by      code of the permission that it takes; `THE_CLOCK` for a deemed result, which comes when `within` lapses
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

    @property
    def stays(self) -> bool:
        """Whether the matter stays where it is (a session, a notice): no clock starts anew, and its task stays."""
        return self.source == self.target

    @property
    def is_deemed(self) -> bool:
        """Whether the law takes this step itself when the time limit has lapsed."""
        return self.by == THE_CLOCK


@dataclass(frozen=True)
class Opening:
    """
    The act that brings a matter into the start state (立案、申请、登记).

    title   the official word for it
    by      code of the permission that it takes
    basis   the article, or the document where no statute speaks
    needs   names of the grounds that must be given, none of them blank
    """

    title: str
    by: str
    basis: Article | Document
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Escalation:
    """
    To whom a running clock is reported (督办), and when.

    days  days after the last lawful day on which it fires; 0 or less is a warning before the limit has lapsed
    to    role, looked for in the matter's office and then upwards
    """

    days: int
    to: str


@dataclass(frozen=True)
class Permission:
    """
    A right to take steps: its code, its title, the roles that hold it, and the document that gives it to them.

    One that no role holds is a party's own: no official can apply or withdraw in a party's stead.
    """

    code: str
    title: str
    roles: frozenset[str]
    basis: Article | Document

    @property
    def is_partys_own(self) -> bool:
        """Whether a party takes the step itself, and no official can."""
        return not self.roles


@dataclass(frozen=True)
class Procedure:
    """
    A table of steps.

    name         "line.procedure", unique in the system; clocks, tasks, parties and the trail point to it
    states       state code → official label
    start        the state in which a matter begins
    ends         states that nothing leaves; a step may stay there, for a duty left over
    opening      how a matter comes into being; None where only imports bring them
    escalations  to whom its clocks are reported before and after they lapse
    late_days    calendar days after its occurrence within which an act may be entered without a reason
    """

    name: str
    title: str
    states: Mapping[str, str]
    start: str
    ends: frozenset[str]
    steps: tuple[Step, ...] = field(default=())
    opening: Opening | None = None
    escalations: tuple[Escalation, ...] = ()
    late_days: int = 7

    def open_from(self, state: str) -> tuple[Step, ...]:
        """The steps that can be taken from `state`, in the order declared, deemed ones too."""
        return tuple(step for step in self.steps if step.source == state)

    def sources_of(self, name: str) -> tuple[str, ...]:
        """The states from which the step `name` is open; empty if there is no such step."""
        return tuple(step.source for step in self.steps if step.name == name)

    def title_of(self, name: str) -> str | None:
        """The official word for the step `name`, or for `BEGIN` that of the opening; None if there is no such step."""
        if name == BEGIN and self.opening:
            return self.opening.title
        return next((step.title for step in self.steps if step.name == name), None)

    def clocks_after(self, state: str) -> tuple[str, ...]:
        """Codes of the time limits that start on entering `state`, in order."""
        return tuple(sorted({step.within.period for step in self.steps if step.within and step.within.after == state}))

    def reached_from(self, states: Iterable[str]) -> frozenset[str]:
        """`states` and all that steps lead to from there."""
        reached, frontier = set(states), list(states)
        while frontier:
            for step in self.open_from(frontier.pop()):
                if step.target not in reached:
                    reached.add(step.target)
                    frontier.append(step.target)
        return frozenset(reached)
