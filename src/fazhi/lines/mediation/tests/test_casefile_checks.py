"""The checker that finds mediations whose file nobody has archived."""

from datetime import date

import pytest

from fazhi.kernel.law.local_periods import enter
from fazhi.kernel.procedures import integrity
from fazhi.lines.mediation.checks.casefile import unfiled
from fazhi.lines.mediation.services.casefile import archive
from fazhi.lines.mediation.terms.casefile import Keeping
from fazhi.lines.mediation.tests.casefile_cases import ended, record, rich


@pytest.fixture
def failed(peoples, at):
    """Two failed mediations of 2024-06-03 that were conducted here."""
    made = [peoples(**ended("failed", number=f"〔2024〕{place}号")) for place in (1, 2)]
    for matter in made:
        matter.save()
        record(matter, "session", 1, at, "未达成一致。", outcome="not_agreed")
    return made


def test_offices_are_told_with_how_many_files_they_owe(city, failed):
    """Thirty days from 2024-06-03 end on Wednesday 2024-07-03."""
    assert list(unfiled(date(2024, 7, 3))) == []
    assert list(unfiled(date(2024, 7, 4))) == [{"office": city.committee.name, "matters": 2}]


def test_the_bureau_s_own_number_of_days_counts(city, failed, at):
    enter("TJ-FILE", date(2024, 1, 1), length=10, basis="局档案管理办法", confirmed_by="王一", by="system", at=at)

    assert list(unfiled(date(2024, 6, 13))) == []
    assert len(list(unfiled(date(2024, 6, 14)))) == 1


def test_an_imported_matter_is_not_asked_for(peoples):
    peoples(**ended("settled")).save()

    assert list(unfiled(date(2025, 1, 1))) == []


def test_an_archived_one_is_not_told(city, peoples, at):
    matter = rich(peoples(**ended("settled")), by=city.mediator, at=at)
    assert len(list(unfiled(date(2024, 8, 1)))) == 1

    archive(matter, by=city.mediator, at=at, on=date(2024, 6, 3), keeping=Keeping.PERMANENT)

    assert list(unfiled(date(2024, 8, 1))) == []


def test_what_was_withdrawn_owes_no_file(peoples, at):
    matter = peoples(**ended("withdrawn"))
    matter.save()
    record(matter, "session", 1, at, "撤回。", outcome="continued")

    assert list(unfiled(date(2025, 1, 1))) == []


def test_the_checker_is_registered_with_its_sentence(city, failed):
    (found,) = integrity.check(on=date(2024, 8, 1), names=frozenset({"mediation-case-filed"}))

    assert found.told == (f"{city.committee.name}有 2 件调解终结后未按期立卷归档",)
