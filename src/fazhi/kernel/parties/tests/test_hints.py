"""Hints that parties may be the same: within scope by matter, elsewhere a number, never a name."""

from dataclasses import asdict

import pytest

from fazhi.kernel.parties.hints import hints_for
from fazhi.kernel.parties.terms import Draft, Hints, Protection, Why
from fazhi.kernel.parties.tests.conftest import ON, identity

DOCUMENT = {"document_type": "identity", "document_number": identity("1990-01-01")}


def whys(hints: Hints) -> list[Why]:
    return [hint.why for hint in hints.found]


def test_the_same_document_is_the_strongest_hint(keep, city):
    other = keep("陈示例", **DOCUMENT, phone="13800001234")

    hints = hints_for(Draft("陈士立", **DOCUMENT), city.clerk, on=ON)

    (hint,) = hints.found
    assert (hint.procedure, hint.matter_id, hint.position, hint.why) == (
        other.procedure,
        other.matter_id,
        1,
        Why.SAME_DOCUMENT,
    )
    assert hint.strength == 3


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (Draft("陈示例", phone="13800001234"), Why.SAME_CONTACT),
        (Draft("陈士力", phone="13800001234"), Why.SAME_CONTACT),
        (Draft("陈士力", phone="13900001234"), Why.SIMILAR_NAME),
        (Draft("陈士力"), Why.SIMILAR_NAME),
    ],
)
def test_a_telephone_with_a_name_of_the_same_sound_is_more_than_the_name(keep, city, draft, why):
    keep("陈示例", phone="13800001234")

    assert whys(hints_for(draft, city.clerk, on=ON)) == [why]


def test_the_telephone_alone_is_no_hint(keep, city):
    keep("陈示例", phone="13800001234")

    assert hints_for(Draft("林示例", phone="13800001234"), city.clerk, on=ON) == Hints((), 0)


def test_a_matter_is_hinted_at_once_by_the_strongest_reason(keep, city):
    keep("陈示例", **DOCUMENT, phone="13800001234")
    keep("陈示例")

    hints = hints_for(Draft("陈示例", **DOCUMENT, phone="13800001234"), city.clerk, on=ON)

    assert whys(hints) == [Why.SAME_DOCUMENT, Why.SIMILAR_NAME]


def test_a_partys_own_matter_is_no_hint(keep, city):
    party = keep("陈示例", **DOCUMENT)
    keep("陈示例", matter=party.matter_id, position=2)

    assert hints_for(party, city.clerk, on=ON) == Hints((), 0)


def test_of_other_offices_only_the_number_of_matters_is_told(keep, city):
    keep("陈示例", **DOCUMENT, office=city.other_committee)
    twice = keep("陈示例", **DOCUMENT, phone="13800001234", office=city.department)
    keep("陈示例", phone="13800001234", office=city.department, matter=twice.matter_id, position=2)
    keep("陈示例", office=city.department)

    hints = hints_for(Draft("陈示例", **DOCUMENT, phone="13800001234"), city.clerk, on=ON)

    assert hints == Hints((), 2)


def test_a_name_alone_counts_for_nothing_elsewhere(keep, city):
    keep("陈示例", office=city.other_committee)

    assert hints_for(Draft("陈示例"), city.clerk, on=ON) == Hints((), 0)


def test_a_protected_person_is_hinted_at_by_document_only_and_not_counted_elsewhere(keep, city):
    protected = {"protection": Protection.DOMESTIC_VIOLENCE, "phone": "13800001234"}
    keep("陈示例", **DOCUMENT, **protected)
    keep("陈示例", **DOCUMENT, **protected, office=city.other_committee)

    by_document = hints_for(Draft("某", **DOCUMENT), city.clerk, on=ON)
    by_contact = hints_for(Draft("陈示例", phone="13800001234"), city.clerk, on=ON)

    assert (whys(by_document), by_document.elsewhere) == ([Why.SAME_DOCUMENT], 0)
    assert by_contact == Hints((), 0)


def test_no_hint_names_anybody(keep, city):
    keep("陈示例", **DOCUMENT, phone="13800001234")

    hints = hints_for(Draft("陈示例", **DOCUMENT), city.clerk, on=ON)

    assert set(asdict(hints.found[0])) == {"procedure", "matter_id", "position", "why"}
    assert "陈" not in str(hints)
