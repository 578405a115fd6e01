"""
Where uploaded files lie: `files/uploads` of the data folder, each under its SHA-256, its owner's alone.

A file is streamed there while it arrives and is never held whole in memory; what is over the limit is not kept. Nothing in
the folder has a name that a client chose, is served, or is run.
"""

import hashlib
import os
import re
import shutil
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from fazhi.kernel.exchange import limits

_NAME_BYTES = 200
_UNFIT = re.compile(r'[<>:"|?*]')


def folder(data_dir: Path) -> Path:
    place = data_dir / "files" / "uploads"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def clean_name(name: str) -> str:
    """
    What a file is called here: the last part of its name, without signs that steer a terminal, a shell or the eye.

    clean_name("..\\\\a/台账\\u202e.xlsx") == "台账.xlsx"
    """
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = _UNFIT.sub("_", plain).strip()
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        stem, suffix = plain, ""
    suffix = suffix[:8]
    room = _NAME_BYTES - len(suffix.encode()) - 1
    stem = stem.strip(" .").encode()[:room].decode("utf-8", "ignore") or "未命名"
    return f"{stem}{dot}{suffix}"


class Received(UploadedFile):
    """
    A file that has arrived in whole.

    sha256  "" if it was over the limit: then nothing of it is kept
    """

    def __init__(self, name: str, size: int, sha256: str, incoming: Path) -> None:
        super().__init__(name=name, size=size)
        self.sha256, self.incoming = sha256, incoming

    def keep(self, data_dir: Path) -> None:
        """Put it under its digest."""
        os.replace(self.incoming, folder(data_dir) / self.sha256)

    def close(self) -> None:
        """Called at the end of the request: what nobody has kept goes."""
        self.incoming.unlink(missing_ok=True)


class Receiver(FileUploadHandler):
    """Streams each file to disk and counts it, up to the limit of ledgers."""

    def __init__(self, request: HttpRequest, data_dir: Path) -> None:
        super().__init__(request)
        self._folder = folder(data_dir)

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._incoming = self._folder / f"{uuid.uuid4()}.incoming"
        self._file: BinaryIO = self._incoming.open("xb")
        self._digest, self._size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is passed on: there is no other handler."""
        self._size += len(raw_data)
        if self._size <= limits.file_bytes():
            self._file.write(raw_data)
            self._digest.update(raw_data)
        else:
            self._file.truncate(0)

    def file_complete(self, file_size: int) -> Received:
        self._file.close()
        is_over = self._size > limits.file_bytes()
        return Received(self.file_name or "", self._size, "" if is_over else self._digest.hexdigest(), self._incoming)

    def upload_interrupted(self) -> None:
        self._file.close()
        self._incoming.unlink(missing_ok=True)


@contextmanager
def named(sha256: str, name: str, data_dir: Path) -> Iterator[Path]:
    """
    The file under the name that it is called by, for as long as it is read.

    Raises FileNotFoundError if it is not kept.
    """
    place = folder(data_dir) / f"{uuid.uuid4()}.named"
    place.mkdir(mode=0o700)
    try:
        os.link(folder(data_dir) / sha256, place / name)
        yield place / name
    finally:
        shutil.rmtree(place, ignore_errors=True)


def refusals_path(upload: uuid.UUID, data_dir: Path) -> Path:
    """Where the rows lie that a check has refused, until the file is written or given up."""
    return folder(data_dir) / f"{upload}.refused.xlsx"


def forget(sha256: str, data_dir: Path) -> None:
    """Remove the file."""
    (folder(data_dir) / sha256).unlink(missing_ok=True)


def sweep(data_dir: Path, *, before: float) -> None:
    """Remove what processes that were killed have left: names, and files of which nothing has come since `before`."""
    for place in folder(data_dir).glob("*.named"):
        shutil.rmtree(place, ignore_errors=True)
    for incoming in folder(data_dir).glob("*.incoming"):
        if incoming.stat().st_mtime < before:
            incoming.unlink(missing_ok=True)
