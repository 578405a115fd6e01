from typing import Any

import pytest

from fazhi.lines.legality_review.tests.division import Division, division_of


@pytest.fixture
def division(city: Any) -> Division:
    return division_of(city)
