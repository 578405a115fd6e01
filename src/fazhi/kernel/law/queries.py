"""
Questions to the law library: what a citation resolves to, and the text it means.

A citation gets one of the three marks, or is unknown: that is a mistake in the code or the tables, which `unresolved`
finds and a system check refuses to start with.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from fazhi.engines.citation import Article, Citation, article_label, narrow
from fazhi.kernel.law.errors import ArticleUnknown, TextNotHeld, TitleUnknown
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.models import ArticleText, Corpus, Standing, Statute, Version
from fazhi.kernel.law.rules import standing_on, version_on
from fazhi.kernel.law.titles import Expected, Title, bare, near, titles


@dataclass(frozen=True, slots=True)
class Resolution:
    """
    What a citation resolves to.

    citation  the question
    mark      how far it is backed
    title     full title, or as cited where nobody knows it
    wenhao    document number, where known
    text      of the article, or of the 款 or 项 cited; None unless held
    article   the row behind `text`
    problem   if unknown: what was not found, in English for developers
    note      what titles.toml says is in doubt, in Chinese
    """

    citation: Citation
    mark: Mark
    title: str
    wenhao: str | None = None
    text: str | None = None
    article: ArticleText | None = None
    problem: str | None = None
    note: str | None = None


def resolve(citation: Citation, *, on: date | None = None) -> Resolution:
    """One citation, as `resolve_all`."""
    return resolve_all([citation], on=on)[0]


def resolve_all(citations: Iterable[Citation], *, on: date | None = None) -> tuple[Resolution, ...]:
    """
    Resolve citations, in two queries however many they are.

    on       the day whose law is meant; None for the newest version held
    returns  one resolution a citation, in the order given
    """
    asked = tuple(citations)
    versions = _versions_by_title({_full(citation.title) for citation in asked}, on)
    texts = _texts([citation for citation in asked if isinstance(citation, Article)], versions)
    return tuple(_resolution(citation, versions, texts) for citation in asked)


def unresolved(citations: Iterable[Citation]) -> tuple[Resolution, ...]:
    """The citations that nobody knows: unlisted titles, and articles, 款 or 项 that a held text hasn't got."""
    return tuple(answer for answer in resolve_all(citations) if answer.mark is Mark.UNKNOWN)


def text_of(article: Article, *, on: date | None = None) -> str | None:
    """The text that `article` cites, narrowed to its 款 and 项; None where it is not held."""
    return resolve(article, on=on).text


@dataclass(frozen=True, slots=True)
class Provision:
    """
    An article as it is shown: where it stands, how it stands on the day asked for, and on which corpus that rests.

    versions  every version of the text held, oldest first, each with its standing on that day
    """

    title: str
    article: ArticleText
    version: Version
    standing: Standing
    versions: tuple[tuple[Version, Standing], ...]


def provision(title: str, *, number: int, suffix: int = 0, on: date) -> Provision:
    """
    One article of the version that was law on a day.

    title    full or short title or another name of it, 《》 or not
    suffix   1 for 之一, 0 for none

    Raises TitleUnknown (with near titles), TextNotHeld or ArticleUnknown (with the final article there is).
    """
    versions = held_versions(title)
    version = version_on(versions, on)
    standings = tuple((each, standing_on(each, versions, on)) for each in versions)
    article = article_text(version, number=number, suffix=suffix)
    return Provision(version.statute.title, article, version, dict(standings)[version], standings)


def held_versions(title: str) -> tuple[Version, ...]:
    """
    Every version of a text held here, oldest first; `title` is its full or short title or another name of it.

    Raises TitleUnknown or TextNotHeld.
    """
    found = _versions_held({_full(bare(title))})
    if not found:
        raise _absence(bare(title))
    return tuple(next(iter(found.values())))


def article_text(version: Version, *, number: int, suffix: int) -> ArticleText:
    """
    One article of a held version; `suffix` is 1 for 之一, 0 for none.

    Raises ArticleUnknown, which names the last article there is.
    """
    found = version.articles.filter(number=number, suffix=suffix).order_by("position").first()
    if found is None:
        final = version.articles.order_by("-position").values_list("label", flat=True).first()
        raise ArticleUnknown(version.statute.title, article_label(number, suffix), final or "none")
    return found


def corpora() -> tuple[Corpus, ...]:
    """The corpora read in here; none where only the index of titles is there."""
    return tuple(Corpus.objects.order_by("name"))


def _full(title: str) -> str:
    listed = titles().get(title)
    return listed.full if listed else title


def _versions_held(names: set[str]) -> dict[str, list[Version]]:
    """Versions by the name asked for, oldest first; corpora know their texts by full and by short title."""
    found: dict[str, list[Version]] = {}
    rows = (
        Version.objects.filter(Q(statute__title__in=names) | Q(statute__short_title__in=names))
        .select_related("statute", "corpus")
        .order_by("version_date")
    )
    for version in rows:
        title = version.statute.title
        found.setdefault(title if title in names else version.statute.short_title, []).append(version)
    return found


def _versions_by_title(names: set[str], on: date | None) -> dict[str, Version]:
    return {name: version_on(versions, on) for name, versions in _versions_held(names).items()}


_TextKey = tuple[int, int, int]


def _texts(articles: Sequence[Article], versions: Mapping[str, Version]) -> dict[_TextKey, ArticleText]:
    """Articles by version, number and suffix; of a text that repeats a number, the first."""
    held = {versions[full].pk for article in articles if (full := _full(article.title)) in versions}
    rows = ArticleText.objects.filter(version__in=held, number__in={article.number for article in articles})
    return {(row.version_id, row.number or 0, row.suffix): row for row in rows.order_by("-position")}


def _resolution(
    citation: Citation, versions: Mapping[str, Version], texts: Mapping[_TextKey, ArticleText]
) -> Resolution:
    full, listed = _full(citation.title), titles().get(citation.title)
    version = versions.get(full)
    if version is None:
        return _unheld(citation, listed)
    wenhao, note = (listed.wenhao, listed.note) if listed else (None, None)
    if not isinstance(citation, Article):
        return Resolution(citation, Mark.HELD, version.statute.title, wenhao=wenhao, note=note)
    row = texts.get((version.pk, citation.number, citation.suffix))
    text = narrow(row.text, paragraph=citation.paragraph, item=citation.item) if row else None
    if text is None:
        problem = f"{version.statute.title} of {version.version_date} has no {citation.label}"
        return Resolution(citation, Mark.UNKNOWN, version.statute.title, article=row, problem=problem)
    return Resolution(citation, Mark.HELD, version.statute.title, wenhao=wenhao, text=text, article=row, note=note)


def _unheld(citation: Citation, listed: Title | None) -> Resolution:
    """In no corpus: as titles.toml says, or unknown."""
    if listed is None:
        problem = f"no title {citation.title!r} in law/titles.toml or a corpus"
        return Resolution(citation, Mark.UNKNOWN, citation.title, problem=problem)
    mark = Mark.UNVERIFIED if listed.expected is Expected.UNVERIFIED else Mark.IDENTIFIED
    return Resolution(citation, mark, listed.full, wenhao=listed.wenhao, note=listed.note)


def _absence(title: str) -> TitleUnknown | TextNotHeld:
    listed = titles().get(title)
    if listed is not None:
        verified = listed.expected is not Expected.UNVERIFIED
        return TextNotHeld(listed.full, listed.wenhao, verified=verified, corpora_held=Corpus.objects.exists())
    return TitleUnknown(title, near_titles(title))


def near_titles(title: str) -> tuple[str, ...]:
    """Known titles like `title`, short ones first."""
    known = {*titles(), *Statute.objects.values_list("short_title", flat=True)}
    return near(title, known)
