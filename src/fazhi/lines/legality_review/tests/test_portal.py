"""The public's pages of clean-ups: published lists only, searched, and as open data."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.lines.legality_review.models import Campaign, CleanedItem, Document
from fazhi.lines.legality_review.services import campaigns, cleaned
from fazhi.lines.legality_review.tests.division import Division
from fazhi.lines.legality_review.tests.test_campaigns import DECIDED, PUBLISHED, assigned, in_force, reviewed

LIST = "/portal/cleaned/"


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def published(division: Division) -> Campaign:
    """Of four documents each came to something else; one had ended before the decision."""
    lines = []
    for place, said in enumerate(("保留", "修改 机构已经改革", "废止 上位法已修改", "宣布失效 调整对象消失"), 1):
        document = in_force(division, place)
        lines.append(f"{document.number} {said}")
    in_force(division, 5)
    campaign = reviewed(division, *lines)
    Document.objects.system("a test").filter(number="厦司规〔2024〕5号").update(
        state="expired", ended_date=PUBLISHED, ended_year=2025, ended_quarter=2, ended_month=4
    )
    cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="局长办公会纪要〔2025〕5号")
    cleaned.publish(
        campaign, **division.by(division.clerk, PUBLISHED), list_number="厦司〔2025〕9号", issued_at="市政府网站"
    )
    return campaign


def address(campaign: Campaign, form: str = "") -> str:
    if form:
        return reverse("portal-cleaned-table", kwargs={"key": campaign.pk, "form": form})
    return reverse("portal-cleaned-list", kwargs={"key": campaign.pk})


def text_of(client: Client, url: str, **asked: str) -> str:
    response = client.get(url, asked)
    assert response.status_code == 200, url
    return response.content.decode()


def test_before_any_list_the_page_says_so(city: Any, stranger: Client) -> None:
    assert "还没有公布过清理目录" in text_of(stranger, LIST)


def test_a_list_tells_what_became_of_each_document_and_why(published: Campaign, stranger: Client) -> None:
    assert "废止 1" in text_of(stranger, LIST)

    text = text_of(stranger, address(published))

    shelves = [text.index(f'id="{code}"') for code in ("abolish", "invalid", "amend", "keep")]
    assert shelves == sorted(shelves)
    for told in (
        "厦司〔2025〕9号",
        "局长办公会纪要〔2025〕5号",
        "上位法已修改",
        "机构已经改革",
        "厦司规〔2024〕1号",
        "市政府网站",
    ):
        assert told in text
    # What ended by itself before the decision stands in no list.
    assert "厦司规〔2024〕5号" not in text
    assert "共清理 4 件" in text


def test_nothing_is_told_of_a_campaign_before_its_list_is_published(division: Division, stranger: Client) -> None:
    document = in_force(division, 1)
    campaign = assigned(division)

    def is_hidden() -> None:
        for url in (address(campaign), address(campaign, "csv"), address(campaign, "json")):
            assert stranger.get(url).status_code == 404
        assert campaign.title not in text_of(stranger, LIST)
        assert document.number not in text_of(stranger, LIST, words="示例")

    is_hidden()
    campaigns.propose(
        campaign, [f"{document.number} 废止 上位法已修改"], **division.by(division.drafter, date(2025, 3, 10))
    )
    campaigns.review_documents(
        campaign, **division.by(division.clerk, date(2025, 4, 1)), lines=[f"{document.number} 废止 上位法已修改"]
    )
    is_hidden()
    cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="会议")
    is_hidden()


def test_a_campaign_that_was_given_up_is_not_there(division: Division, stranger: Client) -> None:
    in_force(division, 1)
    campaign = assigned(division)
    cleaned.cancel(campaign, **division.by(division.chief, DECIDED), reason="与专项清理合并")

    assert stranger.get(address(campaign)).status_code == 404


def test_what_a_department_proposed_and_who_entered_it_stays_inside(published: Campaign, stranger: Client) -> None:
    CleanedItem.objects.system("a test").filter(campaign=published).update(proposed_reason="内部的不同意见")

    pages = [text_of(stranger, address(published, form)) for form in ("", "csv", "json")]

    assert not any(secret in page for page in pages for secret in ("内部的不同意见", "钱四", "E0024"))


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"words": "厦司规[2024]3号"}, {3}),
        ({"words": "（2024）2"}, {2}),
        ({"words": "示例 人力资源"}, {1, 2, 3, 4}),
        ({"words": "示例", "outcome": "keep"}, {1}),
        ({"outcome": "invalid"}, {4}),
        ({"words": "100%"}, set()),
        ({"words": "<b>"}, set()),
    ],
)
def test_a_document_is_found_by_number_title_drafter_and_outcome(
    published: Campaign, stranger: Client, asked: dict[str, str], numbers: set[int]
) -> None:
    text = text_of(stranger, LIST, **asked)
    results = text[text.index('id="found"') :]

    assert {place for place in range(1, 6) if f"厦司规〔2024〕{place}号" in results} == numbers
    assert ("没有这样的文件" in results) == (not numbers)
    assert 'value="<' not in text


def test_too_many_to_show_are_cut_and_the_page_says_so(published: Campaign, stranger: Client) -> None:
    rows = CleanedItem.objects.system("a test")
    item, document = (
        rows.filter(reviewed="keep").get(),
        Document.objects.system("a test").get(number="厦司规〔2024〕1号"),
    )
    for place in range(60):
        document.pk, document.number, document.review = uuid4(), f"厦司规〔2023〕{place + 1}号", None
        document.save(force_insert=True)
        item.pk, item.document = uuid4(), document
        item.save(force_insert=True)

    text = text_of(stranger, LIST, words="示例")

    assert "只列出前 50 件" in text
    assert text.count("公布的目录<span") == 50


def test_open_data_have_every_row_licence_and_day(published: Campaign, stranger: Client) -> None:
    told = json.loads(text_of(stranger, address(published, "json")))
    rows = list(csv.reader(io.StringIO(text_of(stranger, address(published, "csv")).removeprefix("\ufeff"))))

    assert rows == [told["columns"], *told["rows"]]
    assert told["rows"][0] == ["厦司规〔2024〕3号", "示例管理办法", "市人力资源和社会保障局", "废止", "上位法已修改"]
    assert (told["number"], told["issued"], told["decided"]) == ("厦司〔2025〕9号", "2025-04-10", "2025-04-07")
    assert told["licence"]
    assert stranger.get(address(published, "xlsx")).status_code == 404


def test_nobody_finds_a_list_that_is_none(city: Any, stranger: Client) -> None:
    assert stranger.get(reverse("portal-cleaned-list", kwargs={"key": uuid4()})).status_code == 404
    assert stranger.get(LIST, {"before": "x"}).status_code == 404
    assert stranger.get(LIST, {"before": str(uuid4())}).status_code == 200
    assert stranger.get(LIST, {"words": " ", "outcome": "all"}).status_code == 200


def test_the_lists_go_on_by_key(published: Campaign, stranger: Client) -> None:
    row = Campaign.objects.system("a test").get(pk=published.pk)
    for place in range(1, 23):
        row.pk, row.number, row.list_number, row.title = uuid4(), f"清{place}", f"目录{place}号", f"清理第{place}次"
        row.published_date = PUBLISHED + timedelta(days=place // 2)
        row.save(force_insert=True)

    page = text_of(stranger, LIST)
    following = page.partition("?before=")[2].partition('"')[0]
    rest = text_of(stranger, LIST, before=following)

    assert (page.count("看目录"), rest.count("看目录")) == (20, 3)
    assert not any(f"目录{place}号" in page and f"目录{place}号" in rest for place in range(1, 23))


def test_no_page_makes_more_than_fifteen_queries(
    published: Campaign, stranger: Client, django_assert_max_num_queries: Any
) -> None:
    for url in (LIST, f"{LIST}?words=示例", address(published), address(published, "json")):
        text_of(stranger, url)
        with django_assert_max_num_queries(15):
            text_of(stranger, url)
