"""The tables: one shape, each with its own law; limits reckoned by hand over rest days."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from fazhi.engines.procedure import faults
from fazhi.kernel.law import local_periods
from fazhi.kernel.law.periods import period_rows
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.procedures import registry
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.referrals import services
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.permissions import PERMISSIONS
from fazhi.kernel.referrals.procedures import PROCEDURES
from fazhi.kernel.referrals.terms import GROUNDS, Channel, Kind, State


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.mark.parametrize("kind", Kind)
def test_every_table_is_sound(kind: Kind):
    codes = frozenset(permission.code for permission in PERMISSIONS)
    known = {"permissions": codes, "periods": frozenset(period_rows()), "roles": frozenset(Role.values)}

    assert faults(PROCEDURES[kind], **known) == ()
    assert registry.procedure_named(kind.value) is PROCEDURES[kind]


@pytest.mark.parametrize("kind", Kind)
def test_every_table_has_the_same_steps(kind: Kind):
    shape = [(step.name, step.source, step.target) for step in PROCEDURES[Kind.COURT].steps]

    assert [(step.name, step.source, step.target) for step in PROCEDURES[kind].steps] == shape


@pytest.mark.parametrize("kind", Kind)
def test_every_ground_has_its_chinese_word(kind: Kind):
    needs = {need for step in PROCEDURES[kind].steps for need in step.needs}

    assert needs <= GROUNDS.keys()


def test_every_kind_has_its_door():
    assert {kind: kind.channel for kind in Kind} == {
        Kind.COURT_DELEGATED: Channel.COURT,
        Kind.COURT_ENTRUSTED: Channel.COURT,
        Kind.COURT_SUMMARY: Channel.COURT,
        Kind.COURT: Channel.COURT,
        Kind.POLICE: Channel.POLICE,
        Kind.PETITION: Channel.PETITION,
    }


@pytest.mark.parametrize(
    ("kind", "signed", "due"),
    [
        pytest.param(Kind.COURT_DELEGATED, date(2024, 6, 3), date(2024, 7, 3), id="delegated: 30 days"),
        pytest.param(Kind.COURT_DELEGATED, date(2024, 9, 4), date(2024, 10, 8), id="delegated: 10-04 is National Day"),
        pytest.param(Kind.COURT_ENTRUSTED, date(2024, 6, 3), date(2024, 6, 18), id="entrusted: 15 days"),
        pytest.param(Kind.COURT_ENTRUSTED, date(2024, 1, 26), date(2024, 2, 18), id="entrusted: over Spring Festival"),
        pytest.param(Kind.COURT_SUMMARY, date(2024, 6, 3), date(2024, 6, 11), id="summary: 06-10 is Dragon Boat Day"),
        pytest.param(Kind.COURT_SUMMARY, date(2024, 6, 4), date(2024, 6, 11), id="summary: 7 days"),
        pytest.param(Kind.COURT, date(2024, 6, 3), date(2024, 7, 3), id="kind unknown: the longest"),
        pytest.param(Kind.POLICE, date(2024, 4, 5), date(2024, 5, 6), id="police: 05-05 is still Labour Day"),
        pytest.param(Kind.PETITION, date(2024, 4, 1), date(2024, 5, 6), id="petition: 05-01 to 05-05 is Labour Day"),
    ],
)
def test_the_limit_runs_from_signing_and_rolls_over_rest_days(
    sent: Callable[..., Referral], city, clocks, kind: Kind, signed: date, due: date
):
    referral = sent(kind, on=signed, at=moment(signed))

    services.sign(referral, by=city.mediator, at=moment(signed), on=signed)

    clock = clocks(referral)[PROCEDURES[kind].clocks_after(State.SIGNED)[0]]
    assert (clock.started_date, clock.due_date, clock.procedure) == (signed, due, kind.value)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        pytest.param(date(2024, 6, 3), date(2024, 6, 6), id="three working days"),
        pytest.param(date(2024, 6, 7), date(2024, 6, 13), id="over the weekend and Dragon Boat Day"),
        pytest.param(date(2024, 9, 27), date(2024, 10, 8), id="09-29 is a makeup working day, 10-01 to 10-07 is not"),
    ],
)
def test_a_court_is_answered_within_three_working_days(sent: Callable[..., Referral], clocks, on: date, due: date):
    referral = sent(Kind.COURT_DELEGATED, on=on, at=moment(on))

    assert {period: clock.due_date for period, clock in clocks(referral).items()} == {"ST-ONLINE-CONFIRM": due}


@pytest.mark.parametrize("kind", [Kind.POLICE, Kind.PETITION])
def test_no_law_says_how_soon_others_are_answered(sent: Callable[..., Referral], clocks, kind: Kind):
    assert clocks(sent(kind)) == {}


@pytest.mark.parametrize(("kind", "code"), [(Kind.POLICE, "GD-RESULT"), (Kind.PETITION, "FD-RESULT")])
def test_the_limits_of_police_and_petition_offices_are_the_bureaus_to_enter(
    sent: Callable[..., Referral], city, at, clocks, kind: Kind, code: str
):
    day = date(2024, 6, 3)
    local_periods.enter(code, day, length=5, basis="本市对接办法", confirmed_by="张三", by="system", at=at)

    referral = sent(kind)
    services.sign(referral, by=city.mediator, at=at, on=day)

    assert clocks(referral)[code].due_date == date(2024, 6, 11)  # 06-08 is a Saturday, 06-10 Dragon Boat Day


def test_both_parties_extend_the_limit_by_what_they_agree_on(sent: Callable[..., Referral], city, at, clocks):
    referral = sent(Kind.COURT_SUMMARY)
    services.sign(referral, by=city.mediator, at=at, on=date(2024, 6, 3))

    due = procedures.extend(clocks(referral)["ST-WEITUO-J"], by=city.head, at=at, reason="双方当事人同意延长", units=5)

    assert due == date(2024, 6, 17)  # 12 days end on Saturday 06-15


def test_a_summary_limit_is_shorter_than_that_of_the_ordinary_procedure():
    ends = {kind: PROCEDURES[kind].clocks_after(State.SIGNED) for kind in Kind}

    assert ends == {
        Kind.COURT_DELEGATED: ("ST-WEIPAI",),
        Kind.COURT_ENTRUSTED: ("ST-WEITUO-P",),
        Kind.COURT_SUMMARY: ("ST-WEITUO-J",),
        Kind.COURT: ("ST-WEIPAI",),
        Kind.POLICE: ("GD-RESULT",),
        Kind.PETITION: ("FD-RESULT",),
    }
