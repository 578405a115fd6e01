"""A mediator registers disputes by keyboard alone, each within thirty seconds."""

import time
from typing import Any

import pytest
from django.urls import reverse

from fazhi.lines.mediation.models import PeoplesMatter

from .browsing import CHROMIUM, PHONE

A_KEY = 60
"""Milliseconds a key, as somebody types who does this daily: about 200 characters a minute with an input method."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def entered(page: Any, words: str) -> None:
    """Words typed where the page has put the cursor, and Enter, which leads to the next page."""
    page.locator("main :focus").wait_for()
    page.keyboard.type(words, delay=A_KEY)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_two_disputes_by_keyboard_alone_within_thirty_seconds_each(city: Any, visit: Any) -> None:
    page = visit(city.mediator, reverse("mediation-register"))
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
    page.locator("#line:focus").wait_for()
    assert page.locator("#today").is_visible()
    states = PeoplesMatter.objects.system("a test").order_by("pk").values_list("category", "state", "amount_fen")
    assert list(states) == [("contract", "accepted", None), ("neighbour", "settled", 300_000)]
    assert first <= 30, first
    assert second <= 30, second


def test_the_screen_fits_a_phone(city: Any, visit: Any) -> None:
    page = visit(city.mediator, reverse("mediation-register"), size=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
