"""From which day a period runs, where the law tells it by the channel through which something came (起算日)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fazhi.engines.deadlines.errors import EventMissing, UnknownChannel


@dataclass(frozen=True, slots=True)
class Channel:
    """
    One way in, and the event whose day counts.

    code    of the channel, as "post"
    title   the same for people, in Chinese
    event   code of the event whose day counts as receipt, as "signed"
    told    that event for people, in Chinese
    why     the rule in the words of the law
    source  its place, as printed; text only, this engine resolves no citation
    """

    code: str
    title: str
    event: str
    told: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class StartRule:
    """
    How the day of receipt is found for one kind of matter.

    code      of the rule, as "GK-RECEIPT"
    title     what day it finds, in Chinese
    channels  at least one, each code once
    """

    code: str
    title: str
    channels: tuple[Channel, ...]

    def channel(self, code: str) -> Channel:
        """The channel called `code`. Raises UnknownChannel."""
        for channel in self.channels:
            if channel.code == code:
                return channel
        raise UnknownChannel(self.code, code, {channel.code: channel.title for channel in self.channels})


@dataclass(frozen=True, slots=True)
class Start:
    """The day that counts as the start, itself not counted in the period, and the channel whose rule says so."""

    day: date
    channel: Channel

    @property
    def why(self) -> str:
        """The rule in the words of the law."""
        return self.channel.why


def received(rule: StartRule, channel: str, events: Mapping[str, date]) -> Start:
    """
    The day on which something counts as received.

    channel  code of the way by which it came
    events   event code → its day; events of no account for this channel are passed over

    Raises UnknownChannel, and EventMissing if the event that counts has not happened: then no period runs yet.

    >>> by_hand = Channel("in_person", "当面提交", "submitted", "提交", "以提交之日为收到申请之日", "第三十一条")
    >>> received(StartRule("GK", "收到之日", (by_hand,)), "in_person", {"submitted": date(2025, 1, 20)}).day
    datetime.date(2025, 1, 20)
    """
    found = rule.channel(channel)
    if found.event not in events:
        raise EventMissing(rule.code, channel, found.event, found.told)
    return Start(events[found.event], found)
