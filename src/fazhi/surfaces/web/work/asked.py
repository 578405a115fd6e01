"""What the address of the list asks for; what it doesn't say, or says wrongly, narrows nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from fazhi.engines.procedure import Procedure
from fazhi.kernel.organisations.queries import office_seen_by
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.worklist import Narrowed, Place, View

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post
    from fazhi.kernel.procedures.models import Task


@dataclass(frozen=True)
class Asked:
    """
    One address of the list.

    procedure, office  what it is narrowed to; None for all
    after              where the page before ended, as `written_place` has it; "" for the first
    """

    view: View = View.ALL
    procedure: Procedure | None = None
    office: "Office | None" = None
    after: str = ""

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed((self.procedure.name,) if self.procedure else (), self.office)

    @property
    def is_narrowed(self) -> bool:
        return self.procedure is not None or self.office is not None

    @property
    def url(self) -> str:
        """The address that asks for this."""
        query = {
            "view": self.view.value if self.view is not View.ALL else "",
            "procedure": self.procedure.name if self.procedure else "",
            "office": self.office.code if self.office else "",
            "after": self.after,
        }
        said = urlencode({name: value for name, value in query.items() if value})
        return f"{reverse('my-work')}?{said}" if said else reverse("my-work")

    def viewing(self, view: View) -> "Asked":
        """Another view, narrowed alike, from its beginning."""
        return replace(self, view=view, after="")

    @property
    def widened(self) -> "Asked":
        """The same view, not narrowed."""
        return Asked(self.view)


def read(query: Mapping[str, str], post: "Post") -> Asked:
    """Read an address. A procedure that no line has, or an office out of sight, narrows nothing."""
    names = {procedure.name: procedure for procedure in registry.procedures()}
    code = query.get("office", "")
    return Asked(
        view=next((view for view in View if view.value == query.get("view")), View.ALL),
        procedure=names.get(query.get("procedure", "")),
        office=office_seen_by(post, code) if code else None,
        after=query.get("after", ""),
    )


def written_place(task: "Task") -> str:
    """Where the page after this task begins, as an address writes it."""
    return f"{task.due_at.isoformat()},{task.pk}"


def place_of(text: str) -> Place | None:
    """The place that an address names; None for none, or for what is no place."""
    moment, _, key = text.rpartition(",")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    is_key = key.isascii() and key.isdigit() and len(key) < 19
    return (at, int(key)) if is_key and at.tzinfo is not None else None
