"""Whole numbers with a given mean and variance, against sums of the probabilities themselves."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.engines.tide.discrete import inside, quantile


def probabilities(mean: float, beyond: float, upto: int) -> np.ndarray:
    """
    By the textbook, of variance mean × (1 + beyond): Γ(k + r) ÷ Γ(r) × beyondᵏ with r = mean ÷ beyond is the product of
    mean + i × beyond, which is Poisson's meanᵏ where `beyond` is 0 and keeps its digits where it is next to that.
    """
    k = np.arange(upto + 1)
    rising = np.concatenate([[0.0], np.cumsum(np.log(mean + k[:-1] * beyond))])
    spread = math.log1p(beyond)
    none = mean * (spread / beyond if beyond else 1.0)
    return np.exp(rising - np.array([math.lgamma(n + 1) for n in k]) - k * spread - none)


@settings(max_examples=60)
@given(st.floats(0.05, 300), st.floats(0, 3), st.sampled_from([0.1, 0.5, 0.9]))
def test_the_quantile_is_the_least_number_that_has_the_share_up_to_it(mean, beyond, share):
    variance = mean * (1 + beyond)
    upto = np.cumsum(probabilities(mean, beyond, 3000))

    found = int(quantile(np.array([mean]), np.array([variance]), share)[0])

    assert upto[found] >= share - 1e-4
    assert found == 0 or upto[found - 1] < share + 1e-4


def test_known_values():
    mean = np.array([0.0, 1.0, 100.0, 100.0])

    assert quantile(mean, np.array([0.0, 1.0, 100.0, 400.0]), 0.9).tolist() == [0, 2, 113, 126]
    assert quantile(mean, np.zeros(4), 0.9).tolist() == [0, 2, 113, 113]  # below the mean is by chance alone


def test_on_average_four_fifths_of_probability_lie_inside_however_small_the_counts():
    stream = np.random.default_rng(2)
    mean = np.repeat([0.2, 2.0, 50.0], 4000)
    right = stream.poisson(stream.gamma(4.0, mean / 4.0))
    variance = mean + mean**2 / 4.0

    covered = inside(mean, variance, right.astype(float), 0.8).reshape(3, -1).mean(axis=1)

    assert covered == pytest.approx([0.8, 0.8, 0.8], abs=0.02)
    assert inside(mean, mean, right.astype(float), 0.8)[-4000:].mean() < 0.5  # a band too narrow says so


def test_numbers_far_out_lie_outside():
    assert inside(np.array([5.0]), np.array([5.0]), np.array([4000.0]), 0.8).tolist() == [0.0]
    assert inside(np.array([500.0]), np.array([500.0]), np.array([0.0]), 0.8).tolist() == [0.0]


def test_shapes_are_kept_and_order_is_no_matter():
    mean = np.array([[3.0, 700.0], [0.5, 40.0]])

    found = quantile(mean, 2 * mean, 0.9)

    assert found.shape == mean.shape
    assert found[0, 1] == quantile(mean[0, 1:], 2 * mean[0, 1:], 0.9)[0]
