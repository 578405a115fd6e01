"""
What a caller of the calendar can act on.

CalendarError
├── MalformedNotice   a file of law/holidays can't be what a notice says
└── UnpublishedYear   an official answer was asked for, and the year has no notice yet
"""


class CalendarError(Exception):
    """The root of the tree above."""


class MalformedNotice(CalendarError):
    """`fault` says what is wrong in the file `name`, and what would be right."""

    def __init__(self, name: str, fault: str) -> None:
        self.name = name
        self.fault = fault
        super().__init__(f"law/holidays/{name}: {fault}")


class UnpublishedYear(CalendarError):
    """The State Council has not published the arrangement of `years`, so their days are provisional."""

    def __init__(self, years: tuple[int, ...]) -> None:
        self.years = years
        super().__init__(f"no notice yet for {', '.join(map(str, years))}; ask without official to get weekends only")
