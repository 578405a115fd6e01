from fractions import Fraction
from typing import Any

import pytest

from fazhi.engines.indicator import Period, UnknownDimension, UnknownIndicator
from fazhi.kernel.indicators.errors import OpensToParts
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import (
    every_row,
    figures,
    identities,
    periods_with_rows,
    rows,
    rows_touching,
    sheet,
)
from fazhi.kernel.indicators.terms import Scope

YEAR = Period(2024)


def _exact(found: Any) -> dict[str, Any]:
    return {figure.code: figure.exact for figure in found}


def test_the_years_figures_by_hand(year: Any) -> None:
    found = _exact(figures(YEAR, engine=Live()))

    assert found == {
        "posts.serving": 5,
        "posts.begun": 1,
        "posts.ended": 2,
        "posts.mediators": 2,
        "posts.offices": 4,
        "posts.share": Fraction(2, 5),
        "posts.start": 6,
    }


def test_a_stock_at_the_end_leaves_out_who_ends_on_the_last_day(year: Any) -> None:
    before = figures(Period.parse("2024-11"), engine=Live(), codes=["posts.serving"])
    after = figures(Period.parse("2024-12"), engine=Live(), codes=["posts.serving"])

    assert [before[0].exact, after[0].exact] == [6, 5]


def test_a_breakdown_has_labels_and_no_empty_groups(year: Any) -> None:
    (serving, share) = figures(YEAR, engine=Live(), codes=["posts.serving", "posts.share"], by="district")

    assert [(group.key, group.label, group.exact, group.rows) for group in serving.by or ()] == [
        ("思明区", "思明区", 3, 3),
        (None, "未填", 2, 2),
    ]
    assert [(group.key, group.exact, group.rows) for group in share.by or ()] == [
        ("思明区", Fraction(1, 3), None),
        (None, Fraction(1, 2), None),
    ]


def test_keys_stand_in_the_order_of_their_code_list_and_are_named(year: Any) -> None:
    (by_role,) = figures(YEAR, engine=Live(), codes=["posts.start"], by="role")
    (by_office,) = figures(YEAR, engine=Live(), codes=["posts.begun"], by="office")

    assert [group.label for group in by_role.by or ()] == ["文书", "调解员", "负责人", "reporter"]
    assert [(group.key, group.label) for group in by_office.by or ()] == [("XM-SM-01", "莲前街道人民调解委员会")]


def test_without_codes_those_that_lack_the_dimension_come_without(year: Any) -> None:
    found = {figure.code: figure.by for figure in figures(YEAR, engine=Live(), by="role")}

    assert found["posts.offices"] is None
    assert found["posts.serving"]


def test_scope_counts_the_posts_own_office_and_those_below(year: Any) -> None:
    office = year.head.office
    scope = Scope(office.code, office.left, office.right)

    assert _exact(figures(YEAR, engine=Live(), codes=["posts.start", "posts.begun"], scope=scope)) == {
        "posts.start": 3,
        "posts.begun": 1,
    }
    assert {row["office"] for row in rows("posts.start", YEAR, engine=Live(), scope=scope)} == {"XM-SM", "XM-SM-01"}


def test_rows_account_for_the_figure_page_by_page(year: Any) -> None:
    first = rows("posts.start", YEAR, engine=Live(), limit=4)
    rest = rows("posts.start", YEAR, engine=Live(), after=first[-1]["post_id"], limit=4)

    assert [len(first), len(rest)] == [4, 2]
    assert [*first, *rest] == list(every_row("posts.start", YEAR, engine=Live()))
    assert first[0]["from_date"].isoformat() == "2020-01-01"


def test_a_formula_opens_to_its_parts(year: Any) -> None:
    with pytest.raises(OpensToParts) as refused:
        rows("posts.share", YEAR, engine=Live())

    assert refused.value.parts == ("posts.mediators", "posts.serving")
    assert figures(YEAR, engine=Live(), codes=["posts.share"])[0].plain() == {
        "code": "posts.share",
        "title": "posts.share",
        "value": 0,
        "exact": {"numerator": 2, "denominator": 5},
        "unit": "个",
        "version": 1,
        "rows": None,
        "parts": ["posts.mediators", "posts.serving"],
    }


def test_unknown_codes_and_dimensions_are_refused(year: Any) -> None:
    with pytest.raises(UnknownIndicator):
        figures(YEAR, engine=Live(), codes=["posts.nothing"])
    with pytest.raises(UnknownDimension):
        figures(YEAR, engine=Live(), codes=["posts.offices"], by="role")


def test_identities_are_judged_over_the_whole_and_for_each_key(year: Any) -> None:
    flow, few = identities(YEAR, engine=Live())

    assert (flow.holds, flow.left, flow.right, flow.broken) == (True, 7, 7, ())
    assert (few.holds, few.left, few.right, few.broken) == (False, 5, 2, ("思明区", "未填"))


def test_one_query_per_register(year: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        figures(YEAR, engine=Live())


def test_identities_of_a_scope_are_those_of_its_rows(year: Any) -> None:
    office = year.head.office

    flow, few = identities(YEAR, engine=Live(), scope=Scope(office.code, office.left, office.right))

    assert (flow.left, flow.right, few.left, few.right) == (4, 4, 3, 1)
    assert few.broken == ("思明区",)


@pytest.mark.parametrize("is_part", [False, True])
def test_a_sheet_says_what_single_questions_say_in_one_query(
    year: Any, is_part: bool, django_assert_num_queries: Any
) -> None:
    below = year.head.office
    scope = Scope(below.code, below.left, below.right) if is_part else None
    asked = {"district": ["posts.serving", "posts.share"], "role": ["posts.start"]}

    with django_assert_num_queries(1):
        found = sheet(YEAR, engine=Live(), breakdowns=asked, scope=scope)

    assert found.figures == figures(YEAR, engine=Live(), scope=scope)
    assert found.holdings == identities(YEAR, engine=Live(), scope=scope)
    for by, codes in asked.items():
        assert tuple(found.by[by].values()) == figures(YEAR, engine=Live(), codes=codes, by=by, scope=scope)


def test_a_sheet_refuses_a_dimension_that_an_indicator_does_not_offer(year: Any) -> None:
    with pytest.raises(UnknownDimension):
        sheet(YEAR, engine=Live(), breakdowns={"role": ["posts.offices"]})


def test_periods_with_rows_are_found_in_one_query(year: Any, django_assert_num_queries: Any) -> None:
    periods = [Period(number) for number in range(2025, 2018, -1)]

    with django_assert_num_queries(1):
        found = periods_with_rows(["posts.begun"], periods, engine=Live())

    assert [period.year for period in found] == [2024, 2020]


def test_the_rows_that_a_frozen_year_would_keep_are_counted(year: Any) -> None:
    assert rows_touching(2024, engine=Live()) == {"任职台账": 7}
    assert rows_touching(2019, engine=Live()) == {"任职台账": 0}
