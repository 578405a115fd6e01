from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.engines.citation import Article
from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.organisations.services import rebuild_bounds, require, require_whole

CONDUCT = Permission("mediation.people.conduct", "调解纠纷", frozenset({"mediator"}), Article("人民调解法", 19))


@dataclass(frozen=True)
class Tree:
    """`parents[i]` is the place of node i's parent, lower than i, or None; `codes[i]` its code."""

    parents: tuple[int | None, ...]
    codes: tuple[str, ...]

    def line(self, place: int) -> set[int]:
        """The node and all above it."""
        above: int | None = place
        found = set()
        while above is not None:
            found.add(above)
            above = self.parents[above]
        return found


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(min_value=1, max_value=12))
    parents = [None, *(draw(st.one_of(st.none(), st.integers(0, place - 1))) for place in range(1, size))]
    codes = draw(st.permutations([f"C{place:02}" for place in range(size)]))
    return Tree(tuple(parents), tuple(codes))


def plant(tree: Tree) -> list[Office]:
    """The tree as offices, numbered."""
    planted: list[Office] = []
    for code, parent in zip(tree.codes, tree.parents, strict=True):
        office = Office(code=code, name=code, kind="division", parent=None if parent is None else planted[parent])
        office.save()
        planted.append(office)
    rebuild_bounds()
    for office in planted:
        office.refresh_from_db(from_queryset=Office.objects.system("reading the numbers"))
    return planted


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees())
def test_below_or_equal_is_exactly_to_lie_within_the_bounds(db: None, tree: Tree):
    with transaction.atomic():
        offices = plant(tree)
        transaction.set_rollback(True)

    for upper, above in enumerate(offices):
        within = {lower for lower, below in enumerate(offices) if above.left <= below.left <= above.right}
        assert within == {lower for lower in range(len(offices)) if upper in tree.line(lower)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees())
def test_left_bounds_number_the_tree_from_one(db: None, tree: Tree):
    with transaction.atomic():
        offices = plant(tree)
        transaction.set_rollback(True)

    assert sorted(office.left for office in offices) == list(range(1, len(offices) + 1))


def test_numbering_twice_is_once(city):
    before = list(Office.objects.system("a test").order_by("code").values_list("code", "left", "right"))

    count = rebuild_bounds()

    assert count == len(before) == 6
    assert list(Office.objects.system("a test").order_by("code").values_list("code", "left", "right")) == before


def test_an_office_that_moves_takes_those_below_it_along(city):
    siming, huli = (Office.objects.system("a test").get(code=code) for code in ("XM-SM", "XM-HL"))
    siming.parent = huli
    siming.save()

    rebuild_bounds()

    within = Office.objects.system("a test").filter(left__range=_bounds("XM-HL")).values_list("code", flat=True)
    assert set(within) == {"XM-HL", "XM-HL-01", "XM-SM", "XM-SM-01"}


def _bounds(code: str) -> tuple[int, int]:
    return Office.objects.system("a test").values_list("left", "right").get(code=code)


def test_a_role_that_holds_the_permission_may(city):
    require(city.mediator, CONDUCT)


def test_a_role_that_does_not_hold_it_may_not(city):
    with pytest.raises(NotPermitted) as caught:
        require(city.clerk, CONDUCT)

    assert caught.value.post == "E0001@XM-SM-01:clerk"
    assert caught.value.roles == {"mediator"}


def test_who_speaks_for_the_whole_has_a_post_of_the_bureau_itself(city, appoint):
    require_whole(appoint("E9", city.bureau, "mediator"), CONDUCT)

    with pytest.raises(NotTheWhole) as caught:
        require_whole(city.mediator, CONDUCT)

    assert (caught.value.post, caught.value.title) == ("E0002@XM-SM-01:mediator", "调解纠纷")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({"left": 5, "right": 4}, "office_bounds_in_order"), ({"kind": "ministry"}, "office_kind_known")],
)
def test_the_database_refuses_a_wrong_office(db: None, changes: dict, constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        Office(**{"code": "A", "name": "甲", "kind": "bureau", **changes}).save()
