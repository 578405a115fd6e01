"""Mediation by departments, each way that a matter can take, and each refusal; days are counted by hand."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.organisations.models import Post
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import ClockStopped, MissingGround, NoExtension, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.mediation.errors import (
    AgencyUnnamed,
    CivilOnly,
    MustRecuse,
    NotADepartment,
    NotAgreed,
    NoThird,
    NoticeTooShort,
    NotOnTheList,
    NotYetToStart,
    NumberTaken,
    OwnDispute,
    RouteUntold,
    SecondTooLate,
    SupervisorIsParty,
    TooLateToApply,
)
from fazhi.lines.mediation.models import AdministrativeMatter, WorkRecord
from fazhi.lines.mediation.services import departments as acts
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import (
    Again,
    Category,
    Certificate,
    Damage,
    DepartmentRoute,
    Ending,
    Nature,
    NotAccepted,
    Sector,
    SessionOutcome,
    Tie,
)
from fazhi.surfaces.wording import sentence

CHEN, LIN = Side("陈示例", phone="13800000000"), Side("林示例")
LATE = {"late_reason": "补录"}


def at(day: date) -> datetime:
    """Ten in the morning of that day in Xiamen."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


@pytest.fixture
def head(city) -> Post:
    """The head of the department, who may approve more time."""
    made = Post(official=city.head.official, office=city.department, role="head", from_date=date(2020, 1, 1))
    made.save()
    return made


@pytest.fixture
def applied(city) -> Callable[..., AdministrativeMatter]:
    """An application of a sector, registered on the day it came in."""

    def make(sector: Sector = Sector.GENERAL, on: date = date(2024, 9, 5), **more: Any) -> AdministrativeMatter:
        usual: dict[str, Any] = {
            "number": "行调1号", "category": Category.CONSUMER, "applicant": CHEN, "respondent": LIN,
        }  # fmt: skip
        return acts.apply(sector, **{"office": city.department, **usual, **more}, by=city.officer, at=at(on), on=on)

    return make


@pytest.fixture
def do(city) -> Callable[..., Any]:
    """An act by the department's mediator, recorded on the day it occurred."""

    def act(service: Callable[..., Any], matter: AdministrativeMatter, on: date, **more: Any) -> Any:
        return service(matter, by=city.officer, at=at(on), on=on, **more)

    return act


@pytest.fixture
def accepted(applied, do) -> Callable[..., AdministrativeMatter]:
    def make(sector: Sector = Sector.GENERAL, on: date = date(2024, 9, 5), **more: Any) -> AdministrativeMatter:
        matter = applied(sector, on, **more)
        do(acts.accept, matter, on)
        return matter

    return make


def stored(matter: AdministrativeMatter) -> AdministrativeMatter:
    return AdministrativeMatter.objects.system("a test").get(pk=matter.pk)


def running(matter: AdministrativeMatter) -> dict[str, date]:
    rows = Clock.objects.system("a test").filter(matter_id=matter.pk, stopped_at=None)
    return dict(rows.values_list("period", "due_date"))


# 一般


def test_an_application_is_kept_with_its_parties_and_its_five_working_days(applied):
    matter = applied(on=date(2024, 9, 29))  # a Sunday that is worked; the holidays are 10-01 to 10-07

    assert running(matter) == {"XZTJ-ACCEPT": date(2024, 10, 11)}  # 09-30, 10-08, 09, 10, 11
    parties = Party.objects.system("a test").filter(matter_id=matter.pk).order_by("position")
    assert [(party.name, party.procedure) for party in parties] == [
        ("陈示例", "mediation.administrative"), ("林示例", "mediation.administrative"),
    ]  # fmt: skip


def test_mediation_by_an_office_that_is_no_department_is_refused(applied, city):
    with pytest.raises(NotADepartment) as caught:
        applied(office=city.committee)

    assert "行政机关" in (sentence(caught.value) or "")


def test_accepted_and_settled(accepted, do):
    matter = accepted()

    assert running(matter) == {"XZTJ-END": date(2024, 10, 8)}  # the thirtieth day, 10-05, lies in the holidays
    do(acts.appoint, matter, date(2024, 9, 6), mediator="陈六", interest=Tie.NONE)
    do(acts.hold_session, matter, date(2024, 9, 9), outcome=SessionOutcome.CONTINUED, content="各自陈述")
    do(acts.hold_session, matter, date(2024, 9, 10), outcome=SessionOutcome.AGREED)
    do(acts.settle, matter, date(2024, 9, 12), effective=date(2024, 9, 11), amount_fen=500_00)

    found = stored(matter)
    assert (found.state, found.effective_date, found.closed_date) == ("settled", date(2024, 9, 11), date(2024, 9, 11))
    assert (found.mediator, found.days_to_conclude, running(matter)) == ("陈六", 7, {})
    records = WorkRecord.objects.system("a test").filter(matter_id=matter.pk).order_by("sequence")
    assert [(record.sequence, record.outcome, record.mediators) for record in records] == [
        (1, "continued", "陈六"), (2, "agreed", "陈六"),
    ]  # fmt: skip


def test_a_simple_dispute_is_settled_on_the_spot(applied, do):
    matter = applied()

    do(acts.settle_at_once, matter, date(2024, 9, 5), amount_fen=100_00)

    found = stored(matter)
    assert (found.state, found.accepted_date, found.closed_date, found.days_to_conclude) == (
        "settled", date(2024, 9, 5), date(2024, 9, 5), 0,
    )  # fmt: skip


def test_failed_with_the_routes_told(accepted, do):
    matter = accepted()

    do(acts.fail, matter, date(2024, 9, 12), reason=Ending.ABSENT, routes=(DepartmentRoute.LITIGATION,))

    assert (stored(matter).state, stored(matter).ending) == ("failed", "absent")
    entry = Entry.objects.get(action="mediation.administrative.fail")
    assert "向人民法院提起诉讼" in json.loads(Detail.objects.get(pk=entry.pk).content)["routes_told"]


def test_withdrawn_before_and_after_acceptance(applied, accepted, do):
    early, late = applied(number="1"), accepted(number="2")

    do(acts.withdraw, early, date(2024, 9, 6))
    do(acts.withdraw, late, date(2024, 9, 6))

    assert [(stored(each).state, stored(each).days_to_conclude) for each in (early, late)] == [
        ("withdrawn", None), ("withdrawn", 1),
    ]  # fmt: skip


def test_refused_for_a_reason_of_the_list(applied, do):
    matter = applied()

    do(acts.refuse, matter, date(2024, 9, 6), reason=NotAccepted.NOT_OURS)

    assert (stored(matter).state, stored(matter).not_accepted) == ("refused", "not_ours")


def test_a_reason_of_another_sectors_list_is_refused(applied, accepted, do):
    with pytest.raises(NotOnTheList) as refusal:
        do(acts.refuse, applied(), date(2024, 9, 6), reason=NotAccepted.HIRED)
    with pytest.raises(NotOnTheList):
        do(
            acts.fail,
            accepted(number="2"),
            date(2024, 9, 6),
            reason=Ending.TESTING,
            routes=(DepartmentRoute.LITIGATION,),
        )

    assert NotAccepted.NOT_OURS in refusal.value.listed


def test_a_route_that_nobody_knows_is_refused(accepted, do):
    with pytest.raises(NotOnTheList) as refusal:
        do(acts.fail, accepted(), date(2024, 9, 6), reason=Ending.ABSENT, routes=("弹劾",))

    assert refusal.value.given == "弹劾"


def test_no_agreement_without_a_route_told(accepted, do):
    with pytest.raises(RouteUntold) as refusal:
        do(acts.fail, accepted(), date(2024, 9, 6), reason=Ending.ABSENT, routes=())

    assert refusal.value.missing == ()


def test_who_has_a_dispute_with_an_agency_is_told_of_reconsideration_or_the_court(accepted, do):
    matter = accepted(nature=Nature.ADMINISTRATIVE, agency_name="市公安局")

    with pytest.raises(RouteUntold) as refusal:
        do(acts.fail, matter, date(2024, 9, 6), reason=Ending.ABSENT, routes=(DepartmentRoute.PEOPLES,))
    do(acts.fail, matter, date(2024, 9, 6), reason=Ending.ABSENT, routes=(DepartmentRoute.RECONSIDERATION,))

    assert refusal.value.missing == (DepartmentRoute.RECONSIDERATION, DepartmentRoute.LITIGATION)


def test_a_test_does_not_count(accepted, city):
    matter = accepted()
    clock = Clock.objects.system("a test").get(matter_id=matter.pk, stopped_at=None)

    procedures.suspend(clock, by=city.officer, at=at(date(2024, 9, 9)), reason="委托鉴定")
    procedures.resume(clock, by=city.officer, at=at(date(2024, 9, 18)))

    assert running(matter) == {"XZTJ-END": date(2024, 10, 15)}  # ten days more than 10-05


def test_both_parties_may_agree_on_more_time(accepted, head):
    matter = accepted()

    last = acts.extend(
        matter,
        by=head,
        at=at(date(2024, 9, 30)),
        on=date(2024, 9, 30),
        days=15,
        applicant_agreed=date(2024, 9, 29),
        respondent_agreed=date(2024, 9, 30),
    )

    assert last == date(2024, 10, 21)  # the 45th day is 10-20, a Sunday


@pytest.mark.parametrize(
    ("agreed", "side"),
    [
        ({"applicant_agreed": None, "respondent_agreed": date(2024, 9, 30)}, "applicant"),
        ({"applicant_agreed": date(2024, 9, 30), "respondent_agreed": date(2024, 10, 1)}, "respondent"),
    ],
)
def test_one_party_alone_gets_no_more_time(accepted, head, agreed: dict[str, Any], side: str):
    with pytest.raises(NotAgreed) as refusal:
        acts.extend(accepted(), by=head, at=at(date(2024, 9, 30)), on=date(2024, 9, 30), days=15, **agreed)

    assert refusal.value.side == side


def test_more_time_needs_a_limit_that_runs_and_a_law_that_knows_it(applied, accepted, head):
    agreed = {"applicant_agreed": date(2024, 9, 6), "respondent_agreed": date(2024, 9, 6)}
    when = {"by": head, "at": at(date(2024, 9, 6)), "on": date(2024, 9, 6), "days": 5}

    with pytest.raises(ClockStopped):
        acts.extend(applied(), **when, **agreed)
    with pytest.raises(NoExtension):
        acts.extend(accepted(Sector.CONSUMER, number="2"), **when, **agreed)


# 谁来调解


def test_an_agency_is_not_its_own_neutral_mediator(applied):
    with pytest.raises(OwnDispute) as refusal:
        applied(nature=Nature.ADMINISTRATIVE, agency_name="厦门市人力资源和社会保障局")

    assert refusal.value.office == "市人力资源和社会保障局"
    assert not AdministrativeMatter.objects.system("a test").exists()


def test_with_a_unit_that_watches_over_it_it_is_and_both_are_kept(applied):
    matter = applied(nature=Nature.ADMINISTRATIVE, agency_name="市人力资源和社会保障局", supervised_by="厦门市司法局")

    assert (stored(matter).is_own_dispute, stored(matter).supervised_by) == (1, "厦门市司法局")


def test_the_agency_does_not_watch_over_itself(applied):
    with pytest.raises(SupervisorIsParty):
        applied(
            nature=Nature.ADMINISTRATIVE,
            agency_name="市人力资源和社会保障局",
            supervised_by="厦门市人力资源和社会保障局",
        )


def test_a_dispute_with_another_agency_needs_nobody_to_watch(applied):
    assert stored(applied(nature=Nature.ADMINISTRATIVE, agency_name="市公安局")).is_own_dispute == 0


def test_an_administrative_dispute_names_its_agency(applied):
    with pytest.raises(AgencyUnnamed):
        applied(nature=Nature.ADMINISTRATIVE)


def test_a_sector_has_no_dispute_with_an_agency(applied):
    with pytest.raises(CivilOnly):
        applied(Sector.CONSUMER, nature=Nature.ADMINISTRATIVE, agency_name="市公安局")


@pytest.mark.parametrize("interest", [tie for tie in Tie if tie is not Tie.NONE])
def test_a_mediator_with_an_interest_stands_aside(accepted, do, interest: Tie):
    with pytest.raises(MustRecuse) as refusal:
        do(acts.appoint, accepted(), date(2024, 9, 6), mediator="陈六", interest=interest)

    assert refusal.value.interest is interest


def test_a_number_is_used_once(applied):
    applied()

    with pytest.raises(NumberTaken):
        applied()


def test_a_stranger_may_not(accepted, city):
    with pytest.raises(OutOfSight):
        acts.withdraw(accepted(), by=city.stranger, at=at(date(2024, 9, 6)), on=date(2024, 9, 6))


# 治安


def test_the_police_mediate_once_and_settle(accepted, do):
    matter = accepted(Sector.PUBLIC_SECURITY)

    assert running(matter) == {}  # no text gives the first mediation a limit
    do(acts.settle, matter, date(2024, 9, 12), effective=date(2024, 9, 12))

    assert stored(matter).state == "settled"


def test_a_second_mediation_ends_within_seven_working_days_of_the_first(accepted, do):
    matter = accepted(Sector.PUBLIC_SECURITY)

    do(acts.mediate_again, matter, date(2024, 9, 29), reason=Again.REQUESTED)
    assert running(matter) == {"ZA-TJ2": date(2024, 10, 14)}  # 09-30, 10-08 to 11, 10-12 (worked), 10-14
    do(acts.settle, matter, date(2024, 10, 14), effective=date(2024, 10, 14))

    assert stored(matter).state == "settled"


def test_a_second_mediation_that_is_late_settles_nothing_but_can_be_ended(accepted, do):
    matter = accepted(Sector.PUBLIC_SECURITY)
    do(acts.mediate_again, matter, date(2024, 9, 29), reason=Again.NECESSARY)
    told = (DepartmentRoute.PENALTY, DepartmentRoute.LITIGATION)

    with pytest.raises(SecondTooLate) as refusal:
        do(acts.settle, matter, date(2024, 10, 15), effective=date(2024, 10, 15))
    do(acts.fail, matter, date(2024, 10, 15), reason=Ending.LAPSED, routes=told)

    assert refusal.value.last == date(2024, 10, 14)
    assert stored(matter).state == "failed"


def test_there_is_no_third_mediation(accepted, do):
    matter = accepted(Sector.PUBLIC_SECURITY)
    do(acts.mediate_again, matter, date(2024, 9, 9), reason=Again.NECESSARY)

    with pytest.raises(NoThird):
        do(acts.mediate_again, matter, date(2024, 9, 10), reason=Again.REQUESTED)


def test_without_agreement_the_parties_are_told_that_the_penalty_case_goes_on(accepted, do):
    matter = accepted(Sector.PUBLIC_SECURITY)

    with pytest.raises(RouteUntold) as refusal:
        do(acts.fail, matter, date(2024, 9, 9), reason=Ending.NO_AGREEMENT, routes=(DepartmentRoute.LITIGATION,))

    assert refusal.value.missing == (DepartmentRoute.PENALTY,)
    assert "办案期限自调解未达成协议之日起计算" in DepartmentRoute.PENALTY.label


def test_the_police_do_not_mediate_hired_harm(applied, do):
    matter = applied(Sector.PUBLIC_SECURITY)

    do(acts.refuse, matter, date(2024, 9, 6), reason=NotAccepted.HIRED)

    assert stored(matter).state == "refused"


def test_the_police_settle_on_the_spot(applied, do):
    matter = applied(Sector.PUBLIC_SECURITY)

    do(acts.settle_at_once, matter, date(2024, 9, 5))

    assert Entry.objects.get(action="mediation.administrative.public_security.settle_at_once").basis == (
        "行政案件程序规定 第一百七十八条第三款"
    )


# 交通事故


@pytest.fixture
def requested(city) -> Callable[..., AdministrativeMatter]:
    """A joint request of 2024-10-14 after a certificate received on 2024-09-25, registered on the day."""

    def make(**more: Any) -> AdministrativeMatter:
        usual: dict[str, Any] = {"joint_request": date(2024, 10, 14), "since": date(2024, 9, 25)}
        values = {**usual, **more}
        on = values["joint_request"]
        return acts.apply_traffic(
            office=city.department, by=city.officer, at=at(on), on=on, number="交调1号", applicant=CHEN, respondent=LIN, **values
        )  # fmt: skip

    return make


@pytest.mark.parametrize(
    ("certificate", "last"),
    [
        # ten working days from 09-25: 26, 27, 29 (worked), 30, 10-08 to 11, 12 (worked), 14
        (Certificate.CERTIFICATE, date(2024, 10, 14)),
        # three: 26, 27, 29 (a Sunday that is worked)
        (Certificate.PEOPLES_FAILED, date(2024, 9, 29)),
    ],
)
def test_a_joint_request_comes_within_its_working_days(requested, certificate: Certificate, last: date):
    with pytest.raises(TooLateToApply) as refusal:
        requested(certificate=certificate, joint_request=date(2024, 10, 15))

    assert refusal.value.last == last
    assert requested(certificate=certificate, joint_request=last).category == "traffic"


@pytest.mark.parametrize(
    ("damage", "day", "begins"),
    [
        (Damage.PROPERTY, date(2024, 9, 20), date(2024, 10, 14)),  # determined before: from acceptance (art. 90(2))
        (Damage.INJURY, date(2024, 10, 25), date(2024, 10, 25)),
        (Damage.DISABILITY, date(2024, 10, 28), date(2024, 10, 28)),
        (Damage.DEATH, date(2024, 10, 16), date(2024, 10, 16)),
    ],
)
def test_what_the_accident_did_decides_when_the_mediation_begins(
    requested, do, damage: Damage, day: date, begins: date
):
    matter = requested()
    do(acts.accept, matter, date(2024, 10, 14))
    assert (matter.state, running(matter)) == ("waiting", {})

    do(acts.start, matter, date(2024, 10, 28), damage=damage, damage_date=day, **LATE)

    (clock,) = Clock.objects.system("a test").filter(matter_id=matter.pk)
    assert (clock.period, clock.started_date) == ("JT-END", begins)
    assert (stored(matter).damage, stored(matter).damage_date) == (damage.value, day)


def test_it_ends_within_ten_working_days_of_its_beginning(requested, do):
    matter = requested()
    do(acts.accept, matter, date(2024, 10, 14))

    do(acts.start, matter, date(2024, 10, 14), damage=Damage.PROPERTY, damage_date=date(2024, 9, 20))

    assert running(matter) == {"JT-END": date(2024, 10, 28)}  # 15 to 18, 21 to 25, 28


def test_before_the_treatment_is_over_it_does_not_begin(requested, do):
    matter = requested()
    do(acts.accept, matter, date(2024, 10, 14))

    with pytest.raises(NotYetToStart) as refusal:
        do(acts.start, matter, date(2024, 10, 15), damage=Damage.INJURY, damage_date=date(2024, 10, 16))

    assert refusal.value.start == date(2024, 10, 16)


@pytest.mark.parametrize("notified", [None, date(2024, 10, 17)])
def test_the_parties_are_told_three_working_days_before_a_session(requested, do, notified: date | None):
    matter = requested()
    do(acts.accept, matter, date(2024, 10, 14))
    do(acts.start, matter, date(2024, 10, 14), damage=Damage.PROPERTY, damage_date=date(2024, 9, 20))
    session = date(2024, 10, 21)  # a Monday: 18, 17, 16 are the three working days before

    with pytest.raises(NoticeTooShort) as refusal:
        do(acts.hold_session, matter, session, outcome=SessionOutcome.AGREED, notified=notified)
    do(acts.hold_session, matter, session, outcome=SessionOutcome.AGREED, notified=date(2024, 10, 16))

    assert refusal.value.last == date(2024, 10, 16)
    assert WorkRecord.objects.system("a test").count() == 1


def test_traffic_mediation_ends_without_agreement_and_the_court_is_told(requested, do):
    matter = requested()
    do(acts.accept, matter, date(2024, 10, 14))
    do(acts.start, matter, date(2024, 10, 14), damage=Damage.PROPERTY, damage_date=date(2024, 9, 20))

    with pytest.raises(RouteUntold):
        do(acts.fail, matter, date(2024, 10, 21), reason=Ending.SUED, routes=(DepartmentRoute.PEOPLES,))
    do(acts.fail, matter, date(2024, 10, 21), reason=Ending.SUED, routes=(DepartmentRoute.LITIGATION,))

    assert stored(matter).state == "failed"


# 消费投诉


def test_a_complaint_is_accepted_or_not_in_seven_working_days(applied):
    matter = applied(Sector.CONSUMER, on=date(2024, 4, 28))  # a Sunday that is worked; the holidays are 05-01 to 05

    assert running(matter) == {"XF-CONSUME-ACCEPT": date(2024, 5, 10)}  # 04-29, 30, 05-06 to 10


def test_a_complaint_ends_by_itself_after_forty_five_working_days_and_both_are_told(accepted, do):
    matter = accepted(Sector.CONSUMER)
    assert running(matter) == {"XF-CONSUME-END": date(2024, 11, 13)}

    procedures.run(at=at(date(2024, 11, 13)))
    assert stored(matter).state == "accepted"
    procedures.run(at=at(date(2024, 11, 14)))

    matter = stored(matter)
    assert (matter.state, matter.ending, matter.closed_date) == ("failed", "lapsed", date(2024, 11, 14))
    assert running(matter) == {"XF-CONSUME-TELL": date(2024, 11, 25)}  # 15, 18 to 22, 25
    do(acts.tell, matter, date(2024, 11, 20), told="短信告知双方")
    assert (stored(matter).state, running(matter)) == ("failed", {})


def test_what_a_test_takes_does_not_end_a_complaint(accepted, city):
    matter = accepted(Sector.CONSUMER)
    clock = Clock.objects.system("a test").get(matter_id=matter.pk, stopped_at=None)
    procedures.suspend(clock, by=city.officer, at=at(date(2024, 9, 9)), reason="委托检测")

    procedures.run(at=at(date(2024, 11, 14)))
    assert stored(matter).state == "accepted"
    procedures.resume(clock, by=city.officer, at=at(date(2024, 11, 14)))

    # 42 working days stand still, 09-09 to 11-14 but for one counted (09-06); 44 are left from 11-15
    assert running(matter) == {"XF-CONSUME-END": date(2025, 1, 16)}


def test_a_complaint_that_fails_is_told_without_a_route_of_its_own(accepted, do):
    matter = accepted(Sector.CONSUMER)

    do(acts.fail, matter, date(2024, 9, 12), reason=Ending.TESTING, routes=(DepartmentRoute.ARBITRATION,))

    assert running(matter) == {"XF-CONSUME-TELL": date(2024, 9, 24)}  # 13, 14 (worked), 18 to 20, 23, 24


def test_telling_says_how(accepted, do):
    matter = accepted(Sector.CONSUMER)
    do(acts.fail, matter, date(2024, 9, 12), reason=Ending.TESTING, routes=(DepartmentRoute.ARBITRATION,))

    with pytest.raises(MissingGround):
        do(acts.tell, matter, date(2024, 9, 13), told=" ")


# 劳动争议


def test_a_labour_dispute_ends_fifteen_days_after_it_came_in_and_arbitration_is_open(applied, do):
    matter = applied(Sector.LABOUR, on=date(2024, 9, 18))
    do(acts.accept, matter, date(2024, 9, 20))
    assert running(matter) == {"LD-TJ": date(2024, 10, 8)}  # the fifteenth day, 10-03, lies in the holidays

    procedures.run(at=at(date(2024, 10, 9)))

    assert (stored(matter).state, stored(matter).ending) == ("failed", "lapsed")


def test_a_labour_mediation_that_fails_tells_of_arbitration(accepted, do):
    matter = accepted(Sector.LABOUR)

    with pytest.raises(RouteUntold) as refusal:
        do(acts.fail, matter, date(2024, 9, 12), reason=Ending.ABSENT, routes=(DepartmentRoute.LITIGATION,))

    assert refusal.value.missing == (DepartmentRoute.ARBITRATION,)


def test_a_sector_has_no_step_of_another(accepted, do):
    with pytest.raises(StepNotOpen):
        do(acts.settle_at_once, accepted(), date(2024, 9, 6))
