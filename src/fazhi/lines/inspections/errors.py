"""
What inspections refuse beyond what stops any matter (`kernel.procedures.errors`).

InspectionsError
├── CodeUnknown          no item, institution or inspector of that code is listed on that day
├── LineUnclear          a line of an answer is not written as it should be
├── NothingToDrawFrom    no institution of the items' kinds is in the roster
├── BeaconSpoken         the public value named is known already
├── BeaconToCome         the public value is asked for before its moment
├── NotSigned            a public value that should be signed is not
├── DrawInUse            a draw that inspections were made from can't be annulled
├── InspectionsOpen      a task with inspections still to be made can't be closed
├── TranscriptUnfit      a transcript does not hold, or is not the one whose digest is on record
├── TeamUnfit            too few of those who went are on the team, with a credential valid on that day
├── FindingsUnfit        not one result for each item
├── RectifyTooEarly      the time given to rectify ends before it begins
├── NothingToRectify     no problem was found that is left to rectify
├── ProblemLeft          a problem was found, and nothing has been done about it
├── PublishedAlready     the result is public
├── NotPublished         the result is not public yet
├── ObjectionOpen        an objection is to be decided on first
└── NoObjection          there is no objection to decide on
"""

from collections.abc import Sequence
from datetime import date, datetime


class InspectionsError(Exception):
    """Base of this line's findings."""


class CodeUnknown(InspectionsError):
    """`kind` is what was looked for: item, institution, inspector."""

    def __init__(self, kind: str, code: str, on: date) -> None:
        self.kind, self.code, self.on = kind, code, on
        super().__init__(f"There is no {kind} {code!r} on {on}; see its ledger.")


class LineUnclear(InspectionsError):
    """`form` is how the line of the answer `name` is written."""

    def __init__(self, name: str, line: str, form: str) -> None:
        self.name, self.line, self.form = name, line, form
        super().__init__(f"{line!r} is no line of {name}; write {form}.")


class NothingToDrawFrom(InspectionsError):
    def __init__(self, number: str, kinds: Sequence[str]) -> None:
        self.number, self.kinds = number, tuple(kinds)
        super().__init__(f"{number}: the roster has no institution of {', '.join(kinds)}.")


class BeaconSpoken(InspectionsError):
    """`beacons` had spoken by `at`: a draw by them would prove nothing."""

    def __init__(self, number: str, beacons: Sequence[str], at: datetime) -> None:
        self.number, self.beacons, self.at = number, tuple(beacons), at
        super().__init__(f"{number}: {', '.join(beacons)} had spoken by {at.isoformat()}; name one that is to come.")


class BeaconToCome(InspectionsError):
    def __init__(self, number: str, beacon: str, moment: datetime) -> None:
        self.number, self.beacon, self.moment = number, beacon, moment
        super().__init__(f"{number}: {beacon} speaks at {moment.isoformat()}, not before.")


class NotSigned(InspectionsError):
    def __init__(self, number: str, beacons: Sequence[str]) -> None:
        self.number, self.beacons = number, tuple(beacons)
        super().__init__(f"{number}: give the 48 bytes of signature of {', '.join(beacons)}, not the randomness alone.")


class DrawInUse(InspectionsError):
    """`inspections` are the numbers of those that were made."""

    def __init__(self, number: str, inspections: Sequence[str]) -> None:
        self.number, self.inspections = number, tuple(inspections)
        super().__init__(
            f"{number}: inspections were made by this draw: {', '.join(inspections)}; it can't be annulled."
        )


class InspectionsOpen(InspectionsError):
    def __init__(self, number: str, inspections: Sequence[str]) -> None:
        self.number, self.inspections = number, tuple(inspections)
        super().__init__(f"{number}: still to be made: {', '.join(inspections)}.")


class TranscriptUnfit(InspectionsError):
    """`where` is the first difference, found and expected."""

    def __init__(self, number: str, where: str, found: str, expected: str) -> None:
        self.number, self.where, self.found, self.expected = number, where, found, expected
        super().__init__(f"{number}: {where} is {found!r} and should be {expected!r}.")


class TeamUnfit(InspectionsError):
    """`outside` are not on the team, `invalid` have no valid credential, `needed` is how many it takes."""

    def __init__(self, number: str, needed: int, outside: Sequence[str], invalid: Sequence[str]) -> None:
        self.number, self.needed = number, needed
        self.outside, self.invalid = tuple(outside), tuple(invalid)
        super().__init__(
            f"{number} takes {needed} inspectors of its team with a valid credential; not on the team: "
            f"{', '.join(outside) or 'none'}; not valid: {', '.join(invalid) or 'none'}."
        )


class FindingsUnfit(InspectionsError):
    """`missing` items have no result, `strange` ones are not inspected here."""

    def __init__(self, number: str, missing: Sequence[str], strange: Sequence[str]) -> None:
        self.number, self.missing, self.strange = number, tuple(missing), tuple(strange)
        super().__init__(
            f"{number}: no result for {', '.join(missing) or 'none'}; not an item here: {', '.join(strange) or 'none'}."
        )


class RectifyTooEarly(InspectionsError):
    def __init__(self, number: str, on: date, until: date) -> None:
        self.number, self.on, self.until = number, on, until
        super().__init__(f"{number}: ordered on {on} to rectify by {until}; it has to lie after the order.")


class NothingToRectify(InspectionsError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: no problem was found that is left to rectify.")


class ProblemLeft(InspectionsError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: a problem was found; order to rectify it, or hand it over.")


class PublishedAlready(InspectionsError):
    def __init__(self, number: str, on: date) -> None:
        self.number, self.on = number, on
        super().__init__(f"{number}: the result was published on {on}.")


class NotPublished(InspectionsError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: the result is not public yet.")


class ObjectionOpen(InspectionsError):
    def __init__(self, number: str, since: date) -> None:
        self.number, self.since = number, since
        super().__init__(f"{number}: the objection of {since} is to be decided on first.")


class NoObjection(InspectionsError):
    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"{number}: there is no objection to decide on.")
