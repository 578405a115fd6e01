"""
How the installation stands (运行状况): whether it can serve, and the numbers that say how long it will.

Every check is quick: a monitor asks every few seconds.
"""

import os
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from fazhi.kernel.audit import queries as audit
from fazhi.kernel.audit.anchors import anchors_path
from fazhi.kernel.audit.errors import KeyMissing
from fazhi.kernel.audit.key import read_key
from fazhi.surfaces.accounts.secret import read_secret
from fazhi.surfaces.jobs import worker
from fazhi.surfaces.jobs.models import WAITED_FOR, Job

_CLOCK_TOLERANCE = 60.0
"""Seconds by which the latest entry may lie ahead: several machines may share a database."""

_MISSING_OBJECT = "fazhi.E001"


@dataclass(frozen=True)
class Check:
    """One answer: `told` says what is wrong and what to do, "" where nothing is."""

    name: str
    told: str

    @property
    def holds(self) -> bool:
        return not self.told


def readiness() -> tuple[Check, ...]:
    """Every check of whether requests can be served, in order; after a database that does not answer, none that asks it."""
    database = Check("database", _database())
    asking: tuple[tuple[str, Callable[[], str]], ...] = (
        ("migrations", _migrations),
        ("schema", _schema),
        ("clock", _clock),
    )
    here: tuple[tuple[str, Callable[[], str]], ...] = (("keys", _keys), ("disk", _disk))
    wanted = (*asking, *here) if database.holds else here
    return (database, *(Check(name, ask()) for name, ask in wanted))


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"数据库没有应答（{type(error).__name__}）；请检查数据库服务和 DATABASE_URL"
    return ""


def unapplied() -> tuple[str, ...]:
    """Migrations of this version that the database has not had, as "app.name", in order of their names."""
    return tuple(sorted(missing(applied())))


def is_of_this_version() -> bool:
    """Whether the database has had just the migrations of this version."""
    return applied() == _known()


def missing(migrations: frozenset[str]) -> frozenset[str]:
    """Those of this version that are not among them."""
    return _known() - migrations


def unknown(migrations: frozenset[str]) -> frozenset[str]:
    """Those of a later version."""
    return migrations - _known()


def applied() -> frozenset[str]:
    """Migrations that the database has had, as "app.name"."""
    return frozenset(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@cache
def _known() -> frozenset[str]:
    """As Django's loader finds them, without importing them: every command asks at its start."""
    return frozenset(
        f"{app.label}.{module.name}"
        for app in apps.get_app_configs()
        for module in pkgutil.iter_modules([str(Path(app.path, "migrations"))])
        if not module.ispkg and module.name[0] not in "_~"
    )


def _migrations() -> str:
    missing = unapplied()
    return f"数据库还差 {len(missing)} 项迁移；请先备份，再运行 fazhi setup" if missing else ""


def _schema() -> str:
    found = [
        item for item in checks.run_checks(tags=[checks.Tags.database], databases=["default"]) if item.is_serious()
    ]
    missing = sum(item.id == _MISSING_OBJECT for item in found)
    return f"数据库缺少 {missing} 个视图或者触发器；请运行 fazhi setup 重建" if missing else ""


def _clock() -> str:
    latest = audit.latest_recorded_at() if is_of_this_version() else None
    ahead = (latest - timezone.now()).total_seconds() if latest else 0
    if ahead <= _CLOCK_TOLERANCE:
        return ""
    return f"系统时钟比最近一条留痕早 {ahead / 60:.0f} 分钟；请校准时钟，期限和办理日期以它为准"


def _keys() -> str:
    try:
        read_key()
    except (KeyMissing, OSError, ValueError, DatabaseError):
        return "留痕密钥 key/trail.key 不能读取；请从密钥备份恢复，并检查文件权限"
    if not (os.environ.get("FAZHI_SECRET_KEY") or read_secret(Path(settings.DATA_DIR))):
        return "会话密钥 key/session.key 不能读取；请运行 fazhi setup，或者从密钥备份恢复"
    return ""


def _disk() -> str:
    place, floor = Path(settings.DATA_DIR), settings.FAZHI_DISK_FLOOR_MB
    if os.statvfs(place).f_flag & os.ST_RDONLY or not os.access(place, os.W_OK):
        return "数据目录不能写入；请检查磁盘是否只读、目录属主是否正确"
    free = shutil.disk_usage(place).free
    return f"磁盘只剩 {free >> 20} MB，低于下限 {floor} MB；请清理或者扩容" if free < floor << 20 else ""


def gauges() -> Iterator[tuple[str, str, float]]:
    """Numbers of this moment: name, what it is, value. Those of the database are left out while it does not answer."""
    place = Path(settings.DATA_DIR)
    yield "disk_free_bytes", "Free space on the data folder's disk.", shutil.disk_usage(place).free
    yield (
        "jobs_worker_up",
        "Whether a worker for background jobs serves the data folder.",
        float(worker.is_served(place)),
    )
    if anchors_path().exists():
        age = timezone.now().timestamp() - anchors_path().stat().st_mtime
        yield "latest_anchor_age_seconds", "Time since the trail was anchored.", age
    answers = not _database()
    yield "database_up", "Whether the database answers.", float(answers)
    if answers:
        yield "trail_entries", "Entries of the trail.", audit.head_state().entries
        yield "jobs_waiting", "Background jobs that wait or run.", Job.objects.filter(state__in=WAITED_FOR).count()
