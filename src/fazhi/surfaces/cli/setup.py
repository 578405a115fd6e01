"""`fazhi setup`: create or upgrade the database, load law data; twice is once."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law import services as law
from fazhi.surfaces.accounts.services import create_secret
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.law import held_sentence


def _setup(context: Context) -> Outcome:
    context.data_dir.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=0, interactive=False)
    create_key()
    create_secret(context.data_dir)
    articles = law.load_packaged(at=context.at)
    database = str(settings.DATABASES["default"]["NAME"])
    text = f"数据库已就绪：{database}（执行 {pending} 项迁移）。{held_sentence()}"
    return Outcome({"database": database, "migrated": pending, "articles": articles}, text)


def _no_arguments(_: argparse.ArgumentParser) -> None:
    """`setup` takes none."""


COMMANDS = (
    Command(("setup",), "建立或升级数据库，装入法规数据（可重复执行）", _no_arguments, _setup, needs_database=False),
)
