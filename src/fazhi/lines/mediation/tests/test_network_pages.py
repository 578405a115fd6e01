"""The lists beside the matters: committees, proposals, disputes, warnings, the month's subsidy; bounded and scoped."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.engines.identifiers import complete_identity_number
from fazhi.kernel.organisations.models import Official
from fazhi.lines.mediation.models import Committee, Dispute, DisputeMember, LinkProposal, Mediator, Member, Seal
from fazhi.lines.mediation.services import disputes
from fazhi.lines.mediation.services.parties import Side
from fazhi.surfaces.accounts.tests.signing_in import signed_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
FIRST, SECOND = (complete_identity_number(f"9999991980010100{place}") for place in (1, 2))


@pytest.fixture
def registered(city):
    """The committee of 莲前街道 with a director, a mediator and a seal; its page's key."""
    committee = Committee(
        office=city.committee, founder="莲前街道办事处", founded_date=date(2009, 2, 15), phone="5900000"
    )
    committee.save(force_insert=True)
    Committee(office=city.other_committee, founder="江头街道办事处", founded_date=date(2009, 2, 15)).save(
        force_insert=True
    )
    official = Official.objects.get(code="E0002")
    usual = {
        "office": city.committee, "official": official, "sex": "female", "birth_date": date(1980, 2, 29),
        "phone": "15900001234", "from_date": date(2020, 1, 1),
    }  # fmt: skip
    member = Member(**usual, position="director", elected_date=date(2020, 1, 1))
    member.save(force_insert=True)
    Mediator(**usual).save(force_insert=True)
    Seal(office=city.committee, number="印1", from_date=date(2020, 1, 1), until_date=date(2021, 1, 1)).save(
        force_insert=True
    )
    return committee, member


def open_(post, name, count, *, key=None, **query):
    client = signed_in(post)
    with count(15):
        return client.get(reverse(name, kwargs={"key": key} if key else None), query)


def test_committees_are_listed_with_what_is_wrong_with_them(city, registered, django_assert_max_num_queries):
    page = open_(city.head, "mediation-committees", django_assert_max_num_queries).content.decode()

    assert "莲前街道人民调解委员会" in page
    assert "江头街道人民调解委员会" not in page
    assert "不在任期内" in page
    assert "印章已停用" in page
    assert "委员不足三人" in page


def test_committees_are_found_by_name_and_kind_and_paged(city, registered, monkeypatch):
    from fazhi.lines.mediation.web import network

    client, url = signed_in(city.reporter), reverse("mediation-committees")
    found = client.get(url, {"named": "江头"}).content.decode()
    none = client.get(url, {"kind": "village_committee"}).content.decode()
    monkeypatch.setattr(network, "PAGE", 1)
    first = client.get(url).content.decode()
    second = client.get(url, {"after": "XM-HL-01"}).content.decode()

    assert "莲前街道" not in found
    assert "没有符合条件的调委会" in none
    assert "after=XM-HL-01" in first
    assert "莲前街道人民调解委员会" in second


def test_a_committee_has_a_page_with_who_serves_masked(city, registered, django_assert_max_num_queries):
    page = open_(city.head, "mediation-committee", django_assert_max_num_queries, key=registered[0].pk).content.decode()

    assert "李二" in page
    assert "159****1234" in page
    assert "15900001234" not in page
    assert "启动补选" in page
    assert "印1" in page


def test_a_service_opens_its_committee(city, registered):
    committee, member = registered

    answer = signed_in(city.head).get(reverse("mediation-service", kwargs={"key": member.pk}))

    assert answer["Location"] == reverse("mediation-committee", kwargs={"key": committee.pk}) + "#members"


@pytest.mark.parametrize("name", ["mediation-committee", "mediation-service"])
def test_another_districts_committee_is_not_there(city, registered, name):
    key = registered[name == "mediation-service"].pk

    assert signed_in(city.stranger).get(reverse(name, kwargs={"key": key})).status_code == 404


@pytest.fixture
def proposed(committee):
    """Two records of the same two persons, proposed as one dispute."""
    for number in ("一号", "二号"):
        committee.registered(
            date(2025, 2, 19), number=number, applicant=Side("陈示例", "identity", FIRST),
            respondent=Side("林示例", "identity", SECOND),
        )  # fmt: skip
    return LinkProposal.objects.system("a test").get()


def test_proposals_that_wait_are_listed_with_both_records(committee, city, proposed, django_assert_max_num_queries):
    page = open_(city.mediator, "mediation-proposals", django_assert_max_num_queries).content.decode()

    for told in (proposed.number, "一号", "二号", "认定为同一纠纷", "认定为不同纠纷"):
        assert told in page
    assert "没有待认定的" in signed_in(city.stranger).get(reverse("mediation-proposals")).content.decode()


def test_a_decided_proposal_waits_no_more_and_its_dispute_opens(
    committee, city, proposed, django_assert_max_num_queries
):
    disputes.confirm(proposed, **committee.mediators(date(2025, 2, 19)), reason="same_facts")
    dispute = Dispute.objects.system("a test").get()

    assert "没有待认定的" in signed_in(city.mediator).get(reverse("mediation-proposals")).content.decode()
    page = open_(city.mediator, "mediation-dispute", django_assert_max_num_queries, key=dispute.pk).content.decode()
    assert "一号" in page
    assert "二号" in page
    member = DisputeMember.objects.system("a test").first()
    record = reverse("mediation-record", kwargs={"key": member.matter_id})
    assert signed_in(city.mediator).get(record).status_code == 302
    for url in (record, reverse("mediation-dispute", kwargs={"key": dispute.pk})):
        assert signed_in(city.stranger).get(url).status_code == 404


def test_pages_of_proposals_begin_where_a_proposal_is_named(city, proposed):
    url = reverse("mediation-proposals")

    assert proposed.number not in signed_in(city.mediator).get(url, {"after": proposed.pk}).content.decode()
    assert signed_in(city.mediator).get(url, {"after": "x"}).status_code == 404


def test_a_party_with_many_disputes_is_warned_of_without_a_name(committee, city, django_assert_max_num_queries):
    for place in range(5):
        committee.accepted(TODAY(), number=f"{place}号", applicant=Side("陈示例", "identity", FIRST))

    page = open_(city.head, "mediation-warnings", django_assert_max_num_queries).content.decode()

    assert '<td class="num">5</td>' in page
    assert "4号" in page
    assert "陈示例" not in page
    assert "没有当事人在这段时间里反复发生同类纠纷" in (
        signed_in(city.stranger).get(reverse("mediation-warnings")).content.decode()
    )


def test_four_of_them_are_not_many_but_three_wage_arrears_are(committee, city):
    for place in range(4):
        committee.accepted(TODAY(), number=f"{place}号", applicant=Side("陈示例", "identity", FIRST))
    client, url = signed_in(city.head), reverse("mediation-warnings")
    assert "没有当事人在这段时间里反复发生同类纠纷" in client.get(url).content.decode()

    for place in range(3):
        committee.accepted(
            TODAY(), number=f"薪{place}号", category="migrant_wages", respondent=Side("某公司", "identity", SECOND)
        )
    assert "拖欠农民工工资" in client.get(url).content.decode()


def test_the_months_subsidy_shows_its_rows_within_the_offices(committee, city, django_assert_max_num_queries):
    committee.settled(date(2025, 2, 19))

    page = open_(city.head, "mediation-subsidy", django_assert_max_num_queries, month="2025-02").content.decode()

    assert "〔2025〕莲前人调字第1号" in page
    assert "办结 1 件" in page
    elsewhere = signed_in(city.reporter).get(reverse("mediation-subsidy"), {"month": "2025-01"}).content.decode()
    assert "〔2025〕莲前人调字第1号" not in elsewhere


@pytest.mark.parametrize("month", ["2025", "2025Q1", "x", "2025-13"])
def test_what_is_no_month_is_refused_beside_the_field(city, month):
    answer = signed_in(city.head).get(reverse("mediation-subsidy"), {"month": month})

    assert answer.status_code == 400
    assert 'id="month-fault"' in answer.content.decode()


def test_a_mediator_does_not_see_what_is_paid(city):
    assert signed_in(city.mediator).get(reverse("mediation-subsidy")).status_code == 403
