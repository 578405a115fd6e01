"""The referral ledger into records: each row in the state that it proves, with clocks and tasks for open ones alone."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.exchange import formats, referral_rows, services
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.tests import cases
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.services import accept, sign

pytestmark = pytest.mark.django_db

COURT = "诉调对接"
ROWS: Mapping[str, Mapping[str, object]] = {
    "D-1": {"signed_date": None},
    "D-2": {},
    "D-3": {"channel": COURT, "signed_date": None},
    "D-4": {"channel": COURT},
    "D-5": {"outcome": "调解成功", "result_date": "2024-04-08"},
    "D-6": {"channel": COURT, "outcome": "调解不成", "result_date": "2024-03-06"},
}
"""Sent on 2024-03-05; where nothing else is said, by the police and signed for on 03-06."""


@pytest.fixture
def imported(tmp_path: Path, import_one: Callable[..., Any]) -> Any:
    rows = [{**cases.GOOD, "number": number, **changes} for number, changes in ROWS.items()]
    return import_one(cases.book(tmp_path / "a.xlsx", rows))


def corrected(tmp_path: Path, import_one: Callable[..., Any], number: str, **changes: object) -> Any:
    row = {**cases.GOOD, "number": number, **ROWS[number], **changes}
    return import_one(cases.book(tmp_path / "b.xlsx", [row]))


def the(number: str) -> Referral:
    return Referral.objects.system("a test").select_related("office").get(number=number)


def running() -> dict[str, tuple[str, str, date]]:
    """Number of the referral → its running clock."""
    clocks = Clock.objects.system("a test").filter(stopped_at=None)
    names = {row.pk: row.number for row in Referral.objects.system("a test")}
    return {names[clock.matter_id]: (clock.period, clock.procedure, clock.due_date) for clock in clocks}


def waiting() -> dict[str, str]:
    """Number of the referral → the state of its open task."""
    names = {row.pk: row.number for row in Referral.objects.system("a test")}
    return {names[task.matter_id]: task.state for task in Task.objects.system("a test").filter(done_at=None)}


def test_a_row_lands_in_the_state_that_its_columns_prove(imported):
    rows = Referral.objects.system("a test").order_by("number")

    assert list(rows.values_list("number", "procedure", "state", "occurred_date", "days_to_result")) == [
        ("D-1", "referral.police", "sent", date(2024, 3, 5), None),
        ("D-2", "referral.police", "signed", date(2024, 3, 6), None),
        ("D-3", "referral.court", "sent", date(2024, 3, 5), None),
        ("D-4", "referral.court", "signed", date(2024, 3, 6), None),
        ("D-5", "referral.police", "closed", date(2024, 4, 8), 33),
        ("D-6", "referral.court", "closed", date(2024, 3, 6), 0),
    ]


def test_the_day_of_the_result_stands_with_its_parts(imported):
    rows = Referral.objects.system("a test").order_by("number")

    assert list(rows.values_list("result_year", "result_quarter", "result_month")) == [
        *[(None, None, None)] * 4, (2024, 2, 4), (2024, 1, 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "signed", "result", "due", "on_time"),
    [
        ("police", date(2024, 5, 7), date(2024, 6, 6), date(2024, 6, 6), 1),  # the thirtieth day, a Thursday
        ("court", date(2024, 5, 7), date(2024, 6, 7), date(2024, 6, 6), 0),
        (
            "petition",
            date(2024, 5, 10),
            date(2024, 6, 11),
            date(2024, 6, 11),
            1,
        ),  # Sunday; Monday is 端午节: until Tuesday
        ("police", date(2024, 5, 10), date(2024, 6, 12), date(2024, 6, 11), 0),
    ],
)
def test_a_limit_that_ends_on_a_day_of_rest_goes_on_to_the_next_worked_day(
    channel: str, signed: date, result: date, due: date, on_time: int, at
):
    rows = cases.typed(1).with_columns(
        channel=pl.lit(channel),
        return_reason=pl.lit(None, pl.String),
        subject=pl.lit("0193ffff-ffff-7fff-8fff-ffffffffffff"),
        office__id=pl.lit(1),
        outcome=pl.lit("settled"),
        signed_date=pl.lit(signed),
        result_date=pl.lit(result),
    )

    ((_, frame),) = referral_rows.records(rows, Batch(1, at, "system", ""))

    assert frame.select("result_due_date", "is_on_time").row(0) == (due, on_time)


def test_open_referrals_alone_have_clocks_by_their_kind(imported):
    """30 days from 03-06 end on 04-05, within Tomb-Sweeping (04-04 to 04-06); 04-07 is a makeup working day."""
    assert running() == {
        "D-2": ("GD-RESULT", "referral.police", date(2024, 4, 7)),
        "D-3": ("ST-ONLINE-CONFIRM", "referral.court", date(2024, 3, 8)),
        "D-4": ("ST-WEIPAI", "referral.court", date(2024, 4, 7)),
    }


def test_open_referrals_alone_wait_in_somebodys_work(imported):
    assert waiting() == {"D-1": "sent", "D-2": "signed", "D-3": "sent", "D-4": "signed"}


@pytest.mark.parametrize("outcome", ["returned", "withdrawn"])
def test_what_went_back_before_signing_has_ended(outcome: str, at):
    reason = "refused" if outcome == "returned" else None
    rows = cases.typed(1).with_columns(
        return_reason=pl.lit(reason, pl.String),
        subject=pl.lit("0193ffff-ffff-7fff-8fff-ffffffffffff"),
        office__id=pl.lit(1),
        outcome=pl.lit(outcome),
        signed_date=pl.lit(None, pl.Date),
        result_date=pl.lit(date(2024, 3, 7)),
    )

    ((_, frame),) = referral_rows.records(rows, Batch(1, at, "system", ""))

    states = {"returned": "returned", "withdrawn": "closed"}
    assert frame.select("state", "occurred_date", "days_to_result", "return_reason").row(0) == (
        states[outcome], date(2024, 3, 7), None, reason or "",
    )  # fmt: skip


def test_a_corrected_row_moves_clock_and_task(imported, tmp_path, import_one):
    corrected(tmp_path, import_one, "D-3", signed_date="2024-03-07")

    assert the("D-3").state == "signed"
    assert running()["D-3"] == ("ST-WEIPAI", "referral.court", date(2024, 4, 7))  # 04-06, the last day of the holiday
    assert waiting()["D-3"] == "signed"


def test_a_result_ends_clock_and_task(imported, tmp_path, import_one):
    corrected(tmp_path, import_one, "D-2", outcome="调解成功", result_date="2024-04-01")

    assert the("D-2").state == "closed"
    assert "D-2" not in running()
    assert "D-2" not in waiting()


def test_the_same_file_again_changes_no_clock(imported, tmp_path, import_one):
    before = running()

    assert corrected(tmp_path, import_one, "D-2").unchanged == 1

    assert running() == before
    assert Clock.objects.system("a test").filter(stopped_at__isnull=False).count() == 0


def test_undoing_takes_clocks_and_tasks_along(imported, data_dir, at):
    services.undo(imported.batch, by="system", at=at, reason="导错了文件", data_dir=data_dir)

    assert (Clock.objects.system("a test").count(), Task.objects.system("a test").count()) == (0, 0)


def test_undoing_a_correction_brings_clock_and_task_back(imported, tmp_path, import_one, data_dir, at):
    clocks, tasks = running(), waiting()
    report = corrected(tmp_path, import_one, "D-2", outcome="调解成功", result_date="2024-04-01")

    services.undo(report.batch, by="system", at=at, reason="导错了文件", data_dir=data_dir)

    assert (the("D-2").state, the("D-2").outcome, the("D-2").result_year) == ("signed", "", None)
    assert (running(), waiting()) == (clocks, tasks)


def test_a_row_that_an_act_has_overtaken_is_refused(format, tmp_path, import_one, city, at, monkeypatch):
    monkeypatch.setitem(formats._formats, format.code, replace(format, target=cases.Target("referral")))
    import_one(cases.book(tmp_path / "a.xlsx", [{**cases.GOOD, "signed_date": None}]))
    sign(the("D-1"), by=city.mediator, at=at, on=date(2024, 6, 3))

    report = import_one(cases.book(tmp_path / "b.xlsx", [{**cases.GOOD, "signed_date": "2024-03-06"}]))

    assert (report.accepted, report.refused) == (0, 1)
    assert the("D-1").signed_date == date(2024, 6, 3)


def test_an_imported_referral_goes_on_by_acts(imported, city, at):
    referral = the("D-3")

    sign(referral, by=city.mediator, at=at, on=date(2024, 6, 3))
    accept(referral, by=city.mediator, at=at, on=date(2024, 6, 3), consent=date(2024, 6, 3))

    assert the("D-3").state == "accepted"
    assert running()["D-3"] == ("ST-WEIPAI", "referral.court", date(2024, 7, 3))
    assert waiting()["D-3"] == "accepted"
