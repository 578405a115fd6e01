"""
Views and triggers around migrations: dropped before the first, created again after the last. Each migration is noted in its
own transaction.

Runs on `pre_migrate` and on the last `post_migrate`, so that tests, `migrate` and `fazhi setup` all have them;
a system check tagged `database` refuses to start without them.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models.signals import post_migrate, pre_migrate

from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.audit.triggers import TRIGGERS
from fazhi.kernel.calendar.triggers import TRIGGERS as CALENDAR_TRIGGERS
from fazhi.kernel.indicators.views import register_views
from fazhi.kernel.law.local_periods import GUARDS as LAW_TRIGGERS
from fazhi.kernel.organisations.triggers import TRIGGERS as ORGANISATION_TRIGGERS
from fazhi.lines.hotline.models.quality import TRIGGERS as HOTLINE_TRIGGERS
from fazhi.lines.legality_review.models.findings import GUARDS as FINDING_TRIGGERS
from fazhi.surfaces.operations import standing


def declared() -> tuple[DatabaseObject, ...]:
    """All views and triggers that the database must have."""
    return (
        *TRIGGERS,
        *ORGANISATION_TRIGGERS,
        *LAW_TRIGGERS,
        *CALENDAR_TRIGGERS,
        *HOTLINE_TRIGGERS,
        *FINDING_TRIGGERS,
        *register_views(),
    )


def present(alias: str = "default") -> frozenset[str]:
    """Names of the views and triggers that the database has now."""
    connection = connections[alias]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')",
        "postgresql": "SELECT viewname FROM pg_views WHERE schemaname = current_schema() "
        "UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return frozenset(row[0] for row in cursor.fetchall())


def drop_all(alias: str = "default") -> None:
    _run(alias, [text for item in reversed(declared()) for text in item.drop[connections[alias].vendor]])


def create_all(alias: str = "default") -> None:
    _run(alias, [text for item in declared() for text in item.create[connections[alias].vendor]])


def _run(alias: str, statements: Iterable[str]) -> None:
    with connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def connect() -> None:
    """Hook into migrations: before the first app with models, after the last."""
    first, *_, last = [config for config in apps.get_app_configs() if config.models_module is not None]
    pre_migrate.connect(_before, sender=first, dispatch_uid="fazhi.schema.before")
    post_migrate.connect(_after, sender=last, dispatch_uid="fazhi.schema.after")
    migrate.MigrationExecutor = Noting  # type: ignore[attr-defined]  # not in the stubs; the command has no setting for it


class Noting(MigrationExecutor):
    """
    Notes a migration in the transaction that does it, so that a kill between the two leaves neither.

    Django notes it afterwards where statements were deferred, since not every database can take back what it did to tables. Both
    of ours can.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake, fake_initial)
        if self.progress_callback:
            self.progress_callback("apply_start", migration, fake)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # the stubs are of another version
        if self.progress_callback:
            self.progress_callback("apply_success", migration, fake)
        return state


def _before(using: str, **_: Any) -> None:
    drop_all(using)


def _after(using: str, **_: Any) -> None:
    drop_all(using)
    create_all(using)


@register(Tags.database)
def check_objects(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """fazhi.E001: a declared view or trigger is missing from the database."""
    missing = []
    for alias in databases or ():
        missing += sorted({item.name for item in declared()} - present(alias))
    return [
        Error(
            f"The database has no {name}.",
            hint="Run `fazhi setup`; it creates views and triggers again.",
            id="fazhi.E001",
        )
        for name in missing
    ]


@register(Tags.database)
def check_migrations(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """fazhi.E002: the database has not had every migration of this version."""
    missing = standing.unapplied() if databases else ()
    if not missing:
        return []
    return [
        Error(
            f"The database has not had {len(missing)} migrations, {missing[0]} first.",
            hint="Make a backup, then run `fazhi setup`.",
            id="fazhi.E002",
        )
    ]
