"""The client of docs/api.md, as it is printed there, against the application."""

import io
import json
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fazhi.surfaces.api.models import Delivery
from fazhi.surfaces.api.services import webhooks
from fazhi.surfaces.api.tests.calling import Caller, Enter

from .rows import people
from .test_notices import Receiver, somewhere
from .test_referrals import dispute

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def answered(request: urllib.request.Request, timeout: float) -> io.BytesIO:
    """What urlopen does, without a socket."""
    assert timeout
    headers = {name.replace("_", "-"): value for name, value in request.header_items()}
    kind = headers.pop("Content-type", "")
    path = request.full_url.removeprefix("http://localhost")
    answer = Client(headers={"host": "localhost", **headers}).generic(
        request.get_method(), path, request.data or b"", content_type=kind
    )
    if answer.status_code >= 400:
        told = Message()
        for name, value in answer.headers.items():
            told[name] = value
        raise urllib.error.HTTPError(path, answer.status_code, "", told, io.BytesIO(answer.content))
    return io.BytesIO(answer.content)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The names that the page's code defines."""
    monkeypatch.setattr(urllib.request, "urlopen", answered)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102
    monkeypatch.setattr(names["time"], "sleep", lambda _: None)
    return SimpleNamespace(**names)


def test_it_pushes_rows_and_reads_them_back(client: Any, ours: Caller):
    fazhi = client.Fazhi("http://localhost/", ours.token)

    refused = client.push_all(fazhi, "mediation.people", [people("一号"), people("二号", category="外星")])

    ((row, says),) = refused
    assert row["number"] == "二号"
    assert "纠纷类别" in says[0]
    assert [each["number"] for each in client.all_rows(fazhi, "mediation_people_register")] == ["一号"]


def test_it_says_why_it_was_refused(client: Any, ours: Caller):
    fazhi = client.Fazhi("http://localhost", "fazhi_000000000000_" + "A" * 43)

    with pytest.raises(client.Refused, match="令牌"):
        fazhi.call("GET", "registers")


def test_it_waits_when_it_is_told_to(client: Any, enter: Enter, monkeypatch: pytest.MonkeyPatch):
    hasty = enter("HASTY", per_minute=60)
    fazhi, waited = client.Fazhi("http://localhost", hasty.token), []
    from fazhi.surfaces.api.models import Token

    monkeypatch.setattr(
        client.time, "sleep", lambda seconds: (waited.append(seconds), Token.objects.update(full_at_us=0))
    )
    Token.objects.update(full_at_us=(timezone.now().timestamp() + 63) * 1_000_000)

    assert fazhi.call("GET", "registers")["registers"]
    assert len(waited) == 1


def test_it_knows_a_genuine_notice_from_a_forged_one(client: Any, court: Caller, enter: Enter, monkeypatch: Any):
    from fazhi.surfaces.api import addresses

    monkeypatch.setattr(
        webhooks, "destination", lambda url, *, networks=(), look_up=None: addresses.destination(url, look_up=somewhere)
    )
    fazhi = client.Fazhi("http://localhost", court.token)
    secret = fazhi.call("PUT", "webhook", {"url": "https://court.example/", "events": ["referral.begin"]})["secret"]
    fazhi.call("POST", "referrals", dispute())
    receiver = Receiver()
    webhooks.deliver(Delivery.objects.get().webhook_id, send=receiver)
    ((_, body, headers),) = receiver.got
    signature = headers["Fazhi-Signature"]

    assert client.is_genuine(body.encode(), signature, secret)
    assert not client.is_genuine(body.replace("诉调1号", "诉调2号").encode(), signature, secret)
    assert not client.is_genuine(body.encode(), signature, "whsec_other")
    later = datetime.now(tz=UTC).timestamp() + 301
    assert not client.is_genuine(body.encode(), signature, secret, now=later)
    assert json.loads(body)["referral"]["number"] == "诉调1号"
