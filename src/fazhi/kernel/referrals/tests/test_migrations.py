"""What becomes of referrals kept before they were matters."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection

from fazhi.kernel.audit.tests.step_by_step import step_by_step

BEFORE, AFTER = ("referrals", "0001_initial"), ("referrals", "0002_matter")
SPRING = date(2024, 3, 5)
SIGNED = {"signed_date": date(2024, 3, 6), "signed_year": 2024, "signed_quarter": 1, "signed_month": 3}
ANSWERED = {"result_date": date(2024, 11, 30)}

CASES = {
    "sent": ("police", {}, ("referral.police", "sent", SPRING, None, None, None)),
    "signed": ("court", SIGNED, ("referral.court", "signed", date(2024, 3, 6), None, None, None)),
    "settled": (
        "petition",
        {**SIGNED, **ANSWERED, "outcome": "settled"},
        ("referral.petition", "closed", date(2024, 11, 30), 2024, 4, 11),
    ),
    "withdrawn": (
        "police",
        {**SIGNED, **ANSWERED, "outcome": "withdrawn"},
        ("referral.police", "closed", date(2024, 11, 30), 2024, 4, 11),
    ),
    "returned": (
        "court",
        {**ANSWERED, "outcome": "returned"},
        ("referral.court", "returned", date(2024, 11, 30), 2024, 4, 11),
    ),
}


def drop_views_and_triggers() -> None:
    """As `fazhi.config.schema` does before migrating; this room doesn't know it."""
    listed = {
        "sqlite": "SELECT 'DROP ' || type || ' ' || name FROM sqlite_master WHERE type IN ('view', 'trigger')",
        "postgresql": "SELECT 'DROP VIEW ' || viewname FROM pg_views WHERE schemaname = current_schema() UNION ALL "
        "SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(listed)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_every_row_lands_in_the_state_that_its_columns_prove():
    drop_views_and_triggers()
    executor = step_by_step()
    executor.migrate([BEFORE])
    old = executor.loader.project_state([BEFORE]).apps
    office = old.get_model("organisations", "Office").objects.create(code="XM", name="局", kind="bureau")
    for number, (channel, values, _) in CASES.items():
        old.get_model("referrals", "Referral").objects.create(
            id=uuid4(), number=number, channel=channel, office_id=office.pk, sender="甲", category="family",
            sent_date=SPRING, recorded_at=datetime(2024, 12, 1, tzinfo=UTC), **values,
        )  # fmt: skip

    executor = step_by_step()
    executor.migrate([AFTER])

    rows = executor.loader.project_state([AFTER]).apps.get_model("referrals", "Referral").objects
    columns = ("procedure", "state", "occurred_date", "result_year", "result_quarter", "result_month")
    found = {row[0]: row[1:] for row in rows.values_list("number", *columns)}
    assert found == {number: expected for number, (_, _, expected) in CASES.items()}
    assert set(rows.values_list("version", "return_reason")) == {(1, "")}


@pytest.mark.django_db(transaction=True)
def test_referrals_kept_before_get_their_last_day_and_whether_it_was_kept():
    drop_views_and_triggers()
    executor = step_by_step()
    executor.migrate([AFTER])
    old = executor.loader.project_state([AFTER]).apps
    office = old.get_model("organisations", "Office").objects.create(code="XM", name="局", kind="bureau")
    common = {"office_id": office.pk, "channel": "police", "sender": "甲", "category": "family", "sent_date": SPRING}
    common |= {"procedure": "referral.police", "version": 1, "recorded_at": datetime(2024, 12, 1, tzinfo=UTC), **SIGNED}
    answered = {"state": "closed", "outcome": "settled", "result_year": 2024, "result_month": 4}
    # The thirtieth day from 2024-03-06 is 04-05, 清明: the last day is 04-07, a Sunday that is worked.
    days = {"kept": (date(2024, 4, 7), 2), "late": (date(2024, 4, 8), 2)}
    for number, (day, quarter) in days.items():
        old.get_model("referrals", "Referral").objects.create(
            id=uuid4(), number=number, occurred_date=day, result_date=day, result_quarter=quarter, **common, **answered,
        )  # fmt: skip
    old.get_model("referrals", "Referral").objects.create(
        id=uuid4(), number="open", occurred_date=SPRING, state="signed", **common
    )

    executor = step_by_step()
    executor.migrate([("referrals", "0003_result_due")])

    latest = executor.loader.project_state([("referrals", "0003_result_due")]).apps
    rows = latest.get_model("referrals", "Referral").objects
    last = date(2024, 4, 7)
    assert {row[0]: row[1:] for row in rows.values_list("number", "result_due_date", "is_on_time")} == {
        "kept": (last, 1), "late": (last, 0), "open": (last, None),
    }  # fmt: skip
