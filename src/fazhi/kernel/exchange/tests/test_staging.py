"""Rows are made ready beside the database and copied in under the lock."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.kernel.exchange.models import ImportedRow, LedgerBatch
from fazhi.kernel.exchange.staging import staged

AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def batch(transactional_db) -> LedgerBatch:
    return LedgerBatch.objects.create(
        format="test", name="a.xlsx", sha256="0" * 64, by="system", started_at=AT, state="running"
    )


def origins(batch: LedgerBatch, keys: list[str]) -> pl.DataFrame:
    subjects = [f"01a203d0-0000-7000-8000-{place:012d}" for place in range(len(keys))]
    rows = pl.DataFrame({"key": keys, "subject": subjects})
    constant = {"format": "test", "batch_id": batch.pk, "sheet": 1, "row_number": 7, "digest": "d"}
    return rows.with_columns(pl.lit(value).alias(name) for name, value in constant.items())


def test_staged_rows_arrive_and_the_file_goes(batch: LedgerBatch, tmp_path: Path):
    path = tmp_path / "stage.sqlite3"

    with staged([(ImportedRow, origins(batch, ["甲", "乙"]))], path) as write, transaction.atomic():
        assert ImportedRow.objects.count() == 0
        write()

    assert sorted(ImportedRow.objects.values_list("key", flat=True)) == ["乙", "甲"]
    assert not path.exists()


def test_nothing_arrives_when_the_transaction_fails(batch: LedgerBatch, tmp_path: Path):
    with pytest.raises(IntegrityError):
        with staged([(ImportedRow, origins(batch, ["甲", "甲"]))], tmp_path / "one") as write, transaction.atomic():
            write()

    assert ImportedRow.objects.count() == 0
    with staged([(ImportedRow, origins(batch, ["甲"]))], tmp_path / "two") as write, transaction.atomic():
        write()
    assert ImportedRow.objects.count() == 1


def test_the_lock_is_not_taken_while_rows_are_made_ready(batch: LedgerBatch, tmp_path: Path):
    with staged([(ImportedRow, origins(batch, ["甲"]))], tmp_path / "stage"):
        assert not connection.in_atomic_block
        LedgerBatch.objects.update(name="b.xlsx")

    assert LedgerBatch.objects.get().name == "b.xlsx"


def test_a_caller_inside_a_transaction_writes_as_it_is(batch: LedgerBatch, tmp_path: Path):
    path = tmp_path / "stage"

    with transaction.atomic(), staged([(ImportedRow, origins(batch, ["甲"]))], path) as write:
        write()

    assert ImportedRow.objects.count() == 1
    assert not path.exists()
