"""What strangers may ask of the tree of offices: which bodies there are, and who answers for them."""

from typing import Any

import pytest

from fazhi.kernel.organisations.models import Division, Office
from fazhi.kernel.organisations.queries import bodies_called, districts_with, nearest_of_kind
from fazhi.kernel.organisations.terms import COMMITTEES, OfficeKind


@pytest.fixture
def village(city: Any) -> None:
    """前埔社区 in 莲前街道, which the committee of the town covers."""
    town = Division(code="350203001", name="莲前街道", level=4)
    town.save()
    Division(code="350203001005", name="前埔社区居委会", level=5, parent=town).save()
    Division(code="350203001006", name="旧村", level=5, parent=town, until_date="2020-01-01").save()
    Office.objects.system("a test").filter(pk=city.committee.pk).update(division_code="350203001000")


def codes(words: str, **more: Any) -> list[str]:
    return [found.code for found in bodies_called(words, COMMITTEES, limit=9, **more)]


def test_a_body_is_found_by_its_name_and_by_what_it_covers(village: None) -> None:
    assert codes("莲前") == ["XM-SM-01"]
    assert codes("前埔") == ["XM-SM-01"]
    assert codes("没有这个地方") == []


def test_a_division_that_is_no_more_finds_nothing(village: None) -> None:
    assert codes("旧村") == []


def test_only_the_kinds_and_the_district_asked_for(city: Any) -> None:
    assert sorted(codes("")) == ["XM-HL-01", "XM-SM-01"]
    assert codes("", district="湖里区") == ["XM-HL-01"]
    assert codes("人力资源") == []


def test_they_come_page_by_page_and_without_those_left_out(city: Any) -> None:
    first, second = bodies_called("", COMMITTEES, limit=9)
    gone = Office.objects.system("a test").filter(pk=first.pk).values("pk")

    assert bodies_called("", COMMITTEES, limit=1) == (first,)
    assert bodies_called("", COMMITTEES, after=first.left, limit=1) == (second,)
    assert bodies_called("", COMMITTEES, without=gone, limit=9) == (second,)


def test_districts_are_told_once_each(city: Any) -> None:
    assert sorted(districts_with(COMMITTEES)) == ["思明区", "湖里区"]


def test_who_answers_for_an_office(city: Any) -> None:
    above = nearest_of_kind(city.committee, OfficeKind.DISTRICT_BUREAU)
    without = nearest_of_kind(city.department, OfficeKind.DISTRICT_BUREAU)

    assert above is not None
    assert above.code == "XM-SM"
    assert without is not None
    assert without.code == "XM"
