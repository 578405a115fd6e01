"""Questions about where a matter stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from fazhi.engines.procedure import Permission, Procedure, Step
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.models import Clock, Matter

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class OpenAct:
    """A step that the matter's state allows, and whether this post may take it."""

    step: Step
    permission: Permission
    may: bool


def open_acts(matter: Matter, post: "Post") -> tuple[OpenAct, ...]:
    """Every step open from the matter's state, with the permission it takes."""
    acts = []
    for step in registry.procedure_of(type(matter)).open_from(matter.state):
        permission = registry.permission(step.by)
        acts.append(OpenAct(step, permission, post.role in permission.roles))
    return tuple(acts)


def clocks_of(matter_id: UUID, post: "Post") -> "QuerySet[Clock]":
    """The matter's clocks, running and stopped, in the order they started."""
    return Clock.objects.visible_to(post).filter(matter_id=matter_id).order_by("started_date", "id")


def procedure_named(name: str) -> Procedure:
    """The procedure `name`; KeyError if no line has it."""
    return {procedure.name: procedure for procedure in registry.procedures()}[name]
