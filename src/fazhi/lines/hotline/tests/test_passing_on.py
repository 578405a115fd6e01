"""A consultation passed on to an office of this system: it waits for the answer, shows it, and ends or comes back by it."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.queries import parties_of
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.referrals import transferring
from fazhi.kernel.referrals.transfers import transfers_of
from fazhi.lines.hotline import services
from fazhi.lines.hotline.errors.callbacks import NotYetAnswered, OfficeUnknown
from fazhi.lines.hotline.models import CallBack, Consultation
from fazhi.lines.hotline.services.passing_on import conclude, pass_on, take_back
from fazhi.lines.hotline.tests.duty import MONDAY, Seat, noon
from fazhi.surfaces.wording import sentence


@pytest.fixture
def seat(city: Any) -> Seat:
    return Seat(city)


def passed(seat: Seat, consultation: Consultation, **values: Any) -> Any:
    told = {"to": "XM-SM-01", "destination": "mediation", "reason": "邻里漏水，愿意调解", **values}
    return pass_on(consultation, **seat.clerks(), **told)


def test_it_ends_as_referred_once_the_office_has_answered(seat, city):
    consultation = seat.registered()
    services.promise(consultation, **seat.clerks(), promised_date=date(2024, 6, 4), promised_time="09:00")

    transfer = passed(seat, consultation, contact="陈示例", phone="13900001234")

    assert (consultation.state, consultation.destination, consultation.ended_date) == ("passed", "mediation", None)
    assert not CallBack.objects.system("a test").filter(freed_at=None).exists()
    assert (transfer.office, transfer.sender, transfer.purpose) == (city.committee, city.bureau, "人民调解")
    assert transfer.facts == "被拖欠三个月工资\n邻里漏水，愿意调解"
    with pytest.raises(NotYetAnswered) as refused:
        conclude(consultation, **seat.clerks(), result="已调解")
    assert "热询1号-转1 已转出待受理" in (sentence(refused.value) or "")

    acting = {"by": city.mediator, "at": noon(MONDAY), "on": MONDAY}
    transferring.accept(transfer, **acting)
    assert [party.name for party in parties_of(transfer.pk, city.mediator)] == ["陈示例"]
    transferring.answer(transfer, **acting, outcome="handled", answer="已立案调解")
    conclude(consultation, **seat.clerks(), result="委员会已立案调解")

    assert (consultation.state, consultation.destination, consultation.ended_date) == ("referred", "mediation", MONDAY)


def test_what_comes_back_is_registered_again_and_may_go_elsewhere(seat, city):
    consultation = seat.registered()
    transfer = passed(seat, consultation)
    with pytest.raises(NotYetAnswered):
        take_back(consultation, **seat.clerks(), result="等不及")

    transferring.return_(transfer, by=city.mediator, at=noon(MONDAY), on=MONDAY, reason="not_ours")
    take_back(consultation, **seat.clerks(), result="不属于该委员会")

    assert (consultation.state, consultation.destination) == ("registered", "")
    again = passed(seat, consultation, to="XM-HL-01 江头街道人民调解委员会")
    assert again.number == "热询1号-转2"
    assert [each.state for each in transfers_of(consultation.pk, seat.clerk)] == ["returned", "sent"]


@pytest.mark.parametrize("code", ["XM-00", "XM", ""])
def test_only_another_office_in_sight_can_get_it(seat, code):
    consultation = seat.registered()

    with pytest.raises(OfficeUnknown):
        passed(seat, consultation, to=code)
    assert consultation.state == "registered"


def test_a_stranger_and_a_reporter_can_not_pass_it_on(seat, city):
    consultation = seat.registered()
    told = {"at": noon(MONDAY), "on": MONDAY, "to": "XM-HL-01", "destination": "other", "reason": "转"}

    with pytest.raises(OutOfSight):
        pass_on(consultation, by=city.stranger, **told)
    with pytest.raises(NotPermitted):
        pass_on(consultation, by=city.reporter, **told)
