"""
Following the chain from its start and naming what does not fit; on rows alone, without a database.

Every entry carries the MAC before it, so each can be tested alone and in its place: one whose own MAC fails was
edited or inserted, one that is genuine but does not follow shows that something was taken out or moved.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise

from fazhi.kernel.audit.chain import GENESIS, detail_digest, entry_mac
from fazhi.kernel.audit.findings import Finding, Kind
from fazhi.kernel.audit.stretches import Stretch
from fazhi.kernel.audit.terms import ERASE, READS, SUBJECT


@dataclass(frozen=True)
class Row:
    """
    One entry as stored, with its details if they are there.

    columns  the chained columns after the number (`models.CHAINED`), moments as the text under the MAC
    """

    number: int
    columns: tuple[str, ...]
    mac: str
    salt: str | None = None
    content: str | None = None

    @property
    def action(self) -> str:
        return self.columns[4]

    @property
    def subject(self) -> tuple[str, str]:
        return self.columns[5], self.columns[6]

    @property
    def payload_digest(self) -> str:
        return self.columns[8]

    @property
    def detail_digest(self) -> str:
        return self.columns[9]

    @property
    def previous_mac(self) -> str:
        return self.columns[10]


@dataclass
class Walk:
    """
    One pass over the chain: `follow` the rows, or `skip` what is proven whole already, then `finish`.

    length          entries the head vouches for; None if the head can't be trusted
    latest_mac      MAC of the latest entry by that head
    anchors         length → MAC, by the anchor file
    first           number of the first entry; a part of the chain begins later than the whole
    before          MAC of the entry before it
    with_details    False where the details were left out on purpose
    findings        what did not fit
    without_detail  entries whose details are gone
    erased          entries whose details a genuine erasure names
    batches         entry → payload digest, for the batches of reads
    """

    key: bytes
    length: int | None
    latest_mac: str | None
    anchors: dict[int, str]
    first: int = 1
    before: str = GENESIS
    with_details: bool = True
    findings: list[Finding] = field(default_factory=list)
    without_detail: set[int] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    batches: dict[int, str] = field(default_factory=dict)
    seen: int = 0
    anchored: int = 0
    _shift: int = 0  # how far later entries were renumbered to make room for inserted ones
    _broken_before: bool = False

    def __post_init__(self) -> None:
        self._expected = self.first
        self._previous: str | None = self.before  # None after a gap

    def follow(self, rows: Iterable[Row], *, then: str | None) -> None:
        """
        Check `rows`, in order of number, each in sight of the next.

        then  what the entry after the last of them, or the head, says came before it
        """
        for row, following in pairwise(chain(rows, (None,))):
            if row is not None:
                self._step(row, following.previous_mac if following else then)

    def skip(self, stretch: Stretch) -> bool:
        """Pass over entries proven whole, to the state in which `follow` would be; False if they don't join."""
        joined = (stretch.first, stretch.previous_mac) == (self._expected, self._previous)
        if not joined or self._shift or self._broken_before:
            return False
        self.seen += stretch.last - stretch.first + 1
        for number, mac in stretch.anchored.items():
            self._check_anchor(number, mac)
        self.without_detail.update(stretch.without_detail)
        self.erased.update(stretch.erased)
        self.batches.update(stretch.batches)
        self._expected, self._previous = stretch.last + 1, stretch.latest_mac
        return True

    def finish(self) -> None:
        """Check the end of the chain against head and anchors."""
        last = self.last
        if self.length is not None and last < self.length:
            self.note(Kind.DELETED, last + 1, self.length, "head")
        elif last == self.length and self._previous != self.latest_mac and not self._broken_before:
            self.note(Kind.HEAD, max(last, 1), max(last, 1), "latest_mac")
        vouched = max(last, self.length or 0)
        longest = max(self.anchors, default=0)
        if longest > vouched:
            self.note(Kind.DELETED, vouched + 1, longest, "anchor")

    @property
    def last(self) -> int:
        """Number of the last entry in its place."""
        return self._expected - 1

    def note(self, kind: Kind, first: int, last: int, what: str) -> None:
        """Add a finding; runs of the same one are kept as one."""
        latest = self.findings[-1] if self.findings else None
        if latest and (latest.kind, latest.last, latest.what) == (kind, first - 1, what):
            self.findings[-1] = Finding(kind, latest.first, last, what)
        else:
            self.findings.append(Finding(kind, first, last, what))

    def _step(self, row: Row, next_previous: str | None) -> None:
        """Check one entry; `next_previous` is what the entry after it, or the head, says came before."""
        self.seen += 1
        number = row.number - self._shift
        if number > self._expected:
            self.note(Kind.DELETED, self._expected, number - 1, "gap")
            self._previous, self._broken_before = None, False
        genuine = entry_mac(self.key, (number, *row.columns)) == row.mac
        if not genuine and self._is_inserted(number, next_previous):
            self.note(Kind.INSERTED, row.number, row.number, "columns")
            self._shift += self.first <= number <= (self.length or number)
            return
        self._check_place(row, number, genuine, next_previous)
        self._check_anchor(number, row.mac)
        self._check_detail(row, number)
        self._note_acts(row, number, genuine)
        self._expected, self._previous, self._broken_before = number + 1, row.mac, not genuine

    def _is_inserted(self, number: int, next_previous: str | None) -> bool:
        """Outside the chain's length, or the entry after it was written without knowing it."""
        if number < self.first or (self.length is not None and number > self.length):
            return True
        return self._previous is not None and next_previous == self._previous

    def _check_place(self, row: Row, number: int, genuine: bool, next_previous: str | None) -> None:
        if not genuine:
            self.note(Kind.EDITED, number, number, self._what_differs(row, number, next_previous))
        elif self.length is not None and number > self.length:
            self.note(Kind.HEAD, number, number, "replayed")
        elif self._previous not in (None, row.previous_mac) and not self._broken_before:
            self.note(Kind.EDITED, number, number, "order")

    def _what_differs(self, row: Row, number: int, next_previous: str | None) -> str:
        if entry_mac(self.key, (number, *row.columns)) == next_previous:
            return "mac"
        if self._previous and entry_mac(self.key, (number, *row.columns[:-1], self._previous)) == row.mac:
            return "previous_mac"
        return "columns"

    def _check_anchor(self, number: int, mac: str) -> None:
        if number not in self.anchors:
            return
        if self.anchors[number] != mac:
            self.note(Kind.ANCHOR, min(self.anchored + 1, number), number, "mac")
        self.anchored = number

    def _check_detail(self, row: Row, number: int) -> None:
        if not self.with_details:
            return
        if row.salt is None:
            if row.detail_digest:
                self.without_detail.add(number)
        elif not row.detail_digest:
            self.note(Kind.DETAIL, number, number, "added")
        elif detail_digest(row.salt, row.content or "") != row.detail_digest:
            self.note(Kind.DETAIL, number, number, "content")

    def _note_acts(self, row: Row, number: int, genuine: bool) -> None:
        """Remember what the trail says about itself: erasures and batches of reads."""
        kind, identifier = row.subject
        if genuine and row.action == ERASE and kind == SUBJECT:
            self.erased.add(identifier)
        if genuine and row.action == READS:
            self.batches[number] = row.payload_digest
