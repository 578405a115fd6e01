"""
Double-random inspections in a browser: from the annual plan to a draw by the public value, to the notice, the record on a
telephone, the order to rectify, the second inspection, and publication.

The clock is not moved: the rosters are frozen for a lottery, whose issues carry no moment.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.engines.draw import verify
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.tests.cases import png
from fazhi.lines.inspections.models import Draw, Inspection, Inspector, PlanLine, Task
from fazhi.lines.inspections.tests import bureau

from .browsing import CHROMIUM, PHONE, fill_in, take
from .cast import posts_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def state(page: Any) -> str:
    found: str = page.locator(".head .state").inner_text()
    return found


def test_an_institution_is_drawn_inspected_told_to_rectify_and_published(city: Any, visit: Any) -> None:
    today = timezone.localdate()
    bureau.build(city.bureau)
    PlanLine.objects.system("a test").update(year=today.year, due_date=today, planned=2)
    Inspector.objects.system("a test").update(valid_to_date=today + timedelta(days=400))
    clerk, head = posts_of(city.bureau, "clerk", "head")

    page = visit(clerk, reverse("inspections-plan"))
    page.get_by_role("link", name="立项：律师事务所").click()
    form = page.locator("section.asked form")
    assert form.locator('[name="numbers"]').input_value() == "律师事务所 2"
    fill_in(form, _office="XM", number="厦司抽1号", visit_date=today.isoformat())
    with page.expect_navigation():
        form.locator("button.first").click()
    assert state(page) == "已立项"
    take(page, "commit", beacon="lottery 双色球 2026139")
    assert "在开奖以前公告" in page.locator(".todo").inner_text()
    take(page, "announce", announced_at="市司法局网站双随机专栏")
    assert take(page, "draw", public_values="1 5 9 12 22 30 + 7") == "已办理“随机抽取”。"
    draw = Draw.objects.system("a test").get()
    assert verify(draw.transcript, draw.commitment).holds
    assert page.locator("tbody tr:has(.state)").count() == 2

    page.locator("section:has(> header > #drawn) tbody th a").first.click()
    take(page, "notify")
    phone = visit(clerk, page.url, size=PHONE)
    phone.get_by_role("link", name="现场记录").click()
    phone.locator('[name="answer-LS-3"][value="否"]').check()
    phone.locator('[name="code-LS-01-0"]').select_option("0")
    phone.locator('[name="photo"]').first.set_input_files(
        [{"name": f"{each}.png", "mimeType": "image/png", "buffer": png()} for each in "12"]
    )
    with phone.expect_navigation():
        phone.get_by_role("button", name="登记检查记录").click()
    assert "LS-02" in phone.get_by_role("alert").inner_text()
    assert phone.locator('[name="code-LS-01-0"]').input_value() == "0"
    phone.locator('[name="code-LS-02-0"]').select_option("D")
    phone.locator('[name="note-LS-02-0"]').fill("2份委托合同没有写明收费标准")
    phone.locator('[name="photo"]').first.set_input_files(
        [{"name": f"{each}.png", "mimeType": "image/png", "buffer": png()} for each in "12"]
    )
    with phone.expect_navigation():
        phone.get_by_role("button", name="登记检查记录").click()
    assert state(phone) == "已检查、待审核"
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Attachment.objects.system("a test").filter(kind="inspections.photo").count() == 2

    chief = visit(head, page.url)
    take(chief, "approve")
    due = (today + timedelta(days=15)).isoformat()
    take(chief, "order", problems="2份委托合同没有写明收费标准。", rectify_by=due)
    assert "2份委托合同没有写明收费标准" in chief.locator("section:has(> header > #following)").inner_text()
    page.reload()
    take(page, "publish", published_at="市司法局网站双随机专栏")
    take(page, "confirm", result_told="已经补签。")
    take(page, "close_rectified", published_at="市司法局网站双随机专栏")

    assert state(page) == "检查已办结"
    kept = Inspection.objects.system("a test").get(state="closed")
    assert (kept.ordered_date, kept.reinspected_date, kept.published_date) == (today, today, today)
    assert Task.objects.system("a test").get().state == "drawn"
    assert page.faults == chief.faults == []
    assert [fault for fault in phone.faults if "status of 400" not in fault] == []  # the one form that was refused
