"""Checkers of departments find what is planted; every step of a sector has its form; the console reconciles."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import forms, registry
from fazhi.kernel.procedures.integrity import check
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.mediation import errors
from fazhi.lines.mediation.forms.departments import DEPARTMENT_FORMS
from fazhi.lines.mediation.forms.disputes import DISPUTE_FORMS
from fazhi.lines.mediation.models import AdministrativeMatter
from fazhi.lines.mediation.procedure import DEPARTMENTS
from fazhi.lines.mediation.services import departments as acts
from fazhi.lines.mediation.services.parties import Side, add_side
from fazhi.lines.mediation.terms import Damage, DepartmentRoute, NotAccepted, Sector, Tie
from fazhi.surfaces.cli.tests.conftest import fazhi  # noqa: F401
from fazhi.surfaces.wording import sentence

DAY = date(2024, 9, 5)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def found(name: str, on: date) -> tuple[str, ...]:
    (checked,) = check(on=on, names=frozenset({name}))
    return checked.told


@pytest.fixture
def accepted(city) -> Callable[[Sector], AdministrativeMatter]:
    def make(sector: Sector) -> AdministrativeMatter:
        matter = acts.apply(
            sector, office=city.department, by=city.officer, at=at(DAY), on=DAY, number=f"{sector.name}1号",
            category="consumer", applicant=Side("陈示例"), respondent=Side("林示例"),
        )  # fmt: skip
        acts.accept(matter, by=city.officer, at=at(DAY), on=DAY)
        return matter

    return make


@pytest.mark.parametrize(
    ("party", "supervisor", "told"),
    [("厦门市人力资源和社会保障局", "", 1), ("厦门市人力资源和社会保障局", "市司法局", 0), ("市公安局", "", 0)],
)
def test_a_ledgers_agency_that_is_its_own_mediator_is_found(
    administrative, city, party: str, supervisor: str, told: int, at: datetime
):
    matter = administrative(nature="administrative", supervised_by=supervisor)
    matter.save()
    for name in ("陈示例", party):
        add_side("mediation.administrative", matter, Side(name), by=city.officer, at=at)

    assert len(found("department-not-own-mediator", DAY)) == told


def test_a_second_police_mediation_that_ended_late_is_found(accepted, city):
    matter = accepted(Sector.PUBLIC_SECURITY)
    acts.mediate_again(matter, by=city.officer, at=at(DAY), on=DAY, reason="necessary")
    on = date(2024, 9, 13)
    acts.settle(matter, by=city.officer, at=at(on), on=on, effective=on)
    assert found("second-police-mediation-in-time", date(2024, 12, 31)) == ()

    Clock.objects.system("a test").filter(period="ZA-TJ2").update(is_on_time=0, stopped_date=date(2024, 9, 20))

    (told,) = found("second-police-mediation-in-time", date(2024, 12, 31))
    assert "2024-09-14" in told  # seven working days from 09-05: 6, 9 to 13, 14 (worked)
    assert "2024-09-20" in told


def test_a_complaint_that_no_clock_has_ended_is_found(accepted):
    accepted(Sector.CONSUMER)

    assert found("complaint-mediation-ended", date(2024, 11, 13)) == ()
    (told,) = found("complaint-mediation-ended", date(2024, 11, 14))
    assert "CONSUMER1号" in told


@pytest.mark.parametrize("sector", list(Sector))
def test_every_step_of_a_sector_has_its_form(sector: Sector):
    table = DEPARTMENTS[sector]

    assert forms.form_of(sector.value, "begin")
    for step in table.steps:
        assert step.is_deemed or forms.form_of(sector.value, step.name), step.name


ASKED_AS = {
    "effective_date": "effective", "session_outcome": "outcome", "routes_told": "routes", "tie": "interest",
    "joint_request_date": "joint_request", "decision_reason": "reason", "reason_code": "reason",
}  # fmt: skip
TOLD_OTHERWISE = {"settle_at_once": {"effective_date"}, "accept": {"consent_date"}, "report_result": {"outcome"}}
"""What the act's own day says, what only some senders need, and what the matter tells."""


@pytest.mark.parametrize("form", [*DEPARTMENT_FORMS, *DISPUTE_FORMS], ids=lambda form: f"{form.procedure} {form.act}")
def test_what_a_step_needs_is_asked_and_required(form: forms.ActForm):
    procedure = registry.procedure_named(form.procedure)
    opening = procedure.opening.needs if procedure.opening and form.act == "begin" else ()
    needs = {*opening, *(need for step in procedure.steps if step.name == form.act for need in step.needs)}
    asked = {field.name for field in form.fields if field.required}

    assert {ASKED_AS.get(need, need) for need in needs - TOLD_OTHERWISE.get(form.act, set())} <= asked


def test_a_dispute_with_an_agency_goes_through_the_forms(city):
    by = {"by": city.officer, "at": at(DAY), "on": DAY, "late_reason": ""}
    form = {step.name: forms.form_of(Sector.GENERAL, step.name) for step in DEPARTMENTS[Sector.GENERAL].steps}
    matter = forms.form_of(Sector.GENERAL, "begin").do(
        office=city.department, number="1号", nature="administrative", category="expropriation", applicant_name="陈示例",
        applicant_protection="minor", respondent_name="市公安局", agency_name="市公安局", **by,
    )  # fmt: skip

    form["accept"].do(matter, **by)
    form["appoint"].do(matter, mediator="陈六", interest="none", **by)
    form["hold_session"].do(matter, outcome="not_agreed", content="未达成一致", **by)
    form["fail"].do(matter, reason="no_agreement", routes=("litigation",), **by)

    assert AdministrativeMatter.objects.system("a test").get().state == "failed"
    assert Party.objects.system("a test").get(position=1).protection == "minor"


def test_a_traffic_dispute_goes_through_the_forms(city):
    by = {"by": city.officer, "at": at(DAY), "on": DAY, "late_reason": ""}
    form = {step.name: forms.form_of(Sector.TRAFFIC, step.name) for step in DEPARTMENTS[Sector.TRAFFIC].steps}
    matter = forms.form_of(Sector.TRAFFIC, "begin").do(
        office=city.department, number="1号", applicant_name="陈示例", respondent_name="林示例", joint_request=DAY,
        since=date(2024, 9, 2), **by,
    )  # fmt: skip

    form["accept"].do(matter, **by)
    form["start"].do(matter, damage="property", damage_date=date(2024, 9, 1), **by)
    form["settle"].do(matter, effective=DAY, amount_fen=100, **by)

    assert AdministrativeMatter.objects.system("a test").get().amount_fen == 100


REFUSALS = [
    errors.AgencyUnnamed("1号"),
    errors.OwnDispute("1号", "市公安局"),
    errors.SupervisorIsParty("1号", "市公安局"),
    errors.CivilOnly("1号", Sector.TRAFFIC),
    errors.MustRecuse("1号", "陈六", Tie.PARTY),
    errors.NotOnTheList("1号", NotAccepted.HIRED, [NotAccepted.OTHER]),
    errors.RouteUntold("1号", ()),
    errors.RouteUntold("1号", [DepartmentRoute.PENALTY]),
    errors.TooLateToApply("1号", "JT-APPLY", DAY, DAY, DAY),
    errors.NotYetToStart("1号", DAY, DAY),
    errors.NoticeTooShort("1号", None, DAY, DAY),
    errors.NoticeTooShort("1号", DAY, DAY, DAY),
    errors.SecondTooLate("1号", DAY, DAY),
    errors.NoThird("1号"),
    errors.NotAgreed("1号", "applicant", DAY),
    errors.NotEmpowered("1号", "凭经验"),
    errors.EarlierUnknown("1号", "0号"),
    errors.ResultContradicts("1号", "2号", "settled", "failed"),
    errors.NotConcluded("1号", "2号"),
]


@pytest.mark.parametrize("error", REFUSALS, ids=lambda error: type(error).__name__)
def test_every_refusal_has_its_sentence(error: Exception):
    said = sentence(error)

    assert said is not None
    assert "1号" in said


def test_the_damages_are_the_channels_of_the_start_rule():
    from fazhi.kernel.calendar.starts import start_row

    assert {channel.code for channel in start_row("JT-START").rule.channels} == set(Damage)


def test_the_console_links_and_reconciles(fazhi, city):  # noqa: F811
    data: dict[str, Any] = fazhi("mediation", "disputes", "--link", "--year", "2024", "--json").data

    assert (data["disputes"], data["members"], data["proposed"], data["doors"]) == (0, 0, 0, [])
    assert [row["code"] for row in data["reconciled"]][-1] == "mediation.disputes.distinct"


def test_without_an_option_the_console_says_what_there_is(fazhi, city):  # noqa: F811
    assert "--link" in fazhi("mediation", "disputes").out


def test_a_post_of_a_part_does_not_link_everybodys_records(fazhi, city):  # noqa: F811
    answer = fazhi("mediation", "disputes", "--link", "--as", "E0003")

    assert (answer.code, answer.out) == (2, "")
