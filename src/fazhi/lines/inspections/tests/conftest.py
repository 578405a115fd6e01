from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fazhi.kernel.organisations.models import Official, Post
from fazhi.lines.inspections.models import Institution
from fazhi.lines.inspections.tests.bureau import BEACON, LOTTERY, Division, build, enrol, noon

__all__ = ["BEACON", "LOTTERY", "Division", "noon"]


@pytest.fixture
def roster(city: Any) -> Callable[..., Institution]:
    """Add an institution to the bureau's roster."""

    def add(code: str, kind: str = "law_firm", credit: str = "A", **values: Any) -> Institution:
        return enrol(city.bureau, code, kind, credit, **values)

    return add


@pytest.fixture
def division(city: Any) -> Division:
    def post(code: str, name: str, role: str) -> Post:
        person = Official(code=code, name=name)
        person.save()
        made = Post(official=person, office=city.bureau, role=role, from_date=date(2020, 1, 1))
        made.save()
        return made

    build(city.bureau)
    return Division(city.bureau, post("E0011", "吴一", "clerk"), post("E0012", "吴二", "head"), city.stranger)
