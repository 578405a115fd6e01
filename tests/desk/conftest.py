"""A year of the small city, seen through the desk by one post or another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.services import rebuild_bounds
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.services.nearest import follow
from fazhi.kernel.referrals.models import Referral
from fazhi.lines.annual_report.tests.house import House
from fazhi.lines.mediation.models import AdministrativeMatter, PeoplesMatter
from fazhi.lines.mediation.terms import ADMINISTRATIVE, PEOPLES
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web import signed_in as door

from .browsing import chromium, visit
from .examples import world

__all__ = ["chromium", "visit", "world"]


@dataclass(frozen=True)
class Year:
    """
    2024 of the small city: three settled matters and an open one in 思明区, two in 湖里区, four of the department.

    ours, theirs  one matter of each district's committee, from the police; their referrals go with them
    tasks         ids of the open tasks: of `ours_open` and of the department's matter, which nobody has taken
    """

    ours: PeoplesMatter
    theirs: PeoplesMatter
    ours_open: PeoplesMatter
    our_referral: Referral
    their_referral: Referral
    department: AdministrativeMatter
    clock: Clock
    tasks: tuple[int, ...]


def parts(name: str, day: date | None) -> dict[str, Any]:
    """A date column with its stored year, quarter and month."""
    if day is None:
        return {}
    quarter = (day.month + 2) // 3
    return {f"{name}_date": day, f"{name}_year": day.year, f"{name}_quarter": quarter, f"{name}_month": day.month}


@pytest.fixture
def year(city: Any, at: datetime) -> Year:
    def people(office: Office, number: str, accepted: date, concluded: date | None, **more: Any) -> PeoplesMatter:
        state = "settled" if concluded else "accepted"
        matter = PeoplesMatter(
            office=office, number=number, state=state, occurred_date=concluded or accepted, recorded_at=at,
            category="neighbour", form="mediation", parties_count=2, is_concluded=int(concluded is not None),
            **parts("accepted", accepted), **parts("concluded", concluded), **parts("effective", concluded),
            **{"source": "application", **more},
        )  # fmt: skip
        matter.save(force_insert=True)
        for position, name in enumerate(("陈大明", "林小红"), 1):
            Party(
                procedure=PEOPLES, matter_id=matter.id, office=office, position=position, name=name,
                document_type="identity", document_number=f"99999919800101001{position}", phone="19900001234",
            ).save(force_insert=True)  # fmt: skip
        return matter

    def referral(matter: PeoplesMatter) -> Referral:
        made = Referral(
            number=matter.referral_number, procedure="referral.police", channel="police", office=matter.office,
            state="signed", sender="莲前派出所", category="neighbour", sent_date=date(2024, 3, 1),
            **parts("signed", date(2024, 3, 2)), occurred_date=date(2024, 3, 2), recorded_at=at,
        )  # fmt: skip
        made.save(force_insert=True)
        return made

    def administrative(number: str, nature: str, concluded: date | None) -> AdministrativeMatter:
        made = AdministrativeMatter(
            office=city.department, number=number, state="settled" if concluded else "accepted",
            occurred_date=concluded or date(2024, 5, 6), recorded_at=at, category="labour", nature=nature,
            **parts("accepted", date(2024, 5, 6)), **parts("concluded", concluded), **parts("effective", concluded),
            closed_date=concluded,
        )  # fmt: skip
        made.save(force_insert=True)
        return made

    spring, winter = date(2024, 3, 5), date(2024, 12, 31)
    ours = people(city.committee, "思1", spring, winter, source="police", referral_number="G1", amount_fen=123_456_78)
    people(city.committee, "思2", spring, date(2024, 4, 1))
    people(city.committee, "思3", spring, date(2024, 4, 2))
    ours_open = people(city.committee, "思4", spring, None)
    theirs = people(city.other_committee, "湖1", spring, winter, source="police", referral_number="G2")
    people(city.other_committee, "湖2", spring, date(2024, 6, 3))
    department = administrative("行1", "civil", None)
    for number, nature in (("行2", "civil"), ("行3", "civil"), ("行4", "administrative")):
        administrative(number, nature, date(2024, 6, 3))
    clock = Clock(
        procedure=PEOPLES, matter_id=ours_open.id, office=city.committee, period="TJ-END", after="accepted",
        started_date=spring, due_date=date(2024, 4, 7),
    )  # fmt: skip
    clock.save(force_insert=True)
    tasks = [
        Task(procedure=PEOPLES, matter_id=ours_open.id, office=city.committee, state="accepted", since_at=at),
        Task(procedure=ADMINISTRATIVE, matter_id=department.id, office=city.department, state="accepted", since_at=at),
    ]
    for task in tasks:
        task.save(force_insert=True)
    follow([ours_open.id])
    batch = LedgerBatch.objects.create(
        format="mediation.people",
        name="人民调解-思明区.xlsx",
        sha256="9c" * 32,
        by="system",
        started_at=at,
        state="done",
    )
    ImportedRow.objects.create(
        format="mediation.people",
        key="XM-SM-01\x1f思1",
        subject=ours.id,
        batch=batch,
        sheet=1,
        row_number=5,
        digest="d",
    )
    keys = tuple(task.pk for task in tasks)
    return Year(ours, theirs, ours_open, referral(ours), referral(theirs), department, clock, keys)


@pytest.fixture
def desk(city: Any) -> Callable[[Post | None], Client]:
    """The desk as a post sees it, the bureau's reporter unless another is named."""

    def as_post(post: Post | None = None) -> Client:
        return signed_in(post or city.reporter)

    return as_post


@pytest.fixture
def house(city: Any, year: Year) -> House:
    """The bureau with its reporter and a head of its own, and two divisions: one that contributes and one that doesn't."""
    for code, name in (("XM-01", "法治督察处"), ("XM-02", "人民参与和促进法治处")):
        Office(code=code, name=name, kind="division", parent=city.bureau).save()
    rebuild_bounds()
    offices = {found.code: found for found in Office.objects.system("the cast of the tests")}

    def post(official: str, place: str, role: str) -> Post:
        person, _ = Official.objects.get_or_create(code=official, defaults={"name": official})
        made = Post(official=person, office=offices[place], role=role, from_date=date(2020, 1, 1))
        made.save()
        return made

    return House(
        bureau=offices["XM"],
        division=offices["XM-01"],
        other_division=offices["XM-02"],
        reporter=post("R1", "XM", "reporter"),
        head=post("H1", "XM", "head"),
        clerk=post("C1", "XM-01", "clerk"),
        division_reporter=post("C2", "XM-01", "reporter"),
        stranger=post("C3", "XM-02", "clerk"),
        district_head=post("H2", "XM-HL", "head"),
    )


@pytest.fixture
def as_post(monkeypatch: pytest.MonkeyPatch) -> Callable[[Post], Client]:
    """The desk as a post, with the post found beforehand: the page itself is what is guarded."""

    def enter(post: Post) -> Client:
        found = Post.objects.system("the test enters as a post").select_related("office", "official").get(pk=post.pk)
        client = signed_in(found)
        monkeypatch.setattr(door.organisations, "posts_held_by", lambda official, on: (found,))
        return client

    return enter
