"""The callers, and the small city's year, for tests of what lines offer to other systems."""

from typing import Any

import pytest
from tests.desk.conftest import year

from fazhi.surfaces.api.tests.calling import Caller, court, enter, ours, security

__all__ = ["court", "enter", "ours", "security", "year"]


@pytest.fixture
def theirs(enter: Any, city: Any) -> Caller:
    """The system of the committee in 湖里区."""
    return enter("HL-01", office=city.other_committee)
