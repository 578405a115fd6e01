"""A text as it is shown: the version that is law on a day, how it stands, and on which corpora that rests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import article_label
from fazhi.kernel.law.errors import ArticleUnknown
from fazhi.kernel.law.models import ArticleText, Event, Repeal, Source, Standing, Version
from fazhi.kernel.law.queries.holding import held_versions, repeals_of
from fazhi.kernel.law.rules import repeal_of, standing_on, unheld_change, version_on


@dataclass(frozen=True, slots=True)
class Text:
    """
    A text on a day.

    title          full title
    version        that was law on the day, or the oldest one held where none was
    standing       of that version on that day
    versions       every version held, oldest first, each with its standing on that day
    source         where the text comes from: the corpus, and the day whose law that gives
    other_sources  corpora that have this version too; their words may differ from `source`'s
    histories      what the head of each version tells, by the version's key
    repeals        all that are known of its title
    changes        when each version was changed into a text that isn't held, by the version's key
    """

    title: str
    version: Version
    standing: Standing
    versions: tuple[tuple[Version, Standing], ...]
    source: Source | None
    other_sources: tuple[Source, ...]
    histories: Mapping[int, Sequence[Event]]
    repeals: tuple[Repeal, ...]
    changes: Mapping[int, date | None]

    @property
    def history(self) -> tuple[Event, ...]:
        """Of this version."""
        return tuple(self.histories.get(self.version.pk, ()))

    @property
    def repeal(self) -> Repeal | None:
        """Of this version, whether in effect on the day or not; None where none is known."""
        return repeal_of(self.version, self.repeals)

    @property
    def unheld_change(self) -> date | None:
        """When this version was changed into a text that isn't held."""
        return self.changes[self.version.pk]

    def version_on(self, day: date) -> Version:
        """The version that was law on a day, or the oldest one held where none was."""
        return version_on([version for version, _ in self.versions], day)

    def standing_of(self, version: Version, day: date) -> Standing:
        """How one of the versions stands on another day."""
        versions = [each for each, _ in self.versions]
        return standing_on(version, versions, day, repeals=self.repeals, unheld_change=self.changes[version.pk])

    @property
    def differing(self) -> tuple[Source, ...]:
        """The other sources whose words differ from those shown."""
        mine = self.source
        return tuple(each for each in self.other_sources if mine and each.words_sha256 != mine.words_sha256)


@dataclass(frozen=True, slots=True)
class Provision:
    """One article of a text on a day."""

    text: Text
    article: ArticleText

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def version(self) -> Version:
        return self.text.version

    @property
    def standing(self) -> Standing:
        return self.text.standing

    @property
    def versions(self) -> tuple[tuple[Version, Standing], ...]:
        return self.text.versions


def provision(title: str, *, number: int, suffix: int = 0, on: date) -> Provision:
    """
    One article of the version that was law on a day.

    title    full or short title or another name of it, 《》 or not
    suffix   1 for 之一, 0 for none

    Raises TitleUnknown (with near titles), TextNotHeld or ArticleUnknown (with the final article there is).
    """
    text = text_on(title, on=on)
    return Provision(text, article_text(text.version, number=number, suffix=suffix))


def text_on(title: str, *, on: date) -> Text:
    """
    A text on a day, by its full or short title or another name of it.

    Raises TitleUnknown or TextNotHeld.
    """
    versions = held_versions(title)
    version = version_on(versions, on)
    repeals = tuple(repeals_of([version.statute.title]))
    history = _history(versions)
    changes = {each.pk: unheld_change(each, versions, history) for each in versions}
    standings = {
        each.pk: standing_on(each, versions, on, repeals=repeals, unheld_change=changes[each.pk]) for each in versions
    }
    sources = Source.objects.filter(version=version).select_related("corpus").order_by("corpus__name")
    return Text(
        title=version.statute.title,
        version=version,
        standing=standings[version.pk],
        versions=tuple((each, standings[each.pk]) for each in versions),
        source=next((each for each in sources if each.corpus_id == version.corpus_id), None),
        other_sources=tuple(each for each in sources if each.corpus_id != version.corpus_id),
        histories=history,
        repeals=repeals,
        changes=changes,
    )


def _history(versions: tuple[Version, ...]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for event in Event.objects.filter(version__in=[version.pk for version in versions]).order_by("version", "position"):
        found.setdefault(event.version_id, []).append(event)
    return found


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


def articles_of(version: Version) -> tuple[ArticleText, ...]:
    """The articles of a version, in their order."""
    return tuple(version.articles.order_by("position"))
