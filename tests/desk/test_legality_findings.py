"""Pages of findings: the draft clause by clause with what was found beside it, the decisions, and how the checks fare."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.models import Examination, Finding, Point, Review, Verdict
from fazhi.lines.legality_review.tests.division import BODY, Division, division_of, noon
from fazhi.surfaces.accounts.tests.signing_in import signed_in
from fazhi.surfaces.jobs.models import Job

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 14)


@pytest.fixture
def works(city: Any) -> Division:
    return division_of(city)


def examined(review: Review) -> Examination:
    return services.examine_draft(review, at=noon(DAY), on=DAY)


def penalty_of(examination: Examination) -> Finding:
    return Finding.objects.system("a test").get(examination=examination, check_code="clause.penalty")


def url_of(review: Review) -> str:
    return reverse("legality-findings", kwargs={"key": review.pk})


def text_of(response: Any) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


def decide(post: Any, finding: Finding, **answers: str) -> Any:
    return signed_in(post).post(reverse("legality-finding", kwargs={"key": finding.pk}), answers)


def test_a_finding_stands_beside_its_clause_with_article_and_suggestion(works):
    review = works.reviewing()
    finding = penalty_of(examined(review))

    page = signed_in(works.clerk).get(url_of(review))

    told, html = text_of(page), page.content.decode()
    assert f'<mark><a href="#f{finding.place}">五百元罚款</a></mark>' in html
    assert "《行政处罚法》第十六条" in told
    assert finding.suggestion in told
    assert "您还有" in told
    assert "您还有" not in text_of(signed_in(works.chief).get(url_of(review)))


def test_one_button_adopts_and_another_dismisses_and_the_difference_is_shown(works):
    review = works.reviewing()
    finding = penalty_of(examined(review))

    assert decide(works.clerk, finding, act="adopt").url == f"{url_of(review)}#f{finding.place}"
    before = text_of(signed_in(works.other).get(url_of(review)))
    assert decide(works.other, finding, act="dismiss", reason="有上位法依据").status_code == 302
    after = text_of(signed_in(works.other).get(url_of(review)))

    assert Point.objects.system("a test").get().problem == finding.message
    assert "钱一：采纳" not in before  # each reviews for himself
    assert "钱一：采纳" in after
    assert "钱二：不采纳" in after
    assert "两人取舍不同" in after


def test_a_reworded_point_keeps_what_the_reviewer_wrote(works):
    finding = penalty_of(examined(works.reviewing()))
    form = text_of(signed_in(works.clerk).get(reverse("legality-finding", kwargs={"key": finding.pk})))

    decide(works.clerk, finding, act="adopt", suggestion="改为责令限期改正。")

    assert "采纳为审核意见" in form
    assert Point.objects.system("a test").get().suggestion == "改为责令限期改正。"
    assert Verdict.objects.system("a test").get().choice == "reworded"


def test_what_is_refused_says_why_and_keeps_what_was_typed(works):
    finding = penalty_of(examined(works.reviewing()))

    unreasoned = decide(works.clerk, finding, act="dismiss", reason="")
    unclear = decide(works.clerk, finding, act="adopt", rests_on="不合理")
    foreign = decide(works.chief, finding, act="dismiss", reason="不同意")
    decide(works.clerk, finding, act="dismiss", reason="有上位法依据")
    twice = decide(works.clerk, finding, act="adopt")

    assert [each.status_code for each in (unreasoned, unclear, foreign, twice)] == [400] * 4
    assert "法律依据请写成" in text_of(unclear)
    assert "不是 厦司审〔2024〕1号 的审核人" in text_of(foreign)
    assert "不能再改" in text_of(twice)
    assert Verdict.objects.system("a test").count() == 1


def test_a_stranger_finds_nothing_and_changes_nothing(works):
    review = works.reviewing()
    finding = penalty_of(examined(review))
    stranger = signed_in(works.stranger)

    assert stranger.get(url_of(review)).status_code == 404
    assert stranger.post(url_of(review)).status_code == 404
    assert stranger.get(reverse("legality-finding", kwargs={"key": finding.pk})).status_code == 404
    assert decide(works.stranger, finding, act="dismiss", reason="不").status_code == 404
    assert "clause.penalty" not in text_of(stranger.get(reverse("legality-checks")))
    assert not Verdict.objects.system("a test").exists()


def test_an_examination_is_asked_for_waited_for_and_its_failure_told(works, django_capture_on_commit_callbacks):
    review = works.reviewing()
    client = signed_in(works.clerk)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url_of(review))
    waiting = client.get(url_of(review), headers={"HX-Request": "true"})
    told = "文件损坏，不能读取。"
    Job.objects.update(state="failed", error=told, is_expected=True, ended_at=timezone.now())

    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    assert told in text_of(client.get(url_of(review)))
    services.examine_draft(review, at=timezone.now(), on=DAY)
    assert "核对完了" in text_of(client.get(url_of(review), headers={"HX-Request": "true"}))
    assert told not in text_of(client.get(url_of(review)))
    assert signed_in(works.chief).post(url_of(review)).status_code == 302


def test_what_was_decided_about_the_same_words_before_is_shown_and_not_carried_over(works):
    review = works.reviewing()
    decide(works.clerk, penalty_of(examined(review)), act="dismiss", reason="有上位法依据")
    Review.objects.system("a new version").filter(pk=review.pk).update(body=f"{BODY}\n第七条 本办法自公布之日起施行。")
    review.refresh_from_db()
    examined(review)

    page = text_of(signed_in(works.clerk).get(url_of(review)))
    old = text_of(signed_in(works.clerk).get(f"{url_of(review)}?run=1"))

    assert "第1次核对" in page
    assert page.count("有上位法依据") == 2  # told, and the beginning of a new reason
    assert "您还有" in page
    assert "只供查阅" in old
    assert signed_in(works.clerk).get(f"{url_of(review)}?run=3").status_code == 404


def test_the_statistics_count_what_was_decided_and_lead_to_it(works):
    review = works.reviewing()
    finding = penalty_of(examined(review))
    decide(works.clerk, finding, act="dismiss", reason="有上位法依据")

    page = signed_in(works.chief).get(reverse("legality-checks") + "?check=clause.penalty")

    assert "有上位法依据" in text_of(page)
    assert f"{url_of(review)}?run=1#f{finding.place}" in page.content.decode()
    assert signed_in(works.chief).get(reverse("legality-checks") + "?check=none").status_code == 404


def test_the_page_takes_few_queries_however_many_findings(works, django_assert_max_num_queries):
    lines = [f"第{number}条 未按时备案的，处五百元罚款。" for number in "一二三四五六七八九"]
    examined(works.reviewing(number="厦司审〔2024〕2号", body="\n".join(lines)))
    review = works.reviewing(body="\n".join(lines))
    examined(review)
    client = signed_in(works.clerk)
    client.get(url_of(review))

    with django_assert_max_num_queries(22):
        assert client.get(url_of(review)).status_code == 200
