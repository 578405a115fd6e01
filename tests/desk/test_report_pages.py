"""From the sentence to the record: the report, an opened figure, its rows, the matter behind a row."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.indicators.services import freeze
from fazhi.kernel.organisations.models import Office, Post
from fazhi.kernel.organisations.services import rebuild_bounds
from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.models import Explanation
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.rules import PublishedFigure

RESOLVED = "mediation.people.resolved"


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_every_figure_in_the_text_is_a_link_to_its_opening(year: Any, desk: Any) -> None:
    page = text_of(desk().get("/reports/2024/"))

    links = re.findall(r'<a class="fig" href="(/reports/2024/figures/[^"]+)#open"', page)

    assert len(links) > 12
    assert all(desk().get(link).status_code == 200 for link in set(links))


def test_each_chart_has_its_numbers_beside_it_and_its_colours_named(year: Any, desk: Any) -> None:
    page = text_of(desk().get("/reports/2024/"))
    charts = re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL)

    assert len(charts) >= 4
    assert all(chart.count("<table") == 1 and "<tbody>" in chart for chart in charts)
    (referrals,) = (chart for chart in charts if "对接案件签收（按月）" in chart)
    assert re.findall(r'<rect class="(f\d)" width="16"', referrals) == ["f1", "f3", "f2"]
    assert re.findall(r'<th scope="row" class="nb">(.*?)</th>', referrals) == ["公调对接", "诉调对接", "访调对接"]
    (categories,) = (chart for chart in charts if "人民调解纠纷类别" in chart)
    assert '<th scope="col">纠纷类别</th>' in categories


def test_the_year_before_stands_beside_the_year(year: Any, desk: Any, at: datetime) -> None:
    figure = PublishedFigure(RESOLVED, Fraction(4), "件", "exact")
    services.bring_in_published([figure], year=2023, content=b"", url="", is_invented=True, by="system", at=at)

    page = text_of(desk().get("/reports/2024/"))

    assert "与2023年比较（上年数据为虚构，仅供演示）" in page
    assert '<td class="num">+1件</td><td class="num">+25.0</td>' in page


def test_the_five_prescribed_contents_are_there_or_said_to_be_missing(year: Any, desk: Any) -> None:
    page = text_of(desk().get("/reports/2024/"))

    assert re.findall(r"<h2>(.)、", page) == list("一二三四五")
    assert page.count("系统没有记录</span>") == 4
    assert page.count("<span>有</span>") == 1


def test_a_live_report_says_that_it_is_not_sealed(year: Any, desk: Any) -> None:
    assert "未封账" in text_of(desk().get("/reports/2024/"))


def test_a_frozen_report_shows_its_seal(year: Any, desk: Any, settings: Any, at: datetime) -> None:
    sealed = freeze(2024, by="system", at=at, folder=settings.DATA_DIR / "frozen")

    page = text_of(desk().get("/reports/2024/"))

    assert "已封账" in page
    assert "未封账" not in page
    assert sealed.digest[:16] in page


def test_an_opened_figure_shows_definition_breakdown_and_rows_in_its_place(year: Any, desk: Any) -> None:
    page = text_of(desk().get(f"/reports/2024/figures/{RESOLVED}/?by=district"))

    assert 'aria-expanded="true">5</a>' in page
    assert page.index('aria-expanded="true"') < page.index('id="open"') < page.index("二是规范行政调解")
    assert f'<span class="code">{RESOLVED}</span> 第 1 版，2024年1月1日起用' in page
    assert "《人民调解法》第二十七条" in page
    assert "3 + 2 = 5" in page
    assert "共 5 行" in page


def test_a_breakdown_by_month_is_drawn_in_the_order_of_the_year(year: Any, desk: Any) -> None:
    page = text_of(desk().get(f"/reports/2024/figures/{RESOLVED}/?by=concluded_month"))
    opened = page[page.index('id="open"') :]

    assert 'aria-labelledby="opened-chart-title opened-chart-desc"' in opened
    months = re.findall(r'<th scope="row"><a href="[^"]+">(\d+月)</a>', opened)
    assert months == ["4月", "6月", "12月"]


def test_money_breaks_down_in_yuan_that_add_up(year: Any, desk: Any) -> None:
    page = text_of(desk().get("/reports/2024/figures/mediation.people.amount/?by=district"))

    assert "（元）" in page
    assert "123,456.78 + 0.00 = 123,456.78" in page


def test_a_ratio_opens_to_the_figures_that_it_is_computed_from(year: Any, desk: Any) -> None:
    page = text_of(desk().get("/reports/2024/figures/mediation.administrative.success_rate.civil/"))

    assert "由这些数据计算" in page
    assert "/reports/2024/figures/mediation.administrative.settled.civil/" in page


def test_each_line_of_a_breakdown_leads_to_its_rows(year: Any, desk: Any) -> None:
    client = desk()
    opened = text_of(client.get(f"/reports/2024/figures/{RESOLVED}/?by=district"))
    links = re.findall(r'<th scope="row"><a href="([^"]*rows/[^"]*)">([^<]+)</a>', opened)

    counts = [re.search(r"共 (\d+) 行", text_of(client.get(link.replace("&amp;", "&")))).group(1) for link, _ in links]

    assert dict(zip([label for _, label in links], counts, strict=True)) == {"思明区": "3", "湖里区": "2"}


def test_pages_of_rows_follow_each_other_and_leave_none_out(
    year: Any, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.lines.annual_report.web import rows

    monkeypatch.setitem(rows.rows_page.__kwdefaults__, "limit", 2)
    client, url, seen = desk(), f"/reports/2024/figures/{RESOLVED}/rows/", []

    while url:
        page = text_of(client.get(url))
        seen.append(re.findall(r'<th scope="row"[^>]*><a href="[^"]+">([^<]+)</a>', page))
        following = re.search(r'href="([^"]+)">下一页', page)
        url = following.group(1).replace("&amp;", "&") if following else ""

    assert [len(names) for names in seen] == [2, 2, 1]
    assert sorted(name for names in seen for name in names) == ["思1", "思2", "思3", "湖1", "湖2"]


def test_rows_hold_no_personal_data(year: Any, desk: Any) -> None:
    page = text_of(desk().get(f"/reports/2024/figures/{RESOLVED}/rows/"))

    assert not any(word in page for word in ("陈大明", "999999", "19900001234"))


def test_a_row_opens_its_matter(year: Any, desk: Any) -> None:
    client = desk()
    rows = text_of(client.get(f"/reports/2024/figures/{RESOLVED}/rows/"))

    link = re.search(r'<a href="(/mediation/people/[^"]+)">思1</a>', rows).group(1)

    assert "邻里纠纷" in text_of(client.get(link))


def test_the_word_file_is_made_on_the_spot(year: Any, desk: Any) -> None:
    response = desk().get(reverse("report-file", kwargs={"year": 2024, "name": "report.docx"}))

    assert response.status_code == 200
    assert response.content[:2] == b"PK"
    assert response["Content-Disposition"] == 'attachment; filename="2024-report.docx"'


def test_a_contribution_stands_in_the_report_once_it_is_accepted(year: Any, desk: Any, city: Any) -> None:
    division = Office(code="XM-01", name="法治督察处", kind="division", parent=city.bureau)
    division.save()
    rebuild_bounds()
    post = Post.objects.system("a test").select_related("office", "official").get(pk=city.reporter.pk)
    on = date(2025, 1, 6)
    acting = {"by": post, "at": datetime(2025, 1, 6, 2, tzinfo=UTC), "on": on}
    services.open_report(office=post.office, year=2024, **acting)
    where = {"office": post.office, "year": 2024, "heading": "plans", "title": "调解工作", "due_date": on}
    asked = services.ask(**where, **acting)
    services.submit_text(asked, text="化解{mediation.people.resolved}，逐件回访。", **acting)
    before = text_of(desk().get("/reports/2024/"))

    services.accept(asked, **acting)
    page = text_of(desk().get("/reports/2024/"))

    assert "逐件回访" not in before
    assert "<h3>（一）调解工作</h3>" in page
    assert re.search(
        r"化解<a class=\"fig\" href=\"/reports/2024/figures/mediation.people.resolved/#open\"[^>]*>5</a>", page
    )
    assert page.count("系统没有记录</span>") == 3


def test_why_an_empty_part_was_signed_is_told_on_the_page(year: Any, desk: Any, city: Any) -> None:
    acting = {"by": city.reporter, "at": datetime(2025, 1, 6, 2, tzinfo=UTC), "on": date(2025, 1, 6)}
    report = services.open_report(office=city.bureau, year=2024, **acting)
    Explanation.objects.create(
        version=current_version(report),
        finding="heading.leader",
        title="没有内容",
        reason="刚到任",
        by="H",
        explained_date=date(2025, 1, 6),
    )

    assert "（本部分没有内容。说明：刚到任）" in text_of(desk().get("/reports/2024/"))
