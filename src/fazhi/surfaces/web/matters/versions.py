"""Two officials at one matter: the second is told what the first has done."""

from typing import TYPE_CHECKING

from fazhi.kernel.audit import queries as trail
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures.errors import MatterChanged
from fazhi.surfaces.web.matters.sent import Sent

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter


def require_version(matter: "Matter", sent: Sent) -> None:
    """The form was opened on the matter as it is now. Raises MatterChanged with the latest act on it."""
    require_version_of(matter, sent.own("version"))


def require_version_of(matter: "Matter", version: str) -> None:
    """`version` is what a form was opened on. Raises MatterChanged."""
    if version == str(matter.version):
        return
    procedure = registry.procedure_of(matter)
    latest = trail.latest_entry_about(procedure.name, matter.pk.hex)
    raise MatterChanged(procedure, matter.number, matter.version, matter.state, latest)
