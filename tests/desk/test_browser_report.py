"""The report in a browser: a figure opened and closed in its place; approved, sealed, published by hand, without a console."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.desk.writing import REPORT, RESOLVED

from fazhi.lines.annual_report.models import AnnualReport
from fazhi.lines.annual_report.terms import Recipient, State

from .browsing import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def entered(visit: Any) -> Callable[..., Any]:
    """A window in which a post has signed in."""

    def enter(post: Any) -> Any:
        return visit(post, size=(1280, 800))

    return enter


def take(page: Any, act: str, **answers: str) -> None:
    """Press the act's button, fill its form in, send it; the approval's page comes back."""
    page.goto(f"{REPORT}approval/")
    panel = page.locator(f"#act-{act}")
    panel.get_by_role("link").first.click()
    form = panel.locator("form")
    form.wait_for()
    for name, text in answers.items():
        field = form.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") == "radio":
            form.locator(f'[name="{name}"][value="{text}"]').check()
        elif field.first.evaluate("each => each.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    form.get_by_role("button").first.click()
    page.wait_for_url(f"**{REPORT}approval/")
    assert page.get_by_role("status").inner_text().startswith("已办理")


def test_a_report_is_approved_sealed_and_published(house: Any, entered: Any) -> None:
    report = house.complete()
    reporter, head = entered(house.reporter), entered(house.head)

    take(reporter, "consult")
    take(reporter, "review", opinions="征求9个处室意见，采纳3条")
    take(reporter, "deliberate", legality_reviewer="周律", secrecy_reviewer="郑密")
    take(head, "sign", meeting="party_group", meeting_date="2026-02-14")
    take(reporter, "freeze")
    for recipient in Recipient:
        take(reporter, "deliver", recipient=recipient.value, receipt=f"收{recipient.value}1号")
    take(reporter, "submit")
    reporter.get_by_role("link", name="公开前预览").click()
    assert reporter.get_by_role("heading", name="公众将看到的").is_visible()
    take(reporter, "publish", url="https://sf.example.gov.cn/2024.html", secrecy_reviewer="郑密")

    assert AnnualReport.objects.system("the test looks").get(pk=report.pk).state == State.PUBLISHED


def test_a_figure_opens_in_its_place_and_closes_again(house: Any, entered: Any) -> None:
    page = entered(house.reporter)
    page.goto(REPORT)
    figure = page.locator(f'a.fig[id="f-{RESOLVED}"]')

    figure.focus()
    page.keyboard.press("Enter")
    page.locator("#open").wait_for()
    opened = figure.get_attribute("aria-expanded")
    page.locator("#open").get_by_role("link", name="按月").click()
    page.locator("#open svg.chart").wait_for()
    page.locator("#open").get_by_role("link", name="收起").click()

    assert opened == "true"
    assert page.locator("#open").count() == 0
    assert page.url.endswith(REPORT)
    assert page.evaluate("document.activeElement.id") == f"f-{RESOLVED}"
