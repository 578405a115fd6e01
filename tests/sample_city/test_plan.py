from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.sample_city.city import DEPARTMENTS
from fazhi.sample_city.course import Fate
from fazhi.sample_city.errors import ScaleOutOfRange, YearNotPublished
from fazhi.sample_city.plan import administrative_plan, expanded, peoples_plan
from fazhi.sample_city.published import LEAST_SCALE, MOST_SCALE, targets

SCALES = st.decimals(LEAST_SCALE, MOST_SCALE, places=3)
IN_YEAR = (Fate.CARRIED_IN, Fate.WITHIN)
ACCEPTED_IN_YEAR = (Fate.WITHIN, Fate.CARRIED_OUT, Fate.OPEN)


def test_the_targets_at_scale_one_are_the_published_figures():
    goal = targets(2024, Decimal(1))

    assert goal.resolved == 40_980
    assert goal.accepted == {"administrative": 794, "civil": 184_198}
    assert goal.settled == {"administrative": 88, "civil": 102_923}
    assert goal.referred == {"police": 14_186, "court": 3_068, "petition": 1_483}
    assert 55_500_000_000 <= goal.amount_fen < 56_500_000_000


@given(SCALES)
def test_the_peoples_plan_concludes_what_is_published_at_any_scale(scale):
    goal = targets(2024, scale)

    plan = peoples_plan(goal)

    concluded = sum(cell.count for cell in plan.cells if cell.fate in IN_YEAR and cell.result in ("settled", "failed"))
    assert concluded + plan.on_the_spot == goal.resolved
    assert all(cell.count > 0 for cell in plan.cells)


@given(SCALES)
def test_each_channel_signs_for_what_is_published_at_any_scale(scale):
    goal = targets(2024, scale)

    plan = peoples_plan(goal)

    for channel, signed in goal.referred.items():
        accepted = sum(cell.count for cell in plan.cells if cell.group == channel and cell.fate in ACCEPTED_IN_YEAR)
        assert accepted + plan.returned[channel] == signed


@given(SCALES)
def test_the_departments_accept_and_settle_what_is_published_at_any_scale(scale):
    goal = targets(2024, scale)

    plan = administrative_plan(goal)

    cells = [cell for department in plan.values() for cell in department]
    assert all(cell.count > 0 for cell in cells)
    for nature in goal.accepted:
        mine = [cell for cell in cells if cell.group == nature]
        assert sum(cell.count for cell in mine if cell.fate in ACCEPTED_IN_YEAR) == goal.accepted[nature]
        assert (
            sum(cell.count for cell in mine if cell.fate in IN_YEAR and cell.result == "settled")
            == goal.settled[nature]
        )


@given(SCALES)
def test_every_department_accepts_something_at_any_scale(scale):
    plan = administrative_plan(targets(2024, scale))

    assert len(plan) == len(DEPARTMENTS) == 11
    assert all(any(cell.fate in ACCEPTED_IN_YEAR for cell in cells) for cells in plan.values())


def test_a_plan_expands_to_one_row_a_matter():
    plan = peoples_plan(targets(2024, Decimal("0.05")))

    rows = expanded(plan.cells)

    assert rows.height == sum(cell.count for cell in plan.cells)
    assert rows.filter(fate="open")["result"].null_count() == rows.filter(fate="open").height


def test_a_year_without_published_figures_is_refused():
    with pytest.raises(YearNotPublished):
        targets(2023, Decimal(1))


@pytest.mark.parametrize("scale", ["0", "-1", "0.009", "10.001"])
def test_a_scale_out_of_range_is_refused(scale):
    with pytest.raises(ScaleOutOfRange):
        targets(2024, Decimal(scale))
