"""
A dispute registered in one go (一次登记): opened with its parties and, as the mediator says, accepted or settled there.

The acts are those of `opening` and `ending`, in one transaction; the office's next case number is given where none is.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from fazhi.lines.mediation.errors import NumberTaken
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.queries import numbering
from fazhi.lines.mediation.services.people.opening import accept, register, register_on_the_spot
from fazhi.lines.mediation.terms import Way

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_TRIES = 5


def register_at_once(
    *,
    office: "Office",
    by: "Post",
    at: datetime,
    on: date,
    way: str,
    number: str = "",
    late_reason: str = "",
    **told: Any,
) -> PeoplesMatter:
    """
    Register a dispute, and accept it or record how it was settled on the spot, on the same day; all or nothing.

    way     how far it goes: a `Way`
    number  the case number, "" for the next one of the office in the year of `on`; who comes second takes the one after
    told    what `register` takes, and for `Way.SETTLED` what `register_on_the_spot` takes

    Raises what these raise. Source: 人民调解法 art. 17, 21(2).
    """
    asked = {"office": office, "by": by, "at": at, "on": on, "late_reason": late_reason, **told}
    taken = _TAKEN[Way(way)]
    if number:
        return taken(number, asked)
    for _ in range(_TRIES - 1):
        try:
            return taken(numbering.next_number(office, on.year, by=by), asked)
        except (NumberTaken, IntegrityError):
            continue  # somebody else has it by now
    return taken(numbering.next_number(office, on.year, by=by), asked)


@transaction.atomic
def _registered(number: str, asked: dict[str, Any]) -> PeoplesMatter:
    return register(number=number, **asked)


@transaction.atomic
def _accepted(number: str, asked: dict[str, Any]) -> PeoplesMatter:
    matter = register(number=number, **asked)
    accept(
        matter,
        by=asked["by"],
        at=asked["at"],
        on=asked["on"],
        attitude=asked.get("attitude", ""),
        late_reason=asked["late_reason"],
    )
    return matter


@transaction.atomic
def _settled(number: str, asked: dict[str, Any]) -> PeoplesMatter:
    return register_on_the_spot(number=number, **asked)


_TAKEN: dict[Way, Callable[[str, dict[str, Any]], PeoplesMatter]] = {
    Way.APPLIED: _registered,
    Way.ACCEPTED: _accepted,
    Way.SETTLED: _settled,
}
