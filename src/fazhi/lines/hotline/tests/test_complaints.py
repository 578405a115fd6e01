"""Complaints about consultations: registered, given to somebody within a working day, answered within five, closed."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.hotline.errors import Unlisted
from fazhi.lines.hotline.errors.callbacks import ComplaintWaiting, NoConsultation
from fazhi.lines.hotline.models import Complaint
from fazhi.lines.hotline.queries.consultations import complaints_of, complaints_seen_by
from fazhi.lines.hotline.services import complaints
from fazhi.lines.hotline.tests.duty import MONDAY, Seat, noon
from fazhi.surfaces.wording import sentence


@pytest.fixture
def seat(city: Any) -> Seat:
    return Seat(city)


def complained(seat: Seat, **values: Any) -> Complaint:
    told = {"number": "热诉1号", "consultation": "热询1号", "subject": "manner", "text": "态度生硬", **values}
    return complaints.register(office=seat.bureau, **seat.clerks(), **told)


def heads(seat: Seat, day: date = MONDAY) -> dict[str, Any]:
    return {"by": seat.chief, "at": noon(day), "on": day}


def clock(complaint: Complaint, period: str) -> Clock:
    return Clock.objects.system("a test").get(matter_id=complaint.pk, period=period)


def test_it_is_given_to_somebody_answered_and_closed_each_in_its_limit(seat):
    seat.registered()
    complaint = complained(seat)
    # Monday 2024-06-03: one working day; given to somebody on Tuesday, five working days, the 10th a holiday.
    assert clock(complaint, "RX-COMPLAINT-ASSIGN").due_date == date(2024, 6, 4)
    with pytest.raises(NotPermitted):
        complaints.assign(complaint, **seat.clerks(), handler="吴一")
    complaints.assign(complaint, **heads(seat, date(2024, 6, 4)), handler="吴一")
    assert clock(complaint, "RX-COMPLAINT-ANSWER").due_date == date(2024, 6, 12)

    told = {"finding": "upheld", "answer": "已批评教育并向来电人致歉"}
    complaints.answer(complaint, **seat.clerks(date(2024, 6, 13)), **told)
    complaints.close(complaint, **heads(seat, date(2024, 6, 13)))

    assert (complaint.state, complaint.answer_due_date, complaint.is_on_time) == ("closed", date(2024, 6, 12), 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, consultation, finding, is_on_time, ended_month FROM hotline_complaint_register")
        assert cursor.fetchall() == [("热诉1号", "热询1号", "upheld", 0, 6)]


def test_one_complaint_about_a_consultation_at_a_time_about_one_that_there_is(seat):
    with pytest.raises(NoConsultation):
        complained(seat)
    consultation = seat.registered()
    with pytest.raises(Unlisted) as refused:
        complained(seat, subject="noise")
    assert "投诉事项没有“noise”" in (sentence(refused.value) or "")
    complained(seat)
    with pytest.raises(ComplaintWaiting):
        complained(seat, number="热诉2号")

    assert [each.number for each in complaints_of(consultation.pk, seat.clerk)] == ["热诉1号"]


def test_a_stranger_finds_none_and_can_do_nothing(seat, city):
    consultation = seat.registered()
    complaint = complained(seat)

    assert complaints_of(consultation.pk, seat.stranger) == []
    assert complaints_seen_by(seat.stranger, is_open=True) == []
    with pytest.raises(OutOfSight):
        complaints.assign(complaint, by=city.head, at=noon(MONDAY), on=MONDAY, handler="吴一")
