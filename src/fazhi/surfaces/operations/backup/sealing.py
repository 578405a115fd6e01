"""
The file of a backup: chunks of 1 MiB under AES-256-GCM, each bound to its place and to whether it is the last (STREAM).

    "fazhi backup 1\\n"  kind (1)  salt (16)  check (16)  then chunks of ciphertext, each with its tag (16)

Key and check come from the secret by HKDF-SHA-256 under the salt; a passphrase goes through scrypt (N 2^17, r 8, p 1) first. The
salt is new in each file, hence the key, hence a nonce may count: 11 bytes for the chunk's number, 1 for "last". The header is
authenticated with every chunk. So chunks that are changed, exchanged, repeated, left out or cut off are found, and a wrong
secret is told apart from damage.
Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (2015).
"""

import hmac
import io
import os
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fazhi.surfaces.operations.backup.secrets import Secret
from fazhi.surfaces.operations.errors import BackupDamaged, BackupTorn, NotABackup, WrongSecret

MAGIC = b"fazhi backup 1\n"
CHUNK = 1 << 20
_SALT, _CHECK, _TAG = 16, 16, 16
_HEADER = len(MAGIC) + 1 + _SALT + _CHECK


class Sealer:
    """Writes a sealed file; only `finish` makes it whole, and after `abandon` nothing is written any more."""

    def __init__(self, file: IO[bytes], secret: Secret) -> None:
        salt = os.urandom(_SALT)
        key, check = _derived(secret, salt)
        self._header = MAGIC + secret.kind + salt + check
        self._file: IO[bytes] | None = file
        self._cipher = AESGCM(key)
        self._waiting, self._number = bytearray(), 0
        file.write(self._header)

    def write(self, data: bytes) -> int:
        self._waiting += data
        # The last chunk must be known as such, so a full one waits until more comes.
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def flush(self) -> None:
        """What waits, waits: chunks are whole."""

    def finish(self) -> None:
        self._put(bytes(self._waiting), is_last=True)
        self.abandon()

    def abandon(self) -> None:
        self._file = None

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        if self._file is not None:
            self._file.write(self._cipher.encrypt(_nonce(self._number, is_last), chunk, self._header))
            self._number += 1


class Opener(io.RawIOBase):
    """
    Reads a sealed file; what it gives has been authenticated.

    Raises NotABackup, WrongSecret and BackupTorn at once, BackupTorn and BackupDamaged while reading.
    """

    def __init__(self, file: IO[bytes], secret: Secret, path: Path) -> None:
        header = file.read(_HEADER)
        if len(header) < _HEADER or not header.startswith(MAGIC):
            raise NotABackup(path)
        kind, salt = header[len(MAGIC) : len(MAGIC) + 1], header[len(MAGIC) + 1 : -_CHECK]
        key, check = _derived(secret, salt)
        if kind != secret.kind or not hmac.compare_digest(check, header[-_CHECK:]):
            raise WrongSecret(path)
        self._file, self._cipher, self._header, self._path = file, AESGCM(key), header, path
        self._number, self._ready = 0, memoryview(b"")
        self._next = file.read(CHUNK + _TAG)
        if not self._next:  # an empty content has a chunk, too
            raise BackupTorn(path)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # typeshed: any buffer
        if not self._ready and self._next:
            self._ready = memoryview(self._opened())
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def finish(self) -> None:
        """Read what is left: a file is whole only if its last chunk is there. Raises BackupTorn, BackupDamaged."""
        while self._next:
            self._opened()

    def _opened(self) -> bytes:
        chunk, self._next = self._next, self._file.read(CHUNK + _TAG)
        is_last = not self._next
        try:
            opened = self._cipher.decrypt(_nonce(self._number, is_last), chunk, self._header)
        except InvalidTag:
            # Cut between chunks, the end was not written as an end; cut within one, it is too short to be one.
            raise (BackupTorn(self._path) if is_last else BackupDamaged(self._path, self._number)) from None
        self._number += 1
        return opened


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def _derived(secret: Secret, salt: bytes) -> tuple[bytes, bytes]:
    """The key of a file and what tells that it is the right one."""
    master = secret.content
    if secret.kind == b"p":
        master = Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(master)
    made = HKDF(algorithm=SHA256(), length=32 + _CHECK, salt=salt, info=MAGIC + secret.kind).derive(master)
    return made[:32], made[32:]
