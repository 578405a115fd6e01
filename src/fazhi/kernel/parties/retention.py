"""Which retention period keeps the personal data of a procedure's parties; each line declares its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Retention:
    """
    How long the personal data of a procedure's parties are kept.

    procedure  name of the procedure
    period     code of a row of `law/periods.toml` of kind `retention`; it starts when the matter ends
    """

    procedure: str
    period: str


_declared: dict[str, Retention] = {}


def declare(*rows: Retention) -> None:
    """Add retention rows; called from the `apps.py` of the line. The latest row of a procedure holds."""
    _declared.update((row.procedure, row) for row in rows)


def declared() -> tuple[Retention, ...]:
    """All rows, by procedure."""
    return tuple(_declared[name] for name in sorted(_declared))
