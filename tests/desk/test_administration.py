"""Pages of administration: who may open which, what they show, how often the database is asked."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.exchange.models import LedgerMapping
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.procedures.models import Clock
from fazhi.surfaces.accounts.tests.signing_in import account_of, signed_in


def administrator(city: Any, code: str, role: str, office: Office | None = None) -> Post:
    person, _ = Official.objects.get_or_create(code=code, defaults={"name": "管理员"})
    post = Post(official=person, office=office or city.bureau, role=role, from_date=date(2020, 1, 1))
    post.save()
    return post


@pytest.fixture
def staff(city: Any) -> SimpleNamespace:
    """The three administrators, a head of the bureau itself, and the heads and mediators of the small city."""
    return SimpleNamespace(
        system=administrator(city, "E0101", "system_administrator"),
        security=administrator(city, "E0102", "security_administrator"),
        audit=administrator(city, "E0103", "audit_administrator"),
        chief=administrator(city, "E0104", "head"),
        head=city.head,
        mediator=city.mediator,
        reporter=city.reporter,
    )


@pytest.fixture
def kept(at: Any) -> LedgerMapping:
    return LedgerMapping.objects.create(
        format="mediation.people",
        sender="思明区法院",
        version=1,
        by="system",
        created_at=at,
        headings=[["案号", "number"]],
        sheet="",
        skip_rows=0,
        values={"category": {"邻里": "neighbour"}},
        fixed={},
    )


ALL = {"system", "security", "audit", "chief", "head", "mediator", "reporter"}
PEOPLE = {"system", "security", "chief", "head"}
ADMITTED = {
    "administration": PEOPLE | {"audit"},
    "offices": PEOPLE,
    "office": PEOPLE,
    "officials": PEOPLE,
    "official": PEOPLE,
    "roles": ALL,
    "holidays": ALL,
    "holiday-year": ALL,
    "periods": ALL,
    "period": ALL,
    "mappings": ALL - {"security", "audit"},
    "mapping": ALL - {"security", "audit"},
    "papers": {"system", "chief", "head"},
    "trail": {"audit"},
    "trail-reads": {"audit"},
    "checks": {"system", "audit", "chief"},
    "laws": ALL,
    "law-title": ALL,
}
"""Who opens each page: the integrity check, and the trail, speak of all offices, so a district's head has neither."""


def pages(mapping: int) -> dict[str, str]:
    """An address of each page."""
    arguments: dict[str, dict[str, object]] = {
        "office": {"code": "XM-SM-01"},
        "official": {"code": "E0001"},
        "holiday-year": {"year": 2024},
        "period": {"code": "TJ-ACCEPT"},
        "mapping": {"key": mapping},
        "law-title": {"title": "人民调解法"},
    }
    return {name: reverse(name, kwargs=arguments.get(name)) for name in ADMITTED}


@pytest.mark.parametrize("who", sorted(ALL))
def test_each_page_opens_for_those_who_may_and_for_nobody_else(staff: Any, kept: LedgerMapping, who: str) -> None:
    client = signed_in(getattr(staff, who))

    opened = {name for name, url in pages(kept.pk).items() if client.get(url).status_code == 200}

    assert opened == {name for name, admitted in ADMITTED.items() if who in admitted}


def test_no_page_asks_the_database_more_than_fifteen_times(
    city: Any, staff: Any, kept: LedgerMapping, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    account_of(city.clerk)
    queries = {
        "offices": "?q=街道",
        "officials": "?q=王",
        "trail": "?matter=思1&actor=E0001&action=登录&first=2024-01-01&last=2026-12-31",
        "trail-reads": "?matter=思1&first=2024-01-01",
    }
    for who in ("system", "security", "audit", "chief"):
        client = signed_in(getattr(staff, who))
        client.get(reverse("account"))
        for name, url in pages(kept.pk).items():
            if who in ADMITTED[name]:
                for query in ("", queries.get(name, "")):
                    with django_assert_max_num_queries(15, info=url + query):
                        assert client.get(url + query).status_code == 200, url


def test_the_pages_of_a_district_show_nothing_of_another(city: Any, staff: Any) -> None:
    client = signed_in(city.head)

    assert client.get(reverse("office", kwargs={"code": "XM-HL-01"})).status_code == 404
    assert client.get(reverse("official", kwargs={"code": "E0004"})).status_code == 404
    assert "E0004" not in client.get(reverse("officials")).content.decode()
    assert "江头街道" not in client.get(reverse("offices"), {"q": "街道"}).content.decode()


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("office", {"code": "NONE"}),
        ("official", {"code": "NONE"}),
        ("holiday-year", {"year": 1900}),
        ("holiday-year", {"year": 2999}),
        ("period", {"code": "NONE"}),
        ("mapping", {"key": 10**9}),
        ("law-title", {"title": "没有这部法"}),
        ("law", {"title": "没有这部法", "article": "1"}),
    ],
)
def test_what_is_not_there_is_not_found(staff: Any, name: str, kwargs: dict[str, object]) -> None:
    assert signed_in(staff.system).get(reverse(name, kwargs=kwargs)).status_code == 404


def test_an_administrator_begins_with_what_is_open_and_with_what_waits(staff: Any) -> None:
    shown = signed_in(staff.system).get(reverse("administration")).content.decode()

    assert "个期限的依据待核" in shown
    assert reverse("offices") in shown
    assert reverse("trail") not in shown
    assert reverse("accounts") not in shown


def test_administrators_see_no_matter(city: Any, year: Any, staff: Any) -> None:
    matter = reverse("mediation-people", kwargs={"key": year.ours.pk})

    for who in ("system", "security", "audit"):
        assert signed_in(getattr(staff, who)).get(matter).status_code == 403


def test_the_integrity_check_tells_administrators_counts_and_heads_matters(
    city: Any, year: Any, staff: Any, at: Any
) -> None:
    Clock.objects.system("a test").update(stopped_at=at, stopped_date=at.date(), stopped_year=2024, stopped_month=6)
    client = signed_in(staff.chief)

    told = client.post(reverse("checks"), {"name": "open-matter-has-clock"}).content.decode()
    counted = signed_in(staff.system).post(reverse("checks")).content.decode()

    assert "思4" in told
    assert "处不符" in counted
    assert "思4" not in counted
    assert client.post(reverse("checks"), {"name": "none"}).status_code == 404


def test_a_head_opens_a_series_of_numbers(city: Any, staff: Any) -> None:
    client = signed_in(staff.chief)
    form = {"office": "厦门市司法局", "agency": "厦司", "category": "裁", "title": "行政裁决文书"}

    refused = client.post(reverse("papers"), {**form, "office": "无", "agency": "", "title": ""})
    opened = client.post(reverse("papers"), form)
    again = client.post(reverse("papers"), form)

    assert refused.status_code == 400
    assert opened.status_code == 302
    assert again.status_code == 400
    assert "厦司裁" in client.get(reverse("papers")).content.decode()
    assert client.post(reverse("papers"), {**form, "agency": "一二三四五六七八九十一二三"}).status_code == 400


def test_a_mapping_says_which_heading_is_which_column(staff: Any, kept: LedgerMapping) -> None:
    shown = signed_in(staff.chief).get(reverse("mapping", kwargs={"key": kept.pk})).content.decode()

    assert "案号" in shown
    assert "邻里" in shown


def test_the_roles_page_has_every_right_with_its_article(staff: Any) -> None:
    shown = signed_in(staff.mediator).get(reverse("roles")).content.decode()

    for title in ("授予和收回岗位", "导出留痕明细", "管理账号", "调解纠纷", "登记节假日通知和地方期限"):
        assert title in shown


def test_offices_and_officials_are_found(city: Any, staff: Any) -> None:
    client = signed_in(staff.security)
    Official.objects.filter(code="E0001").update(name_pinyin="wang yi")

    assert "莲前街道人民调解委员会" in client.get(reverse("offices"), {"q": "莲前"}).content.decode()
    assert "没有叫“无此机构”的机构" in client.get(reverse("offices"), {"q": "无此机构"}).content.decode()
    for asked in ("王", "E0001", "Wang yi"):
        assert "王一" in client.get(reverse("officials"), {"q": asked}).content.decode()
    assert "没有找到“无此人”" in client.get(reverse("officials"), {"q": "无此人"}).content.decode()


def test_officials_are_paged_by_their_codes(city: Any, staff: Any) -> None:
    Official.objects.bulk_create(Official(code=f"Z{n:04}", name=f"人{n}") for n in range(60))
    client = signed_in(staff.security)

    first = client.get(reverse("officials"), {"q": "Z"}).content.decode()
    second = client.get(reverse("officials"), {"q": "Z", "after": "Z0049"}).content.decode()

    assert "Z0049" in first
    assert "Z0050" not in first
    assert "Z0050" in second
    assert "回到第一页" in second
