"""Making the key under which sessions are signed."""

import secrets
from pathlib import Path

from fazhi.kernel.audit.services import write_once
from fazhi.surfaces.accounts.secret import secret_path


def create_secret(data_dir: Path) -> Path:
    """Make the key if there is none; called by `fazhi setup`. The file is readable by its owner only."""
    path = secret_path(data_dir)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, secrets.token_urlsafe(48) + "\n")
    return path
