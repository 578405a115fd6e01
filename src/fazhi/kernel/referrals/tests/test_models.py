"""What the database keeps true of a referral, whoever writes it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError

from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel, Kind

SIGNED = {
    "state": "signed",
    "signed_date": date(2024, 5, 7),
    "signed_year": 2024,
    "signed_quarter": 2,
    "signed_month": 5,
}
ANSWERED = {"result_date": date(2024, 6, 3), "result_year": 2024, "result_quarter": 2, "result_month": 6}
SETTLED = {**SIGNED, **ANSWERED, "state": "closed", "outcome": "settled"}
RETURNED = {**ANSWERED, "state": "returned", "outcome": "returned"}
SAME_DAY = {**RETURNED, "result_date": date(2024, 5, 6), "result_month": 5}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="sent only"),
        pytest.param(SIGNED, id="signed"),
        pytest.param({**SIGNED, "state": "accepted", "consent_date": date(2024, 5, 1)}, id="accepted"),
        pytest.param({**SIGNED, "signed_date": date(2024, 5, 6)}, id="signed on the day it was sent"),
        pytest.param(SETTLED, id="settled"),
        pytest.param({**SETTLED, "state": "result_reported"}, id="settled, the sender has not signed yet"),
        pytest.param({**SETTLED, "result_signed_date": date(2024, 6, 3)}, id="signed for by the sender on the day"),
        pytest.param({**SETTLED, "outcome": "withdrawn"}, id="withdrawn by a party"),
        pytest.param(
            {**ANSWERED, "state": "closed", "outcome": "withdrawn"}, id="withdrawn by a party before anybody signed"
        ),
        pytest.param(SAME_DAY, id="returned unsigned, the same day"),
        pytest.param({**RETURNED, "return_reason": "refused"}, id="returned for a reason"),
        pytest.param({**SIGNED, **RETURNED, "state": "withdrawn"}, id="withdrawn by the sender"),
    ],
)
def test_a_true_referral_is_kept(kept: Callable[..., Referral], values: dict):
    kept(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({**SIGNED, "signed_date": date(2024, 5, 5)}, "referral_signed_after_sent"),
        ({**RETURNED, "result_date": date(2024, 5, 5)}, "referral_result_after_sent"),
        ({**SETTLED, "result_date": date(2024, 5, 6)}, "referral_result_after_signed"),
        ({**SETTLED, "result_signed_date": date(2024, 6, 2)}, "referral_result_signed_after_result"),
        ({**SETTLED, "state": "result_reported", "result_signed_date": date(2024, 6, 4)}, "referral_result_signed_at"),
        ({**SIGNED, "outcome": "settled", "state": "closed"}, "referral_result_has_date"),
        ({**SIGNED, **ANSWERED}, "referral_result_has_date"),
        ({**SIGNED, "signed_year": None}, "referral_signed_parts"),
        ({"signed_year": 2024}, "referral_signed_parts"),
        ({**SETTLED, "result_month": None}, "referral_result_parts"),
        ({**SIGNED, "state": "sent"}, "referral_state_proven"),
        ({"state": "signed"}, "referral_state_proven"),
        ({**SETTLED, "state": "accepted"}, "referral_state_proven"),
        ({**SETTLED, "state": "returned"}, "referral_state_proven"),
        ({**RETURNED, "state": "closed"}, "referral_state_proven"),
        ({**ANSWERED, "state": "closed", "outcome": "settled"}, "referral_mediated_was_signed"),
        ({**SETTLED, "return_reason": "refused"}, "referral_reason_of_return"),
        ({**RETURNED, "return_reason": "no time"}, "referral_reason_of_return"),
        ({"procedure": Kind.COURT}, "referral_kind_of_channel"),
        ({"procedure": "referral.hospital"}, "referral_kind_of_channel"),
    ],
)
def test_the_database_refuses_what_can_not_be_true(kept: Callable[..., Referral], values: dict, constraint: str):
    with pytest.raises(IntegrityError, match=constraint):
        kept(**values)


@pytest.mark.parametrize("values", [{"state": "lost"}, {**SETTLED, "outcome": "lost"}, {"channel": "hospital"}])
def test_a_code_outside_its_list_is_refused(kept: Callable[..., Referral], values: dict):
    with pytest.raises(IntegrityError):
        kept(**values)


def test_a_number_comes_once_through_one_door(kept: Callable[..., Referral]):
    kept()

    with pytest.raises(IntegrityError):
        kept(sender="江头派出所")


def test_another_door_may_use_the_same_number(kept: Callable[..., Referral]):
    kept()

    kept(channel=Channel.COURT, procedure=Kind.COURT)


def test_a_stranger_sees_no_referral_of_another_district(kept: Callable[..., Referral], city):
    mine = kept()

    assert list(Referral.objects.visible_to(city.head)) == [mine]
    assert list(Referral.objects.visible_to(city.stranger)) == []
