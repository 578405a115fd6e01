"""Script in whatever people write, stored and reflected: pages, charts, Word and HTML of the report, data files."""

import io
import json
import re
import zipfile
from contextlib import suppress
from typing import Any
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from tests.desk.examples import Shows, World

from fazhi.kernel.organisations.models import Office, Official
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.access import access_of

from .walking import Harm, every, firsts

SCRIPT = "\"'><img src=x onerror=a()>"
RUNS = ("<img src=x", "onerror=a()>")

WRITTEN = {
    "parties.Party": ("name", "address"),
    "parties.Representative": ("name",),
    "papers.Attachment": ("name",),
    "papers.NumberSeries": ("title",),
    "procedures.ClockPause": ("reason",),
    "referrals.Referral": ("sender", "sender_number"),
    "exchange.LedgerBatch": ("name", "error"),
    "imports.Upload": ("name", "sender", "error"),
    "accounts.SignIn": ("agent",),
    "saved_views.SavedView": ("name",),
    "law.Statute": ("issuing_body",),
    "law.ArticleText": ("label", "text", "chapter"),
    "mediation.AdministrativeMatter": ("mediator",),
    "mediation.Agreement": ("facts", "liability", "terms"),
    "mediation.Application": ("facts", "request"),
    "mediation.Complaint": ("text", "answer"),
    "mediation.Appointment": ("place",),
    "mediation.Confirmation": ("court", "decision_number"),
    "mediation.Committee": ("founder", "scope", "address", "phone", "funding"),
    "mediation.PeoplesMatter": ("mediator", "facts", "request"),
    "mediation.WorkRecord": ("place", "present", "content", "mediators"),
    "mediation.RiskReport": ("organ", "receiver", "content", "follow_up"),
    "mediation.AdministrativeRuling": ("basis",),
    "mediation.Mediator": ("phone", "certificate"),
    "annual_report.Comment": ("section", "said", "text"),
    "annual_report.Contribution": ("title",),
    "annual_report.Submission": ("text",),
    "annual_report.Draft": ("text",),
    "annual_report.ReportVersion": ("url",),
}
"""What people write freely, by model; names of offices and officials are written before anything else."""


@pytest.fixture
def city(city: Any) -> Any:
    """The small city, where somebody has named offices and officials with a script."""
    named = Concat(F("name"), Value(SCRIPT))
    Office.objects.system("a test").update(name=named, district=Concat(F("district"), Value("<b onclick=a()>")))
    Official.objects.update(name=named)
    for post in (city.clerk, city.mediator, city.head, city.stranger, city.reporter, city.officer):
        post.office.refresh_from_db()
        post.official.refresh_from_db()
    return city


def write_everywhere() -> int:
    """Put the script into whatever people write; returns into how many texts."""
    count = 0
    for label, names in WRITTEN.items():
        model = apps.get_model(label)
        manager = model._default_manager
        rows = manager.system("a test") if hasattr(manager, "system") else manager.all()  # type: ignore[attr-defined]
        for name in names:
            told = rows.exclude(**{f"{name}__isnull": True})
            with suppress(DatabaseError), transaction.atomic():  # it may be too long, or nothing may stand there
                count += told.update(**{name: Concat(F(name), Value(SCRIPT))})
    return count


def harms(answer: Any) -> list[str]:
    text = answer.content.decode()
    return Harm(text).found + [f"{word} as it was written" for word in RUNS[:1] if word in text]


def test_what_people_write_runs_on_no_page(world: World) -> None:
    assert write_everywhere() > 40
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found, shown = [], 0
    for _, each in every(world):
        if each.shows in {Shows.FILE, Shows.SENT, Shows.AWAY}:
            continue
        answer = clients[each.by].get(each.url)
        found += [f"{each.url}: {harm}" for harm in harms(answer)]
        shown += "&lt;img src=x" in answer.content.decode()

    assert found == [], "\n".join(["", *found])
    assert shown > 60  # pages did show it


ASKED = (
    "q", "next", "back", "ended", "view", "procedure", "office", "number", "place", "figure", "by", "key", "sort",
    "after", "before", "named", "month", "state", "judged", "which", "task", "on", "data", "name", "kind", "sender",
    "applicant_name", "accepted_date", "columns", "page", "from", "until", "actor", "action", "year", "category",
)  # fmt: skip


def test_what_an_address_says_runs_on_no_page(world: World) -> None:
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found = []
    for _, each in firsts(world):
        if each.shows in {Shows.FILE, Shows.SENT, Shows.AWAY}:
            continue
        answer = clients[each.by].get(each.url.partition("?")[0], dict.fromkeys([*ASKED, SCRIPT], SCRIPT))
        found += [f"{each.url}: {harm}" for harm in harms(answer)]
        found += [f"{each.url}: {answer.status_code}"] if answer.status_code >= 500 else []

    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize(
    "path", ["/nowhere/%s/", "/portal/%s/", "/law/%s/1/", "/portal/law/%s/17/", "/reports/2024/figures/%s/"]
)
def test_an_address_that_is_none_is_told_as_text(city: Any, year: Any, path: str) -> None:
    for client in (signed_in(city.reporter), Client(headers={"host": "localhost"})):
        answer = client.get(path % "%22%3E%3Cimg%20src=x%20onerror=a()%3E")

        assert harms(answer) == []


def test_what_a_form_sends_back_is_text(world: World) -> None:
    """Each form sent with the script in every field that it has: what was typed stays, as text."""
    clients = {by: world.client(by) for by in {each.by for _, each in every(world)}}
    found, back, sent = [], 0, set()
    for name, each in every(world):
        access = access_of(name)
        if each.shows is not Shows.PAGE or access is None or name in {"sign-in", "work-as"}:
            continue
        page = clients[each.by].get(each.url).content.decode()
        fields = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([a-z][a-z_0-9]*)"', page))
        if (form := (name, frozenset(fields))) in sent:  # of another row
            continue
        sent.add(form)
        own = dict(re.findall(r'name="(_\w+|form|procedure|step)" value="([^"]*)"', page))
        answer = clients[each.by].post(each.url, {**dict.fromkeys(fields, SCRIPT), **own})
        found += [f"{each.url}: {harm}" for harm in (harms(answer) if answer.status_code in {200, 400, 409} else [])]
        back += answer.status_code == 400
        nul = clients[each.by].post(each.url, {**dict.fromkeys(fields, "a\0b"), **own}).status_code
        found += [f"{each.url}: {nul} for NUL"] if nul >= 500 else []

    assert found == [], "\n".join(["", *found])
    assert back > 20


def test_the_reports_files_hold_it_as_text(world: World) -> None:
    """Word is XML that still parses; the page of the report runs nothing; data are data."""
    write_everywhere()
    client = signed_in(world.cast["reporter"])

    def file(name: str) -> bytes:
        answer = client.get(reverse("report-file", kwargs={"year": 2024, "name": name}), {"data": "live"})
        assert answer.status_code == 200
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    page = file("report.html").decode()
    word = zipfile.ZipFile(io.BytesIO(file("report.docx")))
    text = "".join(ElementTree.fromstring(word.read("word/document.xml")).itertext())

    json.loads(file("figures.json"))
    assert "<img src=x" not in page
    assert [harm for harm in Harm(page).found if "style" not in harm] == []
    assert "<img src=x" in text or "onerror" not in text
