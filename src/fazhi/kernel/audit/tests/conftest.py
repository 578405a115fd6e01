"""The cast of the trail's tests: one clerk, one moment, one act to record."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from fazhi.kernel.audit import services
from fazhi.kernel.audit.models import Entry

AT = datetime(2025, 1, 6, 9, 30, tzinfo=UTC)
CLERK = "E0001@XM-SM:clerk"


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def act() -> Callable[..., Entry]:
    """Record one act in a transaction of its own."""

    def do(action: str = "matter.accept", **more: Any) -> Entry:
        with transaction.atomic():
            return services.record(action, **{"by": CLERK, "at": AT, **more})

    return do


@pytest.fixture
def trail(act: Callable[..., Entry]) -> list[Entry]:
    """Six entries, each with details."""
    return [act(subject=("matter", str(n)), payload={"n": n}, detail={"phone": f"old {n}"}) for n in range(1, 7)]
