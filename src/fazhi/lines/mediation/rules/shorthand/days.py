"""Days as people type them."""

import re
from datetime import date, timedelta

from fazhi.lines.mediation.rules.shorthand.words import plain

_AGO = {"t": 0, "今": 0, "今天": 0, "昨": 1, "昨天": 1, "前天": 2}
_BACK = re.compile(r"-([0-9]{1,3})")
_WHOLE = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
    re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})"),
)
_OF_A_YEAR = (re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})"), re.compile(r"([0-9]{1,2})月([0-9]{1,2})日"))


def day_of(text: str, today: date) -> date | None:
    """
    A day: t, 今 or 今天; 昨, 前天; -1 for yesterday; 3-5 or 3月5日 for the latest such day; 2024-3-5, 20240305.

    None for anything else. A day with its year may lie after today; whoever asks judges that.
    """
    word = plain(text)
    if word in _AGO:
        return today - timedelta(days=_AGO[word])
    if back := _BACK.fullmatch(word):
        return today - timedelta(days=int(back[1]))
    for form in _WHOLE:
        if whole := form.fullmatch(word):
            return _date(*map(int, whole.groups()))
    for form in _OF_A_YEAR:
        if found := form.fullmatch(word):
            return _latest(int(found[1]), int(found[2]), today)
    return None


def _latest(month: int, day: int, today: date) -> date | None:
    """The latest such day that is not to come; 29 February may lie eight years back."""
    for year in range(today.year, today.year - 9, -1):
        found = _date(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
