"""Which places a case file has, in which order, and which must not be empty."""

import pytest

from fazhi.lines.mediation.rules.casefile import places_of
from fazhi.lines.mediation.terms import ADMINISTRATIVE, PEOPLES
from fazhi.lines.mediation.terms.casefile import Item, Keeping, Need

SETTLED = {"state": "settled", "agreement_form": "written"}


def items(procedure: str = PEOPLES, **facts: object) -> list[str]:
    return [place.item.value for place in places_of(procedure, **facts)]


def required(procedure: str = PEOPLES, **facts: object) -> list[str]:
    return [place.item.value for place in places_of(procedure, **facts) if place.need == Need.REQUIRED]


def test_a_settled_file_has_the_thirteen_places_of_usage_in_their_order():
    assert items(**SETTLED) == [
        "registration", "rights", "identity", "authority", "investigation", "evidence", "session", "agreement",
        "proof", "visit", "confirmation", "explanation",
    ]  # fmt: skip


def test_a_settled_file_needs_registration_notice_identity_session_and_agreement():
    assert required(**SETTLED) == ["registration", "rights", "identity", "session", "agreement"]


def test_an_oral_agreement_stands_on_its_form_in_place_of_the_agreement():
    oral = {"state": "settled", "agreement_form": "oral"}

    assert "agreement" not in items(**oral)
    assert required(**oral) == ["registration", "rights", "identity", "session", "oral"]


def test_a_failed_mediation_has_the_notice_of_its_end_and_no_agreement():
    failed = {"state": "failed"}

    assert required(**failed) == ["registration", "rights", "identity", "session", "termination"]
    assert not {"agreement", "oral", "proof", "visit", "confirmation"} & set(items(**failed))


@pytest.mark.parametrize("state", ["withdrawn", "refused"])
def test_what_was_never_carried_through_needs_its_registration_only(state: str):
    assert required(state=state) == ["registration"]


def test_what_was_settled_on_the_spot_needs_registration_and_agreement_only():
    assert required(state="settled", agreement_form="oral", is_on_the_spot=True) == ["registration", "oral"]


def test_administrative_mediation_has_a_shorter_order_of_its_own():
    shorter = items(ADMINISTRATIVE, state="settled")

    assert shorter == [
        "registration", "identity", "authority", "evidence", "session", "agreement", "proof", "confirmation",
        "explanation",
    ]  # fmt: skip
    assert required(ADMINISTRATIVE, state="settled") == ["registration", "identity", "session", "agreement"]


def test_files_for_a_place_are_attached_under_a_kind_of_their_own():
    assert len({item.attached_as for item in Item}) == len(Item)
    assert Item.EVIDENCE.attached_as == "mediation.casefile.evidence"


def test_what_is_kept_for_ever_has_no_period():
    assert [keeping.period for keeping in Keeping] == ["", "TJ-KEEP-LONG", "TJ-KEEP"]
