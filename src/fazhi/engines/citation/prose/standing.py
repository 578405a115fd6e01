"""Which version of an instrument is law on a day, and how it stands."""

from datetime import date

from fazhi.engines.citation.prose.catalogue import Instrument, Version
from fazhi.engines.citation.prose.terms import Status


def version_on(instrument: Instrument, on: date) -> Version | None:
    """The newest version in force by the day, or the oldest one where none was; None where no text is held."""
    in_force = [each for each in instrument.versions if _force(each) <= on and not each.pending]
    return in_force[-1] if in_force else next(iter(instrument.versions), None)


def status_on(instrument: Instrument, version: Version | None, on: date) -> Status:
    """How a version stands on the day; of a title without text, whether it is repealed."""
    if version is None:
        since = instrument.repeal.since if instrument.repeal else None
        return Status.REPEALED if instrument.repeal and (since is None or since <= on) else Status.UNKNOWN
    if version.pending or _force(version) > on:
        return Status.NOT_YET if _is_new(instrument, version, on) else Status.UNKNOWN
    if version != version_on(instrument, on):
        return Status.SUPERSEDED
    if version.repeal and version.repeal.since and version.repeal.since <= on:
        return Status.REPEALED
    if version.expired and version.expired <= on:
        return Status.REPEALED
    if version.changed and version.changed <= on:
        return Status.SUPERSEDED
    return Status.UNKNOWN if version.passed is None else Status.IN_FORCE


def text_is_of(instrument: Instrument, version: Version, on: date) -> bool:
    """Whether the text of `version` is that of the day, rather than one before or after a text that isn't held."""
    if version.changed is not None and version.changed <= on and version == version_on(instrument, on):
        return False
    return _force(version) <= on or _is_new(instrument, version, on)


def _force(version: Version) -> date:
    return version.force or version.passed or date.min


def _is_new(instrument: Instrument, version: Version, on: date) -> bool:
    """Whether nothing of the instrument was law on the day: its first version was not, and no history tells of more."""
    return version == instrument.versions[0] and (
        instrument.first is None or instrument.first > on or instrument.first == version.passed
    )
