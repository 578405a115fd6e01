"""Which version is law on a day, and how a version stands on it. No database: rows and dates in, answers out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from fazhi.kernel.law.models import Event, Happening, Repeal, Standing, Version

CHANGES = frozenset({Happening.AMENDED, Happening.REVISED})


def version_on(versions: Sequence[Version], on: date | None) -> Version:
    """
    The version that was law on a day.

    versions  of one statute, oldest first, at least one
    on        None for the newest
    returns   the newest in force by then, or the oldest one where none was; a version of unknown force counts from
              the day it was passed
    """
    in_force = [version for version in versions if on is None or force_date(version) <= on]
    return in_force[-1] if in_force else versions[0]


def standing_on(
    version: Version,
    versions: Sequence[Version],
    on: date,
    *,
    repeals: Sequence[Repeal] = (),
    unheld_change: date | None = None,
) -> Standing:
    """
    时效性 of a version on a day.

    versions       of its statute, oldest first
    repeals        of its title
    unheld_change  when the statute was changed into a text that isn't held, as `unheld_change` tells
    returns        not yet in force before its date; superseded once the next version is in force, or a change whose
                   text isn't held has been made; repealed from the day the repeal tells, or on any day where the
                   corpus has it as repealed and nothing tells since when; unknown where the source has no date
    """
    if version.status == Standing.NOT_YET and version.effective_date is None:
        return Standing.NOT_YET
    if force_date(version) > on:
        return Standing.NOT_YET
    if version != version_on(versions, on):
        return Standing.SUPERSEDED
    if _is_repealed(version, repeals, on):
        return Standing.REPEALED
    if unheld_change is not None and unheld_change <= on:
        return Standing.SUPERSEDED
    if version.version_date is None:
        return Standing.UNKNOWN
    if version.status == Standing.SUPERSEDED:
        return Standing.IN_FORCE if version != versions[-1] else Standing.SUPERSEDED
    return Standing.UNKNOWN if version.status == Standing.UNKNOWN else Standing.IN_FORCE


def force_date(version: Version) -> date:
    """When the version came into force, as far as the corpus tells: else the day it was passed, else the first of all."""
    return version.effective_date or version.version_date or date.min


def repeal_of(version: Version, repeals: Iterable[Repeal]) -> Repeal | None:
    """
    The first repeal of a version among those of its title, or None.

    A text passed after the repealing one is another text under the same title: 国家安全法 of 1993 is repealed, that of
    2015 isn't.
    """
    hits = [repeal for repeal in repeals if _is_hit(version, repeal)]
    return min(hits, key=lambda repeal: repealed_from(repeal) or date.max, default=None)


def repealed_from(repeal: Repeal) -> date | None:
    """From when a repeal takes effect, as far as is told: else the day the repealing text was passed."""
    return repeal.effective_date or repeal.by_version_date


def _is_hit(version: Version, repeal: Repeal) -> bool:
    passed = repeal.by_version_date or repeal.effective_date
    return passed is None or version.version_date is None or version.version_date < passed


def _is_repealed(version: Version, repeals: Sequence[Repeal], on: date) -> bool:
    repeal = repeal_of(version, repeals)
    since = repealed_from(repeal) if repeal else None
    return since <= on if since else version.status == Standing.REPEALED


def unheld_change(version: Version, versions: Sequence[Version], history: Mapping[int, Sequence[Event]]) -> date | None:
    """
    When a version was first changed into a text that isn't held here, as the histories of later versions tell.

    versions  of its statute, oldest first
    history   events by version
    returns   None where every change that is known led to a version held
    """
    later = [each for each in versions[versions.index(version) + 1 :] if each.version_date]
    if not later or version.version_date is None:
        return None
    following = later[0]
    own = {event.event_date for event in history.get(version.pk, ())}
    changes = sorted(
        event.event_date
        for event in history.get(following.pk, ())
        if event.kind in CHANGES and event.event_date > version.version_date and event.event_date not in own
    )
    # The last change that the following version tells of is the one that made it.
    return changes[0] if len(changes) > 1 else None
