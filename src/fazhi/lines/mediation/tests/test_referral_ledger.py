"""The ledger of referrals: why one went back is told where the ledger has the column, and only of those that did."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fazhi.kernel.exchange import export, services, workbook
from fazhi.kernel.exchange.terms import FileReport
from fazhi.kernel.referrals.models import Referral
from fazhi.lines.mediation.ledgers import REFERRAL_FORMAT

RETURNED: dict[str, Any] = {
    "number": "厦公调〔2024〕1号", "channel": "police", "sender": "派出所", "office": "XM-SM-01", "category": "neighbour",
    "sent_date": date(2024, 5, 6), "signed_date": date(2024, 5, 7), "outcome": "returned", "result_date": date(2024, 5, 8),
    "return_reason": "duplicate",
}  # fmt: skip
TakeIn = Callable[..., FileReport]


@pytest.fixture
def take_in(city, tmp_path: Path, data_dir: Path, at: datetime) -> TakeIn:
    """Writes a ledger of one referral and imports it; `old` has no column for the reason."""

    def take(row: dict[str, Any], *, old: bool = False) -> FileReport:
        columns = tuple(column for column in REFERRAL_FORMAT.columns if not (old and column.added))
        frame = pl.DataFrame([{column.name: row.get(column.name) for column in columns}], infer_schema_length=None)
        path = tmp_path / "对接.xlsx"
        workbook.write(path, replace(REFERRAL_FORMAT, columns=columns), frame)
        (report,) = services.import_files([path], by="system", at=at, data_dir=data_dir).files
        assert report.error is None
        return report

    return take


def stored() -> Referral:
    return Referral.objects.system("a test").get()


def test_a_return_is_kept_with_its_reason(take_in: TakeIn):
    assert take_in(RETURNED).accepted == 1
    assert (stored().state, stored().return_reason) == ("returned", "duplicate")


def test_a_ledger_from_before_the_column_is_read_as_it_is(take_in: TakeIn):
    assert take_in(RETURNED, old=True).accepted == 1
    assert (stored().state, stored().return_reason) == ("returned", "")


def test_a_reason_that_comes_later_corrects_the_row(take_in: TakeIn):
    take_in(RETURNED, old=True)

    assert take_in(RETURNED).updated == 1
    assert stored().return_reason == "duplicate"


def test_a_reason_without_a_return_is_refused(take_in: TakeIn):
    report = take_in(RETURNED | {"outcome": "settled"})

    assert (report.refused, report.codes) == (1, {"return-reason-without": 1})


def test_a_reason_outside_the_closed_list_is_refused(take_in: TakeIn):
    assert take_in(RETURNED | {"return_reason": "不想调"}).codes == {"code": 1}


def test_the_reason_goes_out_and_comes_in_again(take_in: TakeIn, tmp_path: Path, data_dir: Path, at: datetime):
    take_in(RETURNED)
    out = tmp_path / "出.xlsx"

    export.export(REFERRAL_FORMAT.code, date(2024, 1, 1), date(2024, 12, 31), out, by="system", at=at)

    (report,) = services.import_files([out], by="system", at=at, data_dir=data_dir).files
    assert (report.read, report.unchanged) == (1, 1)


def test_an_undone_correction_takes_the_reason_back(take_in: TakeIn, data_dir: Path, at: datetime):
    take_in(RETURNED, old=True)
    corrected = take_in(RETURNED)

    services.undo(corrected.batch, reason="填错", by="system", at=at, data_dir=data_dir)

    assert stored().return_reason == ""
