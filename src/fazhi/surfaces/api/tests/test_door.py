"""Who gets in at the interface, how often, sending what; each refusal is application/problem+json with a Chinese sentence."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Post
from fazhi.surfaces.api.models import Token
from fazhi.surfaces.api.services import systems
from fazhi.surfaces.api.tests.calling import Caller, Enter

pytestmark = pytest.mark.django_db


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """What a refusal says, once it is one."""
    assert answer.status_code == status, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert told["type"] == f"urn:fazhi:problem:{code}"
    assert told["status"] == status
    assert any("\u4e00" <= sign <= "\u9fff" for sign in told["detail"])
    assert "Traceback" not in told["detail"]
    return told


def test_a_system_with_a_good_token_reads(ours: Caller):
    answer = ours.get("registers")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["registers"]


def test_nobody_gets_in_without_a_token(ours: Caller):
    answer = Client(headers={"host": "localhost"}).get("/api/v1/registers")

    problem(answer, 401, "not-authenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "shown",
    ["", "Bearer", "Basic dTpw", "Bearer fazhi_x_y", "Bearer " + "a" * 5000, "Bearer fazhi_000000000000_" + "A" * 43],
)
def test_a_token_that_is_none_opens_nothing(ours: Caller, shown: str):
    problem(ours("GET", "registers", authorization=shown), 401, "not-authenticated")


def test_the_public_part_with_another_secret_opens_nothing(ours: Caller):
    wrong = ours.token[:-4] + ("AAAA" if ours.token[-4:] != "AAAA" else "BBBB")

    problem(ours("GET", "registers", authorization=f"Bearer {wrong}"), 401, "not-authenticated")


def test_the_secret_is_kept_nowhere(ours: Caller):
    token, secret = Token.objects.get(), ours.token.split("_", 2)[2]

    assert secret not in str(token.__dict__)
    assert len(token.digest) == 64


def test_a_session_of_the_desk_opens_nothing_here(city: Any):
    from fazhi.surfaces.accounts.tests.signing_in import signed_in

    problem(signed_in(city.reporter).get("/api/v1/registers"), 401, "not-authenticated")


def test_a_revoked_token_opens_nothing_and_its_use_is_told_once_an_hour(ours: Caller, security: Post):
    systems.revoke_token(ours.system, ours.token.split("_")[1], by=security, at=timezone.now())

    for _ in range(3):
        problem(ours.get("registers"), 401, "not-authenticated")
    abuse = Entry.objects.get(action="api.token.abuse")
    assert (abuse.place, abuse.actor) == ("api", ours.system.post.code)


def test_an_expired_token_opens_nothing(ours: Caller):
    past = timezone.now() - timedelta(seconds=1)
    Token.objects.filter(system=ours.system).update(issued_at=past - timedelta(days=1), expires_at=past)

    problem(ours.get("registers"), 401, "not-authenticated")


def test_a_closed_system_opens_nothing(ours: Caller, security: Post):
    systems.close_system(ours.system, by=security, at=timezone.now())

    problem(ours.get("registers"), 401, "not-authenticated")


def test_a_system_whose_post_is_over_opens_nothing(ours: Caller):
    day = timezone.localdate() - timedelta(days=1)
    Post.objects.system("a test").filter(pk=ours.system.post_id).update(from_date=day, until_date=day)

    problem(ours.get("registers"), 401, "not-authenticated")


def test_a_token_may_what_was_granted_and_nothing_else(enter: Enter):
    reader = enter("READER", rights=["api.registers"])

    assert reader.get("registers").status_code == 200
    told = problem(reader.get("figures?period=2024"), 403, "right-missing")
    assert "通过接口读取数据" in told["detail"]


def test_more_calls_than_a_minute_allows_are_refused_with_when_to_come_again(enter: Enter):
    hasty = enter("HASTY", per_minute=3)

    answers = [hasty.get("registers") for _ in range(4)]

    assert [answer.status_code for answer in answers[:3]] == [200] * 3
    problem(answers[3], 429, "too-many-calls")
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 20


def test_the_allowance_fills_again_with_time(enter: Enter):
    hasty = enter("HASTY", per_minute=2)
    assert [hasty.get("registers").status_code for _ in range(3)] == [200, 200, 429]

    Token.objects.update(full_at_us=timezone.now().timestamp() * 1_000_000 + 20_000_000)

    assert [hasty.get("registers").status_code for _ in range(2)] == [200, 429]


def test_each_system_has_an_allowance_of_its_own(enter: Enter, ours: Caller):
    hasty = enter("HASTY", per_minute=1)
    assert [hasty.get("registers").status_code for _ in range(2)] == [200, 429]

    assert ours.get("registers").status_code == 200


def test_the_last_use_is_noted(ours: Caller):
    assert Token.objects.get().used_at is None

    ours.get("registers")

    assert Token.objects.get().used_at is not None


@pytest.mark.parametrize(
    "path", ["nothing", "registers/", "registers/../ledgers", "registers/A", "receipts/1", "registers/%0a"]
)
def test_an_address_that_is_none_is_not_there(ours: Caller, path: str):
    problem(ours.get(path), 404, "no-such-path")


def test_a_method_that_is_not_offered_is_refused_with_those_that_are(ours: Caller):
    answer = ours("PATCH", "webhook", "{}")

    problem(answer, 405, "method-wrong")
    assert answer.headers["Allow"] == "DELETE, GET, PUT"


def test_an_unknown_name_in_the_address_is_refused(ours: Caller):
    told = problem(ours.get("figures?period=2024&extra=1"), 400, "request-wrong")

    assert told["faults"] == [{"place": "extra", "says": "没有这一项。"}]


def test_a_name_written_twice_is_refused(ours: Caller):
    problem(ours.get("figures?period=2024&period=2023"), 400, "request-wrong")


@pytest.mark.parametrize("text", ["%00", "%0a", "x%1f"])
def test_control_signs_in_the_address_are_refused(ours: Caller, text: str):
    problem(ours.get(f"registers/mediation_people_register/rows?office={text}"), 400, "request-wrong")


def test_too_many_names_in_the_address_are_refused(ours: Caller):
    many = "&".join(f"a{number}=1" for number in range(1_100))

    problem(ours.get(f"registers?{many}"), 400, "request-wrong")


def test_a_body_over_the_limit_is_refused_unread(ours: Caller, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FAZHI_API_MAX_BYTES", "100")

    problem(ours.post("batches", "x" * 101), 413, "body-too-large")


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("text/plain", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/json; charset=gbk", 415),
        ("", 415),
        ("application/json; charset=UTF-8", 422),
    ],
)
def test_a_body_is_json_in_utf_8_or_refused(ours: Caller, kind: str, status: int):
    client = Client(headers={"host": "localhost", "authorization": f"Bearer {ours.token}", "idempotency-key": "k"})

    assert client.generic("POST", "/api/v1/batches", "{}", content_type=kind).status_code == status


def test_a_packed_body_is_refused(ours: Caller):
    problem(ours.post("batches", "{}", **{"content-encoding": "gzip"}), 415, "media-type-wrong")


def test_a_body_without_length_is_refused(ours: Caller):
    client = Client(headers={"host": "localhost", "authorization": f"Bearer {ours.token}"})

    problem(client.generic("POST", "/api/v1/batches", "", content_type="application/json"), 411, "length-required")


@pytest.mark.parametrize("body", ["{", "", "[]", '"x"', "NaN", b"\xff\xfe", '{"kind": "a", "rows": ' + "[" * 3000])
def test_what_is_no_object_is_refused(ours: Caller, body: str | bytes):
    answer = ours.post("batches", body or " ")

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_unknown_field_is_refused_with_its_place(ours: Caller):
    told = problem(ours.post("batches", {"kind": "a", "rows": [{}], "rwos": []}), 422, "request-wrong")

    assert {"place": "rwos", "says": "没有这一项。"} in told["faults"]


def test_what_nobody_expected_is_logged_and_tells_nothing_of_the_inside(
    ours: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    from fazhi.kernel.indicators import registry

    def fails() -> None:
        raise ZeroDivisionError("inside /srv/secret")

    monkeypatch.setattr(registry, "catalogue", fails)

    told = problem(ours.get("registers"), 500, "internal")

    assert "ZeroDivision" not in str(told)
    assert "secret" not in str(told)
    (line,) = [record for record in caplog.records if record.name == "fazhi.api"]
    assert line.args[0]
    assert str(line.args[0]) in told["detail"]


def test_an_act_needs_a_key(ours: Caller):
    for key in ("", "中文", "x" * 129, "with space"):
        answer = ours.post("batches", {"kind": "a", "rows": [{"a": "b"}]}, **{"idempotency-key": key})
        assert answer.status_code == 400


def test_no_page_of_another_site_may_read_an_answer(ours: Caller):
    answer = ours("GET", "registers", origin="https://evil.example")

    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
