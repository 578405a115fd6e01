"""The corrected rows of two ledgers: whole rows under known keys, which rectify and move no published figure."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db.models import Sum

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.exchange.services import import_files
from fazhi.lines.mediation.models import PeoplesMatter

Typed = Callable[[Path, str], pl.DataFrame]
NAMES = ("人民调解-思明区", "行政调解-市人力资源和社会保障局")


@pytest.mark.parametrize("name", NAMES)
def test_each_corrected_row_has_a_known_key_and_differs_in_one_column(name: str, small_year: Path, typed: Typed):
    wrong = typed(small_year, name)
    right = typed(small_year / "更正", f"更正-{name}")
    columns = [column for column in wrong.columns if column not in ("index", "sheet", "row", "file")]

    both = right.join(wrong, on=["office", "number"], suffix="_was")

    assert both.height == right.height >= 9
    for row in both.iter_rows(named=True):
        others = [column for column in columns if column not in ("office", "number")]
        assert sum(row[column] != row[f"{column}_was"] for column in others) == 1, row["number"]


@pytest.mark.parametrize("name", NAMES)
def test_an_import_takes_every_corrected_row(name: str, small_year: Path, checked: Callable[[Path], Any]):
    assert checked(small_year / "更正" / f"更正-{name}.xlsx").refused.is_empty()


def test_no_published_count_or_sum_moves(small_year: Path, typed: Typed):
    for name in NAMES:
        wrong = typed(small_year, name)
        right = typed(small_year / "更正", f"更正-{name}")
        was = wrong.join(right, on=["office", "number"], how="semi")

        for column in ("accepted_date", "concluded_date", "effective_date"):
            by_month = [rows[column].dt.month_start().sort().to_list() for rows in (was, right)]
            assert by_month[0] == by_month[1]
        assert was["amount_fen"].sum() == right["amount_fen"].sum()
        assert was["result"].sort().to_list() == right["result"].sort().to_list()


def test_imported_after_the_ledger_they_rectify_its_matters(db: None, small_year: Path, tmp_path: Path):
    how = {"by": "system", "at": datetime(2025, 3, 1, tzinfo=UTC), "data_dir": tmp_path}
    ledgers = ("01-机构", "07-本地纠纷类别", "人民调解-思明区")
    first = import_files([small_year / f"{name}.xlsx" for name in ledgers], **how).files[-1]
    sums = PeoplesMatter.objects.system("a test").aggregate(amount=Sum("amount_fen"))

    (corrections,) = import_files([small_year / "更正" / "更正-人民调解-思明区.xlsx"], **how).files

    assert (first.refused, corrections.refused, corrections.unchanged) == (0, 0, 0)
    assert corrections.updated == corrections.accepted == corrections.read >= 9
    matters = PeoplesMatter.objects.system("a test")
    assert (matters.count(), matters.aggregate(amount=Sum("amount_fen"))) == (first.read, sums)
    assert Entry.objects.filter(action="ledger.import").count() == len(ledgers) + 1
