"""A mediator registers disputes by keyboard alone, each within thirty seconds."""

import os
import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import signed_in

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
A_KEY = 60
"""Milliseconds a key, as somebody types who does this daily: about 200 characters a minute with an input method."""

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


def entered(page: Any, words: str) -> None:
    """Words typed where the cursor is, and Enter, which leads to the next page."""
    page.keyboard.type(words, delay=A_KEY)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_two_disputes_by_keyboard_alone_within_thirty_seconds_each(live_server: Any, city: Any, browser: Any) -> None:
    session = signed_in(city.mediator).cookies["sessionid"].value
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("mediation-register"))
    began = time.monotonic()

    entered(page, "ht 陈大明 某某商行 欠货款 受理")
    entered(page, "")  # the cursor is on the button
    first = time.monotonic() - began
    said = page.locator(".banner").inner_text()
    entered(page, "ll 王小二 林小红 渗水 已调 3000")
    page.keyboard.type("林小红当场赔偿三千元。", delay=A_KEY)  # the cursor is where something is missing
    page.keyboard.press("Tab")
    entered(page, "")
    second = time.monotonic() - began - first

    assert "合同" in said
    assert "调解中" in said
    assert page.evaluate("document.activeElement.id") == "line"
    assert page.locator("#today").is_visible()
    states = PeoplesMatter.objects.system("a test").order_by("pk").values_list("category", "state", "amount_fen")
    assert list(states) == [("contract", "accepted", None), ("neighbour", "settled", 300_000)]
    assert first <= 30, first
    assert second <= 30, second


def test_the_screen_fits_a_phone(live_server: Any, city: Any, browser: Any) -> None:
    session = signed_in(city.mediator).cookies["sessionid"].value
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("mediation-register"))

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
