"""An article through the versions of its text: where it stands in each, what became of it, and which act did that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fazhi.engines.citation.alignment import Match, aligned
from fazhi.kernel.law.models import ArticleText, Event, Standing, Version
from fazhi.kernel.law.queries.showing import Provision, Text
from fazhi.kernel.law.rules import CHANGES

SURE = 0.6
"""Likeness from which nobody has to be told that two articles are only like each other."""
_WORD_FOR_WORD = 0.9995


class Fate(StrEnum):
    """
    What became of an article in a version, beside the version before it.

    OLDEST      it stands in the oldest version held
    ADDED       the version before has none like it
    UNCHANGED   word for word as before, but for punctuation
    AMENDED     its words differ
    TAKEN_OUT   the version before had it
    ABSENT      neither this version nor the one before has it
    """

    OLDEST = "oldest"
    ADDED = "added"
    UNCHANGED = "unchanged"
    AMENDED = "amended"
    TAKEN_OUT = "taken_out"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """What people see."""
        return _LABELS[self]


_LABELS = {
    Fate.OLDEST: "最早收录的文本",
    Fate.ADDED: "新增",
    Fate.UNCHANGED: "文字未改",
    Fate.AMENDED: "文字有修改",
    Fate.TAKEN_OUT: "没有对应的条文",
    Fate.ABSENT: "没有这一条",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """
    An article in one version of its text.

    standing      of the version on the day asked for
    standing_now  and today
    article       that it is there; None where the version has none like it
    fate          beside the version before
    is_renumbered whether its number differs from that in the version before
    likeness      to the article of the version before, 0 to 1; None where either is missing
    by            the line of the version's history that tells what made it; None where no corpus tells
    """

    version: Version
    standing: Standing
    standing_now: Standing
    article: ArticleText | None
    fate: Fate
    is_renumbered: bool
    likeness: float | None
    by: Event | None

    @property
    def is_unsure(self) -> bool:
        """Whether the article is so little like the one before that a person should read both."""
        return self.likeness is not None and self.likeness < SURE


@dataclass(frozen=True, slots=True)
class Course:
    """An article through all versions held, oldest first; `now` is the one of the version that is law today."""

    stages: tuple[Stage, ...]
    now: Stage


def course_of(found: Provision, *, today: date) -> Course:
    """
    How an article came about and what has become of it since, in the versions held.

    Numbers are followed by the likeness of the articles (`engines.citation.alignment`), from version to version.
    """
    text = found.text
    versions = [version for version, _ in text.versions]
    rows = _rows(versions) if len(versions) > 1 else {found.version.pk: [found.article]}
    articles = _followed(found, versions, rows)
    stages = tuple(
        _stage(text, place, articles, likeness, today)
        for place, likeness in enumerate(_likenesses(articles, versions, rows))
    )
    law = text.version_on(today)
    return Course(stages, next(stage for stage in stages if stage.version == law))


def moved_to(article: ArticleText, old: Version, new: Version) -> ArticleText | None:
    """The article of another version that an article of a version is; None where there is none."""
    rows = _rows([old, new])
    place = next(index for index, row in enumerate(rows[old.pk]) if row.pk == article.pk)
    match = next((each for each in _matches(rows[old.pk], rows[new.pk]) if each.old == place), None)
    return rows[new.pk][match.new] if match else None


def _rows(versions: Sequence[Version]) -> dict[int, list[ArticleText]]:
    """The articles of some versions, in one query."""
    found: dict[int, list[ArticleText]] = {version.pk: [] for version in versions}
    for row in ArticleText.objects.filter(version__in=found).order_by("version", "position"):
        found[row.version_id].append(row)
    return found


def _followed(
    found: Provision, versions: Sequence[Version], rows: Mapping[int, list[ArticleText]]
) -> list[ArticleText | None]:
    """The article in each version, from the one shown on and back."""
    shown = versions.index(found.version)
    articles: list[ArticleText | None] = [None] * len(versions)
    articles[shown] = found.article
    for place in range(shown + 1, len(versions)):
        before, here = rows[versions[place - 1].pk], rows[versions[place].pk]
        articles[place] = _other(articles[place - 1], before, here, _matches(before, here))
    for place in range(shown - 1, -1, -1):
        here, after = rows[versions[place].pk], rows[versions[place + 1].pk]
        turned = tuple(Match(each.new, each.old, each.likeness) for each in _matches(here, after))
        articles[place] = _other(articles[place + 1], after, here, turned)
    return articles


def _other(
    article: ArticleText | None, rows: Sequence[ArticleText], others: Sequence[ArticleText], matches: tuple[Match, ...]
) -> ArticleText | None:
    if article is None:
        return None
    return next((others[each.new] for each in matches if rows[each.old].pk == article.pk), None)


def _likenesses(
    articles: Sequence[ArticleText | None], versions: Sequence[Version], rows: Mapping[int, list[ArticleText]]
) -> list[float | None]:
    """Of the article of each version to that of the version before it."""
    found: list[float | None] = [None]
    for place in range(1, len(versions)):
        before, here = articles[place - 1], articles[place]
        if before is None or here is None:
            found.append(None)
            continue
        older, newer = rows[versions[place - 1].pk], rows[versions[place].pk]
        pairs = ((newer[each.new].pk, each.likeness) for each in _matches(older, newer))
        found.append(next(likeness for key, likeness in pairs if key == here.pk))
    return found


def _stage(
    text: Text, place: int, articles: Sequence[ArticleText | None], likeness: float | None, today: date
) -> Stage:
    version, standing = text.versions[place]
    before, here = (articles[place - 1] if place else None), articles[place]
    return Stage(
        version=version,
        standing=standing,
        standing_now=text.standing_of(version, today),
        article=here,
        fate=_fate(place, before, here, likeness),
        is_renumbered=bool(before and here and _number(before) != _number(here)),
        likeness=likeness,
        by=_made_by(version, text.histories.get(version.pk, ())),
    )


def _fate(place: int, before: ArticleText | None, here: ArticleText | None, likeness: float | None) -> Fate:
    if here is None:
        return Fate.TAKEN_OUT if before else Fate.ABSENT
    if before is None:
        return Fate.ADDED if place else Fate.OLDEST
    return Fate.UNCHANGED if likeness is not None and likeness >= _WORD_FOR_WORD else Fate.AMENDED


def _number(article: ArticleText) -> tuple[int | None, int]:
    return article.number, article.suffix


def _made_by(version: Version, history: Sequence[Event]) -> Event | None:
    """What the history tells of the version's own day: the change that made it, else its passing."""
    told = [event for event in history if event.event_date == version.version_date]
    return next((event for event in told if event.kind in CHANGES), told[0] if told else None)


def _matches(old: Sequence[ArticleText], new: Sequence[ArticleText]) -> tuple[Match, ...]:
    return aligned(tuple(row.text for row in old), tuple(row.text for row in new))
