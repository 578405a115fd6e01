"""
Legality review in a browser: a draft is submitted as Word, examined, reviewed by two who each decide about what was found,
answered point by point; the document is numbered, published, filed, and expires.

The clock is not moved for the review: the opinion is given on the day of acceptance, which needs its urgency told.
"""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.services import read
from fazhi.kernel.papers.word_reading import read_word
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.legality_review.models import Document, Review
from fazhi.lines.legality_review.tests.division import BODY, division_of

from .browsing import CHROMIUM, PHONE, fill_in, take
from .examples import AT_ONCE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


def draft() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in BODY.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def state(page: Any) -> str:
    found: str = page.locator(".head .state").inner_text()
    return found


def begun(page: Any, **answers: str) -> None:
    form = page.locator("section.asked form")
    fill_in(form, **answers)
    with page.expect_navigation():
        form.locator("button.first").click()


def found(page: Any, words: str) -> Any:
    """A finding beside its clause."""
    return page.locator("article.found", has_text=words)


def dismissed(page: Any, words: str) -> str:
    card = found(page, words)
    card.get_by_text("不采纳", exact=True).first.click()
    card.locator("textarea").fill("上位法已经有规定。")
    card.get_by_role("button", name="不采纳").click()
    said: str = found(page, words).inner_text()
    return said


def test_a_draft_becomes_a_document_that_expires(city: Any, visit: Any, settings: Any) -> None:
    settings.TASKS = AT_ONCE
    works, today = division_of(city), timezone.localdate()
    page = visit(works.clerk, reverse("legality-reviews"))
    page.get_by_role("link", name="登记送审").click()
    page.locator('section.asked form [name="draft"]').set_input_files(
        [{"name": "送审稿.docx", "mimeType": "application/octet-stream", "buffer": draft()}]
    )
    begun(
        page, _office="XM", number="厦司审〔2024〕1号", title="示例管理办法", kind="normative", drafter="市示例局",
        materials="送审稿\n起草说明\n制定依据\n征求意见及采纳情况\n起草单位合法性审核意见", competition="unconcerned",
        competition_told="不涉及经营者",
    )  # fmt: skip
    assert state(page) == "已报送、待查验"
    assert "处五百元罚款" in page.locator("section:has(> header > #draft)").inner_text()
    take(page, "accept")

    chief = visit(works.chief, page.url)
    take(chief, "assign", first="E0021", second="E0022")
    page.reload()
    review_url = page.url
    page.get_by_role("link", name="逐条对照送审稿看审核发现").click()
    found(page, "设定行政处罚").get_by_role("button", name="采纳", exact=True).click()
    assert "已采纳为审核意见" in page.get_by_role("status").inner_text()
    dismissed(page, "条文序号跳号")
    page.goto(review_url)
    take(page, "finish", proposed="amend")
    other = visit(works.other, review_url, size=PHONE)
    other.get_by_role("link", name="逐条对照送审稿看审核发现").click()
    assert "两人取舍不同" in dismissed(other, "设定行政处罚")
    assert "两人取舍不同" not in dismissed(other, "条文序号跳号")
    assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
    other.goto(review_url)
    take(other, "finish", proposed="amend")
    chief.reload()
    assert "仅一人提出" in chief.locator("section:has(> header > #points)").inner_text()
    told = {"conclusion": "amend", "opinion_number": "厦司审函〔2024〕1号", "urgent_reason": "防汛应急"}
    assert take(chief, "conclude", **told) == "已办理“出具审核意见书”。"
    letter = Attachment.objects.system("a test").get(kind="legality_review.opinion")
    content = read(letter.pk, by=works.chief, at=timezone.now(), reason="核对意见书")[1]
    assert "依据：行政处罚法 第十六条；行政处罚法 第九条。" in "\n".join(
        each.text for each in read_word(content, letter.name).passages
    )
    page.reload()
    take(page, "respond", answers="1 采纳")
    assert state(page) == "已办结"

    page.goto(reverse("normative-documents"))
    page.get_by_role("link", name="登记编号").click()
    last = today + timedelta(days=400)
    begun(
        page, _office="XM", number="厦司规〔2024〕1号", review="厦司审〔2024〕1号", effective_date=today.isoformat(),
        expires_date=last.isoformat(),
    )  # fmt: skip
    assert state(page) == "已登记编号"
    take(page, "publish", issued_at="市政府网站")
    assert state(page) == "现行有效"
    page.locator("section:has(> header > #filing) header a").click()
    take(page, "send", filed_with="厦门市人民政府")
    take(page, "enter", filing_number="厦府备〔2024〕1号")
    assert state(page) == "已备案登记"

    procedures.run(at=datetime(last.year, last.month, last.day, 12, tzinfo=UTC) + timedelta(days=1))
    page.goto(f"{reverse('normative-documents')}?shelf=other")
    assert "有效期届满失效" in page.locator("tbody").inner_text()
    assert Document.objects.system("a test").get().ended_date == last + timedelta(days=1)
    assert Review.objects.system("a test").get().body.strip() == BODY
    assert page.faults == chief.faults == other.faults == []
