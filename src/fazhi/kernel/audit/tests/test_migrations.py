"""
A migration that alters a table under a view and a trigger: what happens as it is, and with drop and recreate.

The table, view and trigger are throw-away ones; the order is that of `fazhi.config.schema`.
"""

import pytest
from django.db import DatabaseError, IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.audit.tests.tampering import run
from fazhi.kernel.audit.triggers import guard

pytestmark = pytest.mark.django_db(transaction=True)

TRIGGER = guard("throwaway_no_delete", "throwaway_matter", "DELETE")
VIEW_TEXT = ("CREATE VIEW throwaway_register AS SELECT id, fee FROM throwaway_matter",)
VIEW_DROP = ("DROP VIEW IF EXISTS throwaway_register",)
VIEW = DatabaseObject(
    "view",
    "throwaway_register",
    {"sqlite": VIEW_TEXT, "postgresql": VIEW_TEXT},
    {"sqlite": VIEW_DROP, "postgresql": VIEW_DROP},
)
CREATE = migrations.CreateModel(
    "Matter", [("id", models.BigAutoField(primary_key=True)), ("fee", models.IntegerField(default=0))]
)
# On SQLite this remakes the table; on PostgreSQL it alters the type of a column that the view reads.
ALTER = migrations.AlterField("Matter", "fee", models.CharField(max_length=20, default="0"))


@pytest.fixture
def state() -> ProjectState:
    """The table with one row, as the first migration leaves it."""
    state = migrate(ProjectState(), CREATE)
    run("INSERT INTO throwaway_matter (fee) VALUES (7)")
    return state


def migrate(state: ProjectState, *operations: migrations.operations.base.Operation) -> ProjectState:
    migration = migrations.Migration("throwaway", "throwaway")
    migration.operations = list(operations)
    with connection.schema_editor(atomic=True) as editor:
        return migration.apply(state.clone(), editor)


def drop(*items: DatabaseObject) -> None:
    run(*(text for item in reversed(items) for text in item.drop[connection.vendor]))


def create(*items: DatabaseObject) -> None:
    run(*(text for item in items for text in item.create[connection.vendor]))


def fees() -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT fee FROM throwaway_register")
        return [row[0] for row in cursor.fetchall()]


def delete_is_refused() -> bool:
    try:
        with transaction.atomic():
            run("DELETE FROM throwaway_matter")
    except IntegrityError:
        return True
    return False


def test_dropped_before_and_created_after_both_survive_the_migration(state):
    create(TRIGGER, VIEW)

    drop(TRIGGER, VIEW)
    migrate(state, ALTER, migrations.AddField("Matter", "note", models.TextField(default="")))
    create(TRIGGER, VIEW)

    assert fees() == ["7"]
    assert delete_is_refused()


def test_a_view_stops_the_migration_if_left_in_place(state):
    create(VIEW)

    with pytest.raises(DatabaseError, match="throwaway_register|rule"):
        migrate(state, ALTER)


def test_sqlite_loses_the_trigger_silently_if_left_in_place(state):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL alters the table in place and keeps its triggers")
    create(TRIGGER)
    assert delete_is_refused()

    migrate(state, ALTER)

    assert not delete_is_refused()


def test_dropping_is_no_error_before_the_table_exists():
    drop(TRIGGER, VIEW)
