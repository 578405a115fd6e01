from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError

from fazhi.kernel.parties.models import Party

MATTER = uuid4()


@pytest.fixture
def party(city) -> Callable[..., Party]:
    """The first party of one matter; saved."""

    def make(**values: object) -> Party:
        made = Party(
            **{
                "procedure": "mediation.people",
                "matter_id": MATTER,
                "office": city.committee,
                "position": 1,
                "name": "陈示例",
                **values,
            }
        )
        made.save()
        return made

    return make


def test_a_party_is_kept_by_name_alone(party: Callable[..., Party]):
    party()


def test_a_document_number_needs_its_type(party: Callable[..., Party]):
    with pytest.raises(IntegrityError, match="party_document_has_type"):
        party(document_number="G12345678")


def test_a_position_in_a_matter_is_taken_once(party: Callable[..., Party]):
    party()

    with pytest.raises(IntegrityError):
        party(name="林示例")


def test_equal_documents_are_a_hint_and_never_a_merge(party: Callable[..., Party]):
    first = party(document_type="passport", document_number="G12345678")
    again = party(document_type="passport", document_number="G12345678", matter_id=uuid4())

    assert first.pk != again.pk


def test_a_stranger_sees_no_party_of_another_district(party: Callable[..., Party], city):
    mine = party()

    assert list(Party.objects.visible_to(city.clerk)) == [mine]
    assert list(Party.objects.visible_to(city.stranger)) == []
