"""A referral from its signing to the sender's signature, with the committee's matter that it becomes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import forms
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import MissingGround, OutOfSight
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import Clock
from fazhi.kernel.referrals import services as referrals
from fazhi.kernel.referrals.errors import ReturnedBefore
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.procedures import PROCEDURES
from fazhi.kernel.referrals.terms import Kind, Outcome, ReturnReason
from fazhi.lines.mediation.errors import NotConcluded, NumberTaken, ResultContradicts
from fazhi.lines.mediation.models import Dispute, DisputeMember, PeoplesMatter
from fazhi.lines.mediation.services import acts, people, referred
from fazhi.lines.mediation.services.parties import Side

DAY = date(2024, 9, 5)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


@pytest.fixture
def sent(city) -> Callable[..., Referral]:
    def make(kind: Kind = Kind.POLICE, number: str = "1号", on: date = DAY, **values: Any) -> Referral:
        named = {"to": city.committee, "sender": "思明区人民法院", "category": "neighbour", "by": city.clerk}
        return referrals.send(kind, number, **{**named, **values}, at=at(on), on=on)

    return make


@pytest.fixture
def do(city) -> Callable[..., Any]:
    def act(service: Callable[..., Any], matter: Any, on: date = DAY, **more: Any) -> Any:
        return service(matter, by=city.mediator, at=at(on), on=on, **more)

    return act


@pytest.fixture
def accepted(sent, do) -> Callable[..., tuple[Referral, PeoplesMatter]]:
    def make(kind: Kind = Kind.POLICE, **values: Any) -> tuple[Referral, PeoplesMatter]:
        referral = sent(kind, **values)
        do(referred.sign, referral)
        consent = None if kind is Kind.POLICE else DAY
        return referral, do(referred.accept, referral, number="调1号", applicant=Side("陈示例"), consent=consent)

    return make


def stored(referral: Referral) -> Referral:
    return Referral.objects.system("a test").get(pk=referral.pk)


def value(code: str) -> Any:
    (figure,) = figures(Period(2024), engine=Live(), codes=(code,))
    return figure.value


def test_acceptance_opens_the_committees_matter_in_the_same_transaction(accepted):
    referral, matter = accepted()

    assert (matter.source, matter.referral_number, matter.category, matter.state) == (
        "police", "1号", "neighbour", "accepted",
    )  # fmt: skip
    assert Party.objects.system("a test").get(matter_id=matter.pk).name == "陈示例"
    assert {each.number for each in DisputeMember.objects.system("a test")} == {"1号", "调1号"}
    assert Dispute.objects.system("a test").get().via_police == 1


def test_a_number_that_is_taken_leaves_the_referral_unaccepted(accepted, sent, do):
    accepted()
    referral = sent(number="2号")
    do(referred.sign, referral)

    with pytest.raises(NumberTaken):
        do(referred.accept, referral, number="调1号")

    assert stored(referral).state == "signed"


def test_a_matter_that_a_ledger_has_registered_is_taken_and_not_doubled(sent, do, peoples):
    matter = peoples(number="调7号", state="accepted", source="police", referral_number="1号", **{
        f"accepted_{part}": found for part, found in zip(("date", "year", "quarter", "month"), (DAY, 2024, 3, 9), strict=True)
    })  # fmt: skip
    matter.save()
    referral = sent()
    do(referred.sign, referral)

    assert do(referred.accept, referral, number="调8号") == matter

    assert PeoplesMatter.objects.system("a test").count() == 1


def test_the_evidence_of_consent_is_kept_and_named(sent, do, city):
    referral = sent(Kind.COURT_DELEGATED)
    do(referred.sign, referral)

    do(referred.accept, referral, number="调1号", consent=DAY, evidence=PDF, evidence_name="同意书.pdf")

    kept = stored(referral)
    attachment = Attachment.objects.system("a test").get(pk=kept.consent_evidence_id)
    assert (kept.consent_date, attachment.name, attachment.kind) == (DAY, "同意书.pdf", "consent")
    assert (attachment.procedure, attachment.matter_id) == ("referral.court_delegated", referral.pk)


def test_without_consent_nothing_is_opened(sent, do):
    referral = sent(Kind.COURT_DELEGATED)
    do(referred.sign, referral)

    with pytest.raises(MissingGround):
        do(referred.accept, referral, number="调1号")

    assert not PeoplesMatter.objects.system("a test").exists()


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (Kind.COURT_DELEGATED, date(2024, 10, 8)),  # the thirtieth day, 10-05, lies in the holidays
        (Kind.COURT_ENTRUSTED, date(2024, 9, 20)),
        (Kind.COURT_SUMMARY, date(2024, 9, 12)),
        (Kind.POLICE, date(2024, 10, 8)),
        (Kind.PETITION, date(2024, 10, 8)),
    ],
)
def test_signing_tells_the_last_day_for_the_result(sent, do, kind: Kind, last: date):
    referral = sent(kind)

    do(referred.sign, referral)

    assert (stored(referral).result_due_date, stored(referral).is_on_time) == (last, None)


def settle(matter: PeoplesMatter, do, on: date) -> None:
    effect = {"effective_date": on, "effective_year": on.year, "effective_quarter": 3, "effective_month": on.month}
    grounds = {"agreement_form": "oral", "agreement_terms": "和解", "effective_date": on}
    do(acts.end, matter, on, name="settle", grounds=grounds, changes={**effect, "agreement_form": "oral"})


def test_the_matters_result_goes_back_and_the_sender_signs(accepted, do, city):
    referral, matter = accepted()
    settle(matter, do, date(2024, 9, 20))

    do(referred.report_result, referral, date(2024, 9, 23))
    referrals.sign_result(referral, by=city.clerk, at=at(date(2024, 9, 24)), on=date(2024, 9, 24))

    found = stored(referral)
    assert (found.state, found.outcome, found.days_to_result, found.is_on_time) == ("closed", "settled", 18, 1)
    assert found.result_signed_date == date(2024, 9, 24)
    assert DisputeMember.objects.system("a test").get(number="1号").outcome == "settled"


def test_an_open_matter_has_no_result_to_send_back(accepted, do):
    referral, _ = accepted()

    with pytest.raises(NotConcluded):
        do(referred.report_result, referral, date(2024, 9, 20), outcome="settled")


def test_another_result_than_the_matters_is_refused(accepted, do):
    referral, matter = accepted()
    do(acts.fail, matter, date(2024, 9, 20), routes_told="诉讼")

    with pytest.raises(ResultContradicts) as refusal:
        do(referred.report_result, referral, date(2024, 9, 20), outcome="settled")

    assert refusal.value.found == "failed"


def test_a_result_after_the_last_day_is_late_and_the_rate_tells_it(accepted, do, sent):
    referral, matter = accepted(Kind.COURT_SUMMARY)
    do(acts.withdraw, matter, date(2024, 9, 13))
    do(referred.report_result, referral, date(2024, 9, 13))
    other = sent(Kind.POLICE, "2号")
    do(referred.sign, other)
    do(referred.return_, other, date(2024, 9, 6), reason="out_of_scope")

    assert (stored(referral).is_on_time, stored(other).is_on_time) == (0, 1)
    assert (value("mediation.referrals.on_time_rate"), value("mediation.referrals.days.average")) == ("50.0", "4.5")


def test_more_time_that_both_agreed_on_makes_a_later_result_on_time(accepted, do, city):
    referral, matter = accepted(Kind.COURT_SUMMARY)
    clock = Clock.objects.system("a test").get(matter_id=referral.pk, stopped_at=None)
    procedures.extend(clock, by=city.head, at=at(DAY), reason="双方同意", units=7)
    do(acts.withdraw, matter, date(2024, 9, 13))

    do(referred.report_result, referral, date(2024, 9, 13))

    assert (stored(referral).result_due_date, stored(referral).is_on_time) == (date(2024, 9, 19), 1)


def test_a_limit_that_stands_still_has_not_lapsed(accepted, do, city):
    referral, matter = accepted(Kind.COURT_DELEGATED)
    clock = Clock.objects.system("a test").get(matter_id=referral.pk, stopped_at=None)
    procedures.suspend(clock, by=city.mediator, at=at(date(2024, 9, 6)), reason="立案前鉴定")
    do(acts.withdraw, matter, date(2024, 10, 14))

    do(referred.report_result, referral, date(2024, 10, 14))

    assert stored(referral).is_on_time == 1


def test_late_results_are_reported_to_the_head(accepted, city):
    accepted(Kind.COURT_SUMMARY)

    ran = procedures.run(at=at(date(2024, 9, 13)))

    assert ran.escalated["referral.court_summary", "head"] == 1


# 退回


def test_a_case_is_returned_once(sent, do):
    first = sent(number="1号", sender_number="案1")
    do(referred.return_, first, reason=ReturnReason.OUT_OF_SCOPE)
    second = sent(number="2号", sender_number="案1")

    with pytest.raises(ReturnedBefore) as refusal:
        do(referred.return_, second, reason=ReturnReason.UNSUITABLE)

    assert (refusal.value.earlier, refusal.value.on) == ("1号", DAY)


def test_a_party_that_refuses_stops_it_the_second_time_too(sent, do):
    do(referred.return_, sent(number="1号", sender_number="案1"), reason="out_of_scope")
    second = sent(number="2号", sender_number="案1")

    do(referred.return_, second, reason="refused")

    assert stored(second).state == "returned"


@pytest.mark.parametrize(
    "other", [{"sender": "湖里区人民法院"}, {"sender_number": ""}], ids=["another sender", "no number"]
)
def test_another_case_may_be_returned(sent, do, other: dict[str, Any]):
    do(referred.return_, sent(number="1号", sender_number=other.get("sender_number", "案1")), reason="out_of_scope")

    do(referred.return_, sent(number="2号", **{"sender_number": "案1", **other}), reason="out_of_scope")


def test_a_case_that_a_ledger_returns_twice_is_found(sent, city, at: datetime):
    for number in ("1号", "2号"):
        sent(number=number, sender_number="案1")
    Referral.objects.system("a test").update(
        state="returned", outcome="returned", result_date=DAY, result_year=2024, result_quarter=3, result_month=9
    )

    (checked,) = check(on=DAY, names=frozenset({"referral-returned-once"}))

    assert (checked.found, "案1" in checked.told[0]) == (1, True)


# 同一案件


def test_signing_for_a_case_that_came_before_makes_one_dispute(sent, do):
    do(referred.sign, sent(number="1号", sender_number="案1"))

    do(referred.sign, sent(number="2号", sender_number="案1"))

    assert {each.proof for each in DisputeMember.objects.system("a test")} == {"case"}
    assert Dispute.objects.system("a test").get().members == 2


def test_a_matter_registered_with_a_referrals_number_is_one_dispute_with_it(sent, do, city):
    do(referred.sign, sent())

    people.register(
        office=city.committee, by=city.mediator, at=at(DAY), on=DAY, number="调1号", source="police", category="neighbour",
        applicant=Side("陈示例"), respondent=Side("林示例"), referral_number="1号",
    )  # fmt: skip

    assert {each.number for each in DisputeMember.objects.system("a test")} == {"1号", "调1号"}


def test_a_stranger_accepts_nothing(sent, do, city):
    referral = sent()
    do(referred.sign, referral)

    with pytest.raises(OutOfSight):
        referred.accept(referral, by=city.stranger, at=at(DAY), on=DAY, number="调1号")

    assert not PeoplesMatter.objects.system("a test").exists()


def test_every_step_of_every_referral_has_its_form():
    for procedure in PROCEDURES.values():
        assert forms.form_of(procedure.name, "begin")
        for step in procedure.steps:
            assert forms.form_of(procedure.name, step.name), (procedure.name, step.name)


def test_the_forms_act(sent, city):
    referral = sent()
    when = {"by": city.mediator, "at": at(DAY), "on": DAY, "late_reason": ""}
    forms.form_of("referral.police", "sign").do(referral, **when)
    forms.form_of("referral.police", "accept").do(referral, number="调1号", applicant_name="陈示例", **when)

    assert PeoplesMatter.objects.system("a test").get().number == "调1号"


def test_the_kernels_form_sends_one(city):
    values = {"number": "9号", "sender": "莲前派出所", "category": "neighbour", "late_reason": ""}

    made = forms.form_of("referral.petition", "begin").do(
        office=city.committee, by=city.clerk, at=at(DAY), on=DAY, **values
    )

    assert (made.channel, made.state) == ("petition", "sent")


def test_a_result_without_a_matter_is_told(sent, do, city):
    referral = sent()
    do(referred.sign, referral)
    referrals.accept(referral, by=city.mediator, at=at(DAY), on=DAY)

    do(referred.report_result, referral, outcome=Outcome.FAILED.value)

    assert stored(referral).outcome == "failed"
