"""Migrations one after the other, without those that stand for several: what becomes of rows is asked of each."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


class StepByStep(MigrationLoader):
    """Every migration but those that replace others."""

    def load_disk(self) -> None:
        super().load_disk()
        self.disk_migrations = {key: each for key, each in self.disk_migrations.items() if not each.replaces}


def step_by_step() -> MigrationExecutor:
    """An executor on the test's database; make a new one after each step, for it has read what was applied."""
    executor = MigrationExecutor(connection)
    executor.loader = StepByStep(connection)
    return executor
