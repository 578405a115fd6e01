"""The pages in a browser: nothing is asked from elsewhere, and the way down works by keyboard."""

from typing import Any

import pytest

from .browsing import CHROMIUM

RESOLVED = "/reports/2024/figures/mediation.people.resolved/"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_styled_and_asks_nothing_from_elsewhere(
    live_server: Any, year: Any, city: Any, visit: Any, scheme: str
) -> None:
    page = visit(city.reporter, "/reports/2024/", scheme=scheme)

    assert all(url.startswith(live_server.url) for url in page.asked)
    assert any(url.endswith("fazhi.css") for url in page.asked)
    assert page.faults == []
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(245, 246, 246)" if scheme == "light" else "rgb(18, 23, 26)")


def test_from_the_sentence_to_the_matter_by_links(year: Any, city: Any, visit: Any) -> None:
    page = visit(city.reporter, "/reports/2024/")

    page.click('.doc a.fig[href*="mediation.people.resolved/"] >> nth=0')
    assert page.locator("#open-title .big").inner_text() == "5"
    page.click(".open .tree a")
    page.click("tbody th a >> nth=0")

    assert "/mediation/people/" in page.url
    assert page.locator("h1").inner_text() == "邻里纠纷"


def test_the_first_tab_leads_to_the_main_part(year: Any, city: Any, visit: Any) -> None:
    page = visit(city.reporter, "/registers/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
