"""
The log of a queue (排队日志) as switches of the Asterisk kind write it, a line an event, into calls.

A line is `seconds|call|queue|agent|event|…`: seconds since 1970-01-01T00:00Z, the switch's id of the call, what happened and its
data. What a line says twice, once by the clock and once in seconds, must agree: a clock that was set meanwhile shows there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fazhi.lines.hotline.terms import Outcome

HERE = ZoneInfo("Asia/Shanghai")
LONGEST = 86_400
"""Seconds that a call waits or lasts at most."""
SLACK = 5
"""Seconds by which the clock and a stated length may differ: each is rounded, and lines are written a little later."""

_FIELDS = 5
_FIRST, _LAST = 946_684_800, 4_102_444_800
"""2000-01-01 and 2100-01-01: moments outside are a clock never set."""

# Event → where its data have the seconds waited; a call that ends so was not answered.
_GONE = {"ABANDON": 2, "EXITWITHTIMEOUT": 2, "EXITWITHKEY": 3}
# Event → where its data have the seconds talked.
_DONE = {"COMPLETEAGENT": 1, "COMPLETECALLER": 1, "BLINDTRANSFER": 3, "TRANSFER": 3}
_OWN = {"ENTERQUEUE", "CONNECT", *_GONE, *_DONE}


class Fault(StrEnum):
    """
    Why a line, or the call that it belongs to, is refused.

    MALFORMED   not of that form, or a moment that no clock shows
    DUPLICATE   the line stands twice
    CLOCK_BACK  earlier than the line before it: the clock was set back
    CLOCK_JUMP  clock and stated seconds differ: it was set during the call
    DURATION    seconds below 0 or longer than a day
    ID_AGAIN    the id came before that day, or while the call of that id goes on: the switch began to count anew
    NO_START    nothing says when the call came
    NO_END      nothing says how it ended
    """

    MALFORMED = "malformed"
    DUPLICATE = "duplicate"
    CLOCK_BACK = "clock_back"
    CLOCK_JUMP = "clock_jump"
    DURATION = "duration"
    ID_AGAIN = "id_again"
    NO_START = "no_start"
    NO_END = "no_end"


@dataclass(frozen=True)
class Refused:
    """`line` counts from 1; `call` is the switch's id, "" where the line has none; `value` what is wrong."""

    line: int
    fault: Fault
    call: str
    value: str


@dataclass(frozen=True)
class LoggedCall:
    """One call: local moment of arrival, which alone says its day; seconds waited and talked; `caller` "" where withheld."""

    line: int
    number: str
    at: datetime
    caller: str
    outcome: Outcome
    waited: int
    talked: int


@dataclass
class _Open:
    line: int
    at: int
    caller: str
    connected: int | None = None
    waited: int = 0


@dataclass
class _Reader:
    open: dict[str, _Open] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    counted: set[tuple[str, str]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    latest: int = 0
    calls: list[LoggedCall] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def take(self, line: int, text: str) -> None:
        parts = text.split("|")
        if len(parts) < _FIELDS or not _whole(parts[0]) or not parts[1]:
            self._refuse(line, Fault.MALFORMED, "", text)
            return
        at, call, event, data = int(parts[0]), parts[1], parts[4], parts[5:]
        if event not in _OWN:
            return
        if not _FIRST <= at < _LAST:
            self._drop(line, Fault.MALFORMED, call, parts[0])
        elif text in self.seen:
            self._refuse(line, Fault.DUPLICATE, call, event)
        elif at < self.latest - SLACK:
            self._drop(line, Fault.CLOCK_BACK, call, _local(at).isoformat())
        else:
            self.seen.add(text)
            before, self.latest = self.latest, max(self.latest, at)
            self._event(line, at, call, event, data)
            if self.refused and self.refused[-1].fault is Fault.CLOCK_JUMP and self.refused[-1].line == line:
                self.latest = before  # a clock that was wrong for a moment makes no later line late

    def _event(self, line: int, at: int, call: str, event: str, data: list[str]) -> None:
        if event == "ENTERQUEUE":
            self._enter(line, at, call, data)
            return
        if call in self.dropped:
            return
        begun = self.open.get(call)
        if begun is None:
            self._refuse(line, Fault.NO_START, call, event)
        elif event == "CONNECT":
            self._connect(line, at, call, begun, data)
        elif event in _DONE:
            self._done(line, at, call, begun, _at(data, _DONE[event]))
        else:
            self._gone(line, at, call, begun, _at(data, _GONE[event]))

    def _enter(self, line: int, at: int, call: str, data: list[str]) -> None:
        if call in self.open or (call, _day(at)) in self.counted:
            self._drop(line, Fault.ID_AGAIN, call, _local(at).isoformat())
            return
        self.dropped.discard(call)
        self.counted.add((call, _day(at)))
        caller = _at(data, 1)
        self.open[call] = _Open(line, at, caller if _whole(caller) else "")

    def _connect(self, line: int, at: int, call: str, begun: _Open, data: list[str]) -> None:
        waited = self._seconds(line, call, _at(data, 0), at - begun.at)
        if waited is not None:
            begun.connected, begun.waited = at, waited

    def _done(self, line: int, at: int, call: str, begun: _Open, stated: str) -> None:
        if begun.connected is None:
            self._drop(line, Fault.NO_START, call, "CONNECT")
            return
        talked = self._seconds(line, call, stated, at - begun.connected)
        if talked is not None:
            self._close(call, begun, Outcome.ANSWERED, begun.waited, talked)

    def _gone(self, line: int, at: int, call: str, begun: _Open, stated: str) -> None:
        waited = self._seconds(line, call, stated, at - begun.at)
        if waited is not None:
            self._close(call, begun, Outcome.HUNG_UP, waited, 0)

    def _seconds(self, line: int, call: str, stated: str, passed: int) -> int | None:
        """The length stated, if it can be; else the call is refused."""
        if not _whole(stated.removeprefix("-")):
            fault = Fault.MALFORMED
        elif not 0 <= int(stated) <= LONGEST:
            fault = Fault.DURATION
        elif abs(int(stated) - passed) > SLACK:
            fault = Fault.CLOCK_JUMP
        else:
            return int(stated)
        self._drop(line, fault, call, stated)
        return None

    def _close(self, call: str, begun: _Open, outcome: Outcome, waited: int, talked: int) -> None:
        del self.open[call]
        self.calls.append(LoggedCall(begun.line, call, _local(begun.at), begun.caller, outcome, waited, talked))

    def _drop(self, line: int, fault: Fault, call: str, value: str) -> None:
        """Refuse the line and what else there is of the call."""
        self.open.pop(call, None)
        self.dropped.add(call)
        self._refuse(line, fault, call, value)

    def _refuse(self, line: int, fault: Fault, call: str, value: str) -> None:
        self.refused.append(Refused(line, fault, call[:40], value[:60]))


def read_queue_log(lines: Iterable[str]) -> tuple[list[LoggedCall], list[Refused]]:
    """
    Calls in the order of arrival, and what was refused, by line. One fault refuses its call, no other.

    Events that say nothing of a caller (agents, configuration) are passed over. Who left the queue by time or key counts as hung
    up. Time and memory O(n).
    """
    reader = _Reader()
    for line, text in _filled(lines):
        reader.take(line, text)
    for call, begun in reader.open.items():
        reader.refused.append(Refused(begun.line, Fault.NO_END, call[:40], _local(begun.at).isoformat()))
    return sorted(reader.calls, key=lambda call: (call.at, call.line)), sorted(
        reader.refused, key=lambda fault: fault.line
    )


def _filled(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text:
            yield number, text


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20


def _at(data: list[str], place: int) -> str:
    return data[place] if place < len(data) else ""


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at, HERE).replace(tzinfo=None)


def _day(at: int) -> str:
    return _local(at).date().isoformat()
