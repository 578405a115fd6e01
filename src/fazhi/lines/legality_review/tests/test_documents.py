"""Documents from their number to the day on which they bind no more; filings; what is refused on the way."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Alert, Clock
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.errors import DocumentUnfit, NumberUnclear, ReviewUnfit, ValidityUnfit
from fazhi.lines.legality_review.models import Document, Filing
from fazhi.lines.legality_review.queries import documents_seen_by, filing_of
from fazhi.lines.legality_review.services import filings
from fazhi.lines.legality_review.tests.division import noon

LAST = date(2029, 10, 31)


def clock_of(document: Document | Filing) -> Clock:
    return Clock.objects.system("a test").get(matter_id=document.pk, stopped_at=None)


def test_publishing_a_document_opens_its_filing_and_watches_its_validity(division):
    document = division.published()

    filing = filing_of(document, division.clerk)
    assert filing is not None
    assert (document.state, filing.state, filing.owed_date) == ("in_force", "owed", date(2024, 10, 22))
    # Fifteen days after 2024-10-22 is Wednesday 2024-11-06.
    assert clock_of(filing).due_date == date(2024, 11, 6)
    # 180 days before 2029-10-31: 31 days of October, 30, 31, 31, 30, and 27 of May are 180: 2029-05-04.
    assert (clock_of(document).started_date, clock_of(document).due_date) == (date(2029, 5, 4), LAST)


def test_the_owner_is_woken_half_a_year_before_the_end(division):
    document = division.published()

    procedures.run(at=noon(date(2029, 5, 3)))
    told = Alert.objects.system("a test").filter(clock__matter_id=document.pk)
    assert not told.exists()
    procedures.run(at=noon(date(2029, 5, 4)))
    assert list(told.values_list("days", "role")) == [(-180, "clerk")]


def test_a_document_binds_no_more_on_the_day_after_its_last(division):
    document = division.published()

    procedures.run(at=datetime(2029, 10, 31, 15, 59, tzinfo=UTC))  # the last minute of the day in Xiamen
    document.refresh_from_db()
    assert document.state == "in_force"
    procedures.run(at=datetime(2029, 10, 31, 16, 0, tzinfo=UTC))
    document.refresh_from_db()
    assert (document.state, document.ended_date) == ("expired", date(2029, 11, 1))
    assert documents_seen_by(division.clerk, limit=9) == []
    assert documents_seen_by(division.clerk, standing=False, limit=9) == [document]


def test_an_extension_after_its_assessment_moves_the_end_once(division):
    document = division.published()
    by = division.by(division.chief, date(2029, 6, 1))

    with pytest.raises(ValidityUnfit) as refusal:
        services.extend(document, **by, assessment="仍有必要", expires_date=date(2034, 11, 1))
    assert refusal.value.last == date(2034, 10, 31)
    services.extend(document, **by, assessment="仍有必要", expires_date=date(2031, 10, 31))

    assert (document.state, document.expires_date) == ("extended", date(2031, 10, 31))
    assert clock_of(document).due_date == date(2031, 10, 31)
    with pytest.raises(StepNotOpen):
        services.extend(document, **by, assessment="再延续", expires_date=date(2032, 10, 31))
    procedures.run(at=noon(date(2031, 11, 1)))
    document.refresh_from_db()
    assert document.state == "expired"


def test_a_failed_extension_leaves_the_document_as_it_was_read(division):
    document = division.published()

    with pytest.raises(NotPermitted):
        services.extend(
            document, **division.by(division.clerk, date(2029, 6, 1)), assessment="好", expires_date=date(2031, 1, 1)
        )
    assert document.expires_date == LAST


@pytest.mark.parametrize(("act", "state"), [("abolish", "abolished"), ("declare_invalid", "declared_invalid")])
def test_a_document_is_abolished_with_a_reason(division, act, state):
    document = division.published()

    getattr(services, act)(document, **division.by(division.chief, date(2025, 3, 3)), reason="清理：上位法已修改")

    assert (document.state, document.ended_date) == (state, date(2025, 3, 3))
    assert not Clock.objects.system("a test").filter(matter_id=document.pk, stopped_at=None).exists()


@pytest.mark.parametrize(
    "number", ["厦司规[2024]1号", "厦司规〔2024〕01号", "厦司规〔2024〕第1号", "1号", "规" * 100_000]
)
def test_a_number_that_is_none_is_refused(division, number):
    division.closed()

    with pytest.raises(NumberUnclear):
        division.registered(number=number)


@pytest.mark.parametrize(
    ("values", "last"),
    [
        ({"expires_date": date(2029, 11, 1)}, date(2029, 10, 31)),
        ({"expires_date": date(2024, 11, 1)}, date(2029, 10, 31)),
        ({"expires_date": date(2026, 11, 1), "is_provisional": True}, date(2026, 10, 31)),
    ],
)
def test_a_document_is_valid_for_five_years_at_most_a_provisional_one_for_two(division, values, last):
    division.closed()

    with pytest.raises(ValidityUnfit) as refusal:
        division.registered(**values)
    assert refusal.value.last == last
    assert not Document.objects.system("a test").exists()


def test_no_document_without_a_review_that_lets_it_be_issued(division):
    def why(review: str) -> str:
        with pytest.raises(ReviewUnfit) as refusal:
            division.registered(review=review)
        return refusal.value.why

    assert why("厦司审〔2024〕1号") == "unknown"
    division.concluded()
    assert why("厦司审〔2024〕1号") == "open"
    division.closed(number="厦司审〔2024〕2号", kind="contract")
    assert why("厦司审〔2024〕2号") == "other_kind"
    illegal = division.concluded(number="厦司审〔2024〕3号", conclusion="unlawful")
    services.respond(illegal, **division.by(division.clerk, date(2024, 10, 18)), answers=["1 采纳"])
    assert why("厦司审〔2024〕3号") == "unlawful"
    division.closed(number="厦司审〔2024〕4号")
    division.registered(review="厦司审〔2024〕4号")
    assert why("厦司审〔2024〕4号") == "used"


def test_a_void_number_gives_its_review_free(division):
    division.closed()
    document = division.registered()

    services.cancel(document, **division.by(division.chief, date(2024, 10, 22)), reason="文号重复")

    assert division.registered(number="厦司规〔2024〕2号").state == "registered"


def test_a_filing_is_sent_asked_about_sent_again_and_entered(division):
    filing = filing_of(division.published(), division.clerk)
    assert filing is not None

    filings.send(filing, **division.by(division.clerk, date(2024, 10, 30)), filed_with="厦门市人民政府")
    filings.ask(filing, **division.by(division.clerk, date(2024, 11, 4)), reason="缺起草说明")
    filings.resend(filing, **division.by(division.clerk, date(2024, 11, 5)))
    filings.enter(filing, **division.by(division.clerk, date(2024, 11, 8)), filing_number="厦府备〔2024〕9号")

    assert (filing.state, filing.sent_date, filing.filed_date) == ("filed", date(2024, 10, 30), date(2024, 11, 8))
    kept = Clock.objects.system("a test").get(matter_id=filing.pk)
    assert (kept.stopped_date, kept.is_on_time) == (date(2024, 10, 30), 1)


def test_only_a_published_document_is_filed_and_once(division):
    document = division.published()

    for number in (document.number, "厦司规〔2020〕9号"):
        with pytest.raises(DocumentUnfit):
            filings.owe(office=division.office, **division.by(division.clerk, date(2024, 10, 22)), number=number)


def test_a_stranger_neither_publishes_nor_sends(division):
    document = division.published()
    filing = filing_of(document, division.clerk)

    with pytest.raises(OutOfSight):
        services.abolish(document, **division.by(division.stranger, date(2025, 3, 3)), reason="无权")
    with pytest.raises(OutOfSight):
        filings.send(filing, **division.by(division.stranger, date(2024, 10, 30)), filed_with="市政府")
    assert filing_of(document, division.stranger) is None


def test_the_database_itself_refuses_a_second_document_of_a_review_and_an_end_before_its_beginning(division):
    document = division.published()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.system("a test").filter(pk=document.pk).update(expires_date=document.effective_date)
    document.pk, document.number = None, "厦司规〔2024〕7号"
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save(force_insert=True)
