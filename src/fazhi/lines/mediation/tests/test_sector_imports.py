"""The optional column 领域 of the departments' ledger, and who may import whose rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.exchange import services, workbook
from fazhi.kernel.exchange.formats import registered
from fazhi.kernel.exchange.queries import visible_offices
from fazhi.kernel.exchange.terms import FileReport
from fazhi.kernel.organisations.services import rebuild_bounds
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.services import run
from fazhi.lines.mediation.models import AdministrativeMatter

Row = dict[str, Any]
BASE: Row = {
    "number": "行调1号",
    "office": "XM-RS",
    "nature": "civil",
    "category": "consumer",
    "accepted_date": date(2024, 9, 5),
    "party1_name": "陈示例",
    "party2_name": "示例商行",
}
TakeIn = Callable[..., FileReport]


@pytest.fixture
def take_in(city, tmp_path: Path, data_dir: Path, at: datetime) -> TakeIn:
    (format,) = [item for item in registered() if item.code == "mediation.administrative"]

    def take(rows: list[Row], **more: Any) -> FileReport:
        path = tmp_path / "台账.xlsx"
        schema = [column.name for column in format.columns if any(column.name in row for row in rows)]
        frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], infer_schema_length=None)
        workbook.write(path, format, frame)
        (report,) = services.import_files([path], by="system", at=at, data_dir=data_dir, **more).files
        assert report.error is None
        return report

    return take


def only() -> AdministrativeMatter:
    return AdministrativeMatter.objects.system("a test").get()


def clocks() -> set[tuple[str, str, date]]:
    rows = Clock.objects.system("a test").filter(stopped_at=None)
    return {(clock.period, clock.after, clock.due_date) for clock in rows}


@pytest.mark.parametrize(
    ("sector", "procedure", "clock"),
    [
        ({}, "mediation.administrative", ("XZTJ-END", "accepted", date(2024, 10, 8))),  # 10-05 lies in the holidays
        (
            {"sector": "mediation.administrative.consumer"},
            "mediation.administrative.consumer",
            # 45 working days from 2024-09-05: 6th; 9–14 (14th is worked); 18–20, 23–27, 29–30; from 10-08 on; 10-12 is worked
            ("XF-CONSUME-END", "accepted", date(2024, 11, 13)),
        ),
        (
            {"sector": "mediation.administrative.traffic", "category": "traffic"},
            "mediation.administrative.traffic",
            ("JT-END", "accepted", date(2024, 9, 20)),
        ),
        (
            {"sector": "mediation.administrative.labour", "category": "labour"},
            "mediation.administrative.labour",
            ("LD-TJ", "applied", date(2024, 9, 20)),
        ),
    ],
    ids=["blank", "consumer", "traffic", "labour"],
)
def test_an_open_row_lands_in_the_table_of_its_sector(take_in: TakeIn, sector: Row, procedure: str, clock: tuple):
    take_in([BASE | sector])

    matter = only()
    assert (matter.procedure, matter.state) == (procedure, "accepted")
    assert clocks() == {clock}
    assert {task.procedure for task in Task.objects.system("a test")} == {procedure}
    assert {party.procedure for party in Party.objects.system("a test")} == {procedure}


def test_an_open_row_of_public_security_has_no_clock_for_its_first_mediation(take_in: TakeIn):
    take_in([BASE | {"sector": "mediation.administrative.public_security", "category": "damages"}])

    assert clocks() == set()
    assert only().state == "accepted"


def test_a_corrected_row_moves_to_another_table_with_its_parties_and_clocks(take_in: TakeIn):
    take_in([BASE])

    report = take_in([BASE | {"sector": "mediation.administrative.consumer"}])

    assert report.updated == 1
    assert clocks() == {("XF-CONSUME-END", "accepted", date(2024, 11, 13))}
    assert {party.procedure for party in Party.objects.system("a test")} == {"mediation.administrative.consumer"}


def test_an_undone_correction_gives_the_old_table_back(take_in: TakeIn, data_dir: Path, at: datetime):
    from fazhi.kernel.exchange.models import LedgerBatch

    take_in([BASE | {"sector": "mediation.administrative.traffic"}])
    take_in([BASE | {"sector": "mediation.administrative.consumer"}])
    latest = LedgerBatch.objects.order_by("-pk").first()

    services.undo(latest.pk, by="system", at=at, data_dir=data_dir, reason="弄错了文件")

    assert only().procedure == "mediation.administrative.traffic"


def test_a_sector_has_civil_disputes_only(take_in: TakeIn):
    report = take_in([BASE | {"sector": "mediation.administrative.traffic", "nature": "administrative"}])

    assert "sector-is-civil" in report.codes
    assert report.refused == 1


def test_an_imported_complaint_that_is_past_its_days_is_ended_by_the_clock(take_in: TakeIn):
    take_in([BASE | {"sector": "mediation.administrative.consumer"}])

    run(at=datetime(2024, 11, 14, 1, tzinfo=UTC))

    matter = only()
    assert (matter.state, matter.concluded_date, matter.closed_date) == (
        "failed",
        date(2024, 11, 14),
        date(2024, 11, 14),
    )
    assert matter.ending == "lapsed"


def test_a_department_does_not_report_anothers_matters(take_in: TakeIn, city, office, data_dir: Path):
    office("XM-GA", "市公安局", "department", city.bureau)
    rebuild_bounds()
    city.officer.refresh_from_db()
    within = frozenset(visible_offices(city.officer))

    report = take_in([BASE, BASE | {"office": "XM-GA", "number": "行调2号"}], within=within)

    assert (report.accepted, report.refused) == (1, 1)
    assert "scope" in report.codes
    assert any("厦府办规〔2024〕2号" in told.sentence for told in report.findings)
    assert only().office_id == city.department.pk


def test_a_ledger_from_before_the_column_is_complete_and_the_same_with_it(
    take_in: TakeIn, tmp_path: Path, data_dir: Path, at: datetime
):
    (format,) = [item for item in registered() if item.code == "mediation.administrative"]
    old = replace(format, columns=tuple(column for column in format.columns if column.name != "sector"))
    path = tmp_path / "旧台账.xlsx"
    schema = [column.name for column in old.columns if column.name in BASE]
    workbook.write(path, old, pl.DataFrame([{name: BASE[name] for name in schema}]))

    (report,) = services.import_files([path], by="system", at=at, data_dir=data_dir).files

    assert (report.error, report.accepted) == (None, 1)
    assert only().procedure == "mediation.administrative"
    assert take_in([BASE]).unchanged == 1
