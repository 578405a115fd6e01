from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError

from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel

SIGNED = {"signed_date": date(2024, 5, 7), "signed_year": 2024, "signed_quarter": 2, "signed_month": 5}


@pytest.fixture
def referral(city, at: datetime) -> Callable[..., Referral]:
    """A referral from the police, sent on 2024-05-06; saved."""

    def make(**values: object) -> Referral:
        made = Referral(
            **{
                "number": "公调〔2024〕1号",
                "channel": Channel.POLICE,
                "office": city.committee,
                "sender": "莲前派出所",
                "category": "neighbour",
                "sent_date": date(2024, 5, 6),
                "recorded_at": at,
                **values,
            }
        )
        made.save()
        return made

    return make


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="sent only"),
        pytest.param(SIGNED, id="signed"),
        pytest.param({**SIGNED, "signed_date": date(2024, 5, 6)}, id="signed on the day it was sent"),
        pytest.param({**SIGNED, "outcome": "settled", "result_date": date(2024, 6, 3)}, id="settled"),
        pytest.param({"outcome": "returned", "result_date": date(2024, 5, 6)}, id="returned unsigned, the same day"),
    ],
)
def test_a_true_referral_is_kept(referral: Callable[..., Referral], values: dict):
    referral(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({**SIGNED, "signed_date": date(2024, 5, 5)}, "referral_signed_after_sent"),
        ({"outcome": "returned", "result_date": date(2024, 5, 5)}, "referral_result_after_sent"),
        ({**SIGNED, "outcome": "settled"}, "referral_result_has_date"),
        ({**SIGNED, "result_date": date(2024, 6, 3)}, "referral_result_has_date"),
        ({"signed_date": date(2024, 5, 7)}, "referral_signed_parts"),
        ({"signed_year": 2024}, "referral_signed_parts"),
    ],
)
def test_the_database_refuses_what_can_not_be_true(referral: Callable[..., Referral], values: dict, constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        referral(**values)


def test_a_number_comes_once_through_one_door(referral: Callable[..., Referral]):
    referral()

    with pytest.raises(IntegrityError):
        referral(sender="江头派出所")


def test_another_door_may_use_the_same_number(referral: Callable[..., Referral]):
    referral()

    referral(channel=Channel.COURT)


def test_a_stranger_sees_no_referral_of_another_district(referral: Callable[..., Referral], city):
    mine = referral()

    assert list(Referral.objects.visible_to(city.head)) == [mine]
    assert list(Referral.objects.visible_to(city.stranger)) == []
