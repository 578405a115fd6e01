"""
Writing what was read, set by set: statutes, versions, where each comes from, articles and history.

Of a version that several corpora hold, one text is kept: one with articles before one without; then that of the corpus
which gives the law of the later day; of two of the same day that which tells the text's history; then that whose name
sorts later. So the order of reading is no matter. What a corpus holds again replaces what it held before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from django.db import connection
from django.db.models import F, Model

from fazhi.kernel.law.models import ArticleText, Corpus, Event, Repeal, Source, Statute, Version
from fazhi.kernel.law.terms import ReadArticle, ReadDocument, ReadRepeal
from fazhi.kernel.law.titles import short_title

_BATCH = 2000
_ARTICLE_FIELDS = tuple(each.name for each in fields(ReadArticle))

VersionKey = tuple[int, date | None]
"""Statute and day."""
_Row = tuple[int | str | bool | date | None, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A version that two corpora give with different texts: that of `kept` is shown, `other` is named beside it."""

    title: str
    version_date: date | None
    kept: str
    other: str


@dataclass
class Kept:
    """
    What was written.

    versions   whose text was written, with their `articles`
    also_held  that another corpus gives the text of, so that only the source was noted
    unchanged  that were held so already
    differing  of those written or noted
    """

    versions: int = 0
    articles: int = 0
    also_held: int = 0
    unchanged: int = 0
    differing: list[Differing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Held:
    """A version in the library, with its sources by corpus."""

    version: Version
    sources: dict[int, Source]

    @property
    def holder(self) -> Source | None:
        """The source whose text it is; None for versions from before sources were noted."""
        return self.sources.get(self.version.corpus_id)


@dataclass(frozen=True, slots=True)
class Dated:
    """A document and the day whose law its corpus gives for it."""

    document: ReadDocument
    state_date: date


def keep(documents: Sequence[Dated], corpus: Corpus) -> Kept:
    """
    Write documents of one corpus, in the caller's transaction; each title and date at most once among them.

    returns  what was written; documents that the corpus held so already cost two queries in all
    """
    statutes = _statutes(documents)
    held = _held(statutes.values())
    kept = Kept()
    taken: list[Dated] = []
    noted: list[Dated] = []
    for dated in documents:
        present = held.get((statutes[dated.document.title], dated.document.version_date))
        own = present.sources.get(corpus.pk) if present else None
        if own is not None and own.sha256 == dated.document.sha256 and own.state_date == dated.state_date:
            kept.unchanged += 1
        elif present is None or _takes_over(dated, corpus, present):
            taken.append(dated)
        else:
            noted.append(dated)
    versions = _write_versions(taken, statutes, corpus, held)
    _write_texts(taken, statutes, versions)
    versions |= {key: present.version.pk for key, present in held.items() if key not in versions}
    _write_sources([*taken, *noted], statutes, versions, corpus)
    _describe(taken, statutes)
    kept.versions, kept.also_held = len(taken), len(noted)
    kept.articles = sum(len(dated.document.articles) for dated in taken)
    for group, takes_over in ((taken, True), (noted, False)):
        for dated in group:
            if present := held.get((statutes[dated.document.title], dated.document.version_date)):
                kept.differing += _differences(dated.document, corpus, present, takes_over=takes_over)
    return kept


def keep_repeals(repeals: Iterable[ReadRepeal], corpus: Corpus) -> int:
    """Write repeals, in the caller's transaction; of two corpora the later reading stands. Returns how many changed."""
    held = {(row.title, row.by_title): row for row in Repeal.objects.filter(title__in=[each.title for each in repeals])}
    changed = [each for each in repeals if _repeal_differs(each, held.get((each.title, each.by_title)))]
    Repeal.objects.bulk_create(
        [
            Repeal(
                title=each.title,
                by_title=each.by_title,
                by_version_date=each.by_version_date,
                effective_date=each.effective_date,
                place=each.place,
                sentence=each.sentence,
                corpus=corpus,
            )
            for each in changed
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["title", "by_title"],
        update_fields=["by_version_date", "effective_date", "place", "sentence", "corpus"],
    )
    return len(changed)


def _repeal_differs(read: ReadRepeal, row: Repeal | None) -> bool:
    fields = ("by_version_date", "effective_date", "place", "sentence")
    return row is None or any(getattr(read, name) != getattr(row, name) for name in fields)


def _statutes(documents: Sequence[Dated]) -> dict[str, int]:
    """Identifiers of the documents' statutes by title, new ones made."""
    newest = {dated.document.title: dated.document for dated in sorted(documents, key=_by_day)}
    known = set(Statute.objects.filter(title__in=newest).values_list("title", flat=True))
    Statute.objects.bulk_create(
        [
            Statute(title=title, short_title=short_title(title), **_told_of(document))
            for title, document in newest.items()
            if title not in known
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    return dict(Statute.objects.filter(title__in=newest).values_list("title", "id"))


def _by_day(dated: Dated) -> date:
    return dated.document.version_date or date.min


def _told_of(document: ReadDocument) -> dict[str, str]:
    names = ("level", "kind", "issuing_body", "branch", "region")
    return {name: getattr(document, name) for name in names}


def _held(statutes: Iterable[int]) -> dict[VersionKey, _Held]:
    versions = Version.objects.select_for_update().filter(statute__in=list(statutes)).order_by("pk")
    held = {version.pk: _Held(version, {}) for version in versions}
    for source in Source.objects.filter(version__in=held).select_related("corpus"):
        held[source.version_id].sources[source.corpus_id] = source
    return {(each.version.statute_id, each.version.version_date): each for each in held.values()}


def _takes_over(dated: Dated, corpus: Corpus, present: _Held) -> bool:
    holder = present.holder
    if holder is None or holder.corpus_id == corpus.pk:
        return True
    document = dated.document
    mine = (bool(document.articles), dated.state_date, bool(document.history), corpus.name)
    return mine > (bool(holder.articles), holder.state_date, holder.has_history, holder.corpus.name)


def _differences(document: ReadDocument, corpus: Corpus, present: _Held, *, takes_over: bool) -> Iterable[Differing]:
    """Between the text that is shown now and those named beside it, where this reading has to do with it."""
    others = present.sources.values() if takes_over else filter(None, [present.holder])
    for source in others:
        if source.corpus_id != corpus.pk and source.words_sha256 != document.words_sha256:
            names = (corpus.name, source.corpus.name)
            kept, other = names if takes_over else names[::-1]
            yield Differing(document.title, document.version_date, kept, other)


def _write_versions(
    taken: Sequence[Dated], statutes: dict[str, int], corpus: Corpus, held: dict[VersionKey, _Held]
) -> dict[VersionKey, int]:
    """Identifiers of the versions whose text is taken, new ones made and the others brought up to date."""
    rows = {}
    for dated in taken:
        key = (statutes[dated.document.title], dated.document.version_date)
        rows[key] = _version(dated.document, key, corpus)
        if present := held.get(key):
            rows[key].pk = present.version.pk
    Version.objects.bulk_create([row for row in rows.values() if row.pk is None], batch_size=_BATCH)
    names = ["effective_date", "original_effective_date", "status", "corpus", "preamble", "appendix"]
    Version.objects.bulk_update([rows[key] for key in rows if key in held], names, batch_size=_BATCH // 10)
    return {key: row.pk for key, row in rows.items()}


def _version(document: ReadDocument, key: VersionKey, corpus: Corpus) -> Version:
    return Version(
        statute_id=key[0],
        version_date=key[1],
        effective_date=document.effective_date,
        original_effective_date=document.original_effective_date,
        status=document.status,
        corpus=corpus,
        preamble=document.preamble,
        appendix=document.appendix,
    )


def _write_texts(taken: Sequence[Dated], statutes: dict[str, int], versions: dict[VersionKey, int]) -> None:
    written = [(versions[statutes[each.document.title], each.document.version_date], each.document) for each in taken]
    for model in (ArticleText, Event):
        model.objects.filter(version__in=versions.values()).delete()
    _insert(
        ArticleText,
        ("version_id", "position", *_ARTICLE_FIELDS),
        (
            (version, position, *(getattr(article, name) for name in _ARTICLE_FIELDS))
            for version, document in written
            for position, article in enumerate(document.articles, start=1)
        ),
    )
    _insert(
        Event,
        ("version_id", "position", "event_date", "kind", "text"),
        (
            (version, position, each.event_date, each.kind.value, each.text)
            for version, document in written
            for position, each in enumerate(document.history, start=1)
        ),
    )


def _insert(model: type[Model], columns: tuple[str, ...], rows: Iterable[_Row]) -> None:
    """Rows straight from the reading: an object of the ORM for each costs more than all the rest (docs/law.md)."""
    names, places = ", ".join(columns), ", ".join("%s" for _ in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            # Names of our own.
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places})", list(rows))  # noqa: S608


def _write_sources(
    documents: Sequence[Dated], statutes: dict[str, int], versions: dict[VersionKey, int], corpus: Corpus
) -> None:
    Source.objects.bulk_create(
        [
            Source(
                version_id=versions[statutes[dated.document.title], dated.document.version_date],
                corpus=corpus,
                sha256=dated.document.sha256,
                words_sha256=dated.document.words_sha256,
                state_date=dated.state_date,
                has_history=bool(dated.document.history),
                articles=len(dated.document.articles),
            )
            for dated in documents
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["version", "corpus"],
        update_fields=["sha256", "words_sha256", "state_date", "has_history", "articles"],
    )


def _describe(taken: Sequence[Dated], statutes: dict[str, int]) -> None:
    """What is told of a statute is told by its newest version."""
    newest: dict[int, date | None] = {}
    rows = Version.objects.filter(statute__in={statutes[dated.document.title] for dated in taken})
    for statute, day in rows.order_by(F("version_date").asc(nulls_first=True)).values_list("statute", "version_date"):
        newest[statute] = day
    held = Statute.objects.in_bulk(newest)
    told = [
        Statute(pk=pk, **_told_of(dated.document))
        for dated in taken
        if newest[pk := statutes[dated.document.title]] == dated.document.version_date
        and any(getattr(held[pk], name) != value for name, value in _told_of(dated.document).items())
    ]
    Statute.objects.bulk_update(told, ["level", "kind", "issuing_body", "branch", "region"], batch_size=_BATCH // 10)
