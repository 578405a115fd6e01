"""Whether there is a database to ask, looked at before connecting: on SQLite that would make an empty file."""

from pathlib import Path

from django.db import connection

from fazhi.surfaces.cli.errors import NotSetUp


def has_database() -> bool:
    """Whether `fazhi setup` has made one."""
    name = connection.settings_dict["NAME"]
    return connection.vendor != "sqlite" or not isinstance(name, Path) or name.exists()


def require_database(data_dir: Path) -> None:
    """Raise NotSetUp if there is no database."""
    if not has_database():
        raise NotSetUp(data_dir)
