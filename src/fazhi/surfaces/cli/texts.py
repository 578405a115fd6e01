"""
Texts given to a command: one FILE, several, a folder, or a `.jsonl` of records; and the answers to them.

A command says how its engine is made (`build`, once a process) and gets an `Outcome`: for one FILE the answer itself,
else `{results: [{id, …}]}` in the order given. A text that can't be read gets an `error`, and the others are done.
"""

import argparse
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.kernel.papers.errors import PaperError
from fazhi.kernel.papers.reading import READABLE, TEXT, read_document
from fazhi.surfaces.cli.arguments import day_of
from fazhi.surfaces.cli.command import Outcome
from fazhi.surfaces.cli.errors import BadArgument, FileUnreadable
from fazhi.surfaces.wording import sentence

Answer = dict[str, Any]

RECORDS = ".jsonl"
SERIAL_CHARACTERS = 400_000
"""Below this much text, starting processes costs more than it saves."""
_CHUNKS_A_PROCESS = 8
_MOST_IN_A_CHUNK = 64


@dataclass(frozen=True)
class Record:
    """
    One text.

    id      the file's path as it was given, or the record's own
    fields  what else the record says, such as host, aliases, date
    beside  what the answer repeats of a file that isn't plain text: `text`, `kind`, tracked `changes`, `comments`
    """

    id: str
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)


Work = Callable[[Record], Answer]
"""
Answers one record. It runs in other processes too: it asks no database. A record whose fields are not what they should
be: it raises BadArgument.
"""


def text_field(fields: Mapping[str, Any], name: str) -> str:
    """A record's field as text, without 《》 around it; "" if it isn't there. Raises BadArgument."""
    value = fields.get(name) or ""
    if not isinstance(value, str):
        raise BadArgument(name, str(value), "文字")
    return value.strip().removeprefix("《").removesuffix("》")


def day_field(fields: Mapping[str, Any], name: str) -> date | None:
    """A record's field as a day, None if it isn't there. Raises BadArgument."""
    return day_of(name, text_field(fields, name))


def aliases_field(fields: Mapping[str, Any]) -> dict[str, str]:
    """The short names declared before the text, and what they stand for. Raises BadArgument."""
    told = fields.get("aliases") or {}
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise BadArgument("aliases", str(told), '{"简称": "全称"}')
    return {short.strip("《》"): full.strip().removeprefix("《").removesuffix("》") for short, full in told.items()}


@dataclass(frozen=True)
class _Item:
    """A text still to be read: a file, or a line of a `.jsonl`, or what was wrong with it."""

    id: str
    path: Path | None = None
    record: Mapping[str, Any] | None = None
    error: str = ""

    @property
    def size(self) -> int:
        if self.path is not None:
            return self.path.stat().st_size if self.path.is_file() else 0
        return sum(len(value) for value in (self.record or {}).values() if isinstance(value, str))


def add_files(parser: argparse.ArgumentParser) -> None:
    """The argument FILE…, as all commands on texts take it."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="文件（.docx、.pdf、.txt、.md）、文件夹，或者每行一条记录的 .jsonl；可以有多个",
    )


def answer(
    files: Sequence[Path],
    build: Callable[[], Work],
    told: Callable[[Answer], str],
    *,
    key: str = "text",
    processes: int | None = None,
) -> Outcome:
    """
    Answer every text.

    build      makes the work with all it needs; called once, before the processes part, so that they share it
    told       an answer's text for a person
    key        the field of a record that holds its text
    processes  at most so many; None for one a core
    returns    exit code 2 if one of several texts could not be read

    Raises FileUnreadable or PaperError if the only file can't be read, BadArgument if there is no text at all.
    """
    if len(files) == 1 and not files[0].is_dir() and files[0].suffix.lower() != RECORDS:
        record = _read_file(_Item(str(files[0]), path=files[0]))
        data = {**build()(record), **record.beside}
        return Outcome(data, told(data))
    items = list(_items(files))
    if not items:
        raise BadArgument("FILE", "、".join(map(str, files)), f"有可读文件（{'、'.join(sorted(READABLE))}）的文件夹")
    results = list(_results(items, build(), key, processes or os.cpu_count() or 1))
    failed = any("error" in result for result in results)
    text = "\n\n".join(f"{each['id']}\n{each.get('error') or told(each)}" for each in results)
    return Outcome({"results": results}, text, exit_code=2 if failed else 0)


def _items(files: Sequence[Path]) -> Iterator[_Item]:
    for path in files:
        if path.is_dir():
            found = (each for each in path.rglob("*") if each.is_file() and each.suffix.lower() in READABLE)
            yield from (_Item(str(each), path=each) for each in sorted(found))
        elif path.suffix.lower() == RECORDS:
            yield from _records(path)
        else:
            yield _Item(str(path), path=path)


def _records(path: Path) -> Iterator[_Item]:
    try:
        lines = read_document(path).text.split("\n")  # not splitlines, which parts at signs that JSON may hold
    except PaperError as error:
        raise FileUnreadable(path, _said(error)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(line, number)


def _record(line: str, number: int) -> _Item:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return _Item(str(number), error=f"第 {number} 行不是 JSON。")
    if not isinstance(record, dict):
        return _Item(str(number), error=f"第 {number} 行不是一条记录（JSON 对象）。")
    return _Item(str(record.get("id", number)), record=record)


def _results(items: Sequence[_Item], work: Work, key: str, processes: int) -> Iterable[Answer]:
    few = len(items) < 2 or sum(item.size for item in items) < SERIAL_CHARACTERS
    if few or processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return (_result(item, work, key) for item in items)
    return _in_processes(items, work, key, min(processes, len(items)))


def _in_processes(items: Sequence[_Item], work: Work, key: str, processes: int) -> Iterator[Answer]:
    chunk = max(1, min(_MOST_IN_A_CHUNK, len(items) // (processes * _CHUNKS_A_PROCESS)))
    _shared.append((work, key))
    try:
        # A fork has all that was built, without building or copying it again.
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_shared_result, items, chunksize=chunk)
    finally:
        _shared.pop()


_shared: list[tuple[Work, str]] = []


def _shared_result(item: _Item) -> Answer:
    work, key = _shared[-1]
    return _result(item, work, key)


def _result(item: _Item, work: Work, key: str) -> Answer:
    if item.error:
        return {"id": item.id, "error": item.error}
    try:
        record = _read_file(item) if item.path is not None else _read_record(item, key)
        return {"id": item.id, **work(record), **record.beside}
    except (PaperError, FileUnreadable, BadArgument) as error:
        return {"id": item.id, "error": _said(error)}


def _read_file(item: _Item) -> Record:
    if item.path is None or not item.path.is_file():
        raise FileUnreadable(Path(item.id), "没有这个文件")
    found = read_document(item.path)
    if found.kind == TEXT:
        return Record(item.id, found.text)
    beside = {
        "kind": found.kind,
        "text": found.text,
        "changes": [
            {"kind": each.kind, "text": each.text, "author": each.author, "at": each.at} for each in found.changes
        ],
        "comments": [{"text": each.text, "author": each.author, "at": each.at} for each in found.comments],
        "unread_pages": list(found.unread_pages),
    }
    return Record(item.id, found.text, beside=beside)


def _read_record(item: _Item, key: str) -> Record:
    fields = dict(item.record or {})
    text = fields.pop(key, None)
    if not isinstance(text, str):
        raise BadArgument(key, str(text), "文字")
    return Record(item.id, text, fields)


def _said(error: Exception) -> str:
    return sentence(error) or str(error)
