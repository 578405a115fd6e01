"""What becomes of records made before the three administrators and the pinyin of names."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = ("organisations", "0001_initial"), ("organisations", "0002_administrators_absences_divisions")


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
def test_the_one_administrator_runs_the_system_and_names_get_their_pinyin():
    drop_views_and_triggers()
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE])
    old = executor.loader.project_state([BEFORE]).apps
    office = old.get_model("organisations", "Office").objects.create(code="XM", name="局", kind="bureau")
    for code, name, role in (("E1", "曾一", "administrator"), ("E2", "王二", "head")):
        official = old.get_model("organisations", "Official").objects.create(code=code, name=name)
        old.get_model("organisations", "Post").objects.create(
            official=official, office=office, role=role, from_date="2020-01-01"
        )

    executor = MigrationExecutor(connection)
    executor.migrate([AFTER])

    new = executor.loader.project_state([AFTER]).apps
    posts = new.get_model("organisations", "Post").objects.order_by("official__code")
    assert list(posts.values_list("official__code", "official__name_pinyin", "role")) == [
        ("E1", "zeng yi", "system_administrator"),
        ("E2", "wang er", "head"),
    ]
