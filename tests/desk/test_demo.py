"""Demo mode: read-only, on this machine only, as one post; and what the desk says when something is not there."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

DEMO_MODE = "fazhi.surfaces.web.demo.DemoMode"


def test_the_desk_runs_in_demo_mode_as_the_last_thing_before_the_page() -> None:
    assert configured.MIDDLEWARE[-1] == DEMO_MODE


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_every_method_but_reading_is_refused(year: Any, desk: Any, method: str) -> None:
    response = getattr(desk(), method)("/reports/2024/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "演示模式只读" in response.content.decode()


def test_head_is_answered(year: Any, desk: Any) -> None:
    assert desk().head("/reports/2024/").status_code == 200


@pytest.mark.parametrize("host", ["fazhi.example", "192.0.2.1", "localhost.example"])
def test_other_hosts_are_refused(year: Any, host: str) -> None:
    response = Client(headers={"host": host}).get("/reports/2024/")

    assert response.status_code == 400
    assert "localhost" in response.content.decode()


def test_other_hosts_are_refused_whatever_the_settings_allow(year: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    assert Client(headers={"host": "fazhi.example"}).get("/reports/2024/").status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_answered(year: Any, host: str) -> None:
    assert Client(headers={"host": host}).get("/registers/").status_code == 200


def test_an_empty_database_names_the_next_step(db: None, desk: Any) -> None:
    response = desk().get("/")

    assert response.status_code == 200
    assert "fazhi ledger import" in response.content.decode()


def test_an_empty_database_has_no_other_page(db: None, desk: Any) -> None:
    assert desk().get("/reports/2024/").status_code == 404


def test_a_city_without_matters_names_the_next_step(city: Any, desk: Any) -> None:
    assert "fazhi ledger import" in desk().get("/").content.decode()


def test_the_root_offices_reporter_looks_unless_another_post_is_named(city: Any, year: Any, desk: Any) -> None:
    assert "林五" in desk().get("/registers/").content.decode()
    assert "赵四" in desk(city.stranger).get("/registers/").content.decode()


def test_the_first_page_leads_to_the_newest_whole_year(year: Any, desk: Any) -> None:
    assert desk().get("/").headers["Location"] == "/reports/2024/"


def test_pages_need_no_script_and_no_outside_resource(year: Any, desk: Any) -> None:
    response = desk().get("/reports/2024/")

    assert "script" not in response.content.decode()
    assert "style=" not in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/nowhere/", "没有这个地址"),
        ("/reports/2019/", "没有找到 2019 年的记录"),
        ("/reports/2024/figures/mediation.people.nothing/", "指标“mediation.people.nothing”"),
        ("/reports/2024/figures/mediation.people.resolved/?by=nature", "按“nature”的分解"),
        ("/reports/2024/figures/mediation.people.resolved/rows/?by=nature&key=x", "按“nature”的分解"),
        ("/reports/2024/figures/mediation.people.resolved/rows/?by=concluded_month&key=x", "“x”这一组"),
        ("/reports/2024/figures/mediation.people.resolved/rows/?after=x", "从“x”开始的一页"),
        ("/reports/2024/figures/mediation.administrative.success_rate.civil/rows/", "由其他数据计算"),
        ("/registers/auth_user/", "台账“auth_user”"),
        ("/law/人民调解法/9999/", "《人民调解法》“9999”的条文"),
        ("/law/没有的法/1/", "《没有的法》“1”的条文"),
        ("/mediation/people/00000000-0000-7000-8000-000000000000/", "没有找到这件纠纷"),
        ("/mediation/referrals/00000000-0000-7000-8000-000000000000/", "没有找到这件对接"),
    ],
)
def test_what_is_not_there_is_named_with_a_way_on(year: Any, desk: Any, url: str, says: str) -> None:
    response = desk().get(url)

    assert response.status_code == 404
    assert says in response.content.decode()
    assert 'href="/"' in response.content.decode()


def test_a_period_that_is_none_is_answered_beside_its_field(year: Any, desk: Any) -> None:
    response = desk().get(reverse("register", kwargs={"name": "mediation_people_register"}) + "?period=2024-13")

    assert response.status_code == 400
    assert "“2024-13”不是一个期间。应为 2024、2024Q3 或者 2024-09。" in response.content.decode()


def test_a_broken_page_says_so_without_details(year: Any, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("fazhi.lines.annual_report.web.views.report_of", fail)
    client = desk()
    client.raise_request_exception = False

    response = client.get("/reports/2024/")

    assert response.status_code == 500
    assert "这一页没有显示出来" in response.content.decode()
    assert "secret" not in response.content.decode()
