"""
The index of the texts that are law on a day, for search and look-up; built when it is first asked for, and kept.

It lies in the data folder under the digest of what it holds: another corpus, another day on which other versions are
law, or another region has an index of its own. It can be deleted at any time.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import F, Q

from fazhi.engines.lookup import INTERPRETATION, STATUTE, Article, IndexUnusable, Library, build, open_index, remember
from fazhi.engines.lookup import shipped as shipped_lessons
from fazhi.engines.lookup.index import FORM, Progress
from fazhi.kernel.law.models import ArticleText, Corpus, Event, Kind, Level, Repeal, Standing, Version
from fazhi.kernel.law.rules import standing_on, unheld_change, version_on
from fazhi.kernel.law.titles import short_title

FOLDER = "lookup"
_KEPT = 3
"""Indexes kept; of more, those not used longest go."""
_AT_ONCE = 500
_LEVELS = {
    Level.CONSTITUTION: STATUTE,
    Level.STATUTE: STATUTE,
    Level.JUDICIAL_INTERPRETATION: INTERPRETATION,
}
_LOCAL = (Level.LOCAL_REGULATION, Level.LOCAL_RULE)
_SHOWN = frozenset({Standing.IN_FORCE, Standing.UNKNOWN})


@dataclass(frozen=True)
class Rests:
    """On what an answer rests: a corpus, and the day whose law it gives."""

    name: str
    release: str
    state_date: date


def rests() -> tuple[Rests, ...]:
    """The corpora whose texts are looked through."""
    held = Corpus.objects.filter(articles__gt=0).order_by("name")
    return tuple(Rests(corpus.name, corpus.release, corpus.state_date) for corpus in held)


def library(data_dir: Path, *, on: date, region: str = "", progress: Progress | None = None) -> Library:
    """
    What is law on a day, ready to be searched and asked.

    on        the day
    region    whose local regulations are looked through too, as 山东; "" for the law of the whole country alone
    progress  told while the index is built, which takes some ten seconds for fifty thousand articles

    Amendments are left out: what they say stands in the texts they amend.
    """
    folder = _folder(data_dir, on, region)
    found = _ready(folder)
    if found is None:
        _build(folder, versions_in_force(on, region), progress)
        found = _open(folder)
    return found


def library_if_ready(data_dir: Path, *, on: date, region: str = "") -> Library | None:
    """The same where its index has been built; None where somebody has to build it, which is nothing for a page to wait for."""
    return _ready(_folder(data_dir, on, region))


def _ready(folder: Path) -> Library | None:
    try:
        found = _open(folder)
    except IndexUnusable:
        return None
    with suppress(OSError):
        os.utime(folder)
    return found


def versions_in_force(on: date, region: str = "") -> tuple[Version, ...]:
    """The version of each text that is law on a day, by title; repealed texts and texts that aren't law yet have none."""
    wanted = ~Q(statute__level__in=_LOCAL) | Q(statute__level__in=_LOCAL, statute__region=region)
    rows = (
        Version.objects.filter(wanted)
        .exclude(statute__kind=Kind.AMENDMENT)
        .defer("preamble", "appendix")
        .select_related("statute", "corpus")
        .order_by("statute__title", F("version_date").asc(nulls_first=True))
    )
    by_title: dict[str, list[Version]] = {}
    for version in rows:
        by_title.setdefault(version.statute.title, []).append(version)
    repeals: dict[str, list[Repeal]] = {}
    for repeal in Repeal.objects.order_by("pk"):
        repeals.setdefault(repeal.title, []).append(repeal)
    history: dict[int, list[Event]] = {}
    for event in Event.objects.order_by("version", "position"):
        history.setdefault(event.version_id, []).append(event)
    found = []
    for title, versions in by_title.items():
        version = version_on(versions, on)
        named = [*repeals.get(title, ()), *repeals.get(short_title(title), ())]
        changed = unheld_change(version, versions, history)
        if standing_on(version, versions, on, repeals=named, unheld_change=changed) in _SHOWN:
            found.append(version)
    return tuple(found)


def _folder(data_dir: Path, on: date, region: str) -> Path:
    corpora = tuple(Corpus.objects.order_by("name").values_list("name", "sha256", "articles", "loaded_at"))
    return data_dir / FOLDER / _name_of(corpora, on, region)


@lru_cache(maxsize=16)
def _name_of(corpora: tuple[tuple[object, ...], ...], on: date, region: str) -> str:
    """Remembered by the corpora: which versions are law on a day changes with them only, and takes a second to find out."""
    return _digest(versions_in_force(on, region))


def _digest(versions: tuple[Version, ...]) -> str:
    held = hashlib.sha256(f"form {FORM}\n".encode())
    for corpus in Corpus.objects.order_by("name"):
        held.update(f"{corpus.name} {corpus.sha256} {corpus.articles}\n".encode())
    for version in versions:
        held.update(f"{version.pk} {version.version_date} {version.statute.title}\n".encode())
    return held.hexdigest()[:20]


@lru_cache(maxsize=2)
def _open(folder: Path) -> Library:
    index = open_index(folder)
    return Library(index, remember(shipped_lessons(), index))


def _build(folder: Path, versions: tuple[Version, ...], progress: Progress | None) -> None:
    """In a folder beside it, and put in place whole: another process may be building the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        build(scratch, _articles(versions), progress)
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # the other was first, and its index is the same
            scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    others = sorted(
        (each for each in folder.parent.iterdir() if each.name[0] != "."), key=lambda each: each.stat().st_mtime
    )
    for each in others[:-_KEPT]:
        shutil.rmtree(each, ignore_errors=True)


def _articles(versions: tuple[Version, ...]) -> Iterator[Article]:
    for start in range(0, len(versions), _AT_ONCE):
        some = {version.pk: version for version in versions[start : start + _AT_ONCE]}
        rows: dict[int, list[ArticleText]] = {}
        for row in ArticleText.objects.filter(version__in=some).order_by("version", "position"):
            rows.setdefault(row.version_id, []).append(row)
        for key, version in some.items():
            yield from (_article(row, version) for row in rows.get(key, ()))


def _article(row: ArticleText, version: Version) -> Article:
    statute = version.statute
    return Article(
        title=statute.title,
        short=statute.short_title,
        number=row.number,
        suffix=row.suffix,
        label=row.label,
        part=row.part,
        chapter=row.chapter,
        section=row.section,
        text=row.text,
        level=_LEVELS.get(Level(statute.level), statute.level),
        note=version.version_date.isoformat() if version.version_date else "",
    )
