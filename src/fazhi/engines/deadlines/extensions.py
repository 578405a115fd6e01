"""Whether an extension came in time: one decided after the last day extends nothing (延长须在届满前决定)."""

from datetime import date, datetime

from fazhi.engines.deadlines.errors import ExtensionTooLate, MomentRequired
from fazhi.engines.deadlines.reckoning import Due


def extension_in_time(end: Due, on: date) -> bool:
    """
    Whether an extension decided `on` that day came before the period was over.

    end  where the period ends without the extension, pauses included
    on   the day of the decision, the last day itself being in time; for hours an aware datetime, in time up to and
         including the moment of the end

    Raises MomentRequired if `end` is a moment and `on` is not.
    """
    if end.moment is None:
        return (on.date() if isinstance(on, datetime) else on) <= end.last
    if not isinstance(on, datetime) or on.utcoffset() is None:
        raise MomentRequired(on)
    return on <= end.moment


def require_extension_in_time(end: Due, on: date) -> None:
    """Raise ExtensionTooLate unless `extension_in_time`."""
    if not extension_in_time(end, on):
        raise ExtensionTooLate(end.last, on)
