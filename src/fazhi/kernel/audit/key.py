"""The key of the trail: a file beside the database, never in it."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from fazhi.kernel.audit.errors import KeyFileAbsent, KeyMissing
from fazhi.kernel.audit.models import Entry


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "key" / "trail.key"


def create_key() -> Path:
    """
    Make the key if there is none; called by `fazhi setup` after migrating. The file is readable by its owner only.

    Raises KeyMissing if entries exist: under a new key none of them could be verified.
    """
    path = key_path()
    if path.exists():
        return path
    if entries := Entry.objects.count():
        raise KeyMissing(path, entries)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(path, secrets.token_hex(32) + "\n")
    return path


def read_key() -> bytes:
    """The 32 bytes of the key. Raises KeyMissing if the file is not there."""
    path = key_path()
    try:
        return _key_in(path)
    except FileNotFoundError:
        raise KeyMissing(path, Entry.objects.count()) from None


def read_key_file(path: Path) -> bytes:
    """The key in a file of one's own, without a database. Raises KeyFileAbsent, also if the file holds no key."""
    try:
        return _key_in(path)
    except (OSError, ValueError):
        raise KeyFileAbsent(path) from None


def _key_in(path: Path) -> bytes:
    return bytes.fromhex(path.read_text().strip())


def write_once(path: Path, text: str) -> None:
    """Write a key, readable by its owner only. Two setups at once end with one: the link fails for the second."""
    draft = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
