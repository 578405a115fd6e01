"""
What a caller of the tide can act on.

TideError
├── NotACount       a number of calls, a share or a slot length that no hotline has, and where it stands
├── KindMissing     a day whose kind was not given
├── TooFewDays      not enough days with calls to learn from
├── OneSlot         all calls lie in one slot of the day: the time of day was lost
├── BadRange        a forecast that ends before it begins, or is too long
└── BadFile         a file of calls can't be read
    ├── ColumnMissing   its heading has no column of that name
    ├── BadCell         a value that can't stand there, by line
    ├── OffGrid         a slot that doesn't begin where the file's slots begin, by line
    ├── TwoCounts       one slot has two different counts, by line
    ├── ClockAway       a row lies years from the others: a clock was wrong, by line
    └── NoCalls         no row at all, or no call in any
"""

from datetime import date


class TideError(Exception):
    """Base of this engine's findings."""


class NotACount(TideError):
    """`day` and `slot` are positions, None for what concerns all; `expected` in Chinese what belongs there."""

    def __init__(self, name: str, value: object, day: int | None, slot: int | None, expected: str) -> None:
        self.name, self.value, self.day, self.slot, self.expected = name, value, day, slot, expected
        where = "" if day is None else f" on day {day}" + ("" if slot is None else f" in slot {slot}")
        super().__init__(f"{name} is {value}{where}; it must be otherwise ({expected}).")


class KindMissing(TideError):
    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(f"What kind of day {day} is was not given.")


class TooFewDays(TideError):
    def __init__(self, found: int, needed: int) -> None:
        self.found, self.needed = found, needed
        super().__init__(f"Only {found} days have counts in most of their slots; {needed} are needed to learn from.")


class OneSlot(TideError):
    """`minute` is the slot's start after midnight."""

    def __init__(self, minute: int, calls: float) -> None:
        self.minute, self.calls = minute, calls
        super().__init__(f"All {calls:g} calls lie in the slot at minute {minute}: the time of day was lost.")


class BadRange(TideError):
    def __init__(self, first: date, last: date, most_days: int) -> None:
        self.first, self.last, self.most_days = first, last, most_days
        super().__init__(f"{first} to {last} can't be forecast; from 1 to {most_days} days can.")


class BadFile(TideError):
    """A file of calls can't be read."""


class ColumnMissing(BadFile):
    def __init__(self, column: str, found: tuple[str, ...]) -> None:
        self.column, self.found = column, found
        super().__init__(f"There is no column {column!r} among {', '.join(found) or 'no columns at all'}.")


class BadCell(BadFile):
    """`line` counts from 1, the heading being the first; `expected` in Chinese what belongs there."""

    def __init__(self, line: int, column: str, value: str, expected: str) -> None:
        self.line, self.column, self.value, self.expected = line, column, value, expected
        super().__init__(f"Line {line}: {column} is {value!r}; it must be otherwise ({expected}).")


class OffGrid(BadFile):
    def __init__(self, line: int, value: str, slot_minutes: int) -> None:
        self.line, self.value, self.slot_minutes = line, value, slot_minutes
        super().__init__(f"Line {line}: {value} is not where a slot of {slot_minutes} minutes begins.")


class TwoCounts(BadFile):
    def __init__(self, line: int, first_line: int, value: str) -> None:
        self.line, self.first_line, self.value = line, first_line, value
        super().__init__(f"Line {line}: {value} has another count than in line {first_line}.")


class ClockAway(BadFile):
    def __init__(self, line: int, value: str, days: int) -> None:
        self.line, self.value, self.days = line, value, days
        super().__init__(f"Line {line}: {value} lies {days} days from the row nearest to it in time.")


class NoCalls(BadFile):
    def __init__(self) -> None:
        super().__init__("There is no call in the file.")
