"""Two clerks at one matter in two browsers, by keyboard; the time limit in its popover."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import signed_in

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

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


def at_desk(browser: Any, post: Any, live_server: Any, *, width: int = 1280) -> Any:
    """A page of a browser that has signed in as this post."""
    cookie = signed_in(post).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context.new_page()


def violations(page: Any) -> list[str]:
    """What axe finds in the main part; the frame is tested with the frame."""
    found = axe.Axe().run(page, context="main").response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


def test_of_two_clerks_the_second_sees_what_the_first_did_keeps_the_text_and_goes_on(
    live_server: Any, city: Any, year: Any, browser: Any
) -> None:
    url = live_server.url + reverse("mediation-people", kwargs={"key": year.ours_open.pk})
    first, second = (at_desk(browser, city.mediator, live_server) for _ in range(2))
    for page in (first, second):
        page.goto(url)
        page.locator("#act-notify_rights a.btn").press("Enter")
        page.locator("#act-notify_rights form").wait_for()
        assert page.url.split("#")[0] == url  # opened in its place
        assert page.evaluate("document.activeElement.name") == "place"
        page.keyboard.type("鹭江司法所")
    assert violations(second) == []

    first.keyboard.press("Enter")
    first.locator("text=已办理“告知权利义务”").first.wait_for()
    second.locator("#act-notify_rights button.first").press("Enter")

    second.locator("text=已由李二（调解员）于").first.wait_for()
    assert second.locator("#act-notify_rights [name=place]").input_value() == "鹭江司法所"
    assert violations(second) == []
    second.locator("#act-notify_rights [name=place]").press("Enter")
    second.locator("text=已办理“告知权利义务”").first.wait_for()
    assert PeoplesMatter.objects.system("looking").get(pk=year.ours_open.pk).version == 3


@pytest.mark.parametrize("width", [1280, 390])
def test_a_time_limit_explains_itself_on_a_click(
    live_server: Any, city: Any, year: Any, browser: Any, width: int
) -> None:
    page = at_desk(browser, city.mediator, live_server, width=width)
    page.goto(live_server.url + reverse("mediation-people", kwargs={"key": year.ours_open.pk}))

    page.locator("#clocks").locator("xpath=../..").locator("button.plain").first.press("Enter")

    page.locator(".pop:popover-open >> text=清明节，顺延").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
