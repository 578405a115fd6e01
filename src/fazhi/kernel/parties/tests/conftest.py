"""The parties of the tests: people of the committee in 思明区, and one of another district."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest

from fazhi.engines.identifiers import complete_identity_number
from fazhi.kernel.audit.services import create_key
from fazhi.kernel.parties.deriving import columns_of
from fazhi.kernel.parties.keys import read_key
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.terms import Draft

PROCEDURE = "mediation.people"
ON = date(2024, 6, 3)


def identity(born: str, sequence: int = 1) -> str:
    """An identity number of someone born on a day."""
    return complete_identity_number(f"350203{born.replace('-', '')}{sequence:03}")


@pytest.fixture
def keep(city) -> Callable[..., Party]:
    """Keep a party of a matter of its own, in the committee of 思明区 unless said otherwise."""
    create_key()

    def made(
        name: str, *, office=None, matter: UUID | None = None, position: int = 1, protection: str = "", **more
    ) -> Party:
        columns = columns_of(Draft(name, **more), on=ON, key=read_key())
        party = Party(
            procedure=PROCEDURE, matter_id=matter or uuid4(), office=office or city.committee, position=position,
            protection=protection, **columns,
        )  # fmt: skip
        party.save()
        return party

    return made
