"""
What can go wrong with a referral beyond what stops any matter (`kernel.procedures.errors`).

ReferralError
├── NumberTaken        the number came through this door before
├── ConsentTooLate     the parties agreed after the day of acceptance
├── NoResult           what was given as the result of mediation is a return
├── ReturnedBefore     the same case was returned once already
├── TransferNumberTaken  the receiver has a transfer of that number
├── TransferOpen       the matter is passed on already and waits for its receiver
└── NotTheSender       an office that did not pass it on can't take it back
"""

from datetime import date

from fazhi.kernel.referrals.terms import Channel, Outcome


class ReferralError(Exception):
    """Base of this room's findings; `number` is the referral's."""


class NumberTaken(ReferralError):
    def __init__(self, channel: Channel, number: str) -> None:
        self.channel, self.number = channel, number
        super().__init__(
            f"{number} came through the door {channel.value!r} before; a number comes once through a door."
        )


class ConsentTooLate(ReferralError):
    """`consent` is the day on which both parties had agreed, `on` the day of acceptance."""

    def __init__(self, number: str, consent: date, on: date) -> None:
        self.number, self.consent, self.on = number, consent, on
        super().__init__(f"{number} can't be accepted on {on}: the parties agreed on {consent} only.")


class NoResult(ReferralError):
    def __init__(self, number: str, outcome: Outcome) -> None:
        self.number, self.outcome = number, outcome
        super().__init__(f"{number}: {outcome.value!r} is no result of mediation; return the referral with a reason.")


class ReturnedBefore(ReferralError):
    """`earlier` is the number of the referral of the same case that was returned, `on` the day it was."""

    def __init__(self, number: str, earlier: str, on: date) -> None:
        self.number, self.earlier, self.on = number, earlier, on
        super().__init__(f"{number} can't be returned: the same case was returned as {earlier} on {on}. Mediate it.")


class TransferOpen(ReferralError):
    """`transfer` is the number of the one that waits, at `office`."""

    def __init__(self, number: str, transfer: str, office: str) -> None:
        self.number, self.transfer, self.office = number, transfer, office
        super().__init__(f"{number} can't be passed on: {transfer} waits at {office}.")


class NotTheSender(ReferralError):
    """`sender` is the office that passed it on."""

    def __init__(self, number: str, sender: str) -> None:
        self.number, self.sender = number, sender
        super().__init__(f"{number} was passed on by {sender}; only that office takes it back.")


class TransferNumberTaken(ReferralError):
    """The office `office` has a transfer of this number."""

    def __init__(self, number: str, office: str) -> None:
        self.number, self.office = number, office
        super().__init__(f"{office} has a transfer {number} already.")
