"""The periods that figures are given for: years, quarters, months."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from fazhi.engines.indicator.errors import PeriodNotUnderstood

_FORM = re.compile(r"([12][0-9]{3})(?:Q([1-4])|-(0[1-9]|1[0-2]))?")
_QUARTERS = "一二三四"


@dataclass(frozen=True)
class Period:
    """A year, a quarter of it or a month of it; `quarter` and `month` are never both given."""

    year: int
    quarter: int | None = None
    month: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Period":
        """
        Read `2024`, `2024Q3` or `2024-09`; years 1000 to 2999.

        Raises PeriodNotUnderstood for anything else.
        """
        found = _FORM.fullmatch(text)
        if found is None:
            raise PeriodNotUnderstood(text)
        year, quarter, month = found.groups()
        return cls(int(year), int(quarter) if quarter else None, int(month) if month else None)

    @property
    def first(self) -> date:
        return date(self.year, self._months[0], 1)

    @property
    def last(self) -> date:
        return self._next - timedelta(days=1)

    def boundary(self, at: Literal["start", "end"]) -> date:
        """The day on which a stock is looked at, before it begins: the first day, or the day after the last."""
        return self.first if at == "start" else self._next

    def contains(self, other: "Period") -> bool:
        return self.first <= other.first and other.last <= self.last

    @property
    def label(self) -> str:
        """As it is printed: 2024年, 2024年第三季度, 2024年9月."""
        if self.quarter:
            return f"{self.year}年第{_QUARTERS[self.quarter - 1]}季度"
        return f"{self.year}年{self.month}月" if self.month else f"{self.year}年"

    def __str__(self) -> str:
        if self.quarter:
            return f"{self.year}Q{self.quarter}"
        return f"{self.year}-{self.month:02d}" if self.month else str(self.year)

    @property
    def _months(self) -> tuple[int, int]:
        if self.quarter:
            return 3 * self.quarter - 2, 3 * self.quarter
        return (self.month, self.month) if self.month else (1, 12)

    @property
    def _next(self) -> date:
        final = self._months[1]
        return date(self.year + 1, 1, 1) if final == 12 else date(self.year, final + 1, 1)
