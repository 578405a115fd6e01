"""Ages at their edges, who is protected, what is a body."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.parties.rules import has_full_capacity, is_minor, kind_of, protection_of
from fazhi.kernel.parties.terms import PROTECTION_BASIS, PartyKind, Protection

LEAP = date(2008, 2, 29)


@pytest.mark.parametrize(
    ("born", "on", "minor"),
    [
        (date(2006, 6, 3), date(2024, 6, 2), True),
        (date(2006, 6, 3), date(2024, 6, 3), False),
        (LEAP, date(2026, 2, 28), True),
        (LEAP, date(2026, 3, 1), False),
        (date(2010, 2, 28), date(2028, 2, 28), False),
        (date(2010, 3, 1), date(2028, 2, 29), True),
        (None, date(2024, 6, 3), False),
    ],
)
def test_full_age_comes_with_the_eighteenth_birthday(born: date | None, on: date, minor: bool):
    assert is_minor(born, on) is minor


@pytest.mark.parametrize(
    ("born", "own_labour", "capacity"),
    [
        (date(2008, 6, 3), True, True),
        (date(2008, 6, 4), True, False),
        (date(2008, 6, 3), False, False),
        (date(2006, 6, 3), False, True),
        (None, False, True),
    ],
)
def test_own_labour_gives_full_capacity_from_sixteen(born: date | None, own_labour: bool, capacity: bool):
    assert has_full_capacity(born, date(2024, 6, 3), lives_on_own_labour=own_labour) is capacity


def test_a_minor_who_lives_on_own_labour_is_protected_all_the_same():
    assert protection_of("", date(2008, 6, 3), date(2024, 6, 3)) is Protection.MINOR


@given(st.dates(date(1930, 1, 1), date(2024, 12, 31)), st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_nobody_becomes_a_minor_again(born: date, on: date):
    assert is_minor(born, on) or not is_minor(born, on.replace(year=on.year + 4))


def test_what_is_declared_comes_before_age():
    assert protection_of("violence", date(2020, 1, 1), date(2024, 6, 3)) is Protection.DOMESTIC_VIOLENCE
    assert protection_of("", date(1990, 1, 1), date(2024, 6, 3)) is None


def test_every_protection_has_its_article():
    assert set(PROTECTION_BASIS) == set(Protection)


@pytest.mark.parametrize(
    ("name", "document_type", "kind"),
    [
        ("厦门示例建筑公司", "", PartyKind.ORGANISATION),
        ("思明区人民政府", "", PartyKind.ORGANISATION),
        ("好味小吃店", "", PartyKind.ORGANISATION),
        ("陈书店", "", PartyKind.PERSON),
        ("陈示例", "", PartyKind.PERSON),
        ("陈示例", "credit_code", PartyKind.ORGANISATION),
        ("陈公司", "identity", PartyKind.PERSON),
        ("买买提·吐尔逊", "other", PartyKind.PERSON),
    ],
)
def test_the_document_tells_the_kind_and_without_one_the_end_of_the_name(
    name: str, document_type: str, kind: PartyKind
):
    assert kind_of(name, document_type) is kind
