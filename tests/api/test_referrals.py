"""A dispute handed over by a court's system, taken on by a committee's, followed to its end; each sees its own."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.referrals.models import Referral
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.api.tests.calling import Caller, Enter

pytestmark = pytest.mark.django_db


def told(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def dispute(number: str = "诉调1号", **more: Any) -> dict[str, Any]:
    sent = {
        "kind": "referral.court_delegated",
        "number": number,
        "office": "XM-SM-01",
        "category": "neighbour",
        "sender_number": "（2026）闽0203诉前调1号",
    }
    return {**sent, **more}


@pytest.fixture
def committee(enter: Enter) -> Caller:
    """The committee's system, as its mediator."""
    return enter("SM-CASES", role="mediator")


def test_a_dispute_goes_from_the_court_to_the_committee_and_back(court: Caller, committee: Caller):
    today = timezone.localdate().isoformat()
    sent = told(court.post("referrals", dispute()), 201)
    assert (sent["state"], sent["sender"], sent["office"]) == ("sent", "思明区人民法院", "XM-SM-01")
    at = f"referrals/{sent['id']}"

    (waiting,) = told(committee.get("referrals?state=sent"))["referrals"]
    assert waiting["id"] == sent["id"]
    signed = told(committee.post(f"{at}/signature", {}))
    assert (signed["state"], signed["signed_date"]) == ("signed", today)
    assert signed["result_due_date"] > today
    accepted = told(committee.post(f"{at}/acceptance", {"number": "调1号", "consent": today}))
    assert accepted["state"] == "accepted"
    assert PeoplesMatter.objects.system("a test").get().referral_number == "诉调1号"
    refused = told(committee.post(f"{at}/result", {"outcome": "settled"}), 422)
    assert "调1号" in refused["detail"]

    acts = Entry.objects.filter(subject_id=Referral.objects.system("a test").get().pk.hex).order_by("number")
    assert [(act.action.rpartition(".")[2], act.actor.partition("@")[0], act.place) for act in acts] == [
        ("begin", "SYS-COURT", "api"),
        ("sign", "SYS-SM-CASES", "api"),
        ("accept", "SYS-SM-CASES", "api"),
    ]


def test_a_result_goes_back_and_the_sender_signs_for_it(court: Caller, committee: Caller, city: Any):
    sent = told(court.post("referrals", dispute()), 201)
    at = f"referrals/{sent['id']}"
    today = timezone.localdate().isoformat()
    told(committee.post(f"{at}/signature", {}))
    told(committee.post(f"{at}/acceptance", {"number": "调1号", "consent": today}))
    # The desk's own forms end a matter; here it is another's, so that the system says the result itself.
    PeoplesMatter.objects.system("a test").update(referral_number="别的编号")

    assert told(committee.post(f"{at}/result", {}), 422)["detail"]
    assert told(committee.post(f"{at}/result", {"outcome": "settled"}))["outcome"] == "settled"
    assert told(court.post(f"{at}/result-signature", {}))["state"] == "closed"


def test_a_referral_is_returned_for_a_reason_of_the_list(court: Caller, committee: Caller):
    sent = told(court.post("referrals", dispute()), 201)
    at = f"referrals/{sent['id']}/return"

    assert committee.post(at, {"reason": "no mood"}).status_code == 422
    assert told(committee.post(at, {"reason": "out_of_scope"}))["state"] == "returned"
    assert told(committee.post(at, {"reason": "out_of_scope"}), 409)["type"] == "urn:fazhi:problem:conflict"


def test_the_sender_takes_it_back(court: Caller):
    sent = told(court.post("referrals", dispute()), 201)

    assert told(court.post(f"referrals/{sent['id']}/withdrawal", {}))["state"] == "withdrawn"


def test_the_same_key_hands_over_once(court: Caller):
    first = court.post("referrals", dispute(), key="k")
    second = court.post("referrals", dispute(), key="k")

    assert first.content == second.content
    assert second.status_code == 201
    assert Referral.objects.system("a test").count() == 1


def test_the_same_number_under_another_key_is_refused(court: Caller):
    told(court.post("referrals", dispute()), 201)

    answer = court.post("referrals", dispute())

    assert "已经登记过" in told(answer, 409)["detail"]


def test_a_system_that_speaks_for_nobody_hands_nothing_over(ours: Caller):
    assert "移送单位" in told(ours.post("referrals", dispute()), 422)["detail"]


def test_a_court_sees_its_own_referrals_and_no_other_bodys(court: Caller, enter: Enter, city: Any):
    police = enter("POLICE", office=city.bureau, sender="莲前派出所")
    told(court.post("referrals", dispute()), 201)
    other = told(police.post("referrals", dispute("公1号", kind="referral.police")), 201)

    assert [each["number"] for each in told(court.get("referrals"))["referrals"]] == ["诉调1号"]
    assert court.get(f"referrals/{other['id']}").status_code == 404
    assert court.post(f"referrals/{other['id']}/withdrawal", {}).status_code == 404


def test_another_districts_system_sees_nothing_of_it(court: Caller, theirs: Caller):
    sent = told(court.post("referrals", dispute()), 201)

    assert told(theirs.get("referrals"))["referrals"] == []
    assert theirs.get(f"referrals/{sent['id']}").status_code == 404


def test_who_may_not_decide_accepts_nothing(court: Caller, ours: Caller):
    sent = told(court.post("referrals", dispute()), 201)
    told(ours.post(f"referrals/{sent['id']}/signature", {}))

    answer = ours.post(f"referrals/{sent['id']}/acceptance", {"number": "调1号"})

    assert told(answer, 403)["type"] == "urn:fazhi:problem:right-missing"


def test_acceptance_of_a_courts_referral_needs_the_day_of_consent(court: Caller, committee: Caller):
    sent = told(court.post("referrals", dispute()), 201)
    told(committee.post(f"referrals/{sent['id']}/signature", {}))

    answer = committee.post(f"referrals/{sent['id']}/acceptance", {"number": "调1号"})

    assert "双方当事人同意日期" in told(answer, 422)["detail"]
    assert not PeoplesMatter.objects.system("a test").exists()


def test_a_day_to_come_and_an_old_one_without_a_reason_are_refused(court: Caller):
    today = timezone.localdate()

    for day in (today + timedelta(days=1), today - timedelta(days=90)):
        assert court.post("referrals", dispute(on=day.isoformat())).status_code == 422
    told(court.post("referrals", dispute(on=(today - timedelta(days=90)).isoformat(), late_reason="补录")), 201)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("office", "XM-NOWHERE"), ("category", "aliens"), ("kind", "referral.nothing"), ("number", " "),
        ("number", "a\nb"), ("on", "2024-02-30"), ("on", "1066-10-14"), ("party", "陈示例"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(court: Caller, name: str, value: str):
    faults = told(court.post("referrals", dispute(**{name: value})), 422)["faults"]

    assert faults[0]["place"].startswith(name)
    assert not Referral.objects.system("a test").exists()


def test_pages_follow_each_other(court: Caller):
    for number in range(3):
        told(court.post("referrals", dispute(f"{number}号")), 201)

    first = told(court.get("referrals?limit=2"))
    second = told(court.get(f"referrals?limit=2&after={first['next']}"))

    assert [each["number"] for each in first["referrals"] + second["referrals"]] == ["0号", "1号", "2号"]
    assert second["next"] is None
    assert court.get("referrals?after=x").status_code == 400
