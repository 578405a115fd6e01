"""What the database itself keeps true of reports, versions and contributions."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fazhi.lines.annual_report.models import (
    AnnualReport,
    Comment,
    Contribution,
    Delivery,
    Explanation,
    ReportVersion,
    Submission,
)
from fazhi.lines.annual_report.terms import Heading, Recipient
from fazhi.lines.annual_report.tests.house import House

DAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "第一版没有更正理由"},
        {"number": 2},
        {"signed_by": "H1"},
        {"signed_date": DAY},
        {"seal": "a" * 64, "frozen": "2024-v1"},
        {"signed_by": "H1", "signed_date": DAY, "seal": "a" * 64},
        {"submitted_date": DAY},
        {"published_date": DAY, "url": "https://a.cn", "secrecy_reviewer": ""},
        {"meeting": "party_group"},
        {"meeting": "tea", "meeting_date": DAY},
        {
            "signed_by": "H1", "signed_date": DAY, "seal": "a" * 64, "frozen": "2024-v1", "submitted_date": DAY,
            "published_date": date(2025, 2, 1), "url": "https://a.cn", "secrecy_reviewer": "郑密",
        },
    ],
    ids=lambda wrong: " ".join(wrong),
)  # fmt: skip
def test_a_version_is_whole_and_in_order(house: House, wrong: dict[str, object]):
    house.open()

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportVersion.objects.update(**wrong)


def test_a_report_has_one_row_a_year_and_a_known_state(house: House):
    house.open()
    house.open(2023)

    for wrong in ({"year": 2024}, {"state": "lost"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnnualReport.objects.system("a test").update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"heading": "tea"}, {"state": "lost"}, {"due_date": date(2025, 1, 1)}], ids=str
)
def test_a_contribution_has_title_heading_and_a_day_to_come(house: House, wrong: dict[str, object]):
    house.open()
    house.ask(Heading.PLANS)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.system("a test").update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"outcome": "lost"},
        {"outcome": "accepted"},
        {"outcome": "returned", "decided_date": DAY, "decided_by": "R1"},
        {"reason": "没有退回"},
        {"outcome": "accepted", "decided_date": date(2025, 1, 1), "decided_by": "R1"},
    ],
    ids=str,
)
def test_a_decided_text_says_by_whom_and_a_returned_one_why(house: House, wrong: dict[str, object]):
    house.open()
    house.submit(house.ask(Heading.PLANS), "稿。")

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**wrong)


def test_a_delivery_has_a_known_recipient_and_a_receipt_and_an_explanation_a_reason(house: House):
    house.open()
    version = ReportVersion.objects.get()
    made = [
        Delivery(version=version, recipient="press", delivered_date=DAY, receipt="1"),
        Delivery(version=version, recipient=Recipient.PARTY, delivered_date=DAY, receipt=""),
        Explanation(version=version, finding="cause", title="原因", reason="", by="H1", explained_date=DAY),
    ]

    for wrong in made:
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
    assert str(version) == "1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "chapter"},
        {"text": ""},
        {"key": ""},
        {"said": ""},
        {"outcome": "forgotten"},
        {"outcome": "adopted"},
        {"outcome": "open", "answer": "好"},
    ],
    ids=lambda wrong: " ".join(wrong),
)
def test_a_comment_is_whole_and_answered_by_somebody(house: House, wrong: dict[str, str], at):
    given = {"kind": "figure", "key": "a", "said": "5件", "text": "请核对", "outcome": "open", **wrong}
    comment = Comment(report=house.open(), office=house.bureau, by=house.head, written_at=at, **given)

    with pytest.raises(IntegrityError), transaction.atomic():
        comment.save(force_insert=True)


def test_a_comment_is_not_declined_without_a_reason(house: House, at):
    given = {"kind": "figure", "key": "a", "said": "5件", "text": "请核对", "outcome": "declined"}
    answered = {"answered_by": house.reporter, "answered_at": at, "answer": ""}
    comment = Comment(report=house.open(), office=house.bureau, by=house.head, written_at=at, **given, **answered)

    with pytest.raises(IntegrityError), transaction.atomic():
        comment.save(force_insert=True)
