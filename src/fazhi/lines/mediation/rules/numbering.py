"""
Case numbers of an office (案号): which series an office writes, and what comes next in it.

A series is what stands before the last count and after it: 〔2024〕莲前人调字第12号 is the twelfth of its series.
"""

import re
from dataclasses import dataclass

_COUNTED = re.compile(r"(.*?)([0-9]{1,9})([^0-9]*)", re.DOTALL)
_YEAR = re.compile(r"〔[0-9]{4}〕")
_BODY = "人民调解委员会"


@dataclass(frozen=True)
class Series:
    """`width` is how many digits a count is written with at least: 4 for 第0213号."""

    before: str
    after: str
    width: int = 1

    def number(self, count: int) -> str:
        """The number of that count, as 〔2024〕莲前人调字第12号."""
        return f"{self.before}{count:0{self.width}d}{self.after}"


def series_of(number: str, year: int) -> Series | None:
    """The series that a number belongs to, as `year` writes it; None for one that counts nothing after its year."""
    marked = _YEAR.search(number)
    if marked is None:
        return None
    counted = _COUNTED.fullmatch(number, marked.end())
    if counted is None:
        return None
    before, count, after = counted.groups()
    return Series(f"{number[: marked.start()]}〔{year}〕{before}", after, len(count) if count[0] == "0" else 1)


def first_series(office: str, year: int) -> Series:
    """The series of an office that has none yet, by its name: 〔2024〕莲前街道人调字第1号."""
    return Series(f"〔{year}〕{office.removesuffix(_BODY)}人调字第", "号")


def count_in(series: Series, number: str) -> int | None:
    """Which count of the series a number is; None for a number that is not of it."""
    found = re.fullmatch(f"{re.escape(series.before)}([0-9]{{1,9}}){re.escape(series.after)}", number)
    return int(found[1]) if found else None
