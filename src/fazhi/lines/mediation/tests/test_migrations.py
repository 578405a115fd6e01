"""What becomes of departments' matters kept before they had sectors."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from fazhi.kernel.audit.tests.step_by_step import step_by_step
from fazhi.kernel.referrals.tests.test_migrations import drop_views_and_triggers

BEFORE, AFTER = ("mediation", "0004_case_file"), ("mediation", "0005_departments")
SPRING = {"accepted_date": date(2024, 3, 5), "accepted_year": 2024, "accepted_quarter": 1, "accepted_month": 3}
ENDED = {"concluded_date": date(2024, 4, 8), "concluded_year": 2024, "concluded_quarter": 2, "concluded_month": 4}


@pytest.mark.django_db(transaction=True)
def test_matters_kept_before_are_of_the_general_table_and_closed_on_the_day_they_ended():
    drop_views_and_triggers()
    executor = step_by_step()
    executor.migrate([BEFORE])
    old = executor.loader.project_state([BEFORE]).apps
    office = old.get_model("organisations", "Office").objects.create(code="RS", name="局", kind="department")
    for number, values in {"open": {"state": "accepted"}, "failed": {"state": "failed", **ENDED}}.items():
        old.get_model("mediation", "AdministrativeMatter").objects.create(
            id=uuid4(), number=number, office_id=office.pk, category="labour", nature="civil", **SPRING, **values,
            occurred_date=date(2024, 4, 8), recorded_at=datetime(2024, 12, 1, tzinfo=UTC),
        )  # fmt: skip

    executor = step_by_step()
    executor.migrate([AFTER])

    rows = executor.loader.project_state([AFTER]).apps.get_model("mediation", "AdministrativeMatter").objects
    columns = ("procedure", "agency_name", "is_own_dispute", "supervised_by", "closed_date")
    assert {row[0]: row[1:] for row in rows.values_list("number", *columns)} == {
        "open": ("mediation.administrative", "", 0, "", None),
        "failed": ("mediation.administrative", "", 0, "", date(2024, 4, 8)),
    }
