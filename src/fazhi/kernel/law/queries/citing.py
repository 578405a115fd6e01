"""
What citations resolve to.

A citation gets one of the three marks, or is unknown: that is a mistake in the code or the tables, which `unresolved`
finds and a system check refuses to start with.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fazhi.engines.citation import Article, Citation, narrow
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.models import ArticleText, Version
from fazhi.kernel.law.queries.holding import full_title, repeals_of, versions_by_name
from fazhi.kernel.law.queries.tracing import moved_to
from fazhi.kernel.law.rules import version_on
from fazhi.kernel.law.titles import Expected, Title, titles

_AT_ONCE = 10_000


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
    version   that the answer rests on, with its corpus; None where no text is held
    """

    citation: Citation
    mark: Mark
    title: str
    wenhao: str | None = None
    text: str | None = None
    article: ArticleText | None = None
    problem: str | None = None
    note: str | None = None
    version: Version | None = None


def resolve(citation: Citation, *, on: date | None = None) -> Resolution:
    """One citation, as `resolve_all`."""
    return resolve_all([citation], on=on)[0]


def resolve_all(citations: Iterable[Citation], *, on: date | None = None) -> tuple[Resolution, ...]:
    """
    Resolve citations, in two queries for up to ten thousand.

    on       the day whose law is meant; None for the newest version held
    returns  one resolution a citation, in the order given
    """
    asked = tuple(citations)
    versions = _versions_by_title({full_title(citation.title) for citation in asked}, on)
    texts = _texts([citation for citation in asked if isinstance(citation, Article)], versions)
    return tuple(_resolution(citation, versions, texts) for citation in asked)


def unresolved(citations: Iterable[Citation]) -> tuple[Resolution, ...]:
    """The citations that nobody knows: unlisted titles, and articles, 款 or 项 that a held text hasn't got."""
    return tuple(answer for answer in resolve_all(citations) if answer.mark is Mark.UNKNOWN)


def text_of(article: Article, *, on: date | None = None) -> str | None:
    """The text that `article` cites, narrowed to its 款 and 项; None where it is not held."""
    return resolve(article, on=on).text


def _versions_by_title(names: set[str], on: date | None) -> dict[str, Version]:
    return {name: version_on(versions, on) for name, versions in versions_by_name(names).items()}


_TextKey = tuple[int, int, int]


def _texts(articles: Sequence[Article], versions: Mapping[str, Version]) -> dict[_TextKey, ArticleText]:
    """Articles by version, number and suffix; of a text that repeats a number, the first."""
    asked = {
        (versions[full].pk, article.number) for article in articles if (full := full_title(article.title)) in versions
    }
    rows = (row for some in _some(sorted(asked)) for row in _articles(some))
    return {(row.version_id, row.number or 0, row.suffix): row for row in rows}


def _some(pairs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """SQLite takes some 32,000 parameters at once."""
    return (pairs[start : start + _AT_ONCE] for start in range(0, len(pairs), _AT_ONCE))


def _articles(pairs: Sequence[tuple[int, int]]) -> Iterable[ArticleText]:
    # By pairs: versions and numbers each by their own list would read fifty articles for one that is asked.
    places = ", ".join("(%s, %s)" for _ in pairs)
    question = (
        f"SELECT * FROM {ArticleText._meta.db_table}"  # noqa: S608  a name of our own
        f" WHERE (version_id, number) IN (VALUES {places}) ORDER BY position DESC"
    )
    return ArticleText.objects.raw(question, [value for pair in pairs for value in pair])


def _resolution(
    citation: Citation, versions: Mapping[str, Version], texts: Mapping[_TextKey, ArticleText]
) -> Resolution:
    full, listed = full_title(citation.title), titles().get(citation.title)
    version = versions.get(full)
    if version is None:
        return _unheld(citation, listed)
    answer = Resolution(
        citation,
        Mark.HELD,
        version.statute.title,
        wenhao=listed.wenhao if listed else None,
        note=listed.note if listed else None,
        version=version,
    )
    if not isinstance(citation, Article):
        return answer
    row = texts.get((version.pk, citation.number, citation.suffix))
    text = narrow(row.text, paragraph=citation.paragraph, item=citation.item) if row else None
    if text is None:
        problem = f"{version.statute.title} of {version.version_date} has no {citation.label}"
        return replace(answer, mark=Mark.UNKNOWN, wenhao=None, note=None, article=row, problem=problem)
    return replace(answer, text=text, article=row)


def _unheld(citation: Citation, listed: Title | None) -> Resolution:
    """In no corpus: as titles.toml says, or unknown."""
    if listed is None:
        problem = f"no title {citation.title!r} in law/titles.toml or a corpus"
        return Resolution(citation, Mark.UNKNOWN, citation.title, problem=problem)
    mark = Mark.UNVERIFIED if listed.expected is Expected.UNVERIFIED else Mark.IDENTIFIED
    return Resolution(citation, mark, listed.full, wenhao=listed.wenhao, note=listed.note)


@dataclass(frozen=True, slots=True)
class AmendedSince:
    """
    Why a citation of a held text is unknown: only an older version has it.

    old   the newest version that had what is cited
    moved where its text now stands: the article of the version in force that it is, by its words; None where none is
    """

    old: Version
    moved: ArticleText | None


def amended_since(answer: Resolution, *, on: date | None = None) -> AmendedSince | None:
    """What became of an article that a resolution didn't find, or None where no version held ever had it."""
    citation = answer.citation
    if answer.mark is not Mark.UNKNOWN or not isinstance(citation, Article):
        return None
    versions = versions_by_name({full_title(citation.title)}).get(full_title(citation.title), [])
    if not versions:
        return None
    current = version_on(versions, on)
    for old in reversed([version for version in versions if version != current]):
        article = old.articles.filter(number=citation.number, suffix=citation.suffix).order_by("position").first()
        text = narrow(article.text, paragraph=citation.paragraph, item=citation.item) if article else None
        if article and text is not None:
            return AmendedSince(old, moved_to(article, old, current))
    return None


def repealed_by(title: str) -> str | None:
    """The title of the text that repeals `title`, where one is known."""
    repeal = repeals_of((title, f"中华人民共和国{title}")).first()
    return repeal.by_title if repeal else None
