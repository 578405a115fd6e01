"""
What the hotline refuses; each carries the facts, Chinese sentences are the surfaces'.

    HotlineError
        Unlisted         a code that its list doesn't have
        TopicUnfit       the matter is not of the topic
        FirmUnknown      no duty team of the office on that day has the code
        NumberTaken      the office has a consultation of that number
        CallTaken        the call is that of another consultation
        PromisedBefore   a call-back promised for a day that is over
        NotARating       a dissatisfied caller is visited again, not rated
        NoCallsBefore    no records from which the month could be foretold
        NobodyAnswered   no answered call tells how long calls last
        WishUnfit        a draft is asked for what can't be
        DraftUnready     a draft is not drawn up yet, or was published already
        PlanTooEarly     a plan is to begin on a day that has passed, or before the version before it
        PlanCodeTaken    another plan bears this number
        RosterUnmakeable a day has no plan in force, or no team serves
        RosterPublished  the month has a published roster, or this one is not published yet
        SwapRefused      after the swap the roster would break a rule
        SwapPointless    the duty is over, or is that team's already, or not the one's that it was taken for
      in `live`
        FeedRefused      the system to which the sample's calls are told did not take them
        FeedSimulated    a simulation tells of a hotline that is not of the sample
        NothingBefore    no calls are on record before the day that is to be foretold
      in `quality`
        MonthOpen        a month is checked before it is over
        RoundTaken       the month is checked already, or its round is drawn: neither is done twice
        NothingAnswered  no consultation was answered in the month
        BeaconUnfit      the public value is known before the list is frozen, or is not known yet
        MarksUnfit       items without a level, or a fault that the sheet doesn't have
        NotToScore       this official is not to score this consultation
        ReferenceUnfit   what is written is no number or address of a recording
        NoRecording      no recording is on record
      in `attendance`
        DutyBegun        a team has signed in for the duty, which is not swapped any more
        SignUntimely     it is too early or too late to sign in or out
        SignOutOfTurn    signed in or out already, or out before in
        TimesUnfit       what a correction says of a duty can't be
        SubsidyUnready   the month isn't over, or has no published roster
        SubsidyFixed     the month's ledger is fixed
        SubsidyStale     the records have changed since the ledger was drawn up
        SubsidyOutOfTurn a ledger is reviewed before it is fixed, by another official than drew it up
        RateUnfit        a rate of the subsidy can't be so
      in `callbacks`
        NoSuchSlot       no call-backs are made at that time, or the half hour has begun
        SlotFull         all places of the half hour are promised
        CapacityUnfit    a declared capacity that can't be
        OfficeUnknown    no office of that code lies below the post's
        NotYetAnswered   what a consultation was passed on for is not answered, or not returned
        ComplaintWaiting a complaint about the consultation is not closed
        NoConsultation   no consultation of that number to complain about
      in `topics`
        WeekUnfit        a week is not over, or nothing is on record before it
        HandedOver       that office has had that week for that purpose already
"""

from collections.abc import Sequence
from datetime import date


class HotlineError(Exception):
    """Something that the hotline refuses."""


class TopicUnfit(HotlineError):
    """`matter` is not one of the matters of `topic`."""

    def __init__(self, topic: str, matter: str) -> None:
        super().__init__(f"The matter {matter!r} is not of the topic {topic!r}.")
        self.topic, self.matter = topic, matter


class Unlisted(HotlineError):
    """`code` is none of those of the list `name`: topic, channel, destination, satisfaction."""

    def __init__(self, name: str, code: str, listed: tuple[str, ...]) -> None:
        super().__init__(f"{name} {code!r} is none of {', '.join(listed)}.")
        self.name, self.code, self.listed = name, code, listed


class FirmUnknown(HotlineError):
    """No firm with `code` serves the office named on the day `on`."""

    def __init__(self, code: str, office: str, on: date) -> None:
        super().__init__(f"No firm {code!r} is on duty for {office} on {on}.")
        self.code, self.office, self.on = code, office, on


class NumberTaken(HotlineError):
    """The office has used `number`."""

    def __init__(self, number: str, office: str) -> None:
        super().__init__(f"{office} has a consultation {number} already.")
        self.number, self.office = number, office


class CallTaken(HotlineError):
    """The call `call_number` of the day `on` came with the consultation `number`."""

    def __init__(self, call_number: str, on: date, number: str) -> None:
        super().__init__(f"Call {call_number} of {on} is that of consultation {number}.")
        self.call_number, self.on, self.number = call_number, on, number


class PromisedBefore(HotlineError):
    """A call-back is promised for `promised`, before `on`, the day of the promise."""

    def __init__(self, number: str, promised: date, on: date) -> None:
        super().__init__(f"{number}: {promised} is before {on}.")
        self.number, self.promised, self.on = number, promised, on


class NotARating(HotlineError):
    """Dissatisfaction is registered by an act of its own, which has a visit follow."""

    def __init__(self, number: str) -> None:
        super().__init__(f"{number}: a dissatisfied caller is visited again; register the dissatisfaction instead.")
        self.number = number


class NoCallsBefore(HotlineError):
    """There is no record of calls from which `month` could be foretold: none in the month before it."""

    def __init__(self, month: date) -> None:
        super().__init__(f"No calls are on record in the month before {month:%Y-%m}.")
        self.month = month


class NobodyAnswered(HotlineError):
    """No call before `month` was answered: how long calls last is not known."""

    def __init__(self, month: date) -> None:
        super().__init__(f"No call before {month:%Y-%m} was answered.")
        self.month = month


class WishUnfit(HotlineError):
    """What was asked of a draft lies outside what can be: `field` is month, target or segments."""

    def __init__(self, field: str, value: str, expected: str) -> None:
        super().__init__(f"{field} is {value!r}; expected {expected}.")
        self.field, self.value, self.expected = field, value, expected


class DraftUnready(HotlineError):
    """The draft is not drawn up, or was published already, as the plan `code`."""

    def __init__(self, code: str = "") -> None:
        super().__init__(f"Published already as {code}." if code else "The draft is not drawn up.")
        self.code = code


class PlanTooEarly(HotlineError):
    """A plan is to begin on `from_date`, before `earliest`: that day has passed, or an earlier version begins then."""

    def __init__(self, from_date: date, earliest: date) -> None:
        super().__init__(f"A plan can't begin on {from_date}; the earliest day is {earliest}.")
        self.from_date, self.earliest = from_date, earliest


class PlanCodeTaken(HotlineError):
    """Another plan bears this number."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The plan number {code!r} is taken.")
        self.code = code


class RosterUnmakeable(HotlineError):
    """`day` has no plan in force with seats; None where no team serves in the month."""

    def __init__(self, month: date, day: date | None) -> None:
        super().__init__(f"No roster for {month:%Y-%m}: " + (f"no plan on {day}." if day else "no team serves."))
        self.month, self.day = month, day


class RosterPublished(HotlineError):
    """The month has a published roster already; or, `is_needed`, this one would have to be published first."""

    def __init__(self, month: date, *, is_needed: bool = False) -> None:
        super().__init__(f"The roster of {month:%Y-%m} is {'not ' if is_needed else ''}published.")
        self.month, self.is_needed = month, is_needed


class SwapRefused(HotlineError):
    """`broken` are the rules that the roster would break: rule, team and the duties concerned."""

    def __init__(self, broken: Sequence[tuple[str, str, tuple[str, ...]]]) -> None:
        super().__init__(f"The roster would break {', '.join(sorted({rule for rule, _, _ in broken}))}.")
        self.broken = tuple(broken)


class SwapPointless(HotlineError):
    """The duty is over on `on`; or, without it, the team serves it already, or somebody swapped it meanwhile."""

    def __init__(self, duty: str, on: date | None = None) -> None:
        super().__init__(f"{duty} is over on {on}." if on else f"{duty} is not to be had so.")
        self.duty, self.on = duty, on
