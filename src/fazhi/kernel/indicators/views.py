"""The registers as views of the database."""

from fazhi.engines.indicator import POSTGRESQL, SQLITE, Register, view_sql
from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.indicators import registry


def register_views() -> tuple[DatabaseObject, ...]:
    """One view per register that the lines have entered so far."""
    registers, _, _ = registry.declared()
    return tuple(_view(register) for register in registers)


def _view(register: Register) -> DatabaseObject:
    dialects = (SQLITE, POSTGRESQL)
    return DatabaseObject(
        kind="view",
        name=register.name,
        create={dialect.name: (view_sql(register, dialect),) for dialect in dialects},
        drop={dialect.name: (f"DROP VIEW IF EXISTS {dialect.identifier(register.name)}",) for dialect in dialects},
    )
