"""Pages beside a review: campaigns, filings that come in, circulated drafts, and what a department sees and sends itself."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.papers.models import Attachment
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.models import CleanedItem, Inquiry, Remark, Review
from fazhi.lines.legality_review.queries.submissions import sent_to
from fazhi.lines.legality_review.services import campaigns, circulating, received, submissions
from fazhi.lines.legality_review.tests.division import ALL, DRAFTER, POINT, Division, division_of
from fazhi.lines.legality_review.tests.test_campaigns import in_force
from fazhi.surfaces.accounts.tests.signing_in import signed_in

from .writing import hidden_of

pytestmark = pytest.mark.django_db

ON, DUE = date(2025, 3, 3), date(2025, 3, 31)


@pytest.fixture
def works(city: Any) -> Division:
    return division_of(city)


def shown(post: Any, url: str) -> str:
    response = signed_in(post).get(url)
    assert response.status_code == 200, response.content.decode()[:1000]
    return re.sub(r"<[^>]+>", "", response.content.decode())


def sent(post: Any, url: str, **answers: Any) -> Any:
    """The form at `url`, as it was shown, sent with these answers."""
    client = signed_in(post)
    return client.post(url, {**hidden_of(client.get(url).content.decode(), url), **answers})


def asked_campaign(works: Division) -> Any:
    works.closed(drafter=DRAFTER)
    document = works.registered()
    services.publish(document, **works.by(works.clerk, date(2024, 10, 22)), issued_at="市政府网站")
    campaign = campaigns.open_campaign(
        office=works.office, **works.by(works.clerk, ON), number="厦司清〔2025〕1号", title="2025年度定期清理", kind="periodic",
        notice="清理通知", due_date=DUE,
    )  # fmt: skip
    campaigns.assign_batch(campaign, **works.by(works.clerk, ON), due_date=DUE)
    return campaign


def test_a_department_proposes_on_its_page_and_the_office_finds_it_filled_in(works):
    campaign = asked_campaign(works)
    url = reverse("normative-proposals", kwargs={"key": campaign.pk})
    assert "2025年度定期清理" in shown(works.drafter, reverse("legality-assigned"))

    refused = sent(works.drafter, url, lines="厦司规〔2024〕1号 废止")
    assert refused.status_code in {400, 409, 422}
    assert "没有写明理由的：厦司规〔2024〕1号" in re.sub(r"<[^>]+>", "", refused.content.decode())
    assert sent(works.drafter, url, lines="厦司规〔2024〕1号 废止 上位法已修改").status_code == 302

    page = signed_in(works.clerk).get(reverse("normative-campaign", kwargs={"key": campaign.pk})).content.decode()
    assert "交办 1 件，已答复 1 件" in re.sub(r"<[^>]+>", "", page)
    prefilled = re.search(r'href="([^"]*review_documents/\?lines=[^"]*)"', page)
    assert prefilled
    form = signed_in(works.clerk).get(prefilled[1].replace("&amp;", "&")).content.decode()
    assert "厦司规〔2024〕1号 废止 上位法已修改" in form
    assert "厦司清〔2025〕1号" in shown(works.clerk, reverse("normative-campaigns"))


def test_a_filing_that_came_late_is_marked_and_its_flaws_stand_with_their_articles(works):
    filing = received.receive(
        office=works.office, **works.by(works.clerk, ON), number="思府规〔2025〕1号", title="示例办法", issuer="思明区人民政府",
        published_date=date(2025, 2, 10), body="第一条 示例。",
    )  # fmt: skip
    received.enter(filing, **works.by(works.clerk, ON), filing_number="厦司备〔2025〕1号")
    flaw = {"clause": "第一条", "fault": "powers", "problem": POINT["problem"], "rests_on": POINT["rests_on"]}
    received.find(filing, **works.by(works.clerk, ON), **flaw)

    # Published on 2025-02-10: the fifteenth day is the 25th, a Tuesday.
    assert "逾期报送" in shown(works.clerk, reverse("received-filings"))
    page = shown(works.clerk, reverse("received-filing", kwargs={"key": filing.pk}))
    assert "应当在 2025-02-25 以前" in page
    assert "超越权限" in page
    assert "行政处罚法" in page


def test_a_department_reads_the_draft_and_replies_once_on_its_page(works):
    review = works.reviewing()
    circulating.circulate(
        office=works.office, **works.by(works.clerk, date(2024, 10, 10)), number="征1", review=review.number,
        departments=[DRAFTER], due_date=date(2024, 10, 14),
    )  # fmt: skip
    url = reverse("legality-inquiry", kwargs={"key": Inquiry.objects.system("a test").get().pk})

    assert "处五百元罚款" in shown(works.drafter, url)
    assert sent(works.drafter, url, lines="第六条 反对 没有依据").status_code == 302

    assert Remark.objects.system("a test").get().text == "没有依据"
    assert "本部门已于" in shown(works.drafter, url)
    assert "征求意见" in shown(works.clerk, reverse("legality-review", kwargs={"key": review.pk}))


def test_a_department_submits_gets_the_letter_and_answers_and_sees_no_notes(works):
    begin = reverse("begin", kwargs={"procedure": "legality_review.submission"})
    answers = {
        "number": "厦人社送审〔2024〕1号", "addressee": "XM", "title": "示例管理办法", "kind": "normative",
        "materials": "\n".join(ALL), "competition": "passed", "competition_told": "示例审〔2024〕3号",
        "body": "第六条 处五百元罚款。", "on": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert sent(works.drafter, begin, **answers).status_code == 302
    (waiting,) = sent_to(works.clerk)
    assert "登记送审" in shown(works.clerk, reverse("legality-inbox"))

    submission = waiting.submission
    review = works.opined(points=2, submission=submission.number, drafter=DRAFTER, body="")
    services.drop_point(review, **works.by(works.chief, date(2024, 10, 15)), point=2, reason="内部不同意见")
    url = reverse("legality-submission", kwargs={"key": submission.pk})
    before = shown(works.drafter, url)
    assert "审核中" in before
    assert POINT["problem"] not in before
    services.conclude(
        review, **works.by(works.chief, date(2024, 10, 17)), conclusion="amend", opinion_number="厦司审函〔2024〕1号"
    )

    after = shown(works.drafter, url)
    assert after.count(POINT["problem"]) == 1
    assert "厦司审函〔2024〕1号" in after
    for secret in ("内部不同意见", "钱一", "钱二"):
        assert secret not in before + after
    letter = Attachment.objects.visible_to(works.drafter).get(kind="legality_review.opinion")
    assert signed_in(works.drafter).get(reverse("paper", kwargs={"key": letter.pk})).status_code == 200
    assert signed_in(works.drafter).get(reverse("legality-review", kwargs={"key": review.pk})).status_code == 404


def test_what_is_filled_in_is_seen_without_scrolling(works):
    for place in range(2, 8):
        in_force(works, place)
    campaign = asked_campaign(works)

    page = signed_in(works.drafter).get(reverse("normative-proposals", kwargs={"key": campaign.pk})).content.decode()

    assert page.count("厦司规〔2024〕7号") == 2  # in the list, and in the form
    assert 'name="lines" rows="7"' in page


def test_what_is_not_ones_own_is_not_there(works, city):
    campaign = asked_campaign(works)
    item = CleanedItem.objects.system("a test").get()
    submission = submissions.send(
        office=city.department, **works.by(works.drafter, ON), number="送审1", title="办法", kind="affair", addressee="XM",
        materials=ALL,
    )  # fmt: skip

    for post, name, key, status in (
        (works.stranger, "normative-proposals", campaign.pk, 404),
        (works.stranger, "normative-campaign", campaign.pk, 404),
        (works.drafter, "normative-campaign", campaign.pk, 404),
        (works.drafter, "normative-cleaned", item.pk, 404),
        (city.officer, "normative-proposals", campaign.pk, 403),
        (works.stranger, "legality-submission", submission.pk, 404),
    ):
        assert signed_in(post).get(reverse(name, kwargs={"key": key})).status_code == status, (post, name)
    assert signed_in(works.stranger).get(reverse("legality-inbox")).status_code == 403
    assert Review.objects.visible_to(works.drafter).count() == 0


def test_the_lists_take_few_queries(works, django_assert_max_num_queries):
    asked_campaign(works)
    for post, name in (
        (works.clerk, "normative-campaigns"),
        (works.clerk, "received-filings"),
        (works.clerk, "legality-inbox"),
        (works.drafter, "legality-assigned"),
    ):
        client = signed_in(post)
        client.get(reverse(name))
        with django_assert_max_num_queries(15):
            assert client.get(reverse(name)).status_code == 200
