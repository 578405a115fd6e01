"""Entries are read once while a page is made, and anew once something was entered."""

from datetime import UTC, date, datetime

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law.entered import remembering
from fazhi.kernel.law.local_periods import enter
from fazhi.kernel.law.periods import period_row

CODE = "TJ-ACCEPT"


def told(length: int) -> None:
    enter(
        CODE, date(2024, 1, 1), length=length, basis="局发〔2024〕1号", confirmed_by="王一", by="system",
        at=datetime(2024, 6, 3, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.django_db
def test_a_page_reads_the_local_values_once_for_all_its_limits(django_assert_num_queries):
    with remembering(), django_assert_num_queries(1):
        for code in (CODE, "TJ-VISIT-30", CODE):
            period_row(code)


@pytest.mark.django_db
def test_without_a_page_each_question_is_asked_anew(django_assert_num_queries):
    with django_assert_num_queries(2):
        period_row(CODE)
        period_row(CODE)


@pytest.mark.django_db
def test_what_is_entered_while_a_page_is_made_counts_at_once():
    create_key()
    with remembering():
        period_row(CODE)
        told(3)

        assert period_row(CODE).values[-1].period.length == 3
