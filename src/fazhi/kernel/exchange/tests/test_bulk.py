"""Frames into tables: the rows are what Django itself would have written."""

from datetime import UTC, date, datetime
from uuid import UUID

import polars as pl
import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from fazhi.kernel.exchange import bulk
from fazhi.kernel.referrals.models import Referral

pytestmark = pytest.mark.django_db
MOMENTS = (datetime(2024, 6, 3, 1, 2, 3, 456, tzinfo=UTC), datetime(2024, 6, 3, tzinfo=UTC))


def referrals():
    return Referral.objects.system("looking at what was written")


def frame(city, *moments):
    count = len(moments)
    return pl.DataFrame(
        {
            "id": [str(uuid7()) for _ in moments],
            "number": [f"D-{n}" for n in range(count)],
            "procedure": ["referral.police"] * count,
            "channel": ["police"] * count,
            "state": ["sent"] * count,
            "occurred_date": [date(2024, 2, 29)] * count,
            "office_id": [city.committee.pk] * count,
            "sender": ["思明分局"] * count,
            "category": ["family"] * count,
            "sent_date": [date(2024, 2, 29)] * count,
            "signed_date": pl.Series([None] * count, dtype=pl.Date),
            "recorded_at": pl.Series(moments, dtype=pl.Datetime("us", "UTC")),
        }
    )


def test_values_are_found_by_django_as_its_own(city):
    rows = frame(city, *MOMENTS)

    assert bulk.insert(Referral, rows) == 2

    for text, moment in zip(rows["id"], MOMENTS, strict=True):
        found = referrals().get(pk=UUID(text), recorded_at=moment, sent_date=date(2024, 2, 29))
        assert (found.sender_number, found.outcome, found.signed_date) == ("", "", None)


def test_a_constraint_is_djangos_error(city):
    rows = frame(city, *MOMENTS).with_columns(number=pl.lit("D-0"))

    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Referral, rows)


def test_only_the_columns_named_are_updated(city):
    rows = frame(city, *MOMENTS)
    bulk.insert(Referral, rows)

    changed = rows.head(1).with_columns(
        sender=pl.lit("新"), number=pl.lit("不写"), state=pl.lit("signed"), signed_date=pl.lit(date(2024, 3, 1))
    )
    parts = {"signed_year": pl.lit(2024), "signed_quarter": pl.lit(1), "signed_month": pl.lit(3)}
    bulk.update(Referral, changed.with_columns(**parts), ["sender", "state", "signed_date", *parts])

    assert list(referrals().order_by("number").values_list("number", "sender", "signed_date")) == [
        ("D-0", "新", date(2024, 3, 1)),
        ("D-1", "思明分局", None),
    ]


def test_stored_finds_keys_in_one_statement_however_many(city, django_assert_num_queries):
    rows = frame(city, *MOMENTS)
    bulk.insert(Referral, rows)
    keys = pl.DataFrame({"channel": ["police"] * 40_000, "number": [f"D-{n}" for n in range(1, 40_001)]})

    with django_assert_num_queries(1):
        found = bulk.stored(Referral, keys)

    assert found.rows() == [("police", "D-1", rows["id"][1])]


def test_stored_knows_whole_numbers_and_quotes(city):
    rows = frame(city, MOMENTS[0]).with_columns(number=pl.lit("O'«1»\""))
    bulk.insert(Referral, rows)

    found = bulk.stored(Referral, rows.select("office_id", "number"))

    assert found["subject"].to_list() == rows["id"].to_list()


def test_a_column_that_is_no_field(city):
    with pytest.raises(KeyError):
        bulk.insert(Referral, frame(city, MOMENTS[0]).with_columns(nonsense=1))


@pytest.mark.parametrize("column", ["id", "number"])
def test_rows_are_deleted_by_id_or_by_text(city, column):
    rows = frame(city, *MOMENTS, MOMENTS[0])
    bulk.insert(Referral, rows)

    bulk.delete(Referral, column, [*rows[column].head(2), rows[column][0]])

    assert [referral.number for referral in referrals()] == ["D-2"]


def test_deleting_nothing_deletes_nothing(city):
    bulk.insert(Referral, frame(city, *MOMENTS))

    bulk.delete(Referral, "id", [])

    assert referrals().count() == 2
