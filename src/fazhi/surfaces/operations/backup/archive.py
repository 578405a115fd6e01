"""Members of a backup: a tar stream, compressed, sealed. `backup.json` comes first and says what the rest must be."""

import gzip
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, cast

from fazhi.surfaces.operations.backup.sealing import Opener, Sealer
from fazhi.surfaces.operations.backup.secrets import Secret
from fazhi.surfaces.operations.errors import CannotWrite, InTheWay, NotABackup

FIRST = "backup.json"


class Writer:
    """Members go in one after the other."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files = 0

    def add_bytes(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))

    def add_file(self, name: str, path: Path) -> bool:
        """The file as long as it is now; False if it has gone since it was listed."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return False
        with file:
            member = tarfile.TarInfo(name)
            told = os.fstat(file.fileno())
            member.size, member.mtime, member.mode = told.st_size, int(told.st_mtime), 0o600
            self._tar.addfile(member, file)
        self.files += 1
        return True


@contextmanager
def written(target: Path, secret: Secret) -> Iterator[Writer]:
    """
    A new sealed archive at `target`, there only when it is whole and on the disk.

    Raises InTheWay, CannotWrite.
    """
    if target.exists():
        raise InTheWay(target)
    draft = target.with_name(f".{target.name}.part")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:
            sealer = Sealer(file, secret)
            try:
                packed = gzip.GzipFile(fileobj=cast(Any, sealer), mode="wb", compresslevel=1, mtime=0)
                with tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                    yield Writer(tar)
                packed.close()
                sealer.finish()
            finally:
                sealer.abandon()
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, target)
    except OSError as error:
        raise CannotWrite(target, error.errno or 0) from error
    finally:
        draft.unlink(missing_ok=True)


def put_in_place(draft: Path, target: Path) -> None:
    """Rename, on the disk when this returns. Not a hard link: shares for backups often have none."""
    os.rename(draft, target)
    descriptor = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def head_of(source: Path, secret: Secret) -> dict[str, Any]:
    """What `backup.json` says; nothing else is read. Raises as `Opener`."""
    with _members(source, secret) as (members, _):
        return _first(source, next(members, None))


def unpack(source: Path, secret: Secret, place: Path) -> dict[str, Any]:
    """
    Write every member into `place`, an empty folder, and return what `backup.json` says.

    Raises as `Opener`, and CannotWrite.
    """
    with _members(source, secret) as (members, opener):
        head = _first(source, next(members, None))
        for name, content in members:
            _put(source, place, name, content)
        opener.finish()
        return head


@contextmanager
def _members(source: Path, secret: Secret) -> Iterator[tuple[Iterator[tuple[str, io.BufferedReader]], Opener]]:
    try:
        file = source.open("rb")
    except OSError:
        raise NotABackup(source) from None
    with file:
        opener = Opener(file, secret, source)
        packed = gzip.GzipFile(fileobj=io.BufferedReader(cast(io.RawIOBase, opener)), mode="rb")
        try:
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                yield _each(tar, source), opener
        except (tarfile.TarError, EOFError, gzip.BadGzipFile):
            opener.finish()  # says if it is cut or damaged; else it is sealed well and holds something else
            raise NotABackup(source) from None


def _each(tar: tarfile.TarFile, source: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    for member in tar:
        content = tar.extractfile(member)
        if content is None:
            raise NotABackup(source)
        yield member.name, cast(io.BufferedReader, content)


def _first(source: Path, member: tuple[str, io.BufferedReader] | None) -> dict[str, Any]:
    if member is None or member[0] != FIRST:
        raise NotABackup(source)
    return dict(json.loads(member[1].read()))


def _put(source: Path, place: Path, name: str, content: io.BufferedReader) -> None:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise NotABackup(source)
    target = place.joinpath(*parts)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while piece := content.read(1 << 20):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWrite(target, error.errno or 0) from error
