"""The portal's own pages: open to strangers, in its own style when something goes wrong, and without script."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from fazhi.kernel.audit import services as audit
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.papers.services import attachments, numbers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.surfaces.portal import tokens
from fazhi.surfaces.portal.errors import FormStale, FormTooFast
from fazhi.surfaces.web.access import ANYONE, access_of

PLAIN = ["portal", "portal-verify", "portal-verify-paper", "portal-privacy", "portal-accessibility", "portal-about"]


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def token(seconds_ago: int = 60) -> str:
    """A form's token as it was given out a while ago."""
    signer = signing.TimestampSigner(salt="fazhi.portal.form")
    now = signer.timestamp
    signer.timestamp = lambda: signing.b62_encode(signing.b62_decode(now()) - seconds_ago)  # type: ignore[method-assign]
    return signer.sign("random")


def test_everything_below_portal_is_open_to_anyone_and_nothing_else_is_new() -> None:
    ours = {p.name for p in get_resolver().url_patterns if str(p.pattern).startswith("portal/")} | {"robots"}

    assert all(access_of(name) == ANYONE for name in ours)
    assert "portal-case" in ours


@pytest.mark.parametrize("name", PLAIN)
def test_a_stranger_opens_it_without_account_or_script(city: Any, stranger: Client, name: str) -> None:
    response = stranger.get(reverse(name))
    text = response.content.decode()

    assert response.status_code == 200
    assert "<script" not in text
    assert "厦门市司法局 公开与办事" in text
    assert 'lang="zh-CN"' in text


@pytest.mark.parametrize("name", PLAIN)
def test_synthetic_data_are_marked_on_every_page(city: Any, stranger: Client, name: str) -> None:
    Office.objects.system("a test").filter(pk=city.bureau.pk).update(is_sample=True)

    assert '<span class="sample">示例数据</span>' in stranger.get(reverse(name)).content.decode()


def test_an_article_opens_for_a_stranger_where_its_text_is_held(city: Any, stranger: Client) -> None:
    url = reverse("portal-law", kwargs={"title": "人民调解法", "article": "17"})

    assert stranger.get(url).status_code in {200, 404}  # 404 without the corpus
    assert stranger.get(reverse("portal-law", kwargs={"title": "没有的法", "article": "1"})).status_code == 404
    assert stranger.get(reverse("portal-law", kwargs={"title": "人民调解法", "article": "甲"})).status_code == 404


def test_an_unknown_address_is_told_in_the_portals_style(city: Any, stranger: Client) -> None:
    response = stranger.get("/portal/nothing/")

    assert response.status_code == 404
    assert 'class="portal"' in response.content.decode()


def test_an_unknown_address_of_the_desk_is_told_in_the_desks_style(city: Any, stranger: Client) -> None:
    assert 'class="portal"' not in stranger.get("/nothing/").content.decode()


def test_a_body_that_is_too_large_is_sent_back_unread(city: Any, stranger: Client) -> None:
    response = stranger.post(reverse("portal-follow"), {"number": "x" * 21_000_000})

    assert response.status_code == 413
    assert "太大" in response.content.decode()


def test_fields_that_are_too_large_are_a_bad_request(city: Any, stranger: Client) -> None:
    response = stranger.post(reverse("portal-follow"), {"number": "x" * 3_000_000})

    assert response.status_code == 400
    assert 'class="portal"' in response.content.decode()


@pytest.mark.parametrize("name", ["portal-follow", "portal-verify-paper", "portal-verify-committee", "portal-leave"])
def test_a_form_from_elsewhere_is_not_taken(city: Any, name: str) -> None:
    strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)

    response = strict.post(reverse(name), {"number": "1"})

    assert response.status_code == 403
    assert 'class="portal"' in response.content.decode()


def test_robots_may_read_what_is_published_and_no_receipt(city: Any, stranger: Client) -> None:
    text = stranger.get("/robots.txt").content.decode()

    assert "Disallow: /portal/follow/" in text
    assert text.rstrip().endswith("Disallow: /")


def test_the_first_load_is_small(city: Any, stranger: Client) -> None:
    parts = [Path(finders.find(name)).stat().st_size for name in ("web/fazhi.css", "web/mark.svg")]

    assert len(stranger.get(reverse("portal")).content) + sum(parts) <= 60_000


@pytest.mark.parametrize("name", PLAIN)
def test_a_page_asks_the_database_little(
    city: Any, stranger: Client, django_assert_max_num_queries: Any, name: str
) -> None:
    with django_assert_max_num_queries(15):
        stranger.get(reverse(name))


def posted(**fields: str) -> Any:
    return RequestFactory().post("/portal/", fields)


def test_a_form_filled_by_a_person_is_taken() -> None:
    assert tokens.require_form(posted(form=token())) == "random"


@pytest.mark.parametrize(
    "form", ["", "made up", "random:1tabc:forged", token(7 * 60 * 60)], ids=["none", "made up", "forged", "old"]
)
def test_a_form_that_is_old_or_not_ours_is_stale(form: str) -> None:
    with pytest.raises(FormStale):
        tokens.require_form(posted(form=form))


def test_a_form_that_comes_back_at_once_is_too_fast() -> None:
    with pytest.raises(FormTooFast):
        tokens.require_form(posted(form=token(0)))


def test_a_filled_honeypot_is_told_like_haste() -> None:
    with pytest.raises(FormTooFast):
        tokens.require_form(posted(form=token(), website="http://spam"))


def test_a_cookie_that_was_made_up_opens_nothing(city: Any, stranger: Client) -> None:
    stranger.cookies["following"] = "1:1tabc:forged"
    stranger.cookies["slip"] = "20240603-000001/0000000000:1tabc:forged"

    assert stranger.get(reverse("portal-case")).status_code == 302
    assert stranger.get(reverse("portal-slip")).status_code == 302


@pytest.fixture
def letter(city: Any, at: datetime) -> Any:
    """A numbered letter that hangs on a matter, with its file."""
    by = city.clerk
    numbers.open_series("莲调", "函", title="函", office=city.committee, by="system", at=at)
    with transaction.atomic():
        number = numbers.issue_number("莲调函", on=at.date(), by=by, at=at, purpose="关于张某某的函")
        attachments.keep(
            MatterRef("test", uuid4(), city.committee), b"%PDF-1.7 letter", name="函.pdf", kind="letter", by=by, at=at,
            number=number,
        )  # fmt: skip
        audit.record("test", by="system", at=at)
    return number


def verified(stranger: Client, **fields: Any) -> str:
    response = stranger.post(reverse("portal-verify-paper"), {"form": token(0), **fields})
    text = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert text
    return text.group()


def test_a_number_of_ours_is_confirmed_and_says_nothing_of_its_matter(letter: Any, stranger: Client) -> None:
    told = verified(stranger, number="莲调函〔2024〕1号")

    assert "是我们编发的文号" in told
    assert "2024年6月3日" in told
    assert "张某某" not in told


def test_a_void_number_is_told_as_void(letter: Any, city: Any, at: datetime, stranger: Client) -> None:
    head = Post(official=Official.objects.get(code="E0003"), office=city.committee, role="head", from_date=at.date())
    head.save()
    numbers.void_number(letter, by=head, at=at, reason="写错了")

    assert "文号已经作废" in verified(stranger, number="莲调函〔2024〕1号")


@pytest.mark.parametrize(
    ("content", "said"), [(b"%PDF-1.7 letter", "文件与存档一致"), (b"%PDF-1.7 forged", "文件与存档不一致")]
)
def test_its_file_is_compared_with_the_one_kept(letter: Any, stranger: Client, content: bytes, said: str) -> None:
    assert said in verified(stranger, number="莲调函〔2024〕1号", file=SimpleUploadedFile("函.pdf", content))


def test_a_number_never_issued_is_told_so(letter: Any, stranger: Client) -> None:
    assert "没有编发过这个文号" in verified(stranger, number="莲调函〔2024〕2号")


@pytest.mark.parametrize("number", ["", "随便写", "<script>alert(1)</script>"])
def test_what_is_no_number_is_told_beside_the_form(letter: Any, stranger: Client, number: str) -> None:
    response = stranger.post(reverse("portal-verify-paper"), {"form": token(0), "number": number})

    assert response.status_code == 400
    assert "<script>" not in response.content.decode()


def test_a_file_that_nobody_published_is_not_ours(city: Any, stranger: Client) -> None:
    assert "不是我们公布的文件" in verified(stranger, file=SimpleUploadedFile("a.pdf", b"anything"))


def test_verifying_is_limited(letter: Any, stranger: Client) -> None:
    for _ in range(60):
        verified(stranger, number="莲调函〔2024〕1号")

    assert "试的次数太多" in verified(stranger, number="莲调函〔2024〕1号")
