"""
Days and stretches of days as an address writes them, and as people type them.

An address has one form for each: 2024, 2024Q3, 2024-09, 2024-03-05, two of these with .. between them, or with one end open;
and words that mean another day tomorrow, so that a saved view keeps its meaning: today, yesterday, this-year, last-year,
this-quarter, last-quarter, this-month, last-month.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.indicator import Period
from fazhi.surfaces.web.cells import period_label

BETWEEN = ".."
RELATIVE = {
    "today": gettext_noop("今天"),
    "yesterday": gettext_noop("昨天"),
    "this-month": gettext_noop("本月"),
    "last-month": gettext_noop("上月"),
    "this-quarter": gettext_noop("本季度"),
    "last-quarter": gettext_noop("上季度"),
    "this-year": gettext_noop("本年"),
    "last-year": gettext_noop("上年"),
}

_TYPED = {label: name for name, label in RELATIVE.items()} | {"今年": "this-year", "去年": "last-year"}
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)")
_PERIOD = re.compile(r"(\d{4})(?:年?|[Qq]([1-4])|年第?([一二三四1-4])季度|-(\d{1,2})|年(\d{1,2})月)")
_QUARTERS = "一二三四"
_FULL = str.maketrans("０１２３４５６７８９－．／", "0123456789-./")


class DaysNotUnderstood(ValueError):
    """What was written is no day and no period."""


@dataclass(frozen=True)
class Days:
    """
    A stretch of days, both ends included; an open end is "".

    first, last  as the address writes them; the same where one word or period says both
    """

    first: str
    last: str

    @classmethod
    def parse(cls, text: str) -> "Days":
        """Read what an address or a person wrote. Raises DaysNotUnderstood, also for ends in the wrong order."""
        before, between, behind = text.partition(BETWEEN)
        if not between:
            return cls(*[_word(before)] * 2)
        found = cls(_word(before) if before.strip() else "", _word(behind) if behind.strip() else "")
        if not (found.first or found.last):
            raise DaysNotUnderstood(text)
        if found.first and found.first == found.last:
            return found
        days = [_fixed(word) for word in (found.first, found.last)]
        if days[0] and days[1] and days[0][0] > days[1][1]:
            raise DaysNotUnderstood(text)
        return found

    @property
    def written(self) -> str:
        return self.first if self.first == self.last else f"{self.first}{BETWEEN}{self.last}"

    @property
    def told(self) -> str:
        """As a chip says it: 2024年第三季度, 2024-01-01 至 2024-03-31, 至昨天."""
        if self.first == self.last:
            return _told(self.first)
        if not self.first:
            return _("至 %s") % _told(self.last)
        first, last = _told(self.first), _told(self.last) if self.last else ""
        return _("%(first)s 至 %(last)s") % {"first": first, "last": last} if last else _("自 %s") % first

    def ends(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day, seen from today; None for an open end."""
        return (
            _bounds(self.first, today)[0] if self.first else None,
            _bounds(self.last, today)[1] if self.last else None,
        )


def _word(text: str) -> str:
    """One day, period or relative word in the address's form."""
    if (english := "-".join(text.lower().split())) in RELATIVE:  # "last month", as the English pages show it
        return english
    typed = re.sub(r"\s", "", text).translate(_FULL)
    if typed in RELATIVE:
        return typed
    if typed in _TYPED:
        return _TYPED[typed]
    if found := _DAY.fullmatch(typed):
        try:
            return date(*(int(part) for part in found.groups() if part is not None)).isoformat()
        except ValueError:
            raise DaysNotUnderstood(text) from None
    if found := _PERIOD.fullmatch(typed):
        return _period(found, text)
    raise DaysNotUnderstood(text)


def _period(found: re.Match[str], text: str) -> str:
    year, digit, numeral, month, written_month = found.groups()
    quarter = digit or numeral
    of_year = int(month or written_month or 0) or None
    if not 1000 <= int(year) <= 2999 or (of_year or 1) > 12 or (month or written_month) in ("0", "00"):
        raise DaysNotUnderstood(text)
    place = None if quarter is None else _QUARTERS.index(quarter) + 1 if quarter in _QUARTERS else int(quarter)
    return str(Period(int(year), place, of_year))


def _told(word: str) -> str:
    if word in RELATIVE:
        return _(RELATIVE[word])
    return word if len(word) == len("2024-01-01") else period_label(Period.parse(word))


def _fixed(word: str) -> tuple[date, date] | None:
    """First and last day of a word that means the same every day."""
    return None if not word or word in RELATIVE else _bounds(word, date.min)


def _bounds(word: str, today: date) -> tuple[date, date]:
    if word == "today":
        return today, today
    if word == "yesterday":
        return today - timedelta(days=1), today - timedelta(days=1)
    if word in RELATIVE:
        which, _, unit = word.partition("-")
        here = _around(unit, today)
        period = here if which == "this" else _around(unit, here.first - timedelta(days=1))
        return period.first, period.last
    if len(word) == len("2024-01-01"):
        day = date.fromisoformat(word)
        return day, day
    period = Period.parse(word)
    return period.first, period.last


def _around(unit: str, day: date) -> Period:
    quarter = (day.month + 2) // 3 if unit == "quarter" else None
    return Period(day.year, quarter, day.month if unit == "month" else None)
