"""The hotline in a browser: a plan drafted, published, a roster made of it and swapped in; a consultation by keyboard alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.lines.hotline.models import Consultation, Draft, Duty, Plan, QualityScore, Swap
from fazhi.lines.hotline.terms.planning import is_equipped
from fazhi.lines.hotline.tests import checked, planned

from .browsing import CHROMIUM, PHONE
from .cast import posts_of
from .examples import AT_ONCE

SECONDS_A_KEY = 0.4
"""About 150 characters a minute with a Chinese input method: each character that is typed here stands for its keys."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.skipif(not is_equipped(), reason="the extra [planning] is not installed")
def test_a_plan_is_drafted_published_and_a_roster_of_it_made_and_swapped_in(
    city: Any, visit: Any, settings: Any
) -> None:
    settings.TASKS = AT_ONCE
    today = timezone.localdate()
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    planned.plan(city.bureau)
    planned.firms(city.bureau)
    planned.calls(city.bureau, today - timedelta(days=35), 36, a_day=40)
    (head,) = posts_of(city.bureau, "head")

    page = visit(head, reverse("hotline-plans"))
    assert page.locator("#month").input_value() == f"{month:%Y-%m}"
    page.locator("#segments").fill("5")
    with page.expect_navigation():
        page.get_by_role("button", name="拟订草案").click()
    assert page.locator("#chosen").inner_text() == "选定的 5 段"
    page.get_by_role("link", name="等待").click()
    assert page.locator("svg.chart rect.k7").count() >= 1
    page.locator("#code").fill("值守方案二")
    page.locator("#from_date").fill(today.isoformat())
    with page.expect_navigation():
        page.get_by_role("button", name="公布为现行方案").click()
    assert "值守方案二 已公布" in page.get_by_role("status").inner_text()
    assert Plan.objects.system("a test").get(code="值守方案二").until_date is None
    assert Draft.objects.system("a test").get().plan is not None

    page.goto(reverse("hotline-rosters"))
    page.locator("#rest_hours").fill("0")
    with page.expect_navigation():
        page.get_by_role("button", name="排出草表").click()
    with page.expect_navigation():
        page.get_by_role("button", name="公布值班表").click()
    assert "已公布" in page.locator(".head").inner_text()
    with page.expect_navigation():
        page.locator("tbody td a").first.click()
    ours = Duty.objects.system("a test").get(pk=page.url.split("/")[-3])
    theirs = Duty.objects.system("a test").filter(served_date=ours.served_date).exclude(pk=ours.pk)[0]
    page.locator("#to").select_option(str(theirs.firm_id))
    page.get_by_role("button", name="选这个团队").click()
    page.locator("#against").select_option(str(theirs.pk))
    page.locator("#reason").fill("开庭")
    with page.expect_navigation():
        page.get_by_role("button", name="登记换班").click()
    assert "已登记换班" in page.get_by_role("status").inner_text()
    assert Swap.objects.system("a test").count() == 2
    assert page.locator("#swaps").is_visible()
    assert page.faults == []


def test_a_consultation_by_keyboard_alone_within_thirty_seconds_of_typing(city: Any, visit: Any) -> None:
    (clerk,) = posts_of(city.bureau, "clerk")
    page = visit(clerk, reverse("hotline-taking-down"))
    page.locator("#call_number:focus").wait_for()  # nobody has to reach for the first field

    answers = (
        "00001",
        "拖欠工资",
        "工地欠三个月工资，没有合同。",
        None,
        "可以向劳动监察投诉，也可以申请劳动仲裁。",
        "",
        "",
    )
    for words in answers:
        if words is not None:
            page.keyboard.type(words)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "登记咨询" in page.get_by_role("status").inner_text()
    row = Consultation.objects.system("a test").get()
    assert (row.state, row.matter, row.call_number) == ("answered", "labour.wages", "00001")
    page.locator("#call_number:focus").wait_for()
    assert SECONDS_A_KEY * (sum(len(words or "") + 1 for words in answers) + 1) <= 30


def test_a_drawn_consultation_is_scored_by_keyboard_alone_and_the_next_one_follows(city: Any, visit: Any) -> None:
    clerk, head = posts_of(city.bureau, "clerk", "head")
    checked.answered(city.bureau, 40)
    first, second = checked.drawn(city.bureau, head)
    page = visit(clerk, reverse("hotline-quality-check", kwargs={"key": first.pk}))

    page.locator('[name="opening"]:focus').wait_for()
    for place in range(6):
        page.keyboard.press("Space" if place else "ArrowDown")  # the best level, but of the first item the one below
        page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("开场没有报号")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(reverse("hotline-quality-check", kwargs={"key": second.pk}))
    score = QualityScore.objects.system("a test").get()
    assert score.levels == {**checked.DONE, "opening": "partly"}
    assert (score.faults, score.remark) == ([], "开场没有报号")
    assert page.faults == []


def test_the_screen_and_the_planner_s_page_fit_a_phone(city: Any, visit: Any) -> None:
    (head,) = posts_of(city.bureau, "head")
    draft = planned.draft(city.bureau, planned.plan(city.bureau))
    planned.calls(city.bureau, date(2024, 6, 1), 2)
    checked.answered(city.bureau, 20)
    (check,) = checked.drawn(city.bureau, head)

    for url in (
        reverse("hotline-taking-down"),
        reverse("hotline-draft", kwargs={"key": draft.pk}),
        reverse("hotline-quality-round", kwargs={"key": check.round_id}),
        reverse("hotline-quality-check", kwargs={"key": check.pk}),
    ):
        page = visit(head, url, size=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
