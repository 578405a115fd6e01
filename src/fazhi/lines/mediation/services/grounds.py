"""The grounds of an act, as the runner of steps takes them."""

from fazhi.kernel.procedures import services as procedures


def grounds(late_reason: str, **given: object) -> dict[str, object]:
    """What is given, with why the act is entered late if it is."""
    return {**given, procedures.LATE_REASON: late_reason} if late_reason else given
