"""
The worker (后台任务进程): one for a data folder, which does its jobs one after the other.

It holds `worker.lock` in the data folder, so a second one stands by until the first has gone; and what the first was at when
it was killed is then known to be interrupted.
"""

import fcntl
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import close_old_connections
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from fazhi.surfaces.jobs import services

INTERVAL = 0.5
"""Seconds between two looks into the queue."""


def serve(data_dir: Path, *, is_child: bool = False, until_empty: bool = False) -> None:
    """
    Do jobs until a signal ends it; wait first while another worker serves the data folder.

    is_child     end when the process that started this one has ended
    until_empty  end when there is no job left
    """
    if is_child:
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    worker = Worker(
        queue_names=["*"],
        interval=INTERVAL,
        batch=until_empty,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.getpid()}",
        excluded_queue_names=[],
    )
    worker.configure_signals()
    with _alone(data_dir):
        services.recover(at=timezone.now())
        close_old_connections()
        worker.run()


def is_served(data_dir: Path) -> bool:
    """Whether a worker serves the data folder at this moment."""
    path = data_dir / "worker.lock"
    if not path.exists():
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        return not _take(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / "worker.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _take(descriptor, fcntl.LOCK_EX):
            time.sleep(INTERVAL)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _end_with(parent: int) -> None:
    """End this process, as by a signal, when its parent has gone: a worker nobody restarts must not hold the lock."""
    while os.getppid() == parent:
        time.sleep(INTERVAL)
    os.kill(os.getpid(), signal.SIGTERM)
