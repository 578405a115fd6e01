"""
What a caller of `draw` can act on.

DrawError
├── MalformedDocument      a plan, commitment, transcript or file of it does not say what its form asks
├── RepeatedId             two rows carry the same id
├── LookAlikeIds           two ids that a reader can't tell apart
├── WeightsTooLarge        the weights of a pool pass what every language counts exactly
├── QuotaMissing           an object lies in a stratum for which the rule gives no number
├── DrawTooLarge           more are to be drawn than there are
├── UnknownInRecusal       a recusal names somebody or something that is not in the rosters
├── TooFewInspectors       an object has too few inspectors who may and can go
├── CommitmentAltered      a committed file is not what the plan beside it gives
├── PublicValueCount       not one public value for each beacon announced
├── PublicValueMalformed   a public value can't be one of its beacon
├── SignatureInvalid       a public value is not signed by its beacon
├── BeforeGenesis          the beacon had not begun at that moment
├── UnknownParty           a secret of somebody who committed to none
├── SecretMismatch         a secret is not the one committed to
├── NotAssigned            an absence of somebody who was not to go there
└── TooManyOutcomes        the probabilities of the sequential draw can't be computed in bounded time
"""

from datetime import datetime
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong at one place of a document."""

    NOT_JSON = "not_json"
    REPEATED_KEY = "repeated_key"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_TEXT = "not_text"
    BLANK = "blank"
    UNREADABLE_SIGN = "unreadable_sign"
    NOT_WHOLE = "not_whole"
    NOT_ONE_OF = "not_one_of"
    NOT_HEX = "not_hex"
    NOT_A_DATE = "not_a_date"
    NOT_A_MOMENT = "not_a_moment"
    REVERSED = "reversed"
    CONTRADICTORY = "contradictory"
    REPEATED = "repeated"
    NOT_CANONICAL = "not_canonical"


class DrawError(ValueError):
    """The root of the tree above."""


class MalformedDocument(DrawError):
    """At `where` (a path such as objects[3].weight) stands `found`, which has the fault `fault`."""

    def __init__(self, where: str, fault: Fault, found: object = None) -> None:
        self.where = where
        self.fault = fault
        self.found = found
        super().__init__(f"{where or 'the document'} is {fault.value.replace('_', ' ')}: {found!r:.80}")


class RepeatedId(DrawError):
    """`id` stands twice in `file`."""

    def __init__(self, file: str, id: str) -> None:
        self.file = file
        self.id = id
        super().__init__(f"{id!r} stands twice in {file}; each id once")


class LookAlikeIds(DrawError):
    """`first` and `second` in `file` differ in code points and not to the eye (full-width, composed)."""

    def __init__(self, file: str, first: str, second: str) -> None:
        self.file = file
        self.first = first
        self.second = second
        super().__init__(f"{first!r} and {second!r} in {file} look the same; write each id in one way")


class WeightsTooLarge(DrawError):
    """The weights of the pool `stratum` (None: the only one) add up to `total`, over `most`."""

    def __init__(self, stratum: str | None, total: int, most: int) -> None:
        self.stratum = stratum
        self.total = total
        self.most = most
        super().__init__(f"the weights of pool {stratum!r} add up to {total}; at most {most}: use smaller ones")


class QuotaMissing(DrawError):
    """The object `id` has `stratum` (None: no stratum at all); the rule gives numbers for `known`."""

    def __init__(self, id: str, stratum: str | None, known: tuple[str, ...]) -> None:
        self.id = id
        self.stratum = stratum
        self.known = known
        super().__init__(f"no number to draw for the stratum {stratum!r} of {id!r}; the rule has {', '.join(known)}")


class DrawTooLarge(DrawError):
    """`size` are to be drawn from the pool `stratum`, which has `available`."""

    def __init__(self, stratum: str | None, size: int, available: int) -> None:
        self.stratum = stratum
        self.size = size
        self.available = available
        super().__init__(f"{size} can't be drawn from pool {stratum!r}, which has {available}")


class UnknownInRecusal(DrawError):
    """A recusal names `id`, which is not in `file`."""

    def __init__(self, id: str, file: str) -> None:
        self.id = id
        self.file = file
        super().__init__(f"a recusal names {id!r}, which is not in {file}")


class TooFewInspectors(DrawError):
    """`object` needs `needed` inspectors; `left` may go, `recused` are recused, `invalid` have no valid credential."""

    def __init__(
        self, object: str, needed: int, left: tuple[str, ...], recused: tuple[str, ...], invalid: tuple[str, ...]
    ) -> None:
        self.object = object
        self.needed = needed
        self.left = left
        self.recused = recused
        self.invalid = invalid
        super().__init__(
            f"{object!r} needs {needed} inspectors and has {len(left)}: {len(recused)} recused, {len(invalid)} without "
            "a valid credential; enter more inspectors, or exclude the object with its reason"
        )


class CommitmentAltered(DrawError):
    """Line `line` of the committed file `file` is `found`; the plan gives `expected` (None: no such line)."""

    def __init__(self, file: str, line: int, found: str | None, expected: str | None) -> None:
        self.file = file
        self.line = line
        self.found = found
        self.expected = expected
        super().__init__(f"{file} line {line} is {found!r} and should be {expected!r}; nothing may change after it")


class PublicValueCount(DrawError):
    """`given` public values for `needed` beacons, named `beacons`."""

    def __init__(self, given: int, beacons: tuple[str, ...]) -> None:
        self.given = given
        self.needed = len(beacons)
        self.beacons = beacons
        super().__init__(f"{given} public values for {len(beacons)} beacons; one each, in order: {', '.join(beacons)}")


class PublicValueMalformed(DrawError):
    """What was given for `beacon` is no public value of its kind, `kind`."""

    def __init__(self, beacon: str, kind: str) -> None:
        self.beacon = beacon
        self.kind = kind
        super().__init__(
            f"not a public value of {beacon}: drand has 48 bytes of signature (quicknet) or 32 of randomness, "
            "a lottery the bytes of its numbers as RFC 3797 writes them, such as 9.18.26.34.41.45./"
        )


class SignatureInvalid(DrawError):
    """The signature given for `beacon` is not its key's."""

    def __init__(self, beacon: str) -> None:
        self.beacon = beacon
        super().__init__(f"the signature given for {beacon} is not by the beacon's key; take it from a public relay")


class BeforeGenesis(DrawError):
    """`moment` lies before the first round, at `genesis`."""

    def __init__(self, moment: datetime, genesis: datetime) -> None:
        self.moment = moment
        self.genesis = genesis
        super().__init__(f"{moment.isoformat()} lies before the beacon's first round at {genesis.isoformat()}")


class UnknownParty(DrawError):
    """`name` committed to no secret; `known` did."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        self.known = known
        super().__init__(f"{name!r} committed to no secret; these did: {', '.join(known) or 'none'}")


class SecretMismatch(DrawError):
    """The secret of `name` does not have the hash that `name` committed to."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"the secret of {name!r} is not the one committed to; leave it out, and it is named as withheld"
        )


class NotAssigned(DrawError):
    """`inspector` is neither in the team of `object` nor in the order after it."""

    def __init__(self, object: str, inspector: str) -> None:
        self.object = object
        self.inspector = inspector
        super().__init__(f"{inspector!r} was not to go to {object!r}")


class TooManyOutcomes(DrawError):
    """The pool `stratum` would need about `work` operations, over `most`."""

    def __init__(self, stratum: str | None, work: int, most: int) -> None:
        self.stratum = stratum
        self.work = work
        self.most = most
        super().__init__(
            f"the sequential draw from pool {stratum!r} takes about {work} operations to compute; at most {most}: "
            "choose the method exact, whose probabilities are known in advance"
        )
