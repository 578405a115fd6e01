from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.indicator import Difference, Identity, Number, Ref, Sum
from fazhi.lines.annual_report.rules.publishing import Family, clauses, families, publishable


def adds_up(whole: str, *parts: str) -> Identity:
    return Identity(whole, whole, Ref(whole), "=", Sum(tuple(map(Ref, parts))))


WHOLE = adds_up("all", "a", "b")


def test_figures_that_add_up_stand_in_one_table():
    assert families(("a", "all", "b", "c"), [WHOLE]) == (Family("all", ("a", "b")), Family("c"))


def test_a_sum_of_which_a_part_is_not_published_gives_nothing_away():
    assert families(("a", "all"), [WHOLE]) == (Family("a"), Family("all"))


def test_a_bound_gives_nothing_away():
    assert families(("a", "b"), [Identity("r", "r", Ref("a"), "<=", Ref("b"))]) == (Family("a"), Family("b"))
    assert families(("a",), [Identity("r", "r", Number(0), "<=", Ref("a"))]) == (Family("a"),)


@pytest.mark.parametrize(
    "identities",
    [
        pytest.param([WHOLE, adds_up("b", "c", "d")], id="two sums share a figure"),
        pytest.param(
            [Identity("r", "r", Sum((Ref("all"), Ref("c"))), "=", Sum((Ref("a"), Ref("b"))))], id="both sides add"
        ),
        pytest.param([Identity("r", "r", Ref("all"), "=", Difference(Ref("a"), Ref("b")))], id="a difference"),
        pytest.param([Identity("r", "r", Ref("all"), "=", Sum((Ref("a"), Number(1))))], id="a number within"),
        pytest.param([Identity("r", "r", Ref("all"), "=", Ref("a"))], id="two names of one figure"),
    ],
)
def test_figures_bound_in_any_other_way_are_not_broken_down(identities: list[Identity]):
    found = families(("all", "a", "b", "c", "d"), identities)

    assert not {"all", "a"} & {code for family in found for code in family.codes}


def test_a_single_figure_withholds_small_cells_and_another_with_them():
    table = publishable(Family("a"), ("东", "西", "南"), {"a": {"东": 2, "西": 10, "南": 40}})

    assert table == ((None,), (None,), (40,), (52,))


def test_figures_without_any_rows_have_totals_only():
    assert publishable(Family("a"), (), {"a": {}}) == ((0,),)
    assert publishable(Family("all", ("a", "b")), (), {"a": {}, "b": {}, "all": {}}) == ((0, 0, 0),)


def test_without_small_cells_all_is_shown_and_an_absent_group_is_zero():
    rows = {"a": {"东": 3}, "b": {"东": 4, "西": 5}, "all": {"东": 7, "西": 5}}

    assert publishable(Family("all", ("a", "b")), ("东", "西"), rows) == ((3, 4, 7), (0, 5, 5), (3, 9, 12))


@pytest.mark.parametrize(
    ("family", "rows"),
    [
        (Family("a"), {"a": {"东": 2}}),
        (Family("all", ("a", "b")), {"a": {"东": 1}, "b": {"东": 40}, "all": {"东": 41}}),
    ],
)
def test_where_the_total_gives_a_small_cell_away_nothing_is_broken_down(family: Family, rows: dict):
    """The totals stand in the text, so they can't be withheld from the table."""
    assert publishable(family, ("东",), rows) is None


def test_a_table_whose_sums_together_give_a_cell_away_is_not_published():
    """The second row is 0 + 3 = 3 to any reader, so the others of the column add up to 2: 1 and 1."""
    rows = {"a": {"东": 0, "西": 0, "南": 3}, "b": {"东": 1, "西": 3, "南": 1}}

    assert publishable(Family("all", ("a", "b")), ("东", "西", "南"), rows) is None


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=3))
def test_no_small_cell_follows_from_what_is_shown(cells: list[tuple[int, int]]):
    """Every table with the same totals and shown cells: a small one that were the same in all of them would be told."""
    labels = tuple(str(place) for place in range(len(cells)))
    rows = {code: {label: pair[n] for label, pair in zip(labels, cells, strict=True)} for n, code in enumerate("ab")}
    table = publishable(Family("all", ("a", "b")), labels, rows)
    if table is None:
        return

    places = [(row, column) for row in range(len(cells)) for column in (0, 1) if table[row][column] is None]
    highest = max(sum(a for a, _ in cells), sum(b for _, b in cells))
    possible: dict[tuple[int, int], set[int]] = {place: set() for place in places}
    if (highest + 1) ** len(places) > 3000:
        return
    for guess in product(range(1, highest + 1), repeat=len(places)):
        made = [list(row[:2]) for row in table[:-1]]
        for (row, column), value in zip(places, guess, strict=True):
            made[row][column] = value
        whole = all(table[row][2] in (None, sum(line)) for row, line in enumerate(made))
        if whole and all(table[-1][column] == sum(line[column] for line in made) for column in (0, 1)):
            for place, value in zip(places, guess, strict=True):
                possible[place].add(value)
    for (row, column), values in possible.items():
        if cells[row][column] < 3:
            assert len(values) > 1


def test_a_definition_is_told_as_counted_and_left_out():
    counted, left_out = clauses("期间内办结的案件，按办结日期；移送来的计在其内。撤回、在办的，不计。")

    assert counted == ("期间内办结的案件，按办结日期。", "移送来的计在其内。")
    assert left_out == ("撤回、在办的，不计。",)
