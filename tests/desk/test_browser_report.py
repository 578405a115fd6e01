"""The report in a browser: a figure opened and closed in its place; approved, sealed, published by hand, without a console."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.desk.writing import REPORT, RESOLVED

from fazhi.lines.annual_report.models import AnnualReport
from fazhi.lines.annual_report.terms import Recipient, State

from .browsing import CHROMIUM, take

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


def take_next(page: Any, act: str, **answers: str) -> None:
    """Take the act on the approval's page, which comes back."""
    page.goto(f"{REPORT}approval/")
    assert take(page, act, **answers).startswith("已办理")
    assert page.url.endswith(f"{REPORT}approval/")


def test_a_report_is_approved_sealed_and_published(house: Any, entered: Any) -> None:
    report = house.complete()
    reporter, head = entered(house.reporter), entered(house.head)

    take_next(reporter, "consult")
    take_next(reporter, "review", opinions="征求9个处室意见，采纳3条")
    take_next(reporter, "deliberate", legality_reviewer="周律", secrecy_reviewer="郑密")
    take_next(head, "sign", meeting="party_group", meeting_date="2026-02-14")
    take_next(reporter, "freeze")
    for recipient in Recipient:
        take_next(reporter, "deliver", recipient=recipient.value, receipt=f"收{recipient.value}1号")
    take_next(reporter, "submit")
    reporter.get_by_role("link", name="公开前预览").click()
    assert reporter.get_by_role("heading", name="公众将看到的").is_visible()
    take_next(reporter, "publish", url="https://sf.example.gov.cn/2024.html", secrecy_reviewer="郑密")

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
    page.locator(f'[id="f-{RESOLVED}"]:focus').wait_for()
