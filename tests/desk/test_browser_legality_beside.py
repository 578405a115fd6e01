"""
What stands beside a review, in a browser: a clean-up from its notice to the list that a stranger reads, a filing that came in, and a
department's own draft that is circulated and answered.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.papers.models import Attachment
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.models import Document, ReceivedFiling, Review
from fazhi.lines.legality_review.tests.division import ALL, POINT, Division, division_of
from fazhi.lines.legality_review.tests.test_campaigns import in_force

from .browsing import CHROMIUM, PHONE, fill_in, take
from .test_browser_legality_review import begun, state

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def answered(page: Any, **answers: str) -> None:
    """The form that stands on the page, sent."""
    begun(page, **answers)


def text_under(page: Any, heading: str) -> str:
    found: str = page.locator(f"section:has(> header > #{heading})").inner_text()
    return found


def test_a_campaign_ends_on_the_portal_and_a_filing_in_is_answered(city: Any, visit: Any) -> None:
    works, today = division_of(city), timezone.localdate()
    kept, ended = in_force(works, 1), in_force(works, 2)
    page = visit(works.clerk, reverse("normative-campaigns"))
    page.get_by_role("link", name="启动清理").click()
    begun(
        page, _office="XM", number="厦司清〔2026〕1号", title="2026年度定期清理", kind="periodic", notice="清理通知",
        due_date=(today + timedelta(days=60)).isoformat(),
    )  # fmt: skip
    take(page, "assign_batch", due_date=(today + timedelta(days=30)).isoformat())

    department = visit(works.drafter, reverse("legality-assigned"), size=PHONE)
    department.get_by_role("link", name="厦司清〔2026〕1号").click()
    answered(department, lines=f"{kept.number} 保留\n{ended.number} 废止 上位法已修改")
    assert "废止" in text_under(department, "documents")
    page.reload()
    campaign_url = page.url
    page.get_by_role("link", name="按起草单位的意见填好，逐件审核").click()
    page.locator("main form button.first").click()
    chief = visit(works.chief, campaign_url)
    assert take(chief, "decide", decision="局长办公会纪要〔2026〕5号") == "已办理“审定清理结果”。"
    assert Document.objects.system("a test").get(number=ended.number).state == "abolished"

    stranger = visit(None, reverse("portal-cleaned"), size=PHONE)
    assert "还没有公布过清理目录" in stranger.locator("main").inner_text()
    page.goto(campaign_url)
    take(page, "publish", list_number="厦司〔2026〕9号", issued_at="市政府网站")
    assert state(page) == "已公布结果"
    stranger.reload()
    stranger.get_by_role("link", name="看目录").click()
    assert "上位法已修改" in text_under(stranger, "abolish")
    assert kept.number in text_under(stranger, "keep")
    assert stranger.evaluate("document.documentElement.scrollWidth <= innerWidth")
    stranger.goto(reverse("portal-cleaned"))
    fill_in(stranger.locator("form.asking"), words="厦司规[2024]2号")
    stranger.get_by_role("button", name="查找").click()
    assert "审定：废止　上位法已修改" in text_under(stranger, "found")

    page.goto(reverse("received-filings"))
    page.get_by_role("link", name="登记收到备案").click()
    begun(
        page, _office="XM", number="思府规〔2026〕1号", title="思明区示例管理办法", issuer="思明区人民政府",
        published_date=(today - timedelta(days=3)).isoformat(), body="第六条 未备案的，处罚款。",
    )  # fmt: skip
    take(page, "enter", filing_number="厦司备〔2026〕1号")
    take(page, "find", clause="第六条", fault="powers", problem="设定行政处罚。", rests_on="行政处罚法 第十六条")
    assert "超越权限" in text_under(page, "flaws")
    chief.goto(page.url)
    take(chief, "suggest", opinion_number="厦司备审〔2026〕1号")
    assert Attachment.objects.system("a test").filter(kind="legality_review.examination").count() == 1
    page.reload()
    take(page, "report", correction="amended", told="已以思府规〔2026〕3号修改")
    assert state(page) == "审查终结"
    assert ReceivedFiling.objects.system("a test").get().correction == "amended"
    assert page.faults == chief.faults == department.faults == stranger.faults == []


def test_a_department_submits_its_own_draft_which_is_circulated_and_answered(city: Any, visit: Any) -> None:
    works, today = division_of(city), timezone.localdate()
    department = visit(works.drafter, reverse("legality-assigned"), size=PHONE)
    department.get_by_role("link", name="报送送审稿").click()
    begun(
        department, number="厦人社送审〔2026〕1号", addressee="XM", title="示例管理办法", kind="normative", materials="\n".join(ALL),
        competition="passed", competition_told="示例审〔2026〕3号", body="第六条 处五百元罚款。",
    )  # fmt: skip
    submission_url = department.url

    page = visit(works.clerk, reverse("legality-inbox"))
    page.get_by_role("link", name="登记送审").click()
    begun(page, number="厦司审〔2026〕1号")
    take(page, "accept")
    page.get_by_role("link", name="征求部门和专家意见").click()
    begun(
        page, number="厦司审〔2026〕1号-征1", departments="思明区司法局", experts="陈律师",
        due_date=(today + timedelta(days=5)).isoformat(),
    )  # fmt: skip
    other = visit(city.head, reverse("legality-assigned"))
    other.get_by_role("link", name="厦司审〔2026〕1号-征1").click()
    assert "处五百元罚款" in text_under(other, "draft")
    answered(other, lines="第六条 反对 没有依据")
    take(page, "enter_reply", recipient="陈律师", lines="无意见")
    take(page, "adopt", answers="1 采纳")
    take(page, "collate")
    assert "没有依据" in text_under(page, "remarks")
    assert Attachment.objects.system("a test").filter(kind="legality_review.collation").count() == 1

    opined(works, Review.objects.system("a test").get())
    department.goto(submission_url)
    assert "厦司审函〔2026〕1号" in text_under(department, "progress")
    take(department, "answer", answers="1 采纳")
    page.goto(reverse("legality-inbox"))
    page.get_by_role("link", name="登记采纳情况").click()
    page.locator("main form button.first").click()
    assert state(page) == "已办结"
    assert department.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.faults == department.faults == other.faults == []


def opined(works: Division, review: Review) -> None:
    """What the two reviewers and the head do, which has its own test, in a hurry."""
    now = {"at": timezone.now(), "on": timezone.localdate()}
    services.assign(review, by=works.chief, **now, first=works.clerk.official.code, second=works.other.official.code)
    services.raise_point(review, by=works.clerk, **now, **POINT)
    for post in (works.clerk, works.other):
        services.finish(review, by=post, **now, proposed="amend")
    services.conclude(
        review,
        by=works.chief,
        **now,
        conclusion="amend",
        opinion_number="厦司审函〔2026〕1号",
        urgent_reason="防汛应急",
    )
