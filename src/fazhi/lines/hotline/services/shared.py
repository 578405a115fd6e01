"""What the acts of the hotline have in common."""

from datetime import date
from typing import Any

from fazhi.engines.codes import Labelled
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.hotline.errors import Unlisted


def listed(list_: type[Labelled], name: str, code: str) -> str:
    """The code, if the list has it. Raises Unlisted."""
    if code not in list_.labels():
        raise Unlisted(name, code, tuple(list_.labels()))
    return code


def grounds(late_reason: str, **told: object) -> dict[str, object]:
    """The grounds of an act, with why it is entered late where it is."""
    return {**told, procedures.LATE_REASON: late_reason} if late_reason else told


def parts(name: str, day: date) -> dict[str, Any]:
    """A date column with its stored year, quarter and month."""
    return {
        f"{name}_date": day,
        f"{name}_year": day.year,
        f"{name}_quarter": (day.month + 2) // 3,
        f"{name}_month": day.month,
    }
