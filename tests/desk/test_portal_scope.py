"""
What a stranger's pages may read: for each address of the portal the scoped tables, and no register view at all.

The addresses are those of the URL resolver, so a new one is either driven here or fails here.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from tests.desk.test_scope import scoped_names

from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.dated import parts
from fazhi.kernel.organisations.models import Office
from fazhi.lines.inspections.models import Draw
from fazhi.lines.inspections.tests.bureau import division_of
from fazhi.lines.legality_review.models import Campaign, CleanedItem
from fazhi.lines.legality_review.tests.division import division_of as reviewers_of
from fazhi.lines.legality_review.tests.division import noon
from fazhi.lines.legality_review.tests.test_campaigns import in_force
from fazhi.lines.mediation.models import Application

OFFICES = {"organisations_office"}
RECEIPT = OFFICES | {"portal_receipt"}
OWN = RECEIPT | {"mediation_application", "mediation_peoplesmatter"}
CASE = OWN | {"mediation_committee", "mediation_complaint", "procedures_clock", "papers_attachment"}
REPORTS = OFFICES | {"annual_report_annualreport", "papers_attachment"}
NETWORK = OFFICES | {"mediation_committee", "mediation_election", "mediation_mediator", "mediation_seal"}
DRAWS = OFFICES | {"inspections_draw", "inspections_task"}
LISTS = OFFICES | {"legality_review_campaign"}
CLEANED = LISTS | {"legality_review_cleaneditem", "legality_review_document"}

MAY_READ: dict[str, set[str]] = {
    "portal": REPORTS,
    "portal-verify": OFFICES,
    "portal-verify-paper": REPORTS | {"papers_documentnumber", "papers_numberseries"},
    "portal-law": OFFICES,
    "portal-language": set(),
    "portal-privacy": OFFICES,
    "portal-accessibility": OFFICES,
    "portal-about": OFFICES,
    "portal-apply": OFFICES | {"mediation_committee"},
    "portal-apply-form": OFFICES | {"mediation_committee"},
    "portal-slip": OFFICES,
    "portal-slip-forget": OFFICES,
    "portal-follow": RECEIPT,
    "portal-case": CASE,
    "portal-withdraw": CASE,
    "portal-paper": CASE,
    "portal-complain": CASE,
    "portal-complaint-withdraw": CASE,
    "portal-leave": OFFICES,
    "portal-verify-committee": NETWORK,
    "portal-verify-mediator": NETWORK,
    "portal-reports": REPORTS,
    "portal-report": REPORTS,
    "portal-report-version": REPORTS,
    "portal-report-file": REPORTS,
    "portal-data": REPORTS,
    "portal-catalogue": REPORTS,
    "portal-table": REPORTS,
    "portal-draws": DRAWS,
    "portal-draw": DRAWS | {"inspections_inspection", "inspections_institution", "inspections_supplement"},
    "portal-draw-file": DRAWS,
    "portal-cleaned": CLEANED,
    "portal-cleaned-list": CLEANED,
    "portal-cleaned-table": CLEANED,
}
"""Address → the scoped tables that its page may look at; matters only through a receipt that was opened."""

DRAW, LIST = (UUID(f"01960000-0000-7000-8000-00000000000{place}") for place in (1, 2))
ARGUMENTS: dict[str, dict[str, Any]] = {
    "portal-draw": {"key": DRAW},
    "portal-draw-file": {"key": DRAW, "name": "transcript.json"},
    "portal-cleaned-list": {"key": LIST},
    "portal-cleaned-table": {"key": LIST, "form": "json"},
    "portal-law": {"title": "人民调解法", "article": "17"},
    "portal-apply-form": {"office": "XM-SM-01"},
    "portal-report": {"year": 2024},
    "portal-report-version": {"year": 2024, "number": 1},
    "portal-report-file": {"year": 2024, "number": 1, "name": "figures.json"},
    "portal-table": {"year": 2024, "key": "figures", "form": "csv"},
}
FILLED = {
    "name": "陈大明", "phone": "13900001234", "document_type": "identity", "other_name": "林小红", "category": "neighbour",
    "facts": "楼上漏水三个月，天花板发霉。", "consent": "1", "step": "send",
}  # fmt: skip


@contextmanager
def looking() -> Iterator[set[str]]:
    """Collects the scoped tables and register views that SELECTs name."""
    seen: set[str] = set()
    names = scoped_names()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.update(name for name in names if re.search(rf'"{name}"', sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def ours() -> set[str]:
    return {str(pattern.name) for pattern in get_resolver().url_patterns if str(pattern.pattern).startswith("portal/")}


def form_token() -> str:
    signer = signing.TimestampSigner(salt="fazhi.portal.form")
    now = signer.timestamp
    signer.timestamp = lambda: signing.b62_encode(signing.b62_decode(now()) - 60)  # type: ignore[method-assign]
    return signer.sign("random")


@pytest.fixture
def citizen(city: Any) -> Client:
    """Has applied, and has the receipt open."""
    client = Client(headers={"host": "localhost"})
    url = reverse("portal-apply-form", kwargs={"office": "XM-SM-01"})
    assert client.post(url, {**FILLED, "form": form_token()}).status_code == 302
    return client


@pytest.fixture
def drawn(city: Any) -> None:
    """A task that was drawn, by its known key."""
    division_of(city).drawn()
    Draw.objects.system("a test").update(id=DRAW)


@pytest.fixture
def listed(city: Any) -> None:
    """The published list of a clean-up, by its known key."""
    day = date(2025, 3, 3)
    campaign = Campaign(
        id=LIST, office=city.bureau, number="清1", title="定期清理", kind="periodic", state="published", notice="通知",
        opened_date=day, due_date=day, decision="会议", list_number="公告1", published_date=day, occurred_date=day,
        recorded_at=noon(day), **parts("decided", day),
    )  # fmt: skip
    campaign.save(force_insert=True)
    CleanedItem(
        office=city.bureau, campaign=campaign, document=in_force(reviewers_of(city), 1), batch=1, due_date=day,
        proposed="keep", proposed_date=day, proposed_reason="内部理由", reviewed="keep", reviewed_date=day,
    ).save(force_insert=True)  # fmt: skip


def test_every_address_of_the_portal_is_driven() -> None:
    assert ours() == set(MAY_READ)


@pytest.mark.parametrize("name", sorted(MAY_READ))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_reads_what_it_may_and_no_register(
    year: Any, drawn: None, listed: None, citizen: Client, name: str, method: str
) -> None:
    url = reverse(name, kwargs=ARGUMENTS.get(name, {}))
    sent = {
        "number": "莲调函〔2024〕1号",
        "committee": "莲前",
        "mediator": "李",
        "form": form_token(),
        "subject": "delay",
    }

    with looking() as seen:
        response = getattr(citizen, method)(url, sent if method == "post" else {"place": "莲前", "figure": ""})

    assert response.status_code < 500, url
    allowed = MAY_READ[name]
    if method == "post" and name in {"portal-withdraw", "portal-complain", "portal-paper", "portal-complaint-withdraw"}:
        allowed = allowed | {"procedures_task", "organisations_post"}  # the act itself
    assert seen <= allowed, f"{url} looked at {sorted(seen - allowed)}"
    assert not seen & set(registry.catalogue().registers)


def test_no_page_of_a_stranger_names_a_party_or_a_matter(year: Any, city: Any, drawn: None, listed: None) -> None:
    Office.objects.system("a test").filter(pk=city.bureau.pk).update(is_sample=True)
    stranger = Client(headers={"host": "localhost"})

    for name in sorted(MAY_READ):
        url = reverse(name, kwargs=ARGUMENTS.get(name, {}))
        text = stranger.get(url, {"place": "街道", "figure": "mediation.people.resolved"}).content.decode()
        for secret in (
            "陈大明",
            "林小红",
            "19900001234",
            "999999198",
            "思1",
            "湖1",
            str(year.ours.pk),
            "莲前派出所",
            "检查1",
            "近亲属",
            "内部理由",
        ):
            assert secret not in text, f"{url} tells {secret}"


def test_one_citizen_sees_nothing_of_another(citizen: Client, city: Any) -> None:
    other = Client(headers={"host": "localhost"})
    url = reverse("portal-apply-form", kwargs={"office": "XM-HL-01"})
    sent = {**FILLED, "name": "王小二", "facts": "工资被拖欠了两个月没有发。", "form": form_token()}
    assert other.post(url, {**sent, "form": signing.TimestampSigner(salt="x").sign("y")}).status_code == 400
    numbers = set(Application.objects.system("a test").values_list("number", flat=True))

    assert len(numbers) == 1
    assert other.get(reverse("portal-case")).status_code == 302
