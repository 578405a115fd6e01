from collections.abc import Callable
from typing import Any

import pytest

from fazhi.lines.inspections.models import Institution
from fazhi.lines.inspections.tests.bureau import BEACON, LOTTERY, Division, division_of, enrol, noon

__all__ = ["BEACON", "LOTTERY", "Division", "noon"]


@pytest.fixture
def roster(city: Any) -> Callable[..., Institution]:
    """Add an institution to the bureau's roster."""

    def add(code: str, kind: str = "law_firm", credit: str = "A", **values: Any) -> Institution:
        return enrol(city.bureau, code, kind, credit, **values)

    return add


@pytest.fixture
def division(city: Any) -> Division:
    return division_of(city)
