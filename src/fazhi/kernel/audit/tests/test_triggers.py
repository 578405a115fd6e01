"""What the database refuses while its triggers stand."""

import pytest
from django.db import IntegrityError, connection, transaction

from fazhi.kernel.audit import services
from fazhi.kernel.audit.models import Detail, Entry, Head, Read
from fazhi.kernel.audit.triggers import TRIGGERS

pytestmark = pytest.mark.django_db

COLUMNS = (
    "number, occurred_at, recorded_at, actor, place, action, subject_kind, subject_id, basis, payload_digest, "
    "detail_digest, previous_mac, mac"
)


def refused(statement: str) -> bool:
    """Whether the database refuses `statement`, and by one of our triggers."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return "only added to" in str(error)
    return False


@pytest.fixture
def read(trail, at):
    """A chained read beside six entries."""
    services.note_read(by="E0001", at=at, subject=("matter", "1"), reason="核对")
    services.flush_reads(at=at)
    return Read.objects.get()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'x' WHERE number = 3",
        "UPDATE audit_entry SET number = 99 WHERE number = 7",
        "DELETE FROM audit_entry WHERE number = 7",
        "DELETE FROM audit_entry",
        f"INSERT INTO audit_entry ({COLUMNS}) SELECT 99, {COLUMNS[8:]} FROM audit_entry WHERE number = 7",
        "UPDATE audit_detail SET content = '{}' WHERE entry_id = 3",
        "DELETE FROM audit_detail WHERE entry_id = 3",
        "INSERT INTO audit_detail (entry_id, salt, content) VALUES (7, '', '{}')",
        "DELETE FROM audit_head",
        'UPDATE audit_head SET "count" = 3',
        "UPDATE audit_head SET latest_mac = ''",
        "DELETE FROM audit_read",
        "UPDATE audit_read SET actor = 'x'",
        "UPDATE audit_read SET batch_id = NULL",
        "UPDATE audit_read SET batch_id = 1",
    ],
)
def test_a_slip_is_refused(read, statement):
    assert refused(statement)


@pytest.mark.django_db(transaction=True)  # PostgreSQL truncates nothing that the same transaction wrote
@pytest.mark.parametrize("table", ["audit_entry", "audit_detail", "audit_head", "audit_read"])
def test_emptying_a_table_is_refused(read, table):
    if connection.vendor == "sqlite":
        assert refused(f"DELETE FROM {table}")
    else:
        assert refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT OR REPLACE INTO audit_entry ({COLUMNS}) SELECT 3, {COLUMNS[8:]} FROM audit_entry WHERE number = 7",
        "INSERT OR REPLACE INTO audit_detail (entry_id, salt, content) VALUES (3, '', '{}')",
        "INSERT OR REPLACE INTO audit_head (id, count, latest_mac, mac) VALUES (1, 0, '', '')",
        "INSERT OR REPLACE INTO audit_read (id, read_at, actor, place, subject_kind, subject_id, reason) "
        "SELECT id, read_at, 'x', place, subject_kind, subject_id, reason FROM audit_read",
    ],
)
def test_replacing_a_row_is_refused_although_it_fires_no_delete_trigger(read, statement):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")

    assert refused(statement)


def test_details_go_once_their_erasure_is_in_the_trail(trail, at):
    with transaction.atomic():
        services.record("audit.erase", by="system", at=at, subject=("audit.entry", "3"), basis="PIPL-47")

    Detail.objects.filter(pk=3).delete()

    assert refused("DELETE FROM audit_detail WHERE entry_id = 2")
    assert services.verify(at=at).holds


def test_orm_slips_are_refused_too(trail):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=2).update(actor="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Head.objects.get().delete()


def test_every_declared_trigger_is_in_the_database():
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}

    assert {item.name for item in TRIGGERS} <= found
    if connection.vendor == "postgresql":
        assert {f"{name}_truncate" for name in found if name.endswith(("no_delete", "on_record"))} <= found
