"""Pages of legality review: what the lists show and to whom, both reviewers' points, the register by expiry."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.models import Point, Review
from fazhi.lines.legality_review.queries import filing_of
from fazhi.lines.legality_review.tests.division import POINT, Division, division_of, noon
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.wording import sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(city: Any) -> Division:
    return division_of(city)


def shown(post: Any, name: str, query: str = "", **kwargs: Any) -> str:
    response = signed_in(post).get(reverse(name, kwargs=kwargs) + query)
    assert response.status_code == 200, response.content.decode()[:1000]
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_the_list_shows_what_goes_on_with_its_day_and_what_is_over_apart(works):
    works.reviewing()
    works.closed(number="厦司审〔2024〕2号")

    going, over = shown(works.clerk, "legality-reviews"), shown(works.clerk, "legality-reviews", "?shelf=over")
    assert "厦司审〔2024〕1号" in going
    assert "2024-10-29" in going
    assert "厦司审〔2024〕2号" not in going
    assert "厦司审〔2024〕2号" in over
    assert "厦司审〔2024〕1号" not in shown(works.clerk, "legality-reviews", "?kind=contract")
    assert "厦司审〔2024〕1号" not in shown(works.stranger, "legality-reviews")


@pytest.mark.parametrize("query", ["?shelf=none", "?after=none"])
def test_a_list_that_is_none_is_said_to_be_none(works, query):
    for name in ("legality-reviews", "normative-documents"):
        assert signed_in(works.clerk).get(reverse(name) + query).status_code == 404


def test_the_page_has_both_reviewers_points_and_says_what_only_one_raised(works):
    review = works.reviewing()
    by_one, by_other = works.by(works.clerk, date(2024, 10, 14)), works.by(works.other, date(2024, 10, 14))
    services.raise_point(review, **by_one, **POINT)
    services.raise_point(review, **by_one, **{**POINT, "clause": "第一条", "problem": "目的不明。"})
    services.raise_point(review, **by_other, **{**POINT, "problem": "超越权限。"})
    services.finish(review, **by_one, proposed="amend")
    services.finish(review, **by_other, proposed="unlawful")

    page = shown(works.clerk, "legality-review", key=review.pk)

    assert page.index("不得设定行政处罚") < page.index("超越权限") < page.index("目的不明")
    assert page.count("仅一人提出") == 1
    assert "主审人 钱一：应当予以修改" in page
    assert "复审人 钱二：不合法" in page
    assert "第六条 未按时备案的，处五百元罚款。" in page


def test_the_page_recalls_what_was_said_of_the_like_and_leads_to_the_document(works):
    document = works.published()
    works.concluded(number="厦司审〔2024〕2号")
    review = works.opined(number="厦司审〔2024〕3号")

    assert "以前的同类意见" in shown(works.clerk, "legality-review", key=review.pk)
    assert document.number in shown(works.clerk, "legality-review", key=document.review_id)
    page = shown(works.clerk, "normative-document", key=document.pk)
    assert "待报送备案" in page
    filing = filing_of(document, works.clerk)
    assert "示例管理办法" in shown(works.clerk, "normative-filing", key=filing.pk)


def test_the_register_is_in_the_order_of_expiry_and_what_expired_is_apart(works):
    works.published()
    works.closed(number="厦司审〔2024〕2号")
    other = works.registered(number="厦司规〔2024〕2号", review="厦司审〔2024〕2号", expires_date=date(2025, 12, 31))
    services.publish(other, **works.by(works.clerk, date(2024, 10, 22)), issued_at="网站")

    page = shown(works.clerk, "normative-documents")
    assert page.index("厦司规〔2024〕2号") < page.index("厦司规〔2024〕1号")
    procedures.run(at=noon(date(2026, 1, 1)))
    assert "厦司规〔2024〕2号" not in shown(works.clerk, "normative-documents")
    assert "2026-01-01" in shown(works.clerk, "normative-documents", "?shelf=other")
    assert "厦司规〔2024〕1号" not in shown(works.clerk, "normative-documents", "?shelf=expiring")


def test_a_row_of_the_register_of_points_opens_its_review(works):
    review = works.opined()
    point = Point.objects.system("a test").get()

    response = signed_in(works.clerk).get(reverse("legality-point", kwargs={"key": point.pk}))

    assert response.url == f"{reverse('legality-review', kwargs={'key': review.pk})}#points"
    assert signed_in(works.stranger).get(reverse("legality-point", kwargs={"key": point.pk})).status_code == 404


@pytest.mark.parametrize("name", ["legality-reviews", "normative-documents"])
def test_a_list_takes_few_queries(works, name, django_assert_max_num_queries):
    works.published()
    client = signed_in(works.clerk)
    client.get(reverse(name))

    with django_assert_max_num_queries(15):
        client.get(reverse(name))


def test_the_pages_of_matters_take_few_queries(works, django_assert_max_num_queries):
    document = works.published()
    review = works.concluded(number="厦司审〔2024〕2号")
    filing = filing_of(document, works.clerk)
    client = signed_in(works.clerk)

    for name, matter in (("legality-review", review), ("normative-document", document), ("normative-filing", filing)):
        url = reverse(name, kwargs={"key": matter.pk})
        client.get(url)  # the marks of its articles are remembered
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200


def test_every_refusal_has_a_chinese_sentence_without_english(works):
    from fazhi.lines.legality_review import errors
    from fazhi.lines.legality_review.errors import campaigns, circulating, received

    day = date(2024, 10, 8)
    made = [
        errors.DossierIncomplete("甲", ["note"]), errors.CompetitionUntold("甲"), errors.ReviewersUnfit("甲", ["一"]),
        errors.ReviewersUnfit("甲", []), errors.NotReviewer("甲", "一"), errors.OpinionGiven("甲", "一", day),
        errors.OpinionsMissing("甲", ["一"]), errors.BasisUnclear("甲", "乙"), errors.PointUnknown("甲", 1),
        errors.ConclusionUnfit("甲", "lawful", 1), errors.ConclusionUnfit("甲", "amend", 0), errors.TooSoon("甲", day, day),
        errors.AnswersUnfit("甲", [1], [2], [3]), errors.AnswerUnclear("甲", "乙"), errors.NumberUnclear("乙"),
        errors.ValidityUnfit("甲", day, day, day), errors.DocumentUnfit("乙"), errors.DraftMissing("甲"),
        errors.FindingUnknown("甲", 1), errors.FindingDecided("甲", 1, "乙"), errors.FindingsOpen("甲", [1]),
        *(errors.ReviewUnfit("甲", why) for why in ("unknown", "other_kind", "open", "unlawful", "used")),
        campaigns.ScopeEmpty("甲", "乙"), campaigns.DueUnfit("甲", day, day, day), campaigns.OutcomeUnclear("甲", "乙"),
        campaigns.OutcomesUnfit("甲", ["乙"], ["丙"]), campaigns.CampaignUnfinished("甲", 1, ["乙"] * 11),
        received.FlawsUnfit("甲", 0), received.FlawsUnfit("甲", 1), received.FiledBefore("甲"),
        circulating.RecipientsUnfit("甲", []), circulating.RecipientsUnfit("甲", ["乙"]), circulating.DraftUnfit("甲"),
        circulating.RecipientUnknown("甲", "乙"), circulating.RemarkUnclear("甲", "乙"),
        circulating.CollationUnfit("甲", [1], ["乙"], day), circulating.AddresseeUnknown("甲"),
        *(
            circulating.SubmissionUnfit("甲", why)
            for why in ("unknown", "taken", "withdrawn", "accepted", "concluded", "no_opinion", "points", "pointless")
        ),
    ]  # fmt: skip
    told = {type(error) for error in made}

    assert told == set(errors.LegalityReviewError.__subclasses__())
    assert [text for text in map(sentence, made) if re.search("[A-Za-z{}]", text) or not text.endswith("。")] == []


def test_the_letter_is_among_the_papers_of_the_review(works):
    review = works.concluded()

    assert "关于《示例管理办法》的合法性审核意见书" in shown(works.clerk, "legality-review", key=review.pk)
    assert Attachment.objects.system("a test").get(matter_id=review.pk).kind == "legality_review.opinion"
    assert Review.objects.system("a test").get().state == "concluded"
