"""Searching the trail: what fits is found, the latest first, and a page looks at a bounded part of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from fazhi.kernel.audit import searching
from fazhi.kernel.audit.searching import Wanted, search, search_reads
from fazhi.kernel.audit.services import create_key, note_read, record


@pytest.fixture
def written(db: None) -> None:
    """Two hundred entries, ten a day from 1 January 2024: even numbers by E0001, odd ones by E00011; every 40th a rare act."""
    create_key()
    start = datetime.fromisoformat("2024-01-01T00:30:00+08:00")
    with transaction.atomic():
        for number in range(1, 201):
            moment = start + timedelta(days=(number - 1) // 10, minutes=number)
            by = "E0001@XM:clerk" if number % 2 == 0 else "E00011@XM:clerk"
            action = "test.rare" if number % 40 == 0 else "test.act"
            record(action, by=by, at=moment, subject=("test.case", str(number % 7)))


def numbers(found: searching.Found) -> list[int]:
    return [entry.number for entry in found.entries]


def test_the_latest_come_first_a_page_at_a_time(written: None) -> None:
    first = search(Wanted())
    second = search(Wanted(), before=first.before)

    assert numbers(first) == list(range(200, 150, -1))
    assert numbers(second) == list(range(150, 100, -1))
    assert search(Wanted(), before=51).before == 0


def test_an_official_is_found_by_the_whole_code_only(written: None) -> None:
    assert numbers(search(Wanted(actor="E0001"))) == list(range(200, 100, -2))
    assert numbers(search(Wanted(actor="E0001@XM:clerk")))[0] == 200
    assert numbers(search(Wanted(actor="E000"))) == []


def test_an_act_is_found_in_steps_that_each_look_at_a_part(written: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "WINDOW", 50)
    rare = Wanted(actions={"test.rare"})

    first = search(rare)
    second = search(rare, before=first.before)

    assert (numbers(first), first.before) == ([200, 160], 151)
    assert (numbers(second), second.before) == ([120], 101)
    assert numbers(search(Wanted(actions=frozenset()))) == []


def test_a_subject_is_found_however_old(written: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "WINDOW", 10)
    expected = [number for number in range(200, 0, -1) if number % 7 == 3]

    assert numbers(search(Wanted(subjects=[("test.case", "3")]))) == expected
    assert numbers(search(Wanted(subjects=[("other", "3")]))) == []
    assert numbers(search(Wanted(subjects=()))) == []


@pytest.mark.parametrize("probes", [1, 3, 500])
def test_days_are_bounds_of_numbers(written: None, probes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_PROBES", probes)

    # ten a day: the fifth of January has 41 to 50, the sixth 51 to 60
    found = numbers(search(Wanted(first=date(2024, 1, 5), last=date(2024, 1, 6))))

    assert found == list(range(60, 40, -1))
    assert numbers(search(Wanted(last=date(2024, 1, 1)))) == list(range(10, 0, -1))
    assert numbers(search(Wanted(first=date(2024, 1, 21)))) == []
    assert numbers(search(Wanted(last=date(2000, 1, 1)))) == []


def test_few_questions_are_asked(written: None, django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(6):
        search(Wanted(first=date(2024, 1, 5), last=date(2024, 1, 6), actor="E0001"))


def test_reads_are_found_by_who_and_about_what(db: None, at: datetime) -> None:
    create_key()
    for number in range(60):
        who = "E0001@XM:clerk" if number % 3 else "E0002@XM:head"
        note_read(by=who, at=at + timedelta(days=number), subject=("matter", str(number % 2)), reason="核实")

    assert len(search_reads(Wanted()).reads) == 50
    assert search_reads(Wanted()).before > 0
    assert len(search_reads(Wanted(actor="E0002")).reads) == 20
    assert len(search_reads(Wanted(subjects=[("matter", "1")])).reads) == 30
    first = at.date()
    assert len(search_reads(Wanted(first=first, last=first + timedelta(days=1))).reads) == 2
