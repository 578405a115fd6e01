"""How long a document is to be in force, counted where it is told by days: for five years at most, on trial for two."""

import re
from collections.abc import Iterator
from datetime import date

from fazhi.engines.review.form.dates import day_of, issue_date
from fazhi.engines.review.structure import Draft
from fazhi.engines.review.text import number_of

_YEARS, _YEARS_ON_TRIAL = 5, 2
_DAY = "([0-9]{4}|[〇零○一二三四五六七八九]{4})年([0-9]{1,2}|[一二三四五六七八九十]{1,3})月([0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
_TRIAL = re.compile("暂行|试行")
_FROM = re.compile(f"(?:自|从){_DAY}零?时?起")
_FROM_ISSUE = re.compile("(?:自|从)(?:公布|发布|印发|下发|颁布)之日起")
_UNTIL = re.compile(f"(?:至|到){_DAY}")
_FORCE = re.compile("施行|实施|执行|生效|有效期")
_TOLD = re.compile("有效期(?:限)?(?:为)?([0-9]{1,2}|[一二三四五六七八九十两]{1,3})年")


def overlong(line: str, draft: Draft) -> Iterator[tuple[int, int]]:
    """Where a line of a draft gives the document more time than it may have; an end without a beginning is counted from the issue."""
    longest = _longest(line, draft)
    for start, end, begins, ends in _spans(line, draft):
        if ends > _later(begins, longest):
            yield start, end


def bounded(passage: str, draft: Draft) -> bool:
    """Whether a passage tells a term, and none that is too long."""
    longest = _longest(passage, draft)
    spans = list(_spans(passage, draft))
    years = [number_of(match[1]) or 0 for match in _TOLD.finditer(passage)]
    return (
        bool(spans or years)
        and all(year <= longest for year in years)
        and all(ends <= _later(begins, longest) for *_, begins, ends in spans)
    )


def _longest(text: str, draft: Draft) -> int:
    return _YEARS_ON_TRIAL if _TRIAL.search(text) or _TRIAL.search(draft.title) else _YEARS


def _spans(text: str, draft: Draft) -> Iterator[tuple[int, int, date, date]]:
    for part in re.finditer("[^。]+", text):
        until = next(iter(_UNTIL.finditer(part[0])), None)
        if until is None or not _FORCE.search(part[0][: until.start()]):
            continue
        since = _FROM.search(part[0][: until.start()])
        begins = day_of(*since.groups()) if since else issue_date(draft) if _FROM_ISSUE.search(part[0]) else None
        ends = day_of(*until.groups())
        if begins and ends:
            yield part.start() + (since.start() if since else until.start()), part.start() + until.end(), begins, ends


def _later(day: date, years: int) -> date:
    """The same day some years later; of 29 February the first of March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
