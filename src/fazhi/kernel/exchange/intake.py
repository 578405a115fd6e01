"""
Files in (收件): found, read and typed two at a time, and staged beside the database until their turn comes.

All are read first, so that offices come before matters whatever the order of the arguments.
"""

from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange.checking import Checked, type_cells
from fazhi.kernel.exchange.errors import ExchangeError, NoFiles
from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.mappings import SenderMapping
from fazhi.kernel.exchange.reading import Table, read
from fazhi.kernel.exchange.sources import SUFFIXES

_READERS = 2


@dataclass(frozen=True)
class Staged:
    """A file that was read and typed: its table without the rows, which wait in `place`; or why it could not be."""

    path: Path
    table: Table | None = None
    place: Path | None = None
    error: ExchangeError | None = None

    @property
    def order(self) -> tuple[int, str]:
        return (self.table.format.order, self.table.format.code) if self.table else (-1, "")


@dataclass(frozen=True)
class Manner:
    """
    How files are to be read; see `services.import_files`.

    on  the day of the import, by which identity numbers are judged
    """

    formats: Sequence[Format]
    mappings: Sequence[SenderMapping]
    sender: str | None
    on: date


def files_in(paths: Iterable[Path]) -> list[Path]:
    """
    The files named, and those of the folders named, each once; lock files of office programs are none.

    Raises NoFiles.
    """
    found: dict[Path, None] = {}
    named = list(paths)
    for path in named:
        if path.is_dir():
            # Of JSON there is much that is no ledger; one that is meant is named.
            meant = (SUFFIXES | {".xlsm"}) - {".json"}
            inside = sorted(item for item in path.iterdir() if item.suffix.lower() in meant)
            found.update(dict.fromkeys(item for item in inside if not item.name.startswith(("~$", "."))))
        elif path.is_file():
            found[path] = None
        else:
            raise NoFiles([str(path)])
    if not found:
        raise NoFiles([str(path) for path in named])
    return list(found)


def stage_all(files: Sequence[Path], manner: Manner, place: Path) -> Generator[Staged, None, None]:
    """
    Each of `files` read and typed, in their order, two at a time; files not begun when it is closed are not read.

    place  an empty folder for what is staged
    """

    def stage(numbered: tuple[int, Path]) -> Staged:
        return _stage(numbered[1], manner, place / str(numbered[0]))

    with ThreadPoolExecutor(_READERS) as readers:
        try:
            yield from readers.map(stage, enumerate(files))
        finally:
            readers.shutdown(cancel_futures=True)


def _stage(path: Path, manner: Manner, place: Path) -> Staged:
    """Read one file and type its cells, which takes no look at the records and so goes on beside other files."""
    try:
        table = read(path, manner.formats, mappings=manner.mappings, sender=manner.sender)
    except ExchangeError as error:
        return Staged(path, error=error)
    cells = type_cells(table, on=manner.on)
    place.mkdir()
    for name, frame in (("read", table.rows), ("typed", cells.rows), ("findings", cells.findings)):
        frame.write_ipc(place / name)
    return Staged(path, replace(table, rows=table.rows.clear()), place)


def unstaged(table: Table, place: Path) -> tuple[Table, Checked]:
    """The table with its rows again, and its typed cells."""
    rows, typed, findings = (pl.read_ipc(place / name) for name in ("read", "typed", "findings"))
    return replace(table, rows=rows), Checked(typed, findings)
