"""The acts: what each writes, who may, what stops it; all of it or nothing."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    FutureAct,
    LateEntry,
    MatterChanged,
    MissingGround,
    OutOfSight,
    StepNotOpen,
)
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.services import run
from fazhi.kernel.referrals.errors import ConsentTooLate, NoResult, NumberTaken
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.services import accept, report_result, return_, send, sign, sign_result, withdraw
from fazhi.kernel.referrals.terms import Kind, Outcome, ReturnReason

DAY = date(2024, 6, 3)


def stored(referral: Referral) -> Referral:
    return Referral.objects.system("a test").get(pk=referral.pk)


def snapshot() -> tuple[object, ...]:
    """All that an act could have left: records, clocks, tasks, the trail."""
    tables = (Referral.objects, Clock.objects, Task.objects)
    rows = (row for table in tables for row in table.system("a test").order_by("pk").values())
    return (*rows, Entry.objects.count(), Detail.objects.count())


def task_of(referral: Referral) -> Task:
    return Task.objects.system("a test").get(matter_id=referral.pk)


@pytest.fixture
def signed(sent: Callable[..., Referral], city, at: datetime) -> Referral:
    referral = sent(Kind.COURT_DELEGATED)
    sign(referral, by=city.mediator, at=at, on=DAY)
    return referral


@pytest.fixture
def accepted(signed: Referral, city, at: datetime) -> Referral:
    accept(signed, by=city.mediator, at=at, on=DAY, consent=DAY)
    return signed


@pytest.fixture
def later(at: datetime) -> datetime:
    """Ten days on."""
    return at + timedelta(days=10)


@pytest.fixture
def reported(accepted: Referral, city, later: datetime) -> Referral:
    report_result(accepted, by=city.mediator, at=later, on=date(2024, 6, 13), outcome=Outcome.SETTLED)
    return accepted


def test_a_referral_sent_waits_for_the_receiver(city, at: datetime):
    referral = send(
        Kind.COURT_ENTRUSTED,
        "厦诉调〔2024〕1号",
        to=city.committee,
        sender="思明区人民法院",
        sender_number="（2024）闽0203民初1号",
        category="neighbour",
        by=city.clerk,
        at=at,
        on=DAY,
    )

    found = stored(referral)
    assert (found.state, found.version, found.channel, found.sent_date, found.occurred_date) == (
        "sent", 1, "court", DAY, DAY,
    )  # fmt: skip
    assert (found.signed_date, found.outcome, found.result_date) == (None, "", None)
    task = task_of(referral)
    assert (task.procedure, task.state, task.office_id, task.holder_id) == (
        "referral.court_entrusted", "sent", city.committee.pk, city.clerk.pk,
    )  # fmt: skip


def test_sending_leaves_one_entry_that_says_who_what_when(sent: Callable[..., Referral], city, at: datetime):
    referral = sent(sender_number="厦公调移1号")

    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.basis) == ("referral.police.begin", city.clerk.code, "人民调解法 第十八条")
    assert (entry.subject_kind, entry.subject_id) == ("referral.police", referral.pk.hex)
    assert entry.occurred_at == datetime(2024, 6, 2, 16, tzinfo=UTC)  # midnight in Xiamen
    assert json.loads(entry.detail.content)["sender_number"] == "厦公调移1号"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"by": "mediator"}, NotPermitted, id="a role that may not"),
        pytest.param({"by": "stranger"}, OutOfSight, id="a stranger"),
        pytest.param({"on": date(2024, 6, 4)}, FutureAct, id="tomorrow"),
        pytest.param({"number": "占用"}, NumberTaken, id="a number that came before"),
    ],
)
def test_sending_is_refused(sent: Callable[..., Referral], city, changes: dict, error: type[Exception]):
    sent(number="占用")
    before = snapshot()
    if "by" in changes:
        changes = {"by": getattr(city, changes["by"])}

    with pytest.raises(error):
        sent(**{"number": "2号", **changes})

    assert snapshot() == before


def test_the_same_number_may_come_through_another_door(sent: Callable[..., Referral]):
    sent(number="1号")

    assert sent(Kind.COURT, number="1号").channel == "court"


def test_signing_writes_the_day_that_figures_count(sent: Callable[..., Referral], city, at: datetime, clocks):
    referral = sent(Kind.COURT_DELEGATED)

    sign(referral, by=city.mediator, at=at, on=DAY)

    found = stored(referral)
    assert (found.state, found.version) == ("signed", 2)
    assert (found.signed_date, found.signed_year, found.signed_quarter, found.signed_month) == (DAY, 2024, 2, 6)
    assert {code: clock.stopped_date for code, clock in clocks(referral).items()} == {
        "ST-ONLINE-CONFIRM": DAY,
        "ST-WEIPAI": None,
    }
    assert task_of(referral).holder == city.clerk  # who entered it may withdraw it still


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_the_quarter_is_that_of_the_month(sent: Callable[..., Referral], city, month: int, quarter: int):
    day = date(2024, month, 1)
    moment = datetime(2024, month, 1, 9, tzinfo=UTC)
    referral = sent(on=day, at=moment)

    sign(referral, by=city.clerk, at=moment, on=day)

    assert stored(referral).signed_quarter == quarter


def test_it_cannot_be_signed_for_twice(signed: Referral, city, at: datetime):
    before = snapshot()

    with pytest.raises(StepNotOpen) as caught:
        sign(signed, by=city.mediator, at=at, on=DAY)

    assert caught.value.sources == ("sent",)
    assert [step.name for step in caught.value.open] == ["accept", "return", "withdraw"]
    assert snapshot() == before


def test_of_two_who_sign_at_once_one_wins(sent: Callable[..., Referral], city, at: datetime):
    referral = sent()
    mine, theirs = stored(referral), stored(referral)
    sign(mine, by=city.clerk, at=at, on=DAY)
    before = snapshot()

    with pytest.raises(MatterChanged):
        sign(theirs, by=city.mediator, at=at, on=DAY)

    assert snapshot() == before


ACTS: dict[str, Callable[..., object]] = {
    "sign": lambda referral, **who: sign(referral, on=DAY, **who),
    "accept": lambda referral, **who: accept(referral, on=DAY, consent=DAY, **who),
    "return": lambda referral, **who: return_(referral, on=DAY, reason=ReturnReason.REFUSED, **who),
    "report_result": lambda referral, **who: report_result(referral, on=DAY, outcome=Outcome.FAILED, **who),
    "sign_result": lambda referral, **who: sign_result(referral, on=DAY, **who),
    "withdraw": lambda referral, **who: withdraw(referral, on=DAY, **who),
}
STATES = {
    "sign": "sent",
    "accept": "signed",
    "return": "sent",
    "report_result": "accepted",
    "sign_result": "result_reported",
    "withdraw": "sent",
}
WRONG_ROLES = {
    "sign": "head",
    "accept": "clerk",
    "return": "clerk",
    "report_result": "clerk",
    "sign_result": "mediator",
    "withdraw": "mediator",
}


@pytest.fixture
def in_state(kept: Callable[..., Referral]) -> Callable[[str], Referral]:
    """A court's delegated referral in a state, as a row."""
    signed = {"signed_date": DAY, "signed_year": 2024, "signed_quarter": 2, "signed_month": 6}
    result = {"result_date": DAY, "result_year": 2024, "result_quarter": 2, "result_month": 6, "outcome": "failed"}
    columns = {"sent": {}, "signed": signed, "accepted": signed, "result_reported": {**signed, **result}}

    def make(state: str) -> Referral:
        kind = {"procedure": Kind.COURT_DELEGATED, "channel": "court"}
        return kept(**kind, state=state, sent_date=DAY, occurred_date=DAY, **columns[state])

    return make


@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_may_not(in_state: Callable[[str], Referral], city, at: datetime, act: str):
    referral = in_state(STATES[act])
    before = snapshot()

    with pytest.raises(OutOfSight):
        ACTS[act](referral, by=city.stranger, at=at)

    assert snapshot() == before


@pytest.mark.parametrize("act", ACTS)
def test_a_role_without_the_right_may_not(in_state: Callable[[str], Referral], city, at: datetime, act: str):
    referral = in_state(STATES[act])
    before = snapshot()

    with pytest.raises(NotPermitted):
        ACTS[act](referral, by=getattr(city, WRONG_ROLES[act]), at=at)

    assert snapshot() == before


@pytest.mark.parametrize("act", ACTS)
def test_an_act_may_not_lie_in_the_future(in_state: Callable[[str], Referral], city, at: datetime, act: str):
    referral = in_state(STATES[act])
    actor = city.clerk if act in {"sign", "sign_result", "withdraw"} else city.mediator

    with pytest.raises(FutureAct):
        ACTS[act](referral, by=actor, at=at - timedelta(days=1))


@pytest.mark.parametrize("act", ACTS)
def test_long_after_it_needs_a_reason(in_state: Callable[[str], Referral], city, at: datetime, act: str):
    referral = in_state(STATES[act])
    actor = city.clerk if act in {"sign", "sign_result", "withdraw"} else city.mediator
    late = at + timedelta(days=8)

    with pytest.raises(LateEntry):
        ACTS[act](referral, by=actor, at=late)
    ACTS[act](referral, by=actor, at=late, late_reason="停电")

    assert json.loads(Entry.objects.get().detail.content)["late_reason"] == "停电"


def test_it_cannot_be_signed_for_before_it_was_sent(sent: Callable[..., Referral], city, at: datetime):
    referral = sent()

    with pytest.raises(ActOutOfOrder):
        sign(referral, by=city.clerk, at=at, on=date(2024, 6, 2))


@pytest.mark.parametrize(
    "kind", [Kind.COURT_DELEGATED, Kind.COURT_ENTRUSTED, Kind.COURT_SUMMARY, Kind.COURT, Kind.PETITION]
)
def test_acceptance_needs_the_consent_of_both_parties(sent: Callable[..., Referral], city, at: datetime, kind: Kind):
    referral = sent(kind)
    sign(referral, by=city.mediator, at=at, on=DAY)

    with pytest.raises(MissingGround) as caught:
        accept(referral, by=city.mediator, at=at, on=DAY)

    assert caught.value.ground == "consent_date"


def test_a_dispute_from_the_police_is_accepted_unless_a_party_refuses(
    sent: Callable[..., Referral], city, at: datetime
):
    referral = sent(Kind.POLICE)
    sign(referral, by=city.mediator, at=at, on=DAY)

    accept(referral, by=city.mediator, at=at, on=DAY)

    assert (stored(referral).state, stored(referral).consent_date) == ("accepted", None)


def test_consent_may_be_older_than_the_referral_but_not_younger_than_acceptance(signed: Referral, city, at: datetime):
    with pytest.raises(ConsentTooLate):
        accept(signed, by=city.mediator, at=at, on=DAY, consent=date(2024, 6, 4))

    accept(signed, by=city.mediator, at=at, on=DAY, consent=date(2024, 5, 20))

    assert stored(signed).consent_date == date(2024, 5, 20)


def test_acceptance_lets_the_limit_run_on(accepted: Referral, clocks):
    clock = clocks(accepted)["ST-WEIPAI"]

    assert (clock.stopped_at, clock.due_date) == (None, date(2024, 7, 3))


def test_the_result_stops_the_limit_and_counts_the_days_from_signing(reported: Referral, later: datetime, clocks):
    found = stored(reported)
    assert (found.state, found.outcome, found.days_to_result) == ("result_reported", "settled", 10)
    assert (found.result_date, found.result_year, found.result_quarter, found.result_month) == (
        date(2024, 6, 13), 2024, 2, 6,
    )  # fmt: skip
    assert clocks(reported)["ST-WEIPAI"].stopped_at == later


def test_a_result_needs_to_be_named(accepted: Referral, city, at: datetime):
    with pytest.raises(MissingGround) as caught:
        report_result(accepted, by=city.mediator, at=at, on=DAY, outcome=None)

    assert caught.value.ground == "outcome"


def test_a_return_is_no_result(accepted: Referral, city, at: datetime):
    before = snapshot()

    with pytest.raises(NoResult):
        report_result(accepted, by=city.mediator, at=at, on=DAY, outcome=Outcome.RETURNED)

    assert snapshot() == before


def test_the_sender_signs_for_the_result_and_it_is_finished(reported: Referral, city, later: datetime):
    assert task_of(reported).done_at is None

    sign_result(reported, by=city.clerk, at=later, on=date(2024, 6, 13))

    found = stored(reported)
    assert (found.state, found.result_signed_date, found.result_date) == (
        "closed",
        date(2024, 6, 13),
        date(2024, 6, 13),
    )
    assert task_of(reported).done_at == later


def test_the_whole_course_is_in_the_trail(reported: Referral, city, later: datetime):
    sign_result(reported, by=city.clerk, at=later, on=date(2024, 6, 13))

    assert [entry.action for entry in Entry.objects.order_by("number")] == [
        f"referral.court_delegated.{act}" for act in ("begin", "sign", "accept", "report_result", "sign_result")
    ]


@pytest.mark.parametrize("state", ["sent", "signed", "accepted"])
def test_it_is_returned_for_a_reason_of_the_list(in_state: Callable[[str], Referral], city, at: datetime, state: str):
    referral = in_state(state)

    return_(referral, by=city.mediator, at=at, on=DAY, reason=ReturnReason.UNREACHABLE)

    found = stored(referral)
    assert (found.state, found.outcome, found.return_reason) == ("returned", "returned", "unreachable")
    assert (found.result_date, found.days_to_result) == (DAY, None if state == "sent" else 0)


def test_a_return_stops_the_clock_that_runs(signed: Referral, city, at: datetime, clocks):
    return_(signed, by=city.mediator, at=at, on=DAY, reason=ReturnReason.DUPLICATE)

    assert {code: clock.stopped_at for code, clock in clocks(signed).items()} == {
        "ST-ONLINE-CONFIRM": at, "ST-WEIPAI": at,
    }  # fmt: skip


def test_a_return_needs_its_reason(signed: Referral, city, at: datetime):
    with pytest.raises(MissingGround):
        return_(signed, by=city.mediator, at=at, on=DAY, reason="")


@pytest.mark.parametrize("state", ["sent", "signed", "accepted"])
def test_the_sender_takes_it_back(in_state: Callable[[str], Referral], city, at: datetime, state: str):
    referral = in_state(state)

    withdraw(referral, by=city.clerk, at=at, on=DAY)

    found = stored(referral)
    assert (found.state, found.outcome, found.return_reason, found.result_date) == ("withdrawn", "returned", "", DAY)


@pytest.mark.parametrize("act", ["return", "withdraw", "accept"])
def test_nothing_goes_on_once_the_result_is_back(reported: Referral, city, later: datetime, act: str):
    with pytest.raises(StepNotOpen):
        ACTS[act](reported, by=city.clerk, at=later)


def test_a_limit_that_lapses_is_reported_first_to_mediators_then_to_the_head(signed: Referral, at: datetime):
    warned = run(at=at + timedelta(days=27))
    late = run(at=at + timedelta(days=31))

    assert warned.escalated == {("referral.court_delegated", "mediator"): 1}
    assert late.escalated == {("referral.court_delegated", "head"): 1}
