"""Acts that are entered late: why is one of their grounds."""

from fazhi.kernel.procedures.services.acts import LATE_REASON


def grounds(late_reason: str, **told: object) -> dict[str, object]:
    """The grounds of an act, with why it is entered late if it is."""
    return {**told, LATE_REASON: late_reason} if late_reason else told
