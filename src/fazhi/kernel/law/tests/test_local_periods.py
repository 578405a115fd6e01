"""Promises of the lengths that the bureau enters itself."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from fazhi.engines.deadlines import Kind, Period, Unit
from fazhi.kernel.audit.models import Detail, Entry
from fazhi.kernel.law import entered, local_periods
from fazhi.kernel.law.local_periods import enter, merged
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.models import LocalPeriod
from fazhi.kernel.law.periods import (
    LocalBasis,
    LocalValueUnfit,
    PeriodRow,
    PeriodValue,
    RowNotOpen,
    UnknownPeriod,
    period_row,
    period_rows,
    rows_in_force,
)

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
HOW = {"basis": "厦府办规〔2024〕2号 第十八条", "confirmed_by": "法制处 林五", "by": "E0005@XM:reporter", "at": AT}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key(trail_key: None) -> None:
    """The trail has its key."""


def test_a_local_value_counts_from_its_day_on() -> None:
    enter("XZTJ-END", date(2025, 6, 1), length=45, **HOW)

    row = period_row("XZTJ-END")

    assert row.value_for(date(2025, 5, 31)).period.length == 30
    assert row.value_for(date(2025, 5, 31)).local is None
    assert row.value_for(date(2025, 6, 1)).period.length == 45
    assert row.value_for(date(2025, 6, 1)).local == LocalBasis(HOW["basis"], HOW["confirmed_by"])
    assert row.mark is Mark.UNVERIFIED


def test_the_package_s_own_rows_stay_as_they_are() -> None:
    enter("XZTJ-END", date(2025, 6, 1), length=45, **HOW)

    assert [value.period.length for value in period_rows()["XZTJ-END"].values] == [30]
    assert {row.code: len(row.values) for row in rows_in_force()}["XZTJ-END"] == 2


def test_a_later_entry_for_the_same_day_takes_its_place() -> None:
    enter("XZTJ-END", date(2025, 6, 1), length=45, **HOW)
    enter("XZTJ-END", date(2025, 6, 1), length=40, **HOW)

    assert [value.period.length for value in period_row("xztj-end").values] == [30, 40]
    assert LocalPeriod.objects.count() == 2


def test_from_the_first_local_day_only_local_values_count() -> None:
    row = period_rows()["XZTJ-END"]
    later = PeriodRow(**{**vars(row), "values": (*row.values, PeriodValue(date(2026, 1, 1), row.values[0].period))})
    entries = [LocalPeriod(code=row.code, since_date=since, length=n) for since, n in _dated((2025, 20), (2024, 15))]

    assert [(value.since.year, value.period.length) for value in merged(later, entries).values] == [
        (2024, 15),
        (2025, 20),
    ]
    assert merged(later, []) is later


def _dated(*years: tuple[int, int]) -> list[tuple[date, int]]:
    return [(date(year, 1, 1), length) for year, length in years]


def test_another_process_s_entry_counts_at_once() -> None:
    assert period_row("TJ-ACCEPT").period_for(date(2026, 1, 5)).length == 3

    LocalPeriod.objects.create(
        code="TJ-ACCEPT",
        since_date=date(2026, 1, 1),
        length=2,
        basis="b",
        confirmed_by="c",
        entered_by="d",
        entered_at=AT,
    )

    assert period_row("TJ-ACCEPT").period_for(date(2026, 1, 5)).length == 2


@pytest.mark.parametrize(("code", "mark"), [("TJ-CONFIRM", Mark.HELD), ("TJ-END", Mark.IDENTIFIED)])
def test_a_row_whose_source_is_known_is_read_only(code: str, mark: Mark) -> None:
    with pytest.raises(RowNotOpen) as refusal:
        enter(code, date(2025, 1, 1), length=10, **HOW)

    assert (refusal.value.code, refusal.value.mark) == (code, mark)
    assert not LocalPeriod.objects.exists()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"length": 0}, "length"),
        ({"length": None}, "length"),
        ({"length": 5, "before": "03-01"}, "length"),
        ({"length": None, "before": "March"}, "length"),
        ({"basis": "  "}, "basis"),
        ({"confirmed_by": ""}, "confirmed_by"),
    ],
)
def test_a_value_that_the_row_cannot_have_is_refused(change: dict, fault: str) -> None:
    with pytest.raises(LocalValueUnfit) as refusal:
        enter("XZTJ-END", date(2025, 1, 1), **{"length": 20, **HOW, **change})

    assert refusal.value.fault == fault
    assert not LocalPeriod.objects.exists()
    assert not Entry.objects.exists()


def test_a_fixed_date_takes_a_date_and_no_length(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = PeriodValue(date(2020, 1, 1), Period(Kind.FIXED, before=(3, 1)))
    row = PeriodRow(**{**vars(period_rows()["XZTJ-END"]), "values": (fixed,)})
    monkeypatch.setattr(local_periods, "packaged_row", lambda code: row)

    local = enter("XZTJ-END", date(2025, 1, 1), before="04-15", **HOW)

    assert merged(row, [local]).values[-1].period == Period(Kind.FIXED, before=(4, 15))
    for wrong in ({"length": 4}, {"before": "02-30"}, {"before": "0415"}):
        with pytest.raises(LocalValueUnfit) as refusal:
            enter("XZTJ-END", date(2025, 1, 1), **wrong, **HOW)
        assert refusal.value.fault == "before"


def test_an_unknown_code_has_no_local_value() -> None:
    with pytest.raises(UnknownPeriod):
        enter("XZTJ-ENDE", date(2025, 1, 1), length=3, **HOW)


def test_the_entry_is_in_the_trail() -> None:
    enter("XZTJ-END", date(2025, 6, 1), length=45, **HOW)

    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject_id) == ("law.enter_local_period", HOW["by"], "XZTJ-END")
    assert json.loads(Detail.objects.get().content) == {"confirmed_by": HOW["confirmed_by"]}


def test_a_local_value_keeps_the_row_s_unit_and_extension() -> None:
    enter("TJ-KEEP", date(2025, 1, 1), length=60, **HOW)

    period = period_row("TJ-KEEP").period_for(date(2025, 1, 1))
    assert (period.kind, period.counts, period.length) == (Kind.RETENTION, Unit.YEARS, 60)


@pytest.mark.parametrize("statement", ["UPDATE law_localperiod SET length = 99", "DELETE FROM law_localperiod"])
def test_what_was_entered_stays_as_it_was(statement: str) -> None:
    enter("XZTJ-END", date(2025, 6, 1), length=45, **HOW)

    with connection.cursor() as cursor:
        for guard in local_periods.GUARDS:
            for text in (*guard.drop[connection.vendor], *guard.create[connection.vendor]):
                cursor.execute(text)
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            cursor.execute(statement)
    assert LocalPeriod.objects.get().length == 45


@pytest.mark.parametrize(
    "change",
    [
        {"length": 0},
        {"length": None},
        {"length": 5, "before": "03-01"},
        {"basis": ""},
        {"confirmed_by": ""},
        {"code": ""},
    ],
)
def test_the_database_refuses_what_is_no_local_value(change: dict) -> None:
    row = {"code": "XZTJ-END", "since_date": date(2025, 1, 1), "length": 5, "basis": "b", "confirmed_by": "c"}

    with pytest.raises(IntegrityError), transaction.atomic():
        LocalPeriod.objects.create(**{**row, **change}, entered_by="d", entered_at=AT)


@pytest.mark.django_db(transaction=True)
def test_before_the_tables_are_made_nothing_is_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalPeriod._meta, "db_table", "not_made_yet")

    assert entered.entered(LocalPeriod.objects.all()) == ()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_no_empty_one() -> None:
    broken = LocalPeriod.objects.extra(where=["no_such_column = 1"])

    with pytest.raises(DatabaseError, match="no_such_column"):
        entered.entered(broken)


def test_asking_makes_no_empty_file(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "fazhi.sqlite3")
    monkeypatch.setattr(connection, "vendor", "sqlite")

    assert entered.entered(LocalPeriod.objects.all()) == ()
    assert not (tmp_path / "fazhi.sqlite3").exists()
