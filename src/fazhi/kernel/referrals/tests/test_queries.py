"""One dispute through several doors is one dispute, with all its numbers; and nobody sees beyond their offices."""

from collections.abc import Callable
from datetime import date

from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.queries import doors_of, linked, page_of_referrals, referral, referral_numbered
from fazhi.kernel.referrals.terms import Channel, Kind, State

COURT = {"channel": Channel.COURT, "procedure": Kind.COURT, "sender": "思明区人民法院"}
PETITION = {"channel": Channel.PETITION, "procedure": Kind.PETITION}


def numbers(referrals: tuple[Referral, ...]) -> list[tuple[str, str]]:
    return [(each.channel, each.number) for each in referrals]


def test_a_referral_is_found_by_its_key_and_by_its_number(kept: Callable[..., Referral], city):
    made = kept(number="1号")

    assert referral(made.pk, city.clerk) == referral_numbered("1号", "police", city.clerk) == made
    assert referral_numbered("1号", "court", city.clerk) is None
    assert referral(made.pk, city.stranger) is referral_numbered("1号", "police", city.stranger) is None


def test_a_referral_by_itself_is_linked_to_itself_alone(kept: Callable[..., Referral], city):
    made = kept(number="1号")
    kept(number="2号")

    assert linked(made, city.clerk) == (made,)


def test_senders_that_name_the_same_case_are_linked(kept: Callable[..., Referral], city):
    police = kept(number="公1", sender_number="接警7号")
    petition = kept(number="访1", sender_number="接警7号", sent_date=date(2024, 4, 1), **PETITION)

    assert linked(police, city.clerk) == linked(petition, city.clerk) == (petition, police)


def test_a_link_reaches_through_others(kept: Callable[..., Referral], city):
    """The court names the police's case, the petition office the court's number."""
    police = kept(number="公1", sender_number="接警7号")
    court = kept(number="诉1", sender_number="接警7号", **COURT)
    petition = kept(number="访1", sender_number="诉1", **PETITION)

    assert linked(police, city.clerk) == (court, petition, police)


def test_a_blank_number_links_nothing(kept: Callable[..., Referral], city):
    made = kept(number="公1")
    kept(number="诉1", **COURT)

    assert linked(made, city.clerk) == (made,)


def test_another_receivers_referral_of_the_same_number_is_another_dispute(kept: Callable[..., Referral], city):
    ours = kept(number="1号")
    theirs = kept(number="1号", office=city.other_committee, **COURT)

    assert linked(ours, city.reporter) == (ours,)
    assert [dispute.referrals for dispute in doors_of("1号", city.reporter)] == [(theirs,), (ours,)]


def test_a_dispute_is_shown_once_with_all_its_numbers_and_its_matter(kept: Callable[..., Referral], city, carrier):
    kept(number="公1", sender_number="接警7号")
    kept(number="诉1", sender_number="接警7号", **COURT)
    kept(number="人调9号", sender="公1", category="police", **PETITION)  # stands in for the line's matter
    kept(number="人调8号", sender="公1", category="court", **PETITION)

    (dispute,) = doors_of("接警7号", city.clerk)

    assert numbers(dispute.referrals) == [("court", "诉1"), ("police", "公1")]
    assert dispute.numbers == ("诉1", "接警7号", "公1")
    assert [matter.number for matter in dispute.matters] == ["人调9号"]


def test_a_matter_beyond_the_posts_offices_is_not_shown(kept: Callable[..., Referral], city, carrier):
    kept(number="公1")
    kept(number="湖1", sender="公1", category="police", office=city.other_committee, **PETITION)

    (dispute,) = doors_of("公1", city.clerk)

    assert dispute.matters == ()


def test_a_number_that_nobody_has_leads_to_nothing(kept: Callable[..., Referral], city):
    kept(number="公1")

    assert doors_of("公2", city.clerk) == doors_of("", city.clerk) == doors_of("公1", city.stranger) == ()


def test_a_page_narrows_by_sender_state_door_and_numbers_within_the_posts_offices(kept: Callable[..., Referral], city):
    first = kept(number="1号", sender_number="甲")
    kept(number="2号", sender="厦门市信访局")
    kept(number="3号", office=city.other_committee)

    def found(**asked) -> list[str]:
        return [each.number for each in page_of_referrals(city.head, **asked)]

    assert found() == ["1号", "2号"]
    assert found(sender="厦门市信访局") == ["2号"]
    assert found(states=(State.SIGNED,)) == []
    assert found(channel="court") == []
    assert found(number="2号") == ["2号"]
    assert found(sender_number="甲") == ["1号"]
    assert found(after=first.pk) == ["2号"]
    assert found(limit=1) == ["1号"]
