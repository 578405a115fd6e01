"""
The standing cast of all tests: a small city, an official who may, one who may not, and a stranger.

Tests that touch the database get a data folder of their own and a restored template instead of `flush`
(`fazhi.kernel.audit.tests.template_database`).
"""

import gc
import os
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

pytest_plugins = ["fazhi.kernel.audit.tests.template_database"]

# Nothing is asserted about time: an engine's first call compiles it, and a busy machine is slow.
# On CI a property is tried with the same examples each time, so that a run fails by its change alone; elsewhere with new ones.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")

SHARED = Path(__file__).parent.parent / "shared"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays until the end: the collector of garbage needn't look at it, neither meanwhile nor ever after."""
    gc.disable()
    done = yield
    gc.freeze()
    gc.enable()
    return done


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test that reaches the database the mark that `make test-postgres` chooses by."""
    for item in items:
        reaches = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if reaches and item.get_closest_marker("django_db") is None:  # a module's own mark may say more
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What one test's pages remembered says nothing about another's database."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def shared() -> Path:
    """The folder of shared material; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout")
    return SHARED


@pytest.fixture
def at() -> datetime:
    """The moment at which everybody acts: 17:30 on 2024-06-03, a Monday, in Xiamen."""
    return datetime(2024, 6, 3, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class City:
    """
    A bureau with two districts, a committee in each, and one department.

    clerk, mediator  of the committee in 思明区; `head` of its district bureau
    stranger         the mediator of the committee in 湖里区, who sees nothing of 思明区
    reporter         of the bureau itself, who sees everything
    """

    bureau: "Office"
    committee: "Office"
    other_committee: "Office"
    department: "Office"
    clerk: "Post"
    mediator: "Post"
    head: "Post"
    stranger: "Post"
    reporter: "Post"
    officer: "Post"


@pytest.fixture
def office(db: None) -> Callable[..., "Office"]:
    """Add an office to the tree; call `rebuild_bounds` when the tree is complete."""
    from fazhi.kernel.organisations.models import Office

    def add(code: str, name: str, kind: str, parent: "Office | None" = None, district: str = "") -> "Office":
        made = Office(code=code, name=name, kind=kind, parent=parent, district=district)
        made.save()
        return made

    return add


@pytest.fixture
def city(office: Callable[..., "Office"]) -> City:
    from fazhi.kernel.organisations.models import Office, Official, Post
    from fazhi.kernel.organisations.services import rebuild_bounds

    bureau = office("XM", "厦门市司法局", "bureau")
    siming = office("XM-SM", "思明区司法局", "district_bureau", bureau, "思明区")
    huli = office("XM-HL", "湖里区司法局", "district_bureau", bureau, "湖里区")
    committee = office("XM-SM-01", "莲前街道人民调解委员会", "town_committee", siming, "思明区")
    other = office("XM-HL-01", "江头街道人民调解委员会", "town_committee", huli, "湖里区")
    department = office("XM-RS", "市人力资源和社会保障局", "department", bureau)
    rebuild_bounds()
    offices = {found.code: found for found in Office.objects.system("the cast of the tests")}

    def post(official: str, name: str, place: Office, role: str) -> Post:
        person, _ = Official.objects.get_or_create(code=official, defaults={"name": name})
        made = Post(official=person, office=offices[place.code], role=role, from_date=date(2020, 1, 1))
        made.save()
        return made

    return City(
        bureau=offices["XM"],
        committee=offices["XM-SM-01"],
        other_committee=offices["XM-HL-01"],
        department=offices["XM-RS"],
        clerk=post("E0001", "王一", committee, "clerk"),
        mediator=post("E0002", "李二", committee, "mediator"),
        head=post("E0003", "张三", siming, "head"),
        stranger=post("E0004", "赵四", other, "mediator"),
        reporter=post("E0005", "林五", bureau, "reporter"),
        officer=post("E0006", "陈六", department, "mediator"),
    )
