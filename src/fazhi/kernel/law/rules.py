"""Which version is law on a day, and how a version stands on it."""

from collections.abc import Sequence
from datetime import date

from fazhi.kernel.law.models import Standing, Version


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


def standing_on(version: Version, versions: Sequence[Version], on: date) -> Standing:
    """
    时效性 of a version on a day: not yet in force before its date, in force until the next version is.

    Repeals are known without their date only, so a repealed text is repealed on any day.
    """
    if force_date(version) > on:
        return Standing.NOT_YET
    if version.status == Standing.REPEALED:
        return Standing.REPEALED
    if version != version_on(versions, on):
        return Standing.SUPERSEDED
    if version.status == Standing.SUPERSEDED and version != versions[-1]:
        return Standing.IN_FORCE
    return Standing(version.status)


def force_date(version: Version) -> date:
    """When the version came into force, as far as the corpus tells: else the day it was passed."""
    return version.effective_date or version.version_date
