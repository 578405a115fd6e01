"""
The key under which sessions are signed: a file in the data folder, so that they outlive a restart.

Settings read it before Django is there; `services.create_secret` makes it.
"""

from pathlib import Path


def secret_path(data_dir: Path) -> Path:
    return data_dir / "key" / "session.key"


def read_secret(data_dir: Path) -> str | None:
    """The key, None before `fazhi setup` has made it."""
    path = secret_path(data_dir)
    return path.read_text().strip() if path.exists() else None
