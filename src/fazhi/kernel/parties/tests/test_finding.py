"""Finding the matters of a party: within one's offices, for a reason, noted without what was asked."""

from typing import Any
from uuid import UUID

import pytest

from fazhi.kernel.audit.models import Read
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties import finding
from fazhi.kernel.parties.errors import ReasonNeedsWords
from fazhi.kernel.parties.queries import parties_of
from fazhi.kernel.parties.services import add_party, find_matters, protect
from fazhi.kernel.parties.terms import Draft, Protection, Reason

NUMBER = "99999919800101001X"


@pytest.fixture
def matters(city: Any, at: Any) -> list[UUID]:
    """Three matters of the committee in 思明区 and one of 湖里区, all with the same party; the latest last."""
    made = [UUID(int=place) for place in range(1, 5)]
    for matter, by in zip(made, [city.mediator] * 3 + [city.stranger], strict=True):
        draft = Draft("郑小雨", document_type="identity", document_number=NUMBER, phone="19900001234")
        add_party("mediation.people", matter, draft, office=by.office, by=by, at=at)
    return made


def asked(text: str, city: Any, at: Any, **more: Any) -> Any:
    return find_matters(text, by=more.pop("by", city.head), reason=more.pop("reason", Reason.HANDLING), at=at, **more)


@pytest.mark.parametrize("text", ["郑小雨", "郑小", "zhengxiaoyu", "zxy", "1234", NUMBER])
def test_a_name_its_letters_or_a_number_finds_the_matters_the_latest_first(
    city: Any, at: Any, matters: list[UUID], text: str
) -> None:
    found = asked(text, city, at)

    assert found.matters == (matters[2], matters[1], matters[0])
    assert not found.is_cut
    assert text not in found.shown


def test_another_office_finds_its_own_only(city: Any, at: Any, matters: list[UUID]) -> None:
    assert asked("郑小雨", city, at, by=city.stranger).matters == (matters[3],)


@pytest.mark.parametrize("text", ["陈", "!", "99", ""])
def test_anything_else_finds_nothing(city: Any, at: Any, matters: list[UUID], text: str) -> None:
    assert asked(text, city, at).matters == ()


def test_who_has_very_many_is_cut_and_it_is_said(
    city: Any, at: Any, matters: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", 2)

    found = asked("郑小雨", city, at)

    assert (found.matters, found.is_cut) == ((matters[2], matters[1]), True)


def test_a_protected_person_is_found_by_the_whole_number_only(city: Any, at: Any, matters: list[UUID]) -> None:
    for matter in matters[:3]:
        (party,) = parties_of(matter, city.head)
        protect(party, next(iter(Protection)), by=city.head, at=at, reason="x")

    assert asked("郑小雨", city, at).matters == ()
    assert asked("1234", city, at).matters == ()
    assert len(asked(NUMBER, city, at).matters) == 3


def test_the_look_up_is_noted_without_the_text(city: Any, at: Any, matters: list[UUID]) -> None:
    asked("郑小雨", city, at, reason=Reason.OTHER, words="核对")

    read = Read.objects.get()
    assert (read.actor, read.subject_kind, read.subject_id, read.reason) == (
        city.head.code, "parties.lookup", "3", "other: 核对",
    )  # fmt: skip


def test_without_the_right_or_a_reason_nothing_is_looked_up(city: Any, at: Any, matters: list[UUID]) -> None:
    city.head.role = "system_administrator"
    with pytest.raises(NotPermitted):
        asked("郑小雨", city, at)
    city.head.role = "head"
    with pytest.raises(ReasonNeedsWords):
        asked("郑小雨", city, at, reason=Reason.OTHER, words=" ")

    assert not Read.objects.exists()
