"""The pages in a browser: nothing overflows, nothing is asked from elsewhere, and the way down works by keyboard."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RESOLVED = "/reports/2024/figures/mediation.people.resolved/"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    # Playwright keeps an event loop in this thread; the test's own queries are synchronous all the same.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


def opened(browser: Any, url: str, width: int = 1280, scheme: str = "light") -> Any:
    """A page at `url`, and on it as `asked` every address that it fetched."""
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    response = page.goto(url)
    assert response.status == 200, url
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_its_window(live_server: Any, year: Any, browser: Any, width: int) -> None:
    paths = ["/reports/2024/", RESOLVED, f"{RESOLVED}rows/", f"/mediation/people/{year.ours_open.pk}/", "/registers/"]

    for path in paths:
        page = opened(browser, live_server.url + path, width)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_styled_and_asks_nothing_from_elsewhere(
    live_server: Any, year: Any, browser: Any, scheme: str
) -> None:
    page = opened(browser, live_server.url + "/reports/2024/", scheme=scheme)

    assert all(url.startswith(live_server.url) for url in page.asked)
    assert any(url.endswith("fazhi.css") for url in page.asked)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(245, 246, 246)" if scheme == "light" else "rgb(18, 23, 26)")


def test_from_the_sentence_to_the_matter_by_links(live_server: Any, year: Any, browser: Any) -> None:
    page = opened(browser, live_server.url + "/")

    page.click('.doc a.fig[href*="mediation.people.resolved/"] >> nth=0')
    assert page.locator("#open-title .big").inner_text() == "5"
    page.click(".open .tree a")
    page.click("tbody th a >> nth=0")

    assert "/mediation/people/" in page.url
    assert page.locator("h1").inner_text() == "邻里纠纷"


def test_the_first_tab_leads_to_the_main_part(live_server: Any, year: Any, browser: Any) -> None:
    page = opened(browser, live_server.url + "/registers/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
