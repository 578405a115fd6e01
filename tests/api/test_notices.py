"""What systems are told of: who is told, in which order, signed, tried again, and never sent where it may not go."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from fazhi.kernel.audit.models import Entry
from fazhi.surfaces.api.addresses import Destination, destination
from fazhi.surfaces.api.models import Delivery, Webhook
from fazhi.surfaces.api.sending import Sent
from fazhi.surfaces.api.services import systems, webhooks
from fazhi.surfaces.api.signing import signature
from fazhi.surfaces.api.tests.calling import Caller, Enter
from fazhi.surfaces.jobs.models import Job
from fazhi.surfaces.jobs.services import run

from .test_referrals import dispute, told

pytestmark = pytest.mark.django_db

URL = "https://court.example/notices?from=fazhi"


def somewhere(_: str, __: int) -> Iterable[str]:
    return ["93.184.216.34"]


class Receiver:
    """The other side: keeps what comes, and answers as it is told to."""

    def __init__(self, *answers: Sent) -> None:
        self.answers, self.got = list(answers), list[tuple[Destination, str, dict[str, str]]]()

    def __call__(self, to: Destination, body: str, headers: Mapping[str, str]) -> Sent:
        self.got.append((to, body, dict(headers)))
        return self.answers.pop(0) if self.answers else Sent(True, "HTTP 204")


@pytest.fixture(autouse=True)
def resolves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names lead to a public address."""
    monkeypatch.setattr(
        webhooks, "destination", lambda url, *, networks=(), look_up=None: _destination(url, networks=networks)
    )


def _destination(url: str, *, networks: Iterable[str]) -> Destination:
    return destination(url, networks=networks, look_up=somewhere)


@pytest.fixture
def secret(court: Caller) -> str:
    """That of the court's webhook, which wants to know of signing and accepting."""
    wanted = {"url": URL, "events": ["referral.sign", "referral.accept"]}
    return str(told(court("PUT", "webhook", wanted))["secret"])


@pytest.fixture
def signed(court: Caller, secret: str, enter: Enter) -> Delivery:
    """The notice that a referral of the court was signed for."""
    sent = told(court.post("referrals", dispute()), 201)
    told(enter("SM-CASES", role="mediator").post(f"referrals/{sent['id']}/signature", {}))
    return Delivery.objects.get()


def deliver(receiver: Receiver) -> dict[str, int]:
    return webhooks.deliver(Webhook.objects.get().pk, send=receiver)


def due() -> None:
    """Let time pass until the next attempt."""
    Delivery.objects.filter(state="waiting").update(next_at=timezone.now())


def test_events_are_offered_with_their_words(court: Caller):
    found = told(court.get("webhook"))

    assert found["url"] is None
    assert found["available"]["referral.sign"] == "签收"


def test_the_sender_is_told_that_its_referral_was_signed_for(signed: Delivery, secret: str):
    receiver = Receiver()

    assert deliver(receiver) == {"delivered": 1, "failed": 0, "given_up": 0}

    ((to, body, headers),) = receiver.got
    assert (to.host, to.port, to.target, to.address) == ("court.example", 443, "/notices?from=fazhi", "93.184.216.34")
    notice = json.loads(body)
    assert (notice["event"], notice["referral"]["state"]) == ("referral.sign", "signed")
    assert notice["id"] == headers["Fazhi-Event-Id"] == str(signed.event)
    moment = int(headers["Fazhi-Signature"].split(",")[0].removeprefix("t="))
    assert headers["Fazhi-Signature"] == signature(body, secret, at=datetime.fromtimestamp(moment, tz=UTC))


def test_a_notice_says_nothing_of_a_party(signed: Delivery):
    assert set(json.loads(signed.body)["referral"]) == {"id", "kind", "number", "sender_number", "state"}


def test_an_event_that_was_not_asked_for_is_not_told(signed: Delivery):
    assert [each.kind for each in Delivery.objects.order_by("id")] == ["referral.sign"]


def test_another_bodys_system_is_not_told(court: Caller, secret: str, enter: Enter, city: Any):
    police = enter("POLICE", office=city.bureau, sender="莲前派出所")
    other = told(police.post("referrals", dispute("公1号", kind="referral.police")), 201)
    told(enter("SM-CASES", role="mediator").post(f"referrals/{other['id']}/signature", {}))

    assert not Delivery.objects.exists()


def test_another_districts_system_is_not_told(theirs: Caller, court: Caller, enter: Enter):
    told(theirs("PUT", "webhook", {"url": URL, "events": ["referral.begin"]}))

    told(court.post("referrals", dispute()), 201)

    assert not Delivery.objects.exists()


def test_an_act_that_is_rolled_back_tells_nobody(court: Caller, secret: str, city: Any, at: Any):
    from fazhi.kernel.referrals import services as referrals
    from fazhi.kernel.referrals.models import Referral

    told(court.post("referrals", dispute(on="2026-01-05", late_reason="补录")), 201)
    referral = Referral.objects.system("a test").select_related("office").get()

    with transaction.atomic():
        referrals.sign(referral, by=city.mediator, at=timezone.now(), on=timezone.localdate())
        assert Delivery.objects.count() == 1
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()


def test_what_is_not_taken_is_tried_again_later_and_later_and_given_up_after_ten_times(signed: Delivery):
    receiver = Receiver(*[Sent(False, "HTTP 500")] * 10)
    waits = []
    for _ in range(10):
        due()
        deliver(receiver)
        signed.refresh_from_db()
        if signed.next_at:
            waits.append(round((signed.next_at - timezone.now()) / timedelta(minutes=1)))

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert (signed.state, signed.attempts, signed.told) == ("given_up", 10, "HTTP 500")
    due()
    assert deliver(Receiver()) == {"delivered": 0, "failed": 0, "given_up": 0}


def test_every_attempt_bears_the_same_id(signed: Delivery):
    receiver = Receiver(Sent(False, "HTTP 503"))
    deliver(receiver)
    due()
    deliver(receiver)

    assert len({headers["Fazhi-Event-Id"] for _, _, headers in receiver.got}) == 1
    assert len(receiver.got) == 2


def test_before_its_time_nothing_is_sent(signed: Delivery):
    receiver = Receiver(Sent(False, "HTTP 500"))
    deliver(receiver)

    deliver(receiver)

    assert len(receiver.got) == 1


def test_notices_come_in_order_and_wait_for_the_one_before(signed: Delivery, court: Caller, enter: Enter):
    sent = told(court.post("referrals", dispute("二号")), 201)
    told(enter("SM-2", role="mediator").post(f"referrals/{sent['id']}/signature", {}))
    receiver = Receiver(Sent(False, "HTTP 500"))

    assert deliver(receiver)["failed"] == 1
    due()
    assert deliver(receiver)["delivered"] == 2
    numbers = [json.loads(body)["referral"]["number"] for _, body, _ in receiver.got]
    assert numbers == ["诉调1号", "诉调1号", "二号"]


def test_the_worker_is_asked_in_the_transaction_of_the_act_and_for_the_next_attempt_at_its_time(signed: Delivery):
    (job,) = Job.objects.filter(name="api.deliver")
    assert job.arguments == {"webhook": Webhook.objects.get().pk}

    deliver(Receiver(Sent(False, "HTTP 500")))

    signed.refresh_from_db()
    later = DBTaskResult.objects.order_by("enqueued_at").last()
    assert later is not None
    assert later.run_after == signed.next_at


def test_the_job_delivers(signed: Delivery, monkeypatch: pytest.MonkeyPatch):
    receiver = Receiver()
    monkeypatch.setattr(webhooks.deliver, "__kwdefaults__", {**webhooks.deliver.__kwdefaults__, "send": receiver})
    (job,) = Job.objects.filter(name="api.deliver")

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.answer["delivered"]) == ("done", 1)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://court.example/", "https"),
        ("https://user:word@court.example/", "https"),
        ("https://court.example:22/", "https"),
        ("https:///x", "网址"),
        ("https://court.example/#x", "网址"),
        ("https://法院.example/", "网址"),
        ("javascript:alert(1)", "网址"),
    ],
)
def test_an_address_that_is_none_for_notices_is_refused(court: Caller, url: str, says: str):
    answer = court("PUT", "webhook", {"url": url, "events": ["referral.sign"]})

    assert says in told(answer, 422)["detail"]
    assert not Webhook.objects.exists()


def test_an_event_that_is_none_is_refused(court: Caller):
    answer = court("PUT", "webhook", {"url": URL, "events": ["referral.explode"]})

    assert "没有这一种事件" in told(answer, 422)["detail"]


def test_setting_it_again_changes_the_secret(court: Caller, secret: str):
    again = told(court("PUT", "webhook", {"url": URL, "events": ["referral.sign"]}))["secret"]

    assert again != secret
    assert secret not in json.dumps([str(each.__dict__) for each in Webhook.objects.filter()])
    assert Entry.objects.filter(action="api.webhook.set", place="api").count() == 2


def test_a_removed_webhook_is_told_nothing_more(signed: Delivery, court: Caller):
    told(court("DELETE", "webhook"))

    receiver = Receiver()
    deliver(receiver)
    signed.refresh_from_db()
    assert (receiver.got, signed.state) == ([], "given_up")
    assert court("DELETE", "webhook").status_code == 404


def test_a_closed_system_is_sent_nothing(signed: Delivery, court: Caller, security: Any):
    systems.close_system(court.system, by=security, at=timezone.now())
    receiver = Receiver()

    assert deliver(receiver)["failed"] == 1
    assert receiver.got == []


def test_a_name_that_leads_inside_later_is_not_connected_to(signed: Delivery, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        webhooks,
        "destination",
        lambda url, *, networks=(), look_up=None: destination(url, networks=networks, look_up=lambda *_: ["10.0.0.1"]),
    )
    receiver = Receiver()

    assert deliver(receiver)["failed"] == 1
    signed.refresh_from_db()
    assert receiver.got == []
    assert "内部网络" in signed.told
