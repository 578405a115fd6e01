"""Administration in a browser: an article opens where it is cited; a notice is entered after a look at its effect."""

from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.calendar.models import EnteredNotice

from .browsing import PHONE, Visit
from .test_administration import administrator
from .test_law_pages import library, make_corpus

__all__ = ["library", "make_corpus"]

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_article_opens_in_the_place_of_its_citation(city: Any, library: None, visit: Visit) -> None:
    page = visit(city.mediator, reverse("law-title", kwargs={"title": "人民调解法"}))

    page.get_by_role("link", name="《人民调解法》第二十六条").click()
    page.get_by_text("新文二十六").wait_for()
    page.locator("summary:focus").wait_for()
    page.keyboard.press("Enter")

    assert not page.get_by_text("新文二十六").is_visible()
    assert page.url.endswith(reverse("law-title", kwargs={"title": "人民调解法"}))


def test_without_script_the_citation_leads_to_the_article(city: Any, library: None, visit: Visit) -> None:
    page = visit(city.mediator, reverse("law-title", kwargs={"title": "人民调解法"}), script=False)

    page.get_by_role("link", name="《人民调解法》第二十六条").click()

    assert page.get_by_role("heading", name="依据这一条的事").is_visible()


def test_a_notice_is_looked_at_and_then_entered(city: Any, visit: Visit) -> None:
    system = administrator(city, "E0101", "system_administrator")
    page = visit(system, reverse("holiday-year", kwargs={"year": 2024}), size=PHONE)
    for row in range(1, 10):
        page.locator(f"input[name=rest-{row}]").fill("6月5日至6日" if row == 1 else "")
        page.locator(f"input[name=work-{row}]").fill("")

    page.get_by_role("button", name="看登记以后的影响").click()
    faults = axe.Axe().run(page).response["violations"]
    page.get_by_role("button", name="登记并重算").click()

    assert faults == []
    page.get_by_text("已登记 2024 年的放假安排").wait_for()
    assert EnteredNotice.objects.get().year == 2024
