"""The ledger of screening and prevention: what comes in, what is refused, what is counted, and what it is not."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.exchange.undoing import undo
from fazhi.kernel.indicators import queries as figures
from fazhi.kernel.indicators.live import Live
from fazhi.lines.mediation.indicators import INDICATORS
from fazhi.lines.mediation.ledgers.prevention import PREVENTION_FORMAT
from fazhi.lines.mediation.models import PreventionMonth
from fazhi.lines.mediation.rules.prevention import COUNTED, PERSONS_UNTOLD

from .test_imports import Desk, Row

NOTHING: Row = {f"{name}_{part}": 0 for name in COUNTED for part in ("cases", "persons")}
MARCH: Row = {"office": "XM-SM-01", "year": 2024, "month": 3, **NOTHING, "screened_cases": 12, "screened_persons": 30}
APRIL: Row = MARCH | {"month": 4, "averted_cases": 5, "averted_persons": 11, "suicide_cases": 1, "suicide_persons": 1}
EMPTY: Row = {**MARCH, "month": 5, **NOTHING}


@pytest.fixture
def desk(city, tmp_path: Path, data_dir: Path, at: datetime) -> Desk:
    return Desk(tmp_path, data_dir, at)


def reports() -> list[PreventionMonth]:
    return list(PreventionMonth.objects.system("a test").order_by("period_date"))


def value(code: str, period: str = "2024") -> object:
    (figure,) = figures.figures(Period.parse(period), engine=Live(), codes=[f"mediation.prevention.{code}"])
    return figure.value


def test_a_report_is_kept_with_the_month_that_it_is_of(desk: Desk):
    report = desk.take_in("mediation.prevention", [MARCH, APRIL, EMPTY])

    assert (report.read, report.accepted, report.refused) == (3, 3, 0)
    march, april, may = reports()
    assert (march.period_date, march.period_year, march.period_quarter, march.period_month) == (
        date(2024, 3, 1),
        2024,
        1,
        3,
    )
    assert (april.period_quarter, april.suicide_persons, may.screened_cases) == (2, 1, 0)
    assert str(march) == f"{march.office_id} 2024-03"


def test_months_are_added_up_and_committees_counted_once(desk: Desk):
    desk.take_in("mediation.prevention", [MARCH, APRIL])

    assert (value("screened"), value("screened.persons"), value("averted"), value("suicide")) == (24, 60, 5, 1)
    assert (value("screened", "2024Q1"), value("screened", "2024-04"), value("screened", "2024-06")) == (12, 12, 0)
    assert value("reporting") == 1


def test_screening_is_in_none_of_the_published_figures(desk: Desk):
    desk.take_in("mediation.prevention", [MARCH])

    (resolved,) = figures.figures(Period(2024), engine=Live(), codes=["mediation.people.resolved"])
    assert resolved.value == 0


def test_every_counter_has_its_indicator_of_cases_and_of_persons():
    codes = {item.code for item in INDICATORS}

    assert {f"mediation.prevention.{name}{part}" for name in COUNTED for part in ("", ".persons")} <= codes


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_fewer_persons_than_cases_are_refused(desk: Desk, name: str):
    wrong = MARCH | {f"{name}_cases": 3, f"{name}_persons": 2}

    report = desk.take_in("mediation.prevention", [wrong, APRIL])

    assert f"{name}-persons" in report.codes
    assert (report.accepted, report.refused) == (1, 1)


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_persons_without_a_case_are_refused(desk: Desk, name: str):
    report = desk.take_in("mediation.prevention", [MARCH | {f"{name}_cases": 0, f"{name}_persons": 2}])

    assert f"{name}-cases" in report.codes


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"screened_cases": -1}, "bounds"),
        ({"screened_cases": None}, "required"),
        ({"suicide_persons": None}, "required"),
        ({"month": 13}, "bounds"),
        ({"office": "XM-RS"}, "reference"),
    ],
)
def test_what_can_not_be_counted_is_refused(desk: Desk, changes: Row, code: str):
    report = desk.take_in("mediation.prevention", [MARCH | changes])

    assert code in report.codes
    assert reports() == []


def test_persons_that_the_form_does_not_ask_for_may_be_left_blank(desk: Desk):
    untold = MARCH | {f"{name}_persons": None for name in PERSONS_UNTOLD}

    assert desk.take_in("mediation.prevention", [untold]).accepted == 1
    assert (reports()[0].screened_cases, reports()[0].screened_persons) == (12, None)
    assert value("screened.persons") == 0


def test_every_check_is_tried_above():
    tried = {f"{name}-{part}" for name in COUNTED for part in ("persons", "cases")}

    assert {check.code for check in PREVENTION_FORMAT.checks} == tried


def test_one_report_for_a_committee_and_month_corrected_by_the_next_file(desk: Desk):
    desk.take_in("mediation.prevention", [MARCH], "一.xlsx")

    again = desk.take_in("mediation.prevention", [MARCH], "二.xlsx")
    corrected = desk.take_in("mediation.prevention", [MARCH | {"screened_cases": 9}], "三.xlsx")

    assert (again.unchanged, corrected.updated, len(reports())) == (1, 1, 1)
    assert reports()[0].screened_cases == 9


def test_what_goes_out_comes_in_unchanged(desk: Desk):
    desk.take_in("mediation.prevention", [MARCH, APRIL])

    path, count = desk.give_out("mediation.prevention", "导出.xlsx")

    assert count == 2
    assert desk.take_in_file(path).unchanged == 2


def test_an_import_is_taken_back_whole_and_a_correction_to_what_it_was(desk: Desk, at: datetime):
    desk.take_in("mediation.prevention", [MARCH], "一.xlsx")
    desk.take_in("mediation.prevention", [MARCH | {"screened_cases": 9}], "二.xlsx")
    first, second = LedgerBatch.objects.order_by("pk")

    undo(second.pk, by="system", at=at, reason="错", data_dir=desk.data_dir)
    assert reports()[0].screened_cases == 12
    undo(first.pk, by="system", at=at, reason="错", data_dir=desk.data_dir)
    assert reports() == []


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"period_month": 13, "period_quarter": 5}, "preventionmonth_month"),
        ({"period_quarter": 2}, "preventionmonth_quarter"),
        ({"crime_cases": 2, "crime_persons": 1}, "preventionmonth_crime"),
        ({"averted_cases": 0, "averted_persons": 1}, "preventionmonth_averted"),
    ],
)
def test_the_database_refuses_what_can_not_be(city, at: datetime, changes: Row, constraint: str):
    usual = {"period_date": date(2024, 3, 1), "period_year": 2024, "period_quarter": 1, "period_month": 3, **NOTHING}

    with pytest.raises(IntegrityError, match=constraint):
        PreventionMonth(office=city.committee, recorded_at=at, **{**usual, **changes}).save()
