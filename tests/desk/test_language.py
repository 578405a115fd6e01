"""Chinese until somebody chooses English; then every text of ours is English, and only the records stay as they are."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.organisations.models import Office, Official
from fazhi.lines.mediation.registers import PEOPLES
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.cells import day_in_words, weekday

HAN = re.compile("[\u4e00-\u9fff]+")
ENGLISH = {"language": "en"}
DATA = (
    r'<(a|span) class="law"[^>]*>.*?</\1>',  # titles of statutes
    r'lang="zh-CN">[^<]*<',  # marked as Chinese
    r"〔\d{4}〕[^<号]*号",  # numbers of cases and documents
    r'<span class="code">[^<]*</span>',
    r'value="[是否]"',  # what a form sends, whatever its label says
    r"[思湖行]\d",  # numbers of the matters of these tests
    r"[\u4e00-\u9fff]\*",  # masked names
)


def chinese_left(page: str) -> list[str]:
    """Chinese in a page besides data: names of offices and people, numbers, titles of statutes."""
    for pattern in DATA:
        page = re.sub(pattern, "", page, flags=re.DOTALL)
    for name in (
        *Office.objects.system("names in a test").values_list("name", flat=True),
        *Official.objects.values_list("name", flat=True),
    ):
        page = page.replace(name, "")
    return HAN.findall(page)


def in_english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


@pytest.mark.django_db
def test_pages_are_chinese_whatever_a_browser_prefers(city: Any) -> None:
    response = Client(headers={"host": "localhost", "accept-language": "en-GB,en"}).get(reverse("portal"))

    assert '<html lang="zh-CN">' in response.content.decode()
    assert response["Content-Language"] == "zh-hans"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["language", "portal-language"])
def test_a_choice_is_kept_in_a_cookie_and_leads_back(city: Any, name: str) -> None:
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    answer = client.post(reverse(name), {"language": "en", "next": "/portal/?a=1"})

    assert (answer.status_code, answer["Location"]) == (302, "/portal/?a=1")
    assert answer.cookies["language"].value == "en"
    assert answer.cookies["language"]["httponly"]
    page = client.get(reverse("portal"))
    assert '<html lang="en">' in page.content.decode()
    assert "Cookie" in page["Vary"]

    client.post(reverse(name), {"language": "zh-hans", "next": "/portal/"})
    assert '<html lang="zh-CN">' in client.get(reverse("portal")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_a_choice_never_leads_elsewhere(city: Any, back: str) -> None:
    client = Client(headers={"host": "localhost"})

    assert client.post(reverse("language"), {"language": "en", "next": back})["Location"] == "/"
    assert client.post(reverse("portal-language"), {"language": "en", "next": back})["Location"] == "/portal/"


@pytest.mark.django_db
def test_a_language_that_is_not_offered_is_chinese(city: Any) -> None:
    client = Client(headers={"host": "localhost"})
    client.cookies["language"] = "../../etc"

    assert client.get(reverse("portal"))["Content-Language"] == "zh-hans"
    assert client.post(reverse("language"), {"language": "fr"}).cookies["language"].value == "zh-hans"


@pytest.mark.django_db
def test_a_choice_is_posted(city: Any) -> None:
    assert Client(headers={"host": "localhost"}).get(reverse("language")).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["portal", "sign-in", "portal-privacy", "portal-verify"])
def test_pages_for_strangers_are_english(city: Any, name: str) -> None:
    page = in_english(Client(headers={"host": "localhost"})).get(reverse(name))

    assert page.status_code == 200
    assert chinese_left(page.content.decode()) == []


@pytest.mark.parametrize("name", ["my-work", "registers", "imports", "oversight", "account", "absences", "find"])
def test_pages_of_the_desk_are_english(city: Any, year: Any, name: str) -> None:
    page = in_english(signed_in(city.head)).get(reverse(name))

    assert page.status_code == 200
    assert chinese_left(page.content.decode()) == []


def test_a_register_is_english(city: Any, year: Any) -> None:
    address = reverse("register", kwargs={"name": PEOPLES.name})
    page = in_english(signed_in(city.head)).get(address, {"accepted_date": "this-year", "category": "neighbour"})

    assert page.status_code == 200
    assert "Category = neighbours" in page.content.decode()
    assert chinese_left(page.content.decode()) == []


def test_words_for_days_are_understood_as_english_pages_show_them(city: Any, year: Any) -> None:
    address = reverse("register", kwargs={"name": PEOPLES.name})
    page = in_english(signed_in(city.head)).get(address, {"accepted_date.from": "Last month"}, follow=True)

    assert "Accepted on last month" in page.content.decode()


def test_a_matter_and_its_open_form_are_english(city: Any, year: Any) -> None:
    client = in_english(signed_in(city.mediator))
    address = reverse("mediation-people", kwargs={"key": year.ours_open.pk})
    form = reverse("mediation-people-act", kwargs={"key": year.ours_open.pk, "act": "settle"})

    page = client.get(address).content.decode()
    assert "Reach agreement" in page
    assert chinese_left(page) == []
    assert chinese_left(client.get(form).content.decode()) == []


def test_a_clock_is_explained_in_english(city: Any, year: Any) -> None:
    page = in_english(signed_in(city.head)).get(reverse("clock", kwargs={"number": year.clock.pk})).content.decode()

    assert "2024-04-07 Sun" in page


def test_days_are_written_as_the_language_does() -> None:
    from datetime import date

    from django.utils import translation

    with translation.override("en"):
        assert (day_in_words(date(2024, 3, 5)), weekday(date(2024, 3, 5))) == ("5 March 2024", "Tue")
    with translation.override("zh-hans"):
        assert (day_in_words(date(2024, 3, 5)), weekday(date(2024, 3, 5))) == ("2024年3月5日", "周二")
