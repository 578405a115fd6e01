"""Each checker finds its fault, and nothing where there is none."""

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.referrals.checks import CHECKERS
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel, Kind

NAMES = frozenset(checker.name for checker in CHECKERS)
PETITION = {"channel": Channel.PETITION, "procedure": Kind.PETITION}
SIGNED = {
    "state": "signed",
    "signed_date": date(2024, 5, 7),
    "signed_year": 2024,
    "signed_quarter": 2,
    "signed_month": 5,
}
SETTLED = {
    **SIGNED,
    "state": "closed",
    "outcome": "settled",
    "result_date": date(2024, 5, 8),
    "result_year": 2024,
    "result_quarter": 2,
    "result_month": 5,
}


def found(on: date = date(2024, 6, 6)) -> dict[str, tuple[str, ...]]:
    return {item.checker.name: item.told for item in check(on=on, names=NAMES) if item.found}


@pytest.fixture
def matter_of(kept: Callable[..., Referral], carrier) -> Callable[..., Referral]:
    """What stands in for a line's matter that carries a number."""

    def make(number: str, channel: str = "police") -> Referral:
        return kept(number=f"人调{number}", sender=number, category=channel, **PETITION)

    return make


def test_they_are_registered_and_find_nothing_in_sound_records(kept: Callable[..., Referral], matter_of):
    kept(number="公1", **SIGNED)
    kept(number="公2", sender_number="接警1号")
    kept(number="公3", sender_number="接警2号")
    matter_of("公1")

    assert found() == {}


def test_a_number_that_no_referral_has_is_found(kept: Callable[..., Referral], matter_of):
    kept(number="公1")
    matter_of("公1")
    matter_of("公2")

    assert found() == {"referral-number-known": ("人调公2（莲前街道人民调解委员会）填了对接编号 公2，对接台账中没有",)}


def test_a_number_of_another_door_is_not_the_same(kept: Callable[..., Referral], matter_of):
    kept(number="公1")
    matter_of("公1", channel="court")

    assert "referral-number-known" in found()


def test_a_matter_from_where_no_referrals_come_needs_none(matter_of):
    matter_of("检1", channel="procuratorate")

    assert found() == {}


def test_a_referral_signed_for_thirty_days_ago_without_a_matter_is_found(kept: Callable[..., Referral], carrier):
    kept(number="公1", **SIGNED)

    assert found(date(2024, 6, 5)) == {}
    assert found(date(2024, 6, 6)) == {
        "signed-referral-has-matter": (
            "对接 公1（莲前街道人民调解委员会）已于 2024-05-07 签收，既没有登记案件，也没有回传结果",
        )
    }


def test_a_referral_with_a_result_needs_no_matter(kept: Callable[..., Referral], carrier):
    kept(number="公1", **SETTLED)

    assert found() == {}


def test_two_open_referrals_of_one_case_are_found(kept: Callable[..., Referral], carrier):
    kept(number="公1", sender_number="接警1号")
    kept(number="公2", sender_number="接警1号")

    assert found() == {"referral-open-once": ("莲前派出所的 接警1号 有 2 件未办结的对接",)}


def test_one_that_is_finished_does_not_count_as_open(kept: Callable[..., Referral], carrier):
    kept(number="公1", sender_number="接警1号", **SETTLED)
    kept(number="公2", sender_number="接警1号")

    assert found() == {}


def test_two_senders_may_use_the_same_case_number(kept: Callable[..., Referral], carrier):
    kept(number="公1", sender_number="1号")
    kept(number="公2", sender_number="1号", sender="江头派出所")

    assert found() == {}
