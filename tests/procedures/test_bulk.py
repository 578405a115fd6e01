"""Many matters at once: each its own act, its own entry, its own refusal."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import MissingGround, StepNotOpen
from fazhi.kernel.procedures.services import each
from fazhi.lines.mediation import services as mediation
from fazhi.lines.mediation.models import PeoplesMatter

DAY = date(2024, 6, 3)


def states() -> list[str]:
    rows = PeoplesMatter.objects.system("a test").order_by("number")
    return list(rows.values_list("state", flat=True))


def test_two_hundred_are_closed_at_once_each_with_its_entry(applied: Callable, city, at):
    matters = [applied(f"{number:03}") for number in range(200)]

    outcome = each(matters, partial(mediation.withdraw, by=city.clerk, at=at + timedelta(hours=1), on=DAY))

    assert (len(outcome.done), outcome.refused) == (200, ())
    assert states() == ["withdrawn"] * 200
    assert Entry.objects.filter(action="mediation.people.withdraw").count() == 200


def test_refusals_are_told_one_by_one_and_hinder_nobody_else(applied: Callable, city, at):
    first, second, third = (applied(f"{number}号") for number in range(3))
    mediation.withdraw(second, by=city.clerk, at=at, on=DAY)

    outcome = each([first, second, third], partial(mediation.withdraw, by=city.clerk, at=at, on=DAY))

    assert outcome.done == (first, third)
    ((matter, error),) = outcome.refused
    assert matter is second
    assert isinstance(error, StepNotOpen)
    assert states() == ["withdrawn"] * 3


def test_a_refused_matter_leaves_nothing_behind(applied: Callable, city, at):
    matters = [applied(f"{number}号") for number in range(2)]

    outcome = each(matters, partial(mediation.refuse, by=city.clerk, at=at, on=DAY, reason=" "))

    assert [type(error) for _, error in outcome.refused] == [MissingGround, MissingGround]
    assert states() == ["applied", "applied"]
    assert Entry.objects.count() == 0


def test_who_may_not_is_refused_for_each(applied: Callable, city, at):
    outcome = each([applied()], partial(mediation.withdraw, by=city.head, at=at, on=DAY))

    assert [type(error) for _, error in outcome.refused] == [NotPermitted]
