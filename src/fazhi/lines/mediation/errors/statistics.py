"""
What can go wrong with local categories, the form and the subsidy.

StatisticsError
├── CategoryTaken      a local category has this code already
├── UnknownCategory    no local category has this code
├── CategoryUnfit      a local category can't have this value
├── CategoryEnded      it has its last year already
├── CategoryInUse      a matter of a later year has it
├── RateUnfit          a rate of the subsidy can't have this value
└── OfficeUnknown      no office has this code, or it lies outside the asking post's offices
"""


class StatisticsError(Exception):
    """Base of these findings."""


class CategoryTaken(StatisticsError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            f"There is a local category {code!r} already; one with another parent or title needs a new code."
        )


class UnknownCategory(StatisticsError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"There is no local category {code!r}.")


class CategoryUnfit(StatisticsError):
    """`fault` is the field, `found` what was given."""

    def __init__(self, code: str, fault: str, found: str) -> None:
        self.code, self.fault, self.found = code, fault, found
        super().__init__(f"Local category {code!r} can't have {fault} {found!r}.")


class CategoryEnded(StatisticsError):
    def __init__(self, code: str, year: int) -> None:
        self.code, self.year = code, year
        super().__init__(f"Local category {code!r} has {year} as its last year already.")


class CategoryInUse(StatisticsError):
    def __init__(self, code: str, year: int) -> None:
        self.code, self.year = code, year
        super().__init__(f"Local category {code!r} is used by a matter of {year}; it can't end before.")


class RateUnfit(StatisticsError):
    """`fault` is the field, `found` what was given."""

    def __init__(self, rate: str, fault: str, found: str) -> None:
        self.rate, self.fault, self.found = rate, fault, found
        super().__init__(f"The subsidy's rate {rate!r} can't have {fault} {found!r}.")


class OfficeUnknown(StatisticsError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"There is no office {code!r} within sight.")
