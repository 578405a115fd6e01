"""The inbox: what waits for an office, by when, a page at a time."""

from datetime import date, datetime

import pytest

from fazhi.kernel.referrals import services
from fazhi.kernel.referrals.terms import Kind, ReturnReason, State
from fazhi.kernel.referrals.waiting import Place, waiting, waiting_counts

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 3)


def numbers(found) -> list[str]:
    return [each.referral.number for each in found]


def test_the_most_pressing_comes_first_and_what_nothing_limits_last(city, sent):
    sent(number="公1号")  # the police's waits without a limit
    sent(Kind.COURT_DELEGATED, number="诉1号")

    found = waiting(city.mediator, [State.SENT])

    assert numbers(found) == ["诉1号", "公1号"]
    assert [each.due for each in found] == [date(2024, 6, 6), None]  # three working days from Monday


def test_pages_follow_one_another_without_gap_or_repeat(city, sent):
    for place in range(3):
        sent(number=f"公{place}号")
        sent(Kind.COURT_DELEGATED, number=f"诉{place}号")

    seen, after = [], None
    while found := waiting(city.mediator, [State.SENT], after=after, limit=2):
        seen += numbers(found)
        after = Place.read(str(found[-1].place))

    assert seen == ["诉0号", "诉1号", "诉2号", "公0号", "公1号", "公2号"]


def test_an_ended_referral_waits_no_more(city, sent, at: datetime):
    referral = sent()
    services.return_(referral, by=city.mediator, at=at, on=DAY, reason=ReturnReason.OUT_OF_SCOPE)

    assert waiting(city.mediator, list(State)) == ()
    assert waiting_counts(city.mediator) == {}


def test_states_and_doors_narrow_it(city, sent, at: datetime):
    services.sign(sent(number="公1号"), by=city.mediator, at=at, on=DAY)
    sent(Kind.PETITION, number="访1号")

    assert numbers(waiting(city.mediator, [State.SIGNED])) == ["公1号"]
    assert numbers(waiting(city.mediator, list(State), channel="petition")) == ["访1号"]
    assert waiting_counts(city.mediator) == {State.SIGNED: 1, State.SENT: 1}
    assert waiting_counts(city.mediator, channel="court") == {}


def test_another_districts_post_sees_nothing_of_it(city, sent):
    sent()

    assert waiting(city.stranger, list(State)) == ()
    assert waiting_counts(city.stranger) == {}
    assert len(waiting(city.head, list(State))) == 1


def test_whose_work_it_is_is_named(city, sent, at: datetime):
    services.sign(sent(), by=city.mediator, at=at, on=DAY)

    assert [each.holder for each in waiting(city.mediator, [State.SIGNED])] == ["王一"]


@pytest.mark.parametrize("text", ["", "x", "2024-06-03", "2024-06-03.", "2024-13-01.1", ".x"])
def test_what_is_no_place_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Place.read(text)
