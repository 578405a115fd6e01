"""
What a caller of the calendar can act on.

CalendarError
├── MalformedNotice     a text that no holiday notice could say
├── UnpublishedYear     an official answer was asked for, and the year has no notice yet
├── ExtensionUnfit      an extension longer than the law allows, or of no length
├── MalformedStartRule  a row of law/starts.toml contradicts itself
└── UnknownStartRule    no row has this code; near codes are named
"""

from enum import StrEnum


class CalendarError(Exception):
    """The root of the tree above."""


class NoticeFault(StrEnum):
    """What is wrong with the text of a notice."""

    UNREADABLE = "unreadable"
    EMPTY = "a year has at least one notice and one holiday"
    TWICE = "a day stands twice; it is either off, for one holiday, or worked"
    WEEKDAY = "a weekday is worked; only weekend days are worked in exchange"
    ASTRAY = "a day lies neither in the year nor in the December before"
    UNNUMBERED = "a notice without its number can't be verified"


class MalformedNotice(CalendarError):
    """`fault` says what is wrong in the text `name`, `found` where: a day, or what the reader said."""

    def __init__(self, name: str, fault: NoticeFault, found: str = "") -> None:
        self.name = name
        self.fault = fault
        self.found = found
        super().__init__(f"law/holidays/{name}: {fault.value} ({found or 'no more is known'})")


class UnpublishedYear(CalendarError):
    """The State Council has not published the arrangement of `years`, so their days are provisional."""

    def __init__(self, years: tuple[int, ...]) -> None:
        self.years = years
        super().__init__(f"no notice yet for {', '.join(map(str, years))}; ask without official to get weekends only")


class ExtensionUnfit(CalendarError):
    """`units` is no length for an extension of the time limit `code`, which allows 1 to `most` (None: as agreed)."""

    def __init__(self, code: str, units: int, most: int | None) -> None:
        self.code = code
        self.units = units
        self.most = most
        super().__init__(f"{code} can't be extended by {units}; give 1 to {most or 'as many as were agreed'}")


class MalformedStartRule(CalendarError):
    """`fault` says what is wrong with the row `code` of law/starts.toml."""

    def __init__(self, code: str, fault: str) -> None:
        self.code = code
        self.fault = fault
        super().__init__(f"law/starts.toml, [{code}]: {fault}")


class UnknownStartRule(CalendarError):
    """No start rule is called `code`; `near` are the codes most like it, best first."""

    def __init__(self, code: str, near: tuple[str, ...]) -> None:
        self.code = code
        self.near = near
        hint = f"; near: {', '.join(near)}" if near else ""
        super().__init__(f"no start rule is called {code}{hint}")
