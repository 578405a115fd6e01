"""How every act of the report is taken: one step of its procedure, with the version that it writes to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from fazhi.engines.procedure import Step
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.annual_report.models import AnnualReport, Contribution

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def grounds_of(late_reason: str, given: Mapping[str, object]) -> dict[str, object]:
    """The grounds of an act, with why it is entered late if it is."""
    return {**given, procedures.LATE_REASON: late_reason} if late_reason else dict(given)


def take(
    matter: AnnualReport | Contribution,
    name: str,
    *,
    by: "Post",
    at: datetime,
    on: date,
    late_reason: str,
    **grounds: object,
) -> Step:
    """One step, all or nothing; raises what `procedures.take` raises."""
    return procedures.take(matter, name, by=by, at=at, on=on, grounds=grounds_of(late_reason, grounds))


@contextmanager
def taken(
    matter: AnnualReport | Contribution,
    name: str,
    *,
    by: "Post",
    at: datetime,
    on: date,
    late_reason: str,
    **grounds: object,
) -> Iterator[Step]:
    """
    One step with what hangs on it, all or nothing; if that fails, the matter is as it was read.

    The step comes first: permission and scope are judged before anything is told, and the matter is locked until the end.
    """
    before = dict(vars(matter))
    try:
        with transaction.atomic():
            yield take(matter, name, by=by, at=at, on=on, late_reason=late_reason, **grounds)
    except BaseException:
        vars(matter).update(before)
        raise
