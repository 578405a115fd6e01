"""
Reading a corpus folder: documents, one a line, in `*.jsonl` or `*.jsonl.zst`, with an index and repeals beside them.

`index.jsonl` says how many articles each document has; `repeals.jsonl` which text repeals which, and where it says so.
`versions.jsonl` tells of each title what its documents tell, and isn't read.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.models import Happening, Kind, Level, Standing
from fazhi.kernel.law.terms import Fault, ReadArticle, ReadDocument, ReadEvent, ReadRepeal, Refusal

INDEX, REPEALS, VERSIONS = "index.jsonl", "repeals.jsonl", "versions.jsonl"
SUFFIXES = (".jsonl", ".jsonl.zst")

# A line is read as a table of one column: a sign that no text has parts the columns, and nothing is a quote.
_LINES = """
    SELECT line FROM read_csv(?, columns = {'line': 'VARCHAR'}, delim = '\x01', quote = '', escape = '',
        nullstr = '\x02', header = false, auto_detect = false, strict_mode = false, compression = 'zstd',
        max_line_size = 67108864)
"""
_LEVELS = {level.label: level for level in Level}
_STANDINGS = {
    "现行": Standing.IN_FORCE,
    "尚未施行": Standing.NOT_YET,
    "已被修改": Standing.SUPERSEDED,
    "已废止": Standing.REPEALED,
    "未知": Standing.UNKNOWN,
}
_HAPPENINGS = {happening.label: happening for happening in Happening}
_STATE = re.compile(r"as of (\d{4}-\d\d-\d\d)(?: \(statutes: (\d{4}-\d\d-\d\d)\))?")
_NATIONAL = frozenset({Level.CONSTITUTION, Level.STATUTE})
_LENGTHS = {"title": 200, "issuing_body": 100, "branch": 40, "region": 40}


@dataclass(frozen=True)
class Snapshot:
    """
    One file of documents.

    path      the file
    articles  how many each of its documents has by the folder's index, by identifier; empty where there is no index
    """

    path: Path
    articles: Mapping[str, int]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file. Raises CorpusUnreadable."""
        return read_lines(self.path)

    def documents(self) -> Iterator[tuple[int, ReadDocument | Refusal]]:
        """Each line's document, or why it is none, with its number from 1; last, whether the index tells of more."""
        count = 0
        for number, line in enumerate(self.lines, start=1):
            if line.strip():
                count += 1
                yield number, self._document(number, line)
        if count < len(self.articles):
            yield count, Refusal(self.path, None, Fault.INCOMPLETE, f"{count}/{len(self.articles)}")

    def state_date(self, level: Level) -> date | None:
        """The day whose law of that level the file gives, as its lines say; None where they don't."""
        for line in self.lines:
            if found := _STATE.search(line):
                return date.fromisoformat(found[2] if found[2] and level in _NATIONAL else found[1])
        return None

    def _document(self, number: int, line: str) -> ReadDocument | Refusal:
        try:
            told = json.loads(line)
            document = _read(told)
            _require_storable(document)
        except KeyError as error:
            return Refusal(self.path, number, Fault.MALFORMED, f"{error.args[0]!r}")
        except (AttributeError, TypeError, ValueError) as error:
            return Refusal(self.path, number, Fault.MALFORMED, str(error))
        held = sum(not article.is_item for article in document.articles)  # the index doesn't count items
        if held != (listed := self.articles.get(told.get("id"), held)):
            return Refusal(self.path, number, Fault.INCOMPLETE, f"{document.title} {held}/{listed}")
        return document


def read_lines(path: Path) -> tuple[str, ...]:
    """
    The lines of a text file, `.zst` or not, in their order.

    Raises CorpusUnreadable if the file is missing, cut off or not UTF-8.
    """
    try:
        if path.suffix != ".zst":
            return tuple(path.read_text(encoding="utf-8").split("\n"))
        return tuple(row[0] or "" for row in _unpacked(path))
    except (OSError, UnicodeDecodeError, duckdb.Error) as error:
        raise CorpusUnreadable(path, str(error)) from error


def _unpacked(path: Path) -> list[tuple[str | None]]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "threads": 1,
    }
    with duckdb.connect(config=config) as connection:
        return connection.execute(_LINES, [str(path)]).fetchall()


Index = Mapping[str, Mapping[str, int]]
"""How many articles each document has, by its file's name and its own identifier."""


def read_index(path: Path) -> Index:
    """The index of a corpus folder. Raises CorpusUnreadable."""
    found: dict[str, dict[str, int]] = {}
    try:
        for row in map(json.loads, filter(str.strip, read_lines(path))):
            found.setdefault(row["file"], {})[row["id"]] = int(row["articles"])
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusUnreadable(path, f"{error!r}") from error
    return found


def read_repeals(path: Path) -> Iterator[ReadRepeal | Refusal]:
    """Each line's repeal, or why it is none. Raises CorpusUnreadable."""
    for number, line in enumerate(read_lines(path), start=1):
        if line.strip():
            yield _repeal(path, number, line)


def _repeal(path: Path, number: int, line: str) -> ReadRepeal | Refusal:
    try:
        told = json.loads(line)
        return ReadRepeal(
            title=_within("title", told["repealed"]),
            by_title=_within("title", told["by"]),
            by_version_date=_day(told["by_version"]),
            effective_date=_day(told["by_effective"]),
            place=told["article"].rstrip("、"),
            sentence=told["basis"],
        )
    except KeyError as error:
        return Refusal(path, number, Fault.MALFORMED, f"{error.args[0]!r}")
    except (AttributeError, TypeError, ValueError) as error:
        return Refusal(path, number, Fault.MALFORMED, str(error))


def _read(told: Mapping[str, Any]) -> ReadDocument:
    version_date, effective = _day(told["version_date"]), _day(told["effective"])
    # A date before the version's own is that of the first version.
    of_this_version = effective is not None and (version_date is None or effective >= version_date)
    return ReadDocument(
        title=told["title"],
        level=_LEVELS[told["category"]],
        kind=Kind(told["kind"]),
        issuing_body=told["issuing_body"] or "",
        branch=told["subcategory"] or "",
        region=told["region"] or "",
        version_date=version_date,
        effective_date=effective if of_this_version else None,
        original_effective_date=_day(told["effective_original"]) or (None if of_this_version else effective),
        status=_STANDINGS[told["status"]],
        preamble=told["preamble"] or "",
        appendix=told["appendix"] or "",
        history=tuple(_events(told["history"])),
        articles=tuple(_article(article) for article in told["articles"]),
    )


def _events(told: list[dict[str, Any]]) -> Iterator[ReadEvent]:
    for event in told:
        if event["date"]:
            yield ReadEvent(date.fromisoformat(event["date"]), _HAPPENINGS[event["event"]], event["text"] or "")


def _article(told: Mapping[str, Any]) -> ReadArticle:
    return ReadArticle(
        number=told["number"],
        suffix=told["suffix"],
        label=told["label"].rstrip("、"),
        is_item=told["kind"] == "item",
        part=told["part"] or "",
        chapter=told["chapter"] or "",
        section=told["section"] or "",
        text=told["text"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _require_storable(document: ReadDocument) -> None:
    for field in _LENGTHS:
        _within(field, getattr(document, field))
    if not document.title.strip():
        raise ValueError("a document without a title")
    if any("\0" in article.text for article in document.articles):
        raise ValueError("a text with a NUL in it")


def _within(field: str, written: str) -> str:
    if len(written) > _LENGTHS[field]:
        raise ValueError(f"{field} is longer than {_LENGTHS[field]} signs: {written[:40]}…")
    return written
