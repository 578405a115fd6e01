"""`fazhi setup`: create or upgrade the database, load law data; twice is once."""

import argparse
from dataclasses import asdict

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.law import services as law
from fazhi.surfaces.accounts.services import create_secret
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.database import require_database
from fazhi.surfaces.cli.law import held_sentence
from fazhi.surfaces.operations import upgrade


def _setup(context: Context) -> Outcome:
    if context.arguments.dry_run:
        return _rehearse(context)
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


def _rehearse(context: Context) -> Outcome:
    require_database(context.data_dir)
    found = upgrade.rehearse(context.data_dir)
    lines = [f"数据库 {found.bytes >> 20:,} MB，磁盘剩余 {found.free >> 20:,} MB。"]
    if not found.pending:
        lines.append("没有要执行的迁移。")
    else:
        lines.append(f"有 {len(found.pending)} 项迁移要执行：{'、'.join(found.pending)}。")
        if found.upgrade_seconds is None:
            lines.append("PostgreSQL 请先备份，恢复到另一个数据库，在那里演练。")
        else:
            lines.append(
                f"已在副本上演练：复制 {found.copy_seconds} 秒，升级 {found.upgrade_seconds} 秒；副本已删除，原库未动。"
            )
        lines.append("升级前请先备份：fazhi backup --out DIR --key-file FILE。")
    return Outcome(asdict(found), "\n".join(lines))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="只演练：列出要执行的迁移，在副本上试做，不动原库")


COMMANDS = (
    Command(("setup",), "建立或升级数据库，装入法规数据（可重复执行）", _arguments, _setup, needs_database=False),
)
