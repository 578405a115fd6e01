import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.chart import scale_for


@pytest.mark.parametrize(
    ("largest", "marks"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (5, (0, 1, 2, 3, 4, 5)),
        (6, (0, 2, 4, 6)),
        (3853, (0, 1000, 2000, 3000, 4000)),
        (10_000, (0, 2000, 4000, 6000, 8000, 10_000)),
        (10_001, (0, 5000, 10_000, 15_000)),
    ],
)
def test_the_axis_has_round_marks(largest, marks):
    assert scale_for(largest).marks == marks


@given(st.integers(0, 10**15))
def test_the_axis_reaches_the_largest_value_and_wastes_less_than_a_step(largest):
    scale = scale_for(largest)

    assert largest <= scale.top
    assert scale.top - scale.step < max(largest, 1)
    assert 2 <= len(scale.marks) <= 6
