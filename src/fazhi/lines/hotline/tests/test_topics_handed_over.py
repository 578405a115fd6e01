"""A week of topics: counted by district, handed over to an office that finds it in its inbox, and kept as it was told."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.sheet_word import sheet_word
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.referrals.terms import TransferState
from fazhi.kernel.referrals.transfers import transfers_in
from fazhi.lines.hotline.errors.callbacks import OfficeUnknown
from fazhi.lines.hotline.errors.topics import HandedOver, WeekUnfit
from fazhi.lines.hotline.models import Consultation, TopicHandover
from fazhi.lines.hotline.papers.topics import weekly
from fazhi.lines.hotline.queries.topics import consultations_of, handovers_seen_by, latest_week, week_of
from fazhi.lines.hotline.services.topics import hand_over
from fazhi.lines.hotline.terms import Topic
from fazhi.lines.hotline.tests.duty import Seat, noon

WEEK, NEXT_MONDAY = date(2024, 6, 3), date(2024, 6, 10)


@pytest.fixture
def seat(city: Any) -> Seat:
    """Eight weeks of six in 思明区 and six in 湖里区, then one with six times as many wages in 思明区."""
    made = Seat(city)
    rows = [
        _row(made.bureau, WEEK - timedelta(days=7 * back) + timedelta(days=number % 5), district, f"{back}-{district}-{number}")
        for back in range(9)
        for district in ("思明区", "湖里区")
        for number in range(36 if back == 0 and district == "思明区" else 6)
    ]  # fmt: skip
    Consultation.objects.system("a test").bulk_create(rows)
    return made


def _row(office: Any, day: date, district: str, number: str) -> Consultation:
    return Consultation(
        office=office, number=number, state="answered", channel="network", topic="labour", matter="labour.wages",
        district=district, occurred_date=day, recorded_at=noon(day), received_date=day, received_year=day.year,
        received_quarter=(day.month + 2) // 3, received_month=day.month, answered_date=day,
    )  # fmt: skip


@pytest.fixture
def handed(seat: Seat) -> Callable[..., TopicHandover]:
    def hand(**values: Any) -> TopicHandover:
        told = {
            "office": seat.bureau, "week": WEEK, "purpose": "warning", "to": "XM-SM-01 莲前街道人民调解委员会",
            "note": "请留意辖区用工企业", "by": seat.clerk, "at": noon(NEXT_MONDAY), "on": NEXT_MONDAY,
        }  # fmt: skip
        return hand_over(**{**told, **values})

    return hand


def test_the_week_is_counted_by_topic_and_district_and_opens_to_its_records(seat):
    week = week_of(seat.clerk, latest_week(seat.clerk, NEXT_MONDAY))

    assert (week.first, week.total, week.before) == (WEEK, 42, (12,) * 8)
    (risen,) = week.risen
    assert (risen.cell.district, risen.cell.topic, risen.cell.now, risen.expected) == ("思明区", "labour", 36, 6.0)
    assert len(consultations_of(seat.clerk, WEEK, Topic.LABOUR, "思明区")) == 36


def test_the_receiver_finds_it_in_its_inbox_and_what_was_told_stays(seat, city, handed):
    handover = handed()

    (found,) = transfers_in(city.mediator, TransferState.SENT)
    assert found.purpose == "矛盾纠纷预警"
    assert "思明区　劳动争议：36件，按此前占比应有6.0件。\n请留意辖区用工企业" in found.facts
    assert [each["district"] for each in handover.rises] == ["思明区"]
    assert [each.transfer for each in handovers_seen_by(seat.clerk)] == [found]
    assert Entry.objects.filter(action="hotline.topics.hand_over").count() == 1
    with pytest.raises(HandedOver):
        handed()
    assert handed(purpose="outreach").transfer.number == "研判20240603-2"


def test_a_week_that_is_not_over_or_has_none_before_it_is_not_handed_over(handed):
    with pytest.raises(WeekUnfit):
        handed(on=NEXT_MONDAY - timedelta(days=1))
    with pytest.raises(WeekUnfit):
        handed(week=date(2023, 1, 2))
    with pytest.raises(OfficeUnknown):
        handed(to="XM-00")


def test_the_paper_has_counts_and_nothing_of_any_caller(seat):
    made = sheet_word(weekly(week_of(seat.clerk, WEEK), office="厦门市司法局", made=NEXT_MONDAY))

    document = Document(BytesIO(made))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][:3] == ["思明区", "劳动争议", "36"]
    assert not any(number.number in cell.text for row in table.rows for cell in row.cells
                   for number in consultations_of(seat.clerk, WEEK, Topic.LABOUR, "思明区"))  # fmt: skip


def test_a_stranger_sees_no_week_and_hands_nothing_over(seat, city, handed):
    handed()

    assert week_of(city.stranger, WEEK).total == 0
    assert handovers_seen_by(city.stranger) == []
    assert transfers_in(city.stranger, TransferState.SENT) == ()
    with pytest.raises(OutOfSight):
        handed(by=city.stranger)
    with pytest.raises(NotPermitted):
        handed(by=city.reporter)
