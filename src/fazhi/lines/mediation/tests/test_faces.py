"""Every matter of mediation has a page with its facts, its links and its acts."""

from datetime import date, timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from fazhi.kernel.procedures import registry
from fazhi.kernel.referrals import services as referrals
from fazhi.kernel.referrals.terms import Kind
from fazhi.lines.mediation.models import Confirmation, Election, LinkProposal, OutsiderRequest, Performance, RiskReport
from fazhi.lines.mediation.services import elections, following, people, ruling
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import PEOPLES
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.matters.face import face_of, matter_url

pytestmark = pytest.mark.django_db

DAY = date(2025, 2, 19)


@pytest.fixture
def shown(django_assert_max_num_queries):
    """The page of a matter as a post sees it, opened before: marks of law and names are remembered for some minutes."""

    def show(post, matter) -> str:
        client, url = signed_in(post), matter_url(registry.procedure_of(matter).name, matter.pk)
        client.get(url)
        with django_assert_max_num_queries(15):
            answer = client.get(url)
        assert answer.status_code == 200
        return answer.content.decode()

    return show


def only(model):
    return model.objects.system("a test").get()


def settled(committee, day=DAY, **values):
    return committee.settled(day, performance_due=day + timedelta(days=30), **values)


def confirmed(committee, day=DAY):
    matter = settled(committee, day)
    request = following.request_confirmation(
        office=matter.office, **committee.clerks(day), number=matter.number, court="思明区人民法院",
        court_ground="mediator", applicant_signed=day, respondent_signed=day,
    )  # fmt: skip
    following.court_accepts(request, **committee.clerks(day))
    following.court_confirms(request, **committee.clerks(day), decision_number="（2025）闽0203诉前调确1号")
    return matter, request


def test_every_procedure_of_mediation_and_of_referrals_has_a_face():
    assert get_resolver().url_patterns  # the faces come with the addresses
    without = [
        procedure.name
        for procedure in registry.procedures()
        if procedure.name.startswith(("mediation.", "referral.")) and face_of(procedure.name) is None
    ]

    assert without == []


def test_a_settled_matter_leads_to_what_follows_it(committee, shown):
    matter, request = confirmed(committee)
    people.report_risk(
        other := committee.accepted(DAY, number="二号"), **committee.mediators(DAY), kind="crime", organ="莲前派出所",
        manner="telephone", content="当事人扬言报复。",
    )  # fmt: skip

    page = shown(committee.clerk, matter)

    assert matter_url("mediation.confirmation", request.pk) in page
    assert matter_url("mediation.performance", only(Performance).pk) in page
    assert matter_url("mediation.risk", only(RiskReport).pk) in shown(committee.mediator, other)


@pytest.mark.parametrize("model", [Confirmation, Performance])
def test_what_follows_leads_back(committee, shown, model):
    matter, _ = confirmed(committee)

    assert matter_url(PEOPLES, matter.pk) in shown(committee.clerk, only(model))


def test_a_performance_shows_its_visits(committee, shown):
    settled(committee)
    following.visit(
        only(Performance),
        **committee.clerks(DAY + timedelta(days=9)),
        manner="telephone",
        result="partly",
        note="付了一半",
    )

    page = shown(committee.clerk, only(Performance))

    assert "电话回访" in page
    assert "部分履行" in page


def test_a_risk_report_tells_no_free_text(committee, shown):
    people.report_risk(
        committee.accepted(DAY), **committee.mediators(DAY), kind="crime", organ="莲前派出所", manner="telephone",
        content="当事人扬言报复。",
    )  # fmt: skip

    page = shown(committee.mediator, only(RiskReport))

    assert "莲前派出所" in page
    assert "扬言" not in page


def test_confirmation_is_offered_with_its_last_day_until_that_has_passed(committee, shown):
    today = timezone.localdate()
    matter = settled(committee, today)

    page = shown(committee.clerk, matter)

    assert "最迟" in page
    assert f"{reverse('begin', kwargs={'procedure': 'mediation.confirmation'})}?number=" in page
    late = shown(committee.clerk, settled(committee, DAY, number="旧1号"))
    assert "现在不能：司法确认" in late
    assert "申请期限已于 2025-03-21 届满" in late


def test_who_may_not_ask_for_it_is_not_offered_it(committee, city, shown):
    assert "最迟" not in shown(city.head, settled(committee, timezone.localdate()))


def test_a_second_request_says_what_stands_in_its_way(committee, shown):
    matter, request = confirmed(committee, timezone.localdate())

    assert f"{request.number} 是“确认有效”，不能再次申请" in shown(committee.clerk, matter)


def test_the_form_of_a_confirmation_is_filled_from_the_matter(committee):
    today = timezone.localdate()
    matter = settled(committee, today)
    client = signed_in(committee.clerk)
    url = reverse("begin", kwargs={"procedure": "mediation.confirmation"})

    page = client.get(url, {"number": matter.number}).content.decode()

    assert f'value="{matter.number}"' in page


def test_a_confirmed_agreement_leads_to_the_outsider_who_objects(committee, shown):
    matter, request = confirmed(committee)

    assert reverse("begin", kwargs={"procedure": "mediation.outsider"}) in shown(committee.clerk, request)
    following.register_outsider(office=matter.office, **committee.clerks(DAY), number=request.number, known=DAY)
    page = shown(committee.clerk, only(OutsiderRequest))
    assert matter_url("mediation.confirmation", request.pk) in page
    assert matter_url(PEOPLES, matter.pk) in page
    assert matter_url("mediation.outsider", only(OutsiderRequest).pk) in shown(committee.clerk, request)


def test_a_ruling_has_a_page(city, shown, at):
    made = ruling.apply(
        office=city.department, by=city.officer, at=at, on=at.date(), number="裁1号", category="land",
        basis="土地管理法 第十四条", applicant=Side("陈示例"), respondent=Side("林示例"),
    )  # fmt: skip

    page = shown(city.officer, made)

    assert "山林土地纠纷行政裁决" in page
    assert "土地管理法 第十四条" in page


def test_an_election_has_a_page(city, shown, at):
    made = elections.begin_by_election(office=city.committee, by=city.head, at=at, on=at.date())

    page = shown(city.head, made)

    assert "莲前街道人民调解委员会　调委会补选" in page
    assert only(Election) == made


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_referral_has_a_page(city, shown, at, kind):
    made = referrals.send(
        kind, "1号", to=city.committee, sender="甲", category="neighbour", by=city.clerk, at=at, on=at.date()
    )

    assert "流转" in shown(city.mediator, made)


@pytest.fixture
def proposal(committee):
    """Two applications of the same two persons before one committee, proposed as one dispute."""
    sides = {
        "applicant": Side("陈示例", "identity", "999999198001010016"),
        "respondent": Side("林示例", "identity", "999999198001010024"),
    }
    for number in ("一号", "二号"):
        committee.registered(DAY, number=number, **sides)
    return only(LinkProposal)


def test_a_proposal_shows_both_records_masked(committee, shown, proposal):
    page = shown(committee.mediator, proposal)

    assert "较早" in page
    assert "一号" in page
    assert "二号" in page
    assert "陈**" in page or "陈*" in page
    assert "陈示例" not in page
    assert "认定为同一纠纷" in page


def test_a_proposal_stands_among_the_related_matters_of_both(committee, shown, proposal):
    first = proposal.earlier_id
    page = signed_in(committee.mediator).get(matter_url(PEOPLES, first)).content.decode()

    assert matter_url("mediation.linkage", proposal.pk) in page


@pytest.mark.parametrize("model", [Confirmation, Performance, RiskReport])
def test_a_stranger_finds_nothing_there(committee, model):
    confirmed(committee)
    people.report_risk(
        committee.accepted(DAY, number="二号"), **committee.mediators(DAY), kind="crime", organ="所", manner="telephone"
    )
    matter = only(model)

    answer = signed_in(committee.stranger).get(matter_url(registry.procedure_of(matter).name, matter.pk))

    assert answer.status_code == 404
