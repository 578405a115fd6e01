"""The inbox of referrals: shelves by state, the most pressing first, acts beside each row; from arrival to return."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.referrals import services as referrals
from fazhi.kernel.referrals.terms import Kind
from fazhi.surfaces.accounts.tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("mediation-inbox")


@pytest.fixture
def sent(city):
    """A referral sent today, from the police unless the test says otherwise."""

    def make(number="公1号", kind=Kind.POLICE, **more):
        now = timezone.now()
        usual = {"to": city.committee, "sender": "莲前派出所", "category": "neighbour", "by": city.clerk}
        return referrals.send(kind, number, **{**usual, **more}, at=now, on=timezone.localdate(now))

    return make


def act_of(referral, act: str) -> str:
    return reverse("mediation-referral-act", kwargs={"key": referral.pk, "act": act})


def test_it_opens_on_the_first_shelf_that_is_not_empty(city, sent, url, django_assert_max_num_queries):
    referral = sent()
    client = signed_in(city.mediator)

    with django_assert_max_num_queries(15):
        page = client.get(url).content.decode()

    assert "待签收　1" in page
    assert "公1号" in page
    assert "没有法定期限" in page
    assert act_of(referral, "sign") in page
    assert act_of(referral, "accept") not in page


def test_a_late_one_says_so_in_red(city, sent, url, monkeypatch):
    sent("诉1号", Kind.COURT_DELEGATED)
    from fazhi.lines.mediation.web import inbox

    monkeypatch.setattr(inbox.timezone, "localdate", lambda *_: date(2099, 1, 1))

    assert '<span class="late">逾期' in signed_in(city.mediator).get(url).content.decode()


def test_it_moves_from_shelf_to_shelf_until_it_goes_back(city, sent, url):
    referral = sent()
    at, on = timezone.now(), timezone.localdate()
    client = signed_in(city.mediator)

    def shelf(state: str) -> str:
        return client.get(url, {"state": state}).content.decode()

    referrals.sign(referral, by=city.mediator, at=at, on=on)
    assert "公1号" in shelf("signed")
    assert act_of(referral, "accept") in shelf("signed")
    assert act_of(referral, "return") in shelf("signed")
    referrals.return_(referral, by=city.mediator, at=at, on=on, reason="out_of_scope")
    assert "公1号" not in shelf("signed")


def test_the_acts_of_others_are_not_offered(city, sent, url):
    referral = sent()

    assert act_of(referral, "sign") not in signed_in(city.head).get(url).content.decode()


def test_a_channel_narrows_it_and_nonsense_does_not(city, sent, url):
    sent()
    sent("访1号", Kind.PETITION)
    client = signed_in(city.mediator)

    assert "公1号" not in client.get(url, {"channel": "petition"}).content.decode()
    assert "公1号" in client.get(url, {"channel": "x"}).content.decode()


def test_pages_follow_one_another(city, sent, url, monkeypatch):
    from fazhi.lines.mediation.web import inbox

    monkeypatch.setattr(inbox, "PAGE", 1)
    sent("公1号")
    sent("公2号")
    client = signed_in(city.mediator)
    first = client.get(url).content.decode()
    (following,) = [part.split('"')[0] for part in first.split('href="') if "after=" in part.split('"')[0]]

    second = client.get(following.replace("&amp;", "&")).content.decode()

    assert ("公1号" in first, "公2号" in first) == (True, False)
    assert ("公1号" in second, "公2号" in second) == (False, True)
    assert "← 第一页" in second


@pytest.mark.parametrize("query", [{"state": "closed"}, {"after": "x"}, {"after": ".x"}])
def test_what_no_page_answers_is_not_there(city, url, query):
    assert signed_in(city.mediator).get(url, query).status_code == 404


def test_an_empty_shelf_says_what_to_do(city, url):
    assert "换一个阶段" in signed_in(city.mediator).get(url).content.decode()


def test_sending_is_offered_by_kind_to_who_may(city, url):
    clerk = signed_in(city.clerk).get(url).content.decode()

    assert reverse("begin", kwargs={"procedure": "referral.police"}) in clerk
    assert (
        reverse("begin", kwargs={"procedure": "referral.police"})
        not in signed_in(city.mediator).get(url).content.decode()
    )


def test_a_sending_asks_for_the_category_by_name(city):
    url = reverse("begin", kwargs={"procedure": "referral.police"})
    client = signed_in(city.clerk)
    page = client.get(url).content.decode()
    form = {"_token": page.split('name="_token" value="')[1].split('"')[0], "_version": "0"}
    form |= {"on": timezone.localdate().isoformat(), "number": "公1号", "sender": "莲前派出所"}

    refused = client.post(url, {**form, "category": "外星"})
    answer = client.post(url, {**form, "category": "neighbour"}, follow=True)

    assert '<option value="neighbour">邻里</option>' in page
    assert refused.status_code == 400
    assert 'id="category-fault"' in refused.content.decode()
    assert "邻里纠纷" in answer.content.decode()


def test_another_district_sees_nothing_of_it(city, sent, url):
    sent()

    assert "公1号" not in signed_in(city.stranger).get(url).content.decode()


def test_accepting_opens_the_matter_from_the_inbox(city, sent, at: datetime):
    referral = sent()
    now = timezone.now()
    referrals.sign(referral, by=city.mediator, at=now, on=timezone.localdate(now))
    client = signed_in(city.mediator)
    page = client.get(act_of(referral, "accept")).content.decode()
    token = page.split('name="_token" value="')[1].split('"')[0]
    version = page.split('name="_version" value="')[1].split('"')[0]

    answer = client.post(
        act_of(referral, "accept"),
        {"_token": token, "_version": version, "on": timezone.localdate(now).isoformat(), "number": "调1号"},
        follow=True,
    )

    assert "调1号" in answer.content.decode()
