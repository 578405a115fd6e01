"""The acts on a consultation: each by who may, in its order, within its limit; and the Chinese of each refusal."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.procedures.errors import OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.hotline import services
from fazhi.lines.hotline.errors import (
    CallTaken,
    FirmUnknown,
    NotARating,
    NumberTaken,
    PromisedBefore,
    TopicUnfit,
    Unlisted,
)
from fazhi.lines.hotline.models import Consultation, Firm
from fazhi.lines.hotline.terms import MATTERS, Topic
from fazhi.lines.hotline.tests.duty import MONDAY, Seat, noon
from fazhi.surfaces.wording import sentence


@pytest.fixture
def seat(city: Any) -> Seat:
    return Seat(city)


def clock(consultation: Consultation, period: str) -> Clock:
    return Clock.objects.system("a test").filter(matter_id=consultation.pk, period=period).order_by("-pk")[0]


def test_a_consultation_is_registered_answered_at_once_and_rated(seat):
    consultation = seat.registered()
    # Monday 2024-06-03; Monday 10 June is a holiday: the fifth working day is Tuesday 11 June.
    assert clock(consultation, "RX-ORDER").due_date == date(2024, 6, 11)
    assert consultation.firm is not None

    services.answer(consultation, **seat.clerks(), answer="可以申请劳动仲裁")
    services.rate(consultation, **seat.clerks(), satisfaction="very")

    consultation.refresh_from_db()
    assert (consultation.state, consultation.satisfaction, consultation.ended_month) == ("closed", "very", 6)
    assert clock(consultation, "RX-ORDER").is_on_time == 1


def test_a_call_back_has_a_limit_of_its_own_and_ends_it(seat):
    consultation = seat.registered()
    services.promise(
        consultation, **seat.clerks(date(2024, 6, 4)), promised_date=date(2024, 6, 6), promised_time="09:30"
    )
    # Tuesday 2024-06-04 and five working days, the 10th a holiday: Wednesday 12 June.
    assert clock(consultation, "RX-ORDER").due_date == date(2024, 6, 12)

    services.call_back(consultation, **seat.clerks(date(2024, 6, 6)), answer="已经答复")

    assert (consultation.state, consultation.answered_date) == ("answered", date(2024, 6, 6))


def test_a_call_back_can_not_be_promised_for_a_day_that_is_over(seat):
    consultation = seat.registered()

    with pytest.raises(PromisedBefore) as refused:
        services.promise(consultation, **seat.clerks(), promised_date=date(2024, 6, 2), promised_time="09:30")
    assert sentence(refused.value) == "热询1号：约定回拨日期 2024-06-02 早于办理日期 2024-06-03。"


def test_a_consultation_is_referred_onwards_which_ends_it_here(seat):
    consultation = seat.registered()

    services.refer(consultation, **seat.clerks(), destination="legal_aid", reason="符合法律援助条件")

    assert (consultation.state, consultation.destination, consultation.ended_date) == ("referred", "legal_aid", MONDAY)


def test_a_dissatisfied_caller_is_visited_again_by_the_head_within_three_working_days(seat):
    consultation = seat.answered()

    with pytest.raises(NotARating) as refused:
        services.rate(consultation, **seat.clerks(), satisfaction="dissatisfied")
    assert "登记不满意" in (sentence(refused.value) or "")
    services.complain(consultation, **seat.clerks(), reason="没有听明白")
    assert clock(consultation, "RX-REVISIT").due_date == date(2024, 6, 6)
    with pytest.raises(NotPermitted):
        services.revisit(consultation, **seat.clerks(), answer="重新解释")
    services.revisit(consultation, by=seat.chief, at=noon(MONDAY), on=MONDAY, answer="重新解释")

    assert (consultation.state, consultation.satisfaction) == ("closed", "dissatisfied")


def test_a_matter_of_another_topic_is_refused(seat):
    with pytest.raises(TopicUnfit) as refused:
        seat.registered(matter="family.divorce")
    assert sentence(refused.value) == "咨询事项“婚姻家庭继承：离婚”不属于咨询类别“劳动争议”。"


@pytest.mark.parametrize(
    ("values", "refused", "says"),
    [
        ({"topic": "tax"}, Unlisted, "咨询类别没有“tax”，可选：刑事、劳动争议、"),
        ({"channel": "letter"}, Unlisted, "咨询渠道没有“letter”，可选：电话、网络、窗口。"),
        ({"matter": "labour.tax"}, TopicUnfit, "咨询事项“labour.tax”不属于咨询类别“劳动争议”。"),
        ({"firm": "F9"}, FirmUnknown, "2024-06-03 没有代码为“F9”的团队在"),
    ],
)
def test_a_code_that_no_list_has_is_refused_and_nothing_is_kept(seat, values, refused, says):
    with pytest.raises(refused) as error:
        seat.registered(**values)
    assert says in (sentence(error.value) or "")
    assert not Consultation.objects.system("a test").exists()


def test_a_firm_that_serves_no_more_can_not_answer(seat):
    Firm(office=seat.bureau, code="F2", name="旧所", share=1, from_date=date(2022, 1, 1), until_date=MONDAY).save()

    with pytest.raises(FirmUnknown):
        seat.registered(firm="F2")


def test_a_number_and_a_call_have_one_consultation_each(seat):
    seat.registered()

    with pytest.raises(NumberTaken) as number:
        seat.registered(call_number="00008")
    with pytest.raises(CallTaken) as call:
        seat.registered(number="热询2号")
    assert "已有编号为“热询1号”的咨询" in (sentence(number.value) or "")
    assert sentence(call.value) == "2024-06-03 流水号为“00007”的来电已登记为咨询热询1号；一个来电登记一件。"


def test_a_destination_and_a_rating_that_no_list_has_are_refused(seat):
    with pytest.raises(Unlisted) as refused:
        services.refer(seat.registered(), **seat.clerks(), destination="court", reason="应当起诉")
    assert (
        sentence(refused.value)
        == "转办去向没有“court”，可选：法律援助、人民调解、政府信息公开、公证、12345热线、其他部门。"
    )
    answered = Consultation.objects.system("a test").get()
    services.answer(answered, **seat.clerks(), answer="可以申请劳动仲裁")
    with pytest.raises(Unlisted):
        services.rate(answered, **seat.clerks(), satisfaction="splendid")


def test_a_stranger_may_take_no_act_and_is_told_nothing(seat):
    consultation = seat.registered()

    for act, told in (
        (services.promise, {"promised_date": date(2024, 6, 2), "promised_time": "09:30"}),
        (services.answer, {"answer": "好"}),
        (services.refer, {"destination": "other", "reason": "无"}),
    ):
        with pytest.raises((OutOfSight, NotPermitted)):
            act(consultation, by=seat.stranger, at=noon(MONDAY), on=MONDAY, **told)


def test_what_was_answered_is_not_answered_again(seat):
    consultation = seat.answered()

    with pytest.raises(StepNotOpen):
        services.answer(consultation, **seat.clerks(), answer="又一次")


def test_every_topic_has_matters_of_its_own():
    assert {code.split(".")[0] for code in MATTERS} == set(Topic)
    assert len(Topic) == 16
    assert all(MATTERS[code].startswith(f"{Topic(code.split('.')[0]).label}：") for code in MATTERS)
