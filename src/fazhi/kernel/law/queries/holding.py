"""What the library holds: corpora, and the versions of a title."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from fazhi.kernel.law.errors import TextNotHeld, TitleUnknown
from fazhi.kernel.law.models import Corpus, Repeal, Statute, Version
from fazhi.kernel.law.titles import Expected, bare, near, short_title, titles


def corpora() -> tuple[Corpus, ...]:
    """The corpora read in here; none where only the index of titles is there."""
    return tuple(Corpus.objects.order_by("name"))


def held_versions(title: str) -> tuple[Version, ...]:
    """
    Every version of a text held here, oldest first; `title` is its full or short title or another name of it.

    Raises TitleUnknown or TextNotHeld.
    """
    found = versions_by_name({full_title(bare(title))})
    if not found:
        raise _absence(bare(title))
    return tuple(next(iter(found.values())))


def versions_by_name(names: set[str]) -> dict[str, list[Version]]:
    """Versions by the name asked for, oldest first; corpora know their texts by full and by short title."""
    found: dict[str, list[Version]] = {}
    rows = (
        Version.objects.filter(Q(statute__title__in=names) | Q(statute__short_title__in=names))
        .defer("preamble", "appendix")
        .select_related("statute", "corpus")
        .order_by(F("version_date").asc(nulls_first=True))
    )
    for version in rows:
        title = version.statute.title
        found.setdefault(title if title in names else version.statute.short_title, []).append(version)
    return found


def full_title(title: str) -> str:
    """The official title of a listed text, else as given."""
    listed = titles().get(title)
    return listed.full if listed else title


def repeals_of(names: Iterable[str]) -> QuerySet[Repeal]:
    """Repeals of texts by any of these titles, full or short."""
    named = {each for name in names for each in (name, short_title(name))}
    return Repeal.objects.filter(title__in=named).order_by("effective_date", "by_title")


def near_titles(title: str) -> tuple[str, ...]:
    """Known titles like `title`, short ones first."""
    known = {*titles(), *Statute.objects.values_list("short_title", flat=True)}
    return near(title, known)


def _absence(title: str) -> TitleUnknown | TextNotHeld:
    listed = titles().get(title)
    names = (title, f"中华人民共和国{title}", *((listed.full,) if listed else ()))
    repeal = repeals_of(names).first()
    if listed is None and repeal is None:
        return TitleUnknown(title, near_titles(title))
    return TextNotHeld(
        listed.full if listed else title,
        listed.wenhao if listed else None,
        verified=listed is None or listed.expected is not Expected.UNVERIFIED,
        corpora_held=Corpus.objects.exists(),
        repealed_by=repeal.by_title if repeal else None,
    )
