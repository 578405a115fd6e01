"""Procedures and permissions of all lines; a wrong table stops the start (fazhi.E030)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error

from fazhi.engines.procedure import Permission, Procedure, faults
from fazhi.kernel.law.periods import period_rows

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_procedures: dict[str, Procedure] = {}
_models: dict[str, "type[Matter]"] = {}
_permissions: dict[str, Permission] = {}


def register(procedure: Procedure, model: "type[Matter]", permissions: Iterable[Permission]) -> None:
    """Make a line's procedure known, with the model of its matters; called from the line's `apps.py`."""
    _procedures[procedure.name] = procedure
    _models[procedure.name] = model
    _permissions.update({permission.code: permission for permission in permissions})


def procedures() -> tuple[Procedure, ...]:
    return tuple(_procedures[name] for name in sorted(_procedures))


def procedure_of(model: "type[Matter]") -> Procedure:
    """The procedure that moves matters of this model; KeyError if none is registered."""
    return _procedures[next(name for name, known in _models.items() if known is model)]


def permission(code: str) -> Permission:
    return _permissions[code]


def permissions() -> tuple[Permission, ...]:
    return tuple(_permissions[code] for code in sorted(_permissions))


def check_procedures(**_: Any) -> list[CheckMessage]:
    """Each state reachable, each dead end declared, each permission and period known."""
    known_periods = frozenset(period_rows())
    return [
        Error(f"{fault.procedure}, {fault.place}: {fault.text}.", hint=f"{fault.hint}.", id="fazhi.E030")
        for procedure in procedures()
        for fault in faults(procedure, permissions=frozenset(_permissions), periods=known_periods)
    ]
