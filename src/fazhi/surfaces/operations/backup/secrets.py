"""What a backup is sealed with: a key file, as made by `openssl rand -hex 32`, or a passphrase."""

import getpass
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from fazhi.surfaces.operations.errors import SecretMissing, SecretUnusable

SHORTEST = 15
"""Signs of a passphrase: it must withstand whoever holds the file and has time."""

_KEY = re.compile(rb"[0-9a-fA-F]{64}")


@dataclass(frozen=True)
class Secret:
    """`kind` is b"k" for a key of 32 bytes, b"p" for a passphrase."""

    kind: bytes
    content: bytes


def secret_from(key_file: Path | None, passphrase_file: Path | None, *, asked_twice: bool = False) -> Secret:
    """
    The secret that the arguments name, or what somebody at the terminal types.

    Raises SecretMissing, SecretUnusable.
    """
    if key_file is not None:
        return _key(key_file)
    if passphrase_file is not None:
        return _passphrase(_read(passphrase_file, "passphrase").decode("utf-8", errors="strict").strip())
    if not sys.stdin.isatty():
        raise SecretMissing
    typed = getpass.getpass("备份口令：")
    if asked_twice and getpass.getpass("再输一次：") != typed:
        raise SecretUnusable("repeat")
    return _passphrase(typed)


def _key(path: Path) -> Secret:
    content = _read(path, "key").strip()
    if not _KEY.fullmatch(content):
        raise SecretUnusable("key", path)
    return Secret(b"k", bytes.fromhex(content.decode()))


def _passphrase(text: str) -> Secret:
    if len(text) < SHORTEST:
        raise SecretUnusable("short")
    return Secret(b"p", text.encode())


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise SecretUnusable(what, path) from None
