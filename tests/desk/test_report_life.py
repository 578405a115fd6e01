"""The report on the desk, from the draft to the public: who sees which page, and what is written, answered, signed and sealed."""

import re
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse
from tests.desk.writing import REPORT, RESOLVED, comment

from fazhi.lines.annual_report import services
from fazhi.lines.annual_report.models import AnnualReport, Contribution
from fazhi.lines.annual_report.rules import PublishedFigure
from fazhi.lines.annual_report.terms import Heading

AT = datetime(2025, 1, 9, 2, tzinfo=UTC)
PARAGRAPH = re.compile(r'<p id="p-([0-9a-f]{16})">')


@pytest.fixture
def full(house: Any) -> AnnualReport:
    """A report of which everything is there that a page may show: texts, comments, explanations, the year before."""
    report = house.complete(Heading.LEADER)
    house.ask(Heading.LEADER, "履职情况")
    figure = PublishedFigure(RESOLVED, Fraction(4), "件", "exact")
    services.bring_in_published([figure], year=2023, content=b"", url="", is_invented=True, by="system", at=AT)
    house.to_meeting(report)
    services.explain(
        report,
        finding="heading.leader",
        reason="刚到任",
        **house.acting(house.head, AT.date().replace(month=2, day=14)),
    )
    return report


PAGES = (
    "",
    "?beside=1",
    f"figures/{RESOLVED}/?by=district",
    "figures/mediation.administrative.success_rate.civil/",
    f"figures/{RESOLVED}/rows/?by=district&key=思明区",
    f"comments/?figure={RESOLVED}",
    "contributions/",
    "approval/",
    "check/",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_the_report_asks_more_than_15_questions(
    house: Any, full: AnnualReport, desk: Any, page: str, django_assert_max_num_queries: Any
) -> None:
    reporter = desk(house.reporter)
    comment(reporter, figure=RESOLVED)

    with django_assert_max_num_queries(15):
        answer = reporter.get(REPORT + page)

    assert answer.status_code == 200


def test_the_way_to_the_newest_report_asks_few_questions(
    house: Any, desk: Any, django_assert_max_num_queries: Any
) -> None:
    reporter = desk(house.reporter)

    with django_assert_max_num_queries(15):
        assert reporter.get("/reports/").url == REPORT


def test_the_page_of_a_contribution_asks_at_most_15_questions(
    house: Any, full: AnnualReport, desk: Any, django_assert_max_num_queries: Any
) -> None:
    owed = Contribution.objects.system("the test looks").get(state="asked")
    services.save_draft(owed, by=house.clerk, at=AT, text="主要负责人{mediation.people.resolved}。", revision=0)
    clerk = desk(house.clerk)

    with django_assert_max_num_queries(15):
        assert clerk.get(reverse("contribution", kwargs={"key": owed.pk})).status_code == 200


@pytest.mark.parametrize("sealed", ["seal/", "preview/", "approval/", "", f"figures/{RESOLVED}/?by=office"])
def test_pages_of_a_sealed_and_corrected_report_ask_no_more(
    house: Any, desk: Any, sealed: str, django_assert_max_num_queries: Any
) -> None:
    report = house.published()
    services.correct(report, reason="口径改正", **house.acting(house.head, datetime(2025, 3, 20, tzinfo=UTC).date()))
    reporter = desk(house.reporter)
    live = "" if sealed in ("seal/", "preview/", "approval/") else ("&" if "?" in sealed else "?") + "data=live"
    if sealed == "preview/":
        house.freeze(
            house.sign(report, datetime(2025, 3, 21, tzinfo=UTC).date()), datetime(2025, 3, 21, tzinfo=UTC).date()
        )

    with django_assert_max_num_queries(15):
        assert reporter.get(REPORT + sealed + live).status_code == 200


SEEN_BY = [
    ("reporter", {"comments/": 200, "contributions/": 200, "approval/": 200, "check/": 200, "seal/": 200, "preview/": 200}),
    ("head", {"comments/": 200, "contributions/": 200, "approval/": 200, "check/": 200, "seal/": 200, "preview/": 200}),
    ("clerk", {"": 200, "comments/": 200, "contributions/": 200, "approval/": 404, "check/": 404, "seal/": 404, "preview/": 404}),
    ("district_head", {"comments/": 200, "contributions/": 200, "approval/": 404, "check/": 404, "seal/": 404, "preview/": 404}),
]  # fmt: skip


@pytest.mark.parametrize(("who", "expected"), SEEN_BY)
def test_each_post_finds_the_pages_that_are_for_it(house: Any, desk: Any, who: str, expected: dict[str, int]) -> None:
    house.frozen()
    client = desk(getattr(house, who))

    assert {page: client.get(REPORT + page).status_code for page in expected} == expected
