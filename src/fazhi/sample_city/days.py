"""Days of the synthetic year as numbers, and on which of them people come: working days, weekdays, seasons."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from fazhi.kernel.calendar.services import packaged_calendar
from fazhi.sample_city.choices import Choice

_SATURDAY = 5

# Percent of a Monday's business, Monday to Friday.
_WEEKDAYS = (100, 95, 90, 88, 82)

# Percent of an ordinary working day on weekends and on public holidays. An office is shut; a village committee opens for
# its neighbours; accidents and quarrels know no holiday.
RHYTHMS = {"office": (0, 0), "community": (35, 12), "always": (85, 75)}

# Percent of an average month, January to December. Wages are asked for before the Spring Festival and at the year's end.
SEASONS = {
    "flat": (98, 80, 103, 100, 102, 101, 104, 104, 102, 97, 105, 104),
    "wages": (190, 105, 75, 80, 85, 90, 88, 90, 95, 88, 98, 116),
    "summer": (88, 82, 92, 98, 106, 115, 122, 120, 108, 96, 88, 85),
    "tourism": (85, 120, 80, 95, 112, 98, 128, 125, 82, 138, 72, 65),
    "shopping": (108, 92, 118, 90, 92, 118, 92, 92, 96, 92, 126, 104),
}


@dataclass(frozen=True)
class Days:
    """
    From 1 July before the year to the end of February after it, as numbers from 0.

    new_year, year_end, end   numbers of 1 January, 31 December and of the last day, on which the ledgers are closed
    worked                    whether offices are open
    later, earlier            the worked day at or after, at or before each day
    weights                   choice of a day, table "rhythm/season"
    """

    first: date
    new_year: int
    year_end: int
    end: int
    worked: pl.Series
    later: pl.Series
    earlier: pl.Series
    weights: Choice

    @classmethod
    def around(cls, year: int) -> "Days":
        """The days of the sample year `year`."""
        first, last = date(year - 1, 7, 1), date(year + 1, 3, 1) - timedelta(days=1)
        dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        worked = pl.Series([packaged_calendar().is_worked(day) for day in dates])
        number = pl.int_range(len(dates), dtype=pl.Int64, eager=True)
        opened = pl.select(pl.when(pl.lit(worked)).then(pl.lit(number))).to_series()
        tables = {
            f"{rhythm}/{season}": _weights(dates, worked, rhythm, season) for rhythm in RHYTHMS for season in SEASONS
        }
        return cls(
            first,
            new_year=(date(year, 1, 1) - first).days,
            year_end=(date(year, 12, 31) - first).days,
            end=len(dates) - 1,
            worked=worked,
            later=opened.fill_null(strategy="backward"),
            earlier=opened.fill_null(strategy="forward"),
            weights=Choice.of(tables),
        )

    def dates(self, numbers: pl.Series) -> pl.Series:
        """The dates of day numbers; null stays null."""
        return pl.select(pl.lit(self.first) + pl.duration(days=pl.lit(numbers))).to_series().cast(pl.Date)


def _weights(dates: list[date], worked: pl.Series, rhythm: str, season: str) -> dict[int, int]:
    business = [_business(day, rhythm, is_worked=is_worked) for day, is_worked in zip(dates, worked, strict=True)]
    months = SEASONS[season]
    return {
        number: share * months[day.month - 1] for number, (day, share) in enumerate(zip(dates, business, strict=True))
    }


def _business(day: date, rhythm: str, *, is_worked: bool) -> int:
    """Percent of a Monday's business; a make-up day on a weekend is like a Friday."""
    if is_worked:
        return _WEEKDAYS[min(day.weekday(), len(_WEEKDAYS) - 1)]
    weekend, holiday = RHYTHMS[rhythm]
    return weekend if day.weekday() >= _SATURDAY else holiday
