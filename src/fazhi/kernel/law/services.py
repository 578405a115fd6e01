"""Acts of the law library: reading a corpus in."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.kernel.law import packaged
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.models import ArticleText, Corpus, Statute, Version
from fazhi.kernel.law.packaged import ReadVersion
from fazhi.kernel.law.titles import short_title

_BATCH = 2000


def load_packaged(path: Path | None = None, *, by: str = "system", at: datetime) -> int:
    """
    Read the packaged corpus of statutes into the library; the same file again changes nothing.

    path     the file, or None for the one of the installed distribution
    by       who acts, for the trail
    at       aware datetime of the loading
    returns  the number of articles the library holds from it: 0 if the distribution is not installed, so that the
             index of titles is all there is

    A newer file adds its versions and replaces the texts and status of those it holds again; versions that it dropped
    stay. Raises CorpusUnreadable, and KeyMissing before the trail has its key; then nothing has changed.
    """
    file = path or packaged.packaged_file()
    if file is None:
        return 0
    digest = _digest(file)
    known = Corpus.objects.filter(name=packaged.DISTRIBUTION).first()
    if known is not None and known.sha256 == digest:
        return known.articles
    versions = packaged.read_versions(file)
    with transaction.atomic():
        corpus = _record_corpus(versions, release=packaged.release_of(file), digest=digest, at=at)
        _store(versions, corpus)
        _record(corpus, by=by, at=at)
    return corpus.articles


def _digest(file: Path) -> str:
    try:
        return packaged.sha256_of(file)
    except OSError as error:
        raise CorpusUnreadable(file, str(error)) from error


def _record_corpus(versions: tuple[ReadVersion, ...], *, release: str, digest: str, at: datetime) -> Corpus:
    corpus, _ = Corpus.objects.update_or_create(
        name=packaged.DISTRIBUTION,
        defaults={
            "release": release,
            "sha256": digest,
            "state_date": max(version.version_date for version in versions),
            "articles": sum(len(version.articles) for version in versions),
            "loaded_at": at,
        },
    )
    return corpus


def _record(corpus: Corpus, *, by: str, at: datetime) -> None:
    payload = {
        "release": corpus.release,
        "sha256": corpus.sha256,
        "state_date": corpus.state_date.isoformat(),
        "articles": corpus.articles,
    }
    audit.record("law.load", by=by, at=at, subject=("law.corpus", corpus.name), payload=payload)


def _store(versions: tuple[ReadVersion, ...], corpus: Corpus) -> None:
    statutes = _store_statutes(versions)
    rows = _store_versions(versions, statutes, corpus)
    ArticleText.objects.filter(version__in=rows.values()).delete()
    texts = [
        ArticleText(
            version_id=rows[statutes[version.title], version.version_date], position=position, **asdict(article)
        )
        for version in versions
        for position, article in enumerate(version.articles, start=1)
    ]
    ArticleText.objects.bulk_create(texts, batch_size=_BATCH)


def _store_statutes(versions: tuple[ReadVersion, ...]) -> dict[str, int]:
    """Statutes by title; level and issuing body follow the newest version read."""
    newest = {version.title: version for version in sorted(versions, key=lambda version: version.version_date)}
    Statute.objects.bulk_create(
        [
            Statute(title=title, short_title=short_title(title), level=version.level, issuing_body=version.issuing_body)
            for title, version in newest.items()
        ],
        update_conflicts=True,
        unique_fields=["title"],
        update_fields=["short_title", "level", "issuing_body"],
    )
    return dict(Statute.objects.filter(title__in=newest).values_list("title", "id"))


def _store_versions(
    versions: tuple[ReadVersion, ...], statutes: dict[str, int], corpus: Corpus
) -> dict[tuple[int, date], int]:
    """Identifiers of the versions read, by statute and day."""
    Version.objects.bulk_create(
        [
            Version(
                statute_id=statutes[version.title],
                version_date=version.version_date,
                effective_date=version.effective_date,
                original_effective_date=version.original_effective_date,
                status=version.status,
                corpus=corpus,
            )
            for version in versions
        ],
        update_conflicts=True,
        unique_fields=["statute", "version_date"],
        update_fields=["effective_date", "original_effective_date", "status", "corpus"],
    )
    read = {(statutes[version.title], version.version_date) for version in versions}
    held = Version.objects.filter(statute__in=statutes.values()).values_list("statute_id", "version_date", "id")
    return {(statute, day): key for statute, day, key in held if (statute, day) in read}
