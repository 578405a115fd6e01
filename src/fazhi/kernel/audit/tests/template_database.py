"""
Transactional tests on a database whose trail refuses to be emptied.

Django cleans up after `@pytest.mark.django_db(transaction=True)` with `flush`: DELETE or TRUNCATE of every table,
which the trail's triggers forbid. Here the migrated test database is copied once a session, and copied back
after each transactional test: in memory on SQLite, by CREATE DATABASE … TEMPLATE on PostgreSQL.

A pytest plugin: the root conftest names it in `pytest_plugins`. Tests that touch the database also get a data
folder of their own with a trail key, `data_dir`, since an anchor file must not outlive its database.
"""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The last before the tables are made: looking for the garbage of that, models of every step, takes a third of its time."""
    gc.disable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, with a template taken of it and `flush` replaced by restoring that."""
    gc.enable()
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock():
        restore, discard = {"sqlite": _sqlite_template, "postgresql": _postgresql_template}[connection.vendor]()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: restore())
    yield
    patch.undo()
    with django_db_blocker.unblock():
        discard()


@pytest.fixture(autouse=True)
def own_data_dir(request: pytest.FixtureRequest) -> None:
    """Every test that touches the database has its own key and anchors."""
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("data_dir")


@pytest.fixture
def data_dir(tmp_path: Path, settings: Any) -> Path:
    """A data folder with a trail key and nothing else."""
    settings.DATA_DIR = tmp_path / "data"
    key = settings.DATA_DIR / "key" / "trail.key"
    key.parent.mkdir(parents=True)
    key.write_text("5a" * 32 + "\n")
    return settings.DATA_DIR


def _sqlite_template() -> tuple[Callable[[], None], Callable[[], None]]:
    template = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(template)

    def restore() -> None:
        connection.ensure_connection()
        connection.connection.rollback()  # whatever the test left open
        template.backup(connection.connection)

    return restore, template.close


def _postgresql_template() -> tuple[Callable[[], None], Callable[[], None]]:
    quote = connection.ops.quote_name
    name = quote(connection.settings_dict["NAME"])
    template = quote(f"{connection.settings_dict['NAME']}_template")

    def run(*statements: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def restore() -> None:
        run(f"DROP DATABASE {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {template}")

    def discard() -> None:
        run(f"DROP DATABASE IF EXISTS {template} WITH (FORCE)")

    discard()
    run(f"CREATE DATABASE {template} TEMPLATE {name}")
    return restore, discard
