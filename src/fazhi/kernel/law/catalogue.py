"""
The library as the engine of citations asks it, built from the tables once per state of the corpora.

It is kept as a file of the data folder (`law/catalogue-….bin`), so that every process opens it in a moment; a change of
the corpora or of the list of titles makes another one.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import F

from fazhi.engines.citation.prose import Catalogue, Instrument, Rank, Repeal, Version
from fazhi.kernel.law import catalogue_file, models
from fazhi.kernel.law.models import Corpus, Level, Standing
from fazhi.kernel.law.rules import force_date, repeal_of, repealed_from, unheld_change
from fazhi.kernel.law.titles import short_title, titles

_RANKS = {
    Level.CONSTITUTION: Rank.STATUTE,
    Level.STATUTE: Rank.STATUTE,
    Level.ADMINISTRATIVE_REGULATION: Rank.REGULATION,
    Level.JUDICIAL_INTERPRETATION: Rank.INTERPRETATION,
    Level.LOCAL_REGULATION: Rank.LOCAL,
}
_FORM = "6"
_DECLARED = re.compile(r"《([^《》]{4,60})》[（(]以下简?称(?:为)?[《“]?([一-鿿]{3,16}(?:法|条例))[》”]?[）)]")
_CITED = re.compile(r"《(中华人民共和国[^《》\n]{2,40}(?<!办)(?:法典?|条例))》")
_STATUTE = re.compile(r"(?<!办)法$|^中华人民共和国民法[总通]则$")
_CITED_BY = 2
"""Texts that must cite a title before it is believed: one alone may have mistyped it."""
_RENAMED = re.compile(r"修改《([^\n]{6,120})》\s*\d{0,2}[.．、]?将名称修改为[：:]?\s*[“\"]([^”\"\n]{6,120})[”\"]")
_GENERIC = re.compile(r"(?:本|该|实施)?(?:办法|条例)|.{0,2}(?:办法|暂行条例)")


def catalogue() -> Catalogue:
    """The library as it is now, from its file; the file is made where there is none of this state."""
    return _opened(_file())


def build() -> Path:
    """Make the file of this state, if there is none, and remove those of other states."""
    path = _file()
    if not path.exists():
        _make(path)
    for other in path.parent.glob("catalogue-*.bin"):
        if other != path:
            other.unlink(missing_ok=True)
    return path


@lru_cache(maxsize=1)
def _opened(path: Path) -> Catalogue:
    try:
        return catalogue_file.read(path)
    except (OSError, ValueError):
        path.unlink(missing_ok=True)
        return catalogue_file.read(build())


def _file() -> Path:
    state = hashlib.sha256(_FORM.encode())
    for row in Corpus.objects.order_by("name").values_list("name", "release", "sha256", "loaded_at"):
        state.update(repr(row).encode())
    state.update(repr(sorted((title.full, title.names) for title in set(titles().values()))).encode())
    return Path(settings.DATA_DIR) / "law" / f"catalogue-{state.hexdigest()[:20]}.bin"


def _make(path: Path) -> None:
    instruments = list(_instruments())
    positions = {
        name: place for place, each in enumerate(instruments) for name in (each.title, short_title(each.title))
    }
    instruments += _known_only(positions)
    meant, cited = _told({name for each in instruments for name in (each.title, f"中华人民共和国{each.title}")})
    instruments += [Instrument(title, Rank.STATUTE if title.endswith("法") else Rank.REGULATION) for title in cited]
    positions = {
        name: place
        for place, each in reversed([*enumerate(instruments)])
        for name in (short_title(each.title), each.title)
    }
    aliases = {
        name: positions[title.full] for title in titles().values() for name in title.names if title.full in positions
    }
    catalogue_file.write(path, instruments, _abbreviations(meant, positions) | aliases, _rows())


def _instruments() -> Iterator[Instrument]:
    repeals: dict[str, list[models.Repeal]] = {}
    for row in models.Repeal.objects.order_by("effective_date", "by_title"):
        repeals.setdefault(short_title(row.title), []).append(row)
    events: dict[int, list[models.Event]] = {}
    for event in models.Event.objects.order_by("version", "position").defer("text"):
        events.setdefault(event.version_id, []).append(event)
    versions: dict[int, list[models.Version]] = {}
    held = models.Version.objects.defer("preamble", "appendix").order_by(F("version_date").asc(nulls_first=True))
    for version in held.select_related("corpus"):
        versions.setdefault(version.statute_id, []).append(version)
    for statute in models.Statute.objects.order_by("pk"):
        yield _instrument(statute, versions.get(statute.pk, []), events, repeals.get(short_title(statute.title), []))


def _instrument(
    statute: models.Statute,
    versions: list[models.Version],
    events: dict[int, list[models.Event]],
    repeals: list[models.Repeal],
) -> Instrument:
    days = {event.event_date for version in versions for event in events.get(version.pk, [])}
    days |= {version.version_date for version in versions if version.version_date}
    starts = days | {version.original_effective_date for version in versions if version.original_effective_date}
    return Instrument(
        statute.title,
        _RANKS.get(Level(statute.level), Rank.OTHER),
        tuple(_version(each, versions, events, repeals) for each in versions),
        first=date.min if _is_older(versions, repeals) else min(starts, default=None),
        years=frozenset(day.year for day in days),
    )


def _is_older(versions: list[models.Version], repeals: list[models.Repeal]) -> bool:
    """Whether a text of the same title was there before, as its repeal tells, that none of the versions is."""
    return bool(versions) and any(repeal_of(versions[0], [repeal]) is None for repeal in repeals)


def _version(
    version: models.Version,
    versions: list[models.Version],
    events: dict[int, list[models.Event]],
    repeals: list[models.Repeal],
) -> Version:
    repeal = repeal_of(version, repeals)
    is_expired = repeal is None and version.status == Standing.REPEALED
    force = force_date(version)
    return Version(
        version.pk,
        version.version_date,
        None if force == date.min else force,
        changed=unheld_change(version, versions, events),
        repeal=_repeal(repeal),
        expired=version.corpus.state_date if is_expired else None,
        pending=version.status == Standing.NOT_YET and version.effective_date is None,
    )


def _repeal(row: models.Repeal | None) -> Repeal | None:
    return Repeal(row.by_title, row.place, repealed_from(row), row.sentence) if row else None


def _known_only(held: dict[str, int]) -> Iterator[Instrument]:
    """Titles that are known and not held: those of the list, and those that a text repeals."""
    known: dict[str, Instrument] = {}
    for row in models.Repeal.objects.order_by("effective_date", "by_title"):
        if row.title not in held and short_title(row.title) not in held:
            rank = Rank.STATUTE if _STATUTE.search(row.title) else Rank.OTHER
            known.setdefault(short_title(row.title), Instrument(row.title, rank, repeal=_repeal(row)))
    for title in titles().values():
        if title.full not in held and short_title(title.full) not in held:
            known.setdefault(short_title(title.full), Instrument(title.full, Rank.OTHER))
    yield from known.values()


def _texts() -> Iterator[tuple[int, str]]:
    """Every text, by the statute it is of."""
    yield from models.ArticleText.objects.values_list("version__statute", "text").iterator(chunk_size=5000)
    yield from models.Version.objects.exclude(preamble="").values_list("statute", "preamble").iterator()


def _told(known: set[str]) -> tuple[dict[str, set[str]], list[str]]:
    """What the texts tell: short and former names with the titles they stand for, and statutes that are only cited."""
    meant: dict[str, set[str]] = {}
    cited: dict[str, set[int]] = {}
    for statute, text in _texts():
        if "以下简" in text or "以下称" in text:
            for title, name in _DECLARED.findall(text):
                meant.setdefault(name, set()).add(title)
        if "将名称修改为" in text:
            for former, title in _RENAMED.findall(text):
                meant.setdefault(former, set()).add(title)
        if "《" in text:
            for title in _CITED.findall(text):
                if title not in known:
                    cited.setdefault(title, set()).add(statute)
    return meant, [title for title, statutes in cited.items() if len(statutes) >= _CITED_BY]


def _abbreviations(meant: dict[str, set[str]], positions: dict[str, int]) -> dict[str, int]:
    """Short names that always stand for the same statute or regulation."""
    found: dict[str, int] = {}
    for name, titles_meant in meant.items():
        places = {positions.get(title, positions.get(short_title(title), -1)) for title in titles_meant}
        if len(places) == 1 and -1 not in places and name not in positions and not _GENERIC.fullmatch(name):
            found[name] = places.pop()
    return found


def _rows() -> Iterator[catalogue_file.Row]:
    rows = models.ArticleText.objects.filter(number__isnull=False).order_by("version", "position")
    for version, number, suffix, text in rows.values_list("version_id", "number", "suffix", "text").iterator(5000):
        yield version, number or 0, suffix, text
