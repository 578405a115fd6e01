"""Values of the console's arguments that many commands take."""

from datetime import date

from fazhi.surfaces.cli.errors import BadArgument


def day_of(name: str, text: str | None) -> date | None:
    """The day that the argument `name` gives, as 2025-02-28; None where it was not given. Raises BadArgument."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadArgument(name, str(text), "日期，如 2025-02-28") from None
