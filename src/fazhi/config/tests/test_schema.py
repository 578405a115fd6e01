"""Views and triggers: all there after migrating, none twice, and no start without one of them."""

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from fazhi.config import schema
from fazhi.surfaces.operations import standing

NAMES = sorted(item.name for item in schema.declared())


def missing() -> list[str]:
    return [message.msg for message in checks.run_checks(databases=["default"]) if message.id == "fazhi.E001"]


def drop(name: str) -> None:
    (item,) = [item for item in schema.declared() if item.name == name]
    with connection.cursor() as cursor:
        for statement in item.drop[connection.vendor]:
            cursor.execute(statement)


def test_names_are_unique():
    assert len(NAMES) == len(set(NAMES)) > 10


def test_every_view_and_trigger_is_there_after_migrating(db: None):
    assert set(NAMES) <= schema.present()
    assert missing() == []


@pytest.mark.parametrize("name", NAMES)
def test_the_start_is_refused_without_one_of_them_and_says_which(db: None, name: str):
    drop(name)

    assert missing() == [f"The database has no {name}."]


def test_the_check_says_what_to_do(db: None):
    drop(NAMES[0])

    (found,) = schema.check_objects(databases=["default"])

    assert (found.id, found.level) == ("fazhi.E001", checks.ERROR)
    assert "fazhi setup" in (found.hint or "")


def test_without_a_database_nothing_is_asked():
    assert schema.check_objects() == []


def test_dropping_and_creating_twice_is_once(db: None):
    before = schema.present()

    schema.drop_all()
    assert not set(NAMES) & schema.present()
    schema.drop_all()
    schema.create_all()

    assert schema.present() == before


def test_migrating_again_brings_back_what_was_lost(transactional_db: None):
    for name in NAMES[:3]:
        drop(name)

    call_command("migrate", verbosity=0, interactive=False)

    assert missing() == []


def test_the_trail_refuses_changes_after_migrating_again(transactional_db: None):
    call_command("migrate", verbosity=0, interactive=False)

    triggers = {item.name for item in schema.declared() if item.kind == "trigger"}
    assert triggers <= schema.present()


def test_a_database_that_lacks_a_migration_is_refused_and_told_what_to_do(db: None):
    assert schema.check_migrations(databases=["default"]) == []
    MigrationRecorder(connection).record_unapplied("audit", "0001_initial")

    (found,) = schema.check_migrations(databases=["default"])

    assert (found.id, found.level) == ("fazhi.E002", checks.ERROR)
    assert "audit.0001_initial" in found.msg
    assert "backup" in (found.hint or "")


def test_without_a_database_no_migration_is_asked_for():
    assert schema.check_migrations() == []


def test_what_the_start_compares_with_is_what_django_would_do():
    assert standing._known() == {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
