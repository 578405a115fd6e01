"""Two clerks at one matter in two browsers, by keyboard; the time limit in its popover."""

from typing import Any

import pytest
from django.urls import reverse

from fazhi.lines.mediation.models import PeoplesMatter

from .browsing import CHROMIUM

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def violations(page: Any) -> list[str]:
    """What axe finds in the main part; the frame is tested with the frame."""
    found = axe.Axe().run(page, context="main").response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


def test_of_two_clerks_the_second_sees_what_the_first_did_keeps_the_text_and_goes_on(
    city: Any, year: Any, visit: Any
) -> None:
    path = reverse("mediation-people", kwargs={"key": year.ours_open.pk})
    first, second = (visit(city.mediator, path) for _ in range(2))
    for page in (first, second):
        page.locator("#act-notify_rights a.btn").press("Enter")
        page.locator("#act-notify_rights form").wait_for()
        assert page.url.split("#")[0].endswith(path)  # opened in its place
        page.locator('[name="place"]:focus').wait_for()
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
def test_a_time_limit_explains_itself_on_a_click(city: Any, year: Any, visit: Any, width: int) -> None:
    path = reverse("mediation-people", kwargs={"key": year.ours_open.pk})
    page = visit(city.mediator, path, size=(width, 800))

    page.locator("#clocks").locator("xpath=../..").locator("button.plain").first.press("Enter")

    page.locator(".pop:popover-open >> text=清明节，顺延").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
