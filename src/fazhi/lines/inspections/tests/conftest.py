"""An inspecting division for each test."""

from typing import Any

import pytest

from .division import BEACON, LOTTERY, Division, division_of, noon

__all__ = ["BEACON", "LOTTERY", "noon"]


@pytest.fixture
def division(city: Any) -> Division:
    return division_of(city)
