"""What the switch tells through the interface: calls once each, the latest lines, located faults, and nobody else's hotline."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Office
from fazhi.lines.hotline.models import Call, Firm, LineState
from fazhi.lines.hotline.terms.planning import is_equipped
from fazhi.surfaces.api.tests.calling import Caller, Enter
from fazhi.surfaces.jobs.models import Job

pytestmark = pytest.mark.django_db

FEED = "hotline/feed"
NUMBER = "13800000001"


def told(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


NOW = timezone.localtime()


def moment(minutes: float = 0) -> str:
    """Minutes from when the tests began."""
    return (NOW + timedelta(minutes=minutes)).isoformat()


def call(number: str = "00001", after: float = -20, **more: Any) -> dict[str, Any]:
    """Came so many minutes from now, answered after half a minute, and over after five more."""
    return {
        "number": number, "came": moment(after), "outcome": "answered", "answered": moment(after + 0.5),
        "ended": moment(after + 5.5), "caller": NUMBER, **more,
    }  # fmt: skip


def lines(at: float = 0, **more: Any) -> dict[str, Any]:
    return {"at": moment(at), "seats_in": 3, "waiting": 1, "longest_wait_seconds": 40, **more}


def message(*calls: dict[str, Any], office: str = "XM", **more: Any) -> dict[str, Any]:
    return {"office": office, "calls": list(calls), **more}


def calls() -> Any:
    return Call.objects.system("a test").order_by("number")


def state() -> LineState:
    return LineState.objects.system("a test").get()


@pytest.fixture
def switch(enter: Enter, city: Any) -> Caller:
    """The switch of the bureau's hotline."""
    return enter("SWITCH", office=city.bureau, rights=["hotline.feed"])


def test_a_call_told_when_answered_and_again_when_over_is_one_and_keeps_no_number(switch: Caller, city: Any):
    Firm(office=city.bureau, code="F1", name="示例甲所", share=1, from_date="2022-01-01").save()
    first = told(switch.post(FEED, message(call(ended=None), lines=lines())))
    assert (first["new"], first["updated"], first["unchanged"], first["is_latest"]) == (1, 0, 0, True)

    came = datetime.fromisoformat(call()["came"])
    over = call(caller=None, firm="F1")
    second = told(switch.post(FEED, message(over, call("00002", outcome="hung_up", answered=None))))

    assert (second["new"], second["updated"], second["is_latest"]) == (1, 1, False)
    one, two = calls()
    assert (one.outcome, one.wait_seconds, one.talk_seconds, one.firm.code) == ("answered", 30, 300, "F1")
    assert (one.called_date, one.called_hour) == (came.date(), one.minute // 60)
    assert (two.outcome, two.wait_seconds, two.talk_seconds) == ("hung_up", 330, 0)
    assert one.caller == two.caller
    assert len(one.caller) == 16
    assert NUMBER not in json.dumps(list(calls().values()), default=str)
    # A message that comes late takes nothing away.
    assert told(switch.post(FEED, message({**over, "ended": None, "firm": None})))["unchanged"] == 1
    entry = Entry.objects.filter(action="hotline.feed.calls").order_by("-number").first()
    assert entry is not None
    assert (entry.actor, entry.place) == (switch.system.post.code, "api")


def test_the_same_day_s_ledger_finds_the_calls_again(enter: Enter, city: Any):
    switch = enter("SWITCH", office=city.bureau)
    sent = call()
    told(switch.post(FEED, message(sent)))
    (fed,) = calls()
    came = datetime.fromisoformat(sent["came"])

    row = {
        "office": "XM", "number": "00001", "called_date": came.date().isoformat(), "called": f"{came:%H:%M}",
        "caller": NUMBER, "outcome": "已接听", "wait_seconds": 30, "talk_seconds": 301,
    }  # fmt: skip
    answer = told(switch.post("batches", {"kind": "hotline.call", "rows": [row]}))

    assert answer["rows"][0]["state"] == "updated", answer
    (found,) = calls()
    assert (found.pk, found.talk_seconds, found.caller) == (fed.pk, 301, fed.caller)


def test_the_same_key_is_done_once_and_the_same_calls_change_nothing(switch: Caller):
    body = message(call(), lines=lines())
    first = switch.post(FEED, body, key="k")

    again = switch.post(FEED, body, key="k")
    anew = told(switch.post(FEED, body))

    assert again.content == first.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (anew["new"], anew["updated"], anew["unchanged"]) == (0, 0, 1)
    assert calls().count() == 1
    assert Entry.objects.filter(action="hotline.feed.calls").count() == 1


def test_lines_older_than_those_on_record_are_not_taken(switch: Caller):
    told(switch.post(FEED, message(lines=lines(seats_in=5, waiting=0, longest_wait_seconds=0))))

    late = told(switch.post(FEED, message(lines=lines(-3, seats_in=2))))

    assert late["is_latest"] is False
    assert (state().seats_in, state().waiting) == (5, 0)


@pytest.mark.skipif(not is_equipped(), reason="the extra [planning] is not installed")
def test_one_background_job_at_a_time_reckons_the_advice(switch: Caller):
    for _ in range(2):
        told(switch.post(FEED, message(lines=lines())))

    job = Job.objects.get()
    assert (job.name, job.arguments) == ("hotline.intraday", {"lines": str(state().pk)})
    assert state().job == job.pk


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (message(), ""),
        (message(call(), call()), "calls.1.number"),
        (message(call(answered=None)), "calls.0.answered"),
        (message(call(outcome="refused")), "calls.0.answered"),
        (message(call(answered=moment(-21))), "calls.0.answered"),
        (message(call(ended=moment(-21))), "calls.0.ended"),
        (message(call(outcome="hung_up", answered=None, ended=None)), "calls.0.ended"),
        (message(call(after=30)), "calls.0.came"),
        (message(call(after=-3000)), "calls.0.came"),
        (message(call(came="2024-03-05T09:05")), "calls.0.came"),
        (message(call(outcome="waiting")), "calls.0.outcome"),
        (message(call(caller="12")), "calls.0.caller"),
        (message(call(firm="F9")), "calls.0.firm"),
        (message(call(name="陈示例")), "calls.0.name"),
        (message(lines=lines(waiting=0)), "lines.longest_wait_seconds"),
        (message(lines=lines(seats_in=-1)), "lines.seats_in"),
        (message(lines=lines(30)), "lines.at"),
        (message(lines=lines(), office="XM-SM-01"), "office"),
    ],
)
def test_what_is_wrong_is_refused_whole_with_its_place(switch: Caller, body: dict[str, Any], place: str):
    faults = told(switch.post(FEED, body), 422)["faults"]

    assert [fault["place"] for fault in faults] == [place]
    assert not calls().exists()
    assert not LineState.objects.system("a test").exists()


def test_another_district_s_system_and_one_without_the_right_tell_nothing(enter: Enter, city: Any):
    siming, huli = (Office.objects.system("a test").get(code=code) for code in ("XM-SM", "XM-HL"))
    theirs = enter("HL", office=huli, rights=["hotline.feed"])

    for office in (siming.code, "XM"):
        faults = told(theirs.post(FEED, message(lines=lines(), office=office)), 422)["faults"]
        assert faults[0]["place"] == "office"
    unentitled = enter("LEDGERS", office=city.bureau, rights=["exchange.import"])
    assert told(unentitled.post(FEED, message(lines=lines())), 403)["type"] == "urn:fazhi:problem:right-missing"
    assert not LineState.objects.system("a test").exists()


def test_a_simulation_is_taken_of_a_sample_office_only_and_is_marked(switch: Caller, city: Any):
    refused = told(switch.post(FEED, message(lines=lines(), simulated=True)), 422)
    assert "不是示例数据的机构" in refused["detail"]

    Office.objects.system("a test").filter(pk=city.bureau.pk).update(is_sample=True)
    told(switch.post(FEED, message(lines=lines(), simulated=True)))

    assert state().is_simulated
