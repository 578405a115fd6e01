"""Oversight: what heads and reporters see, and that each number opens to its rows."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.services import enter, take, take_over
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.procedure import PEOPLES_MEDIATION
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.web.oversight import opened
from fazhi.surfaces.web.oversight.course import charts
from fazhi.surfaces.web.oversight.views import percent

NOW = datetime(2024, 6, 6, 4, tzinfo=UTC)
DAY = date(2024, 6, 3)


@pytest.fixture
def applied(city, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Callable[..., PeoplesMatter]:
    """An application of 思明区's committee or another office's; it is noon of 6 June 2024."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def make(number: str, on: date = DAY, office: Any = None) -> PeoplesMatter:
        matter = PeoplesMatter(
            number=number, office=office or city.committee, state="applied", occurred_date=on, recorded_at=at,
            category="neighbour", form="mediation", source="application", parties_count=2,
        )  # fmt: skip
        matter.save()
        enter(PEOPLES_MEDIATION, "applied", [(matter.pk, matter.office_id, on)], at=at)
        return matter

    return make


@pytest.fixture
def standing(applied, city, at) -> None:
    """Of 思明区: one due this week, one overdue by a day in 王一's hands, one long overdue, one kept; of 湖里区 one overdue."""
    applied("周内")
    taken = applied("逾期", date(2024, 5, 31))
    take_over(Task.objects.system("a test").get(matter_id=taken.pk), by=city.clerk, at=at)
    applied("久", date(2024, 5, 6))
    applied("湖", date(2024, 5, 28), city.other_committee)
    kept = applied("守")
    parts = {"accepted_date": DAY, "accepted_year": 2024, "accepted_quarter": 2, "accepted_month": 6}
    take(kept, "accept", by=city.mediator, at=at, on=DAY, changes=parts)


def shown(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return unescape(answer.content.decode())


def rows(html: str) -> list[str]:
    body = html[html.index("<tbody>") : html.index("</tbody>")] if "<tbody>" in html else ""
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r'<th scope="row"[^>]*>(.*?)</th>', body)]


def test_the_page_says_what_is_overdue_where_and_in_whose_hands(standing, city):
    html = shown(signed_in(city.reporter), reverse("oversight"))

    assert "3 件" in html[html.index("逾期未办") : html.index("本周到期")]
    line = html[html.index('aria-labelledby="by-line"') : html.index('aria-labelledby="by-office"')]
    assert rows(line) == ["人民调解"]
    assert "25.0%" in line  # one kept, three lapsed
    offices = html[html.index('aria-labelledby="by-office"') : html.index('aria-labelledby="longest"')]
    assert rows(offices) == ["思明区司法局", "湖里区司法局"]
    holders = html[html.index('aria-labelledby="by-holder"') :]
    assert "王一" in holders
    assert "口径" in html


def test_every_number_opens_to_as_many_rows(standing, city):
    client = signed_in(city.reporter)
    html = shown(client, reverse("oversight"))
    body = html[: html.index('aria-labelledby="by-holder"')]
    numbers = re.findall(r'<td class="num"><a[^>]* href="([^"]+)">([\d,]+)</a>', body)

    assert len(numbers) > 8
    for url, number in numbers:
        assert len(rows(shown(client, url))) == int(number), url


def test_an_office_opens_to_those_below_it(standing, city):
    client = signed_in(city.reporter)

    html = shown(client, reverse("oversight") + "?office=XM-SM&period=2024Q2")

    offices = html[html.index('aria-labelledby="by-office"') : html.index('aria-labelledby="longest"')]
    assert rows(offices) == ["莲前街道人民调解委员会"]
    assert "2024年第二季度" in html
    assert 'href="/oversight/?office=XM&period=2024Q2">厦门市司法局' in html
    leaf = shown(client, reverse("oversight") + "?office=XM-SM-01")
    assert rows(leaf[leaf.index('aria-labelledby="by-office"') :]) == ["莲前街道人民调解委员会"]


def test_a_head_sees_the_offices_below_and_no_others(standing, city):
    client = signed_in(city.head)

    assert "湖里" not in shown(client, reverse("oversight"))
    for name in ("oversight", "oversight-tasks", "oversight-limits", "oversight-course"):
        shown(client, f"{reverse(name)}?office=XM-HL&procedure=mediation.people", 404)
        shown(client, f"{reverse(name)}?office=XM&procedure=mediation.people", 404)
    assert "湖" not in rows(shown(client, reverse("oversight-tasks") + "?which=open"))


@pytest.mark.parametrize("name", ["oversight", "oversight-tasks", "oversight-limits", "oversight-course"])
def test_who_answers_for_nobody_elses_work_does_not_oversee_it(standing, city, name):
    for post in (city.clerk, city.mediator, city.stranger):
        assert signed_in(post).get(reverse(name)).status_code == 403
    assert "督办</a>" not in shown(signed_in(city.clerk), reverse("my-work")).split("</header>")[0]


@pytest.mark.parametrize("name", ["oversight", "oversight-tasks", "oversight-limits"])
def test_a_period_that_is_none_is_said_and_nothing_breaks(standing, city, name):
    html = shown(signed_in(city.reporter), f"{reverse(name)}?period=2024-13&procedure=mediation.people", 400)

    assert "“2024-13”不是一个期间。应为 2024、2024Q3 或者 2024-09。" in html


@pytest.mark.parametrize("query", ["", "?procedure=nonsense"])
def test_limits_are_those_of_a_procedure(standing, city, query):
    shown(signed_in(city.reporter), reverse("oversight-limits") + query, 404)


@pytest.mark.parametrize("after", ["x", "1,2", "1,2,x", "-1,2,3", "1,2," + "9" * 30, "１,2,3"])
def test_a_place_that_is_none_shows_the_first_page(standing, city, after):
    client = signed_in(city.reporter)

    for query in ("which=nonsense", "procedure=mediation.people&judged=lapsed"):
        name = "oversight-tasks" if "which" in query else "oversight-limits"
        assert len(rows(shown(client, f"{reverse(name)}?{query}&after={after}"))) == 3


def test_the_rows_behind_a_number_are_paged(standing, city, monkeypatch):
    monkeypatch.setattr(opened, "PAGE", 2)
    client = signed_in(city.reporter)

    for start in ("oversight-tasks", "oversight-limits"):
        url: str = f"{reverse(start)}?procedure=mediation.people&which=late&judged=lapsed"
        seen: list[str] = []
        while url:
            html = shown(client, url)
            seen += rows(html)
            found = re.search(r'href="([^"]+)">下一页', html)
            url = found[1] if found else ""
        assert sorted(seen) == sorted(["久", "湖", "逾期"])


def test_a_limit_shows_how_late_it_was(standing, city, at):
    matter = PeoplesMatter.objects.system("a test").get(number="逾期")
    clock = Clock.objects.system("a test").filter(matter_id=matter.pk)
    clock.update(stopped_at=at, stopped_date=date(2024, 6, 7), stopped_year=2024, stopped_month=6, is_on_time=0)

    url = f"{reverse('oversight-limits')}?procedure=mediation.people&judged=missed"
    html = shown(signed_in(city.reporter), url)

    assert rows(html) == ["逾期"]
    assert '<td class="nb">2024-06-05</td><td class="nb">2024-06-07</td><td class="num late">2</td>' in html


@pytest.mark.parametrize(
    "url",
    [
        "/oversight/",
        "/oversight/?office=XM-SM",
        "/oversight/tasks/?which=open",
        "/oversight/limits/?procedure=mediation.people&judged=lapsed",
        "/oversight/course/",
        "/oversight/course/?chart=2",
    ],
)
def test_each_page_takes_few_queries(standing, city, url, django_assert_max_num_queries):
    client = signed_in(city.reporter)

    with django_assert_max_num_queries(15):
        shown(client, url)


def test_the_year_stands_beside_the_year_before(year, city, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = signed_in(city.reporter)

    peoples = [chart.title for chart in charts()].index("人民调解化解纠纷（按月）")
    url = f"{reverse('oversight-course')}?chart={peoples}"

    html = shown(client, url)

    row = html[html.index('<th scope="row"') :]
    values = re.findall(r'<td class="num">([\d,]+)</td>', row[: row.index("</tr>")])
    assert values == ["0", "0", "0", "2", "0", "1", "0", "0", "0", "0", "0", "2", "5"]
    assert "2023年" in html
    theirs = shown(client, f"{url}&office=XM-HL")
    assert '<td class="num">2</td></tr>' in theirs


def test_a_part_of_the_page_is_fetched_by_itself(standing, city):
    client = signed_in(city.reporter)

    part = client.get(reverse("oversight-course"), headers={"HX-Request": "true"})
    whole = client.get(reverse("oversight-course"))

    assert "<html" not in part.content.decode()
    assert "<html" in whole.content.decode()
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]


@pytest.mark.parametrize("chart", ["x", "999", "-1", "１"])
def test_a_chart_that_nobody_declared_shows_the_first(standing, city, chart):
    assert f"<strong>{charts()[0].title}</strong>" in shown(
        signed_in(city.reporter), f"{reverse('oversight-course')}?chart={chart}"
    )


def test_without_work_the_page_says_what_comes_next(city, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    html = shown(signed_in(city.reporter), reverse("oversight"))

    assert "没有逾期的事。" in html
    assert "还没有事项，也没有期限。" in html


@pytest.mark.parametrize(
    ("kept", "judged", "told"), [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (1, 2000, "0.1%"), (3, 3, "100.0%")]
)
def test_a_rate_is_rounded_half_up_to_one_decimal(kept, judged, told):
    from fractions import Fraction

    assert percent(Fraction(kept, judged)) == told
    assert percent(None) == "—"
