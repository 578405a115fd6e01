"""
What can go wrong with a referral beyond what stops any matter (`kernel.procedures.errors`).

ReferralError
├── NumberTaken        the number came through this door before
├── ConsentTooLate     the parties agreed after the day of acceptance
├── NoResult           what was given as the result of mediation is a return
└── ReturnedBefore     the same case was returned once already
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
