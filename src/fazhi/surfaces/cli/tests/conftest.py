"""The console in this process, on the test's database: what it answers, prints and complains."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel
from fazhi.surfaces.cli.console import run


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document that stdout holds; anything else there is an error."""
        return json.loads(self.out)


@pytest.fixture
def fazhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def call(*words: str) -> Answer:
        capsys.readouterr()
        code = run(words)
        told = capsys.readouterr()
        return Answer(code, told.out, told.err)

    return call


@pytest.fixture
def referrals(city, at: datetime) -> None:
    """Three referrals from the police signed for in 2024: two in 思明区, one in 湖里区."""
    for number, office in ((1, city.committee), (2, city.committee), (3, city.other_committee)):
        Referral(
            number=f"公调〔2024〕{number}号",
            procedure="referral.police",
            channel=Channel.POLICE,
            state="signed",
            occurred_date=date(2024, 5, 7),
            office=office,
            sender="派出所",
            category="neighbour",
            sent_date=date(2024, 5, 6),
            signed_date=date(2024, 5, 7),
            signed_year=2024,
            signed_quarter=2,
            signed_month=5,
            recorded_at=at,
        ).save()
