"""The form of a holiday notice: days as people write them, put into the layout that the calendar reads."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fazhi.kernel.calendar.notices import Holiday, HolidayYear
from fazhi.kernel.procedures.form_reading import read_day

ROWS = 9
"""Holidays that the form has room for: the seven of 全国年节及纪念日放假办法 art. 2, and two more."""

NAMES = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日?")
_BETWEEN = re.compile(r"至|到|\.\.|～|~|—+")
_APART = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True)
class WrittenHoliday:
    """One row as written: `rest` as 1月28日至2月4日, `work` as 1月26日、2月8日."""

    name: str = ""
    rest: str = ""
    work: str = ""


@dataclass(frozen=True)
class WrittenNotice:
    title: str = ""
    number: str = ""
    issued: str = ""
    is_checked: bool = False
    holidays: tuple[WrittenHoliday, ...] = ()


def written(posted: Mapping[str, str]) -> WrittenNotice:
    """The form as it was filled in."""

    def cell(name: str) -> str:
        return posted.get(name, "").strip()

    rows = (WrittenHoliday(cell(f"name-{row}"), cell(f"rest-{row}"), cell(f"work-{row}")) for row in range(1, ROWS + 1))
    return WrittenNotice(cell("title"), cell("number"), cell("issued"), "checked" in posted, tuple(rows))


def blank(year: int) -> WrittenNotice:
    """The form for a year without notice: the statutory holidays by name."""
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return WrittenNotice(title, holidays=_filled(tuple(map(WrittenHoliday, NAMES))))


def written_of(held: HolidayYear) -> WrittenNotice:
    """The form as it would have been filled in for what stands."""
    notice = held.notices[0]
    rows = tuple(WrittenHoliday(each.name, _spans(each), "、".join(map(str, each.work))) for each in held.holidays)
    issued = notice.issued.isoformat() if notice.issued else ""
    return WrittenNotice(notice.title, notice.number or "", issued, notice.verified, _filled(rows))


def _filled(rows: tuple[WrittenHoliday, ...]) -> tuple[WrittenHoliday, ...]:
    return rows + (WrittenHoliday(),) * (ROWS - len(rows))


def _spans(holiday: Holiday) -> str:
    first, last = holiday.rest[0], holiday.rest[-1]
    if (last - first).days + 1 != len(holiday.rest):
        return "、".join(map(str, holiday.rest))
    return f"{first}" if first == last else f"{first}至{last}"


class Unreadable(ValueError):
    """`field` of the form holds what is no day; the sentence says what would be."""

    def __init__(self, field: str, told: str) -> None:
        self.field, self.told = field, told
        super().__init__(f"{field}: {told}")


def text_of(filled: WrittenNotice, year: int) -> str:
    """
    The notice in the layout of `law/holidays`, which `parse_notice` reads and judges.

    Raises Unreadable for a cell that holds no days.
    """
    if not filled.title:
        raise Unreadable("", _("请写通知的标题。"))
    if not any(each.rest or each.work for each in filled.holidays):
        raise Unreadable("", _("请至少写一个节日和它放假的日子。"))
    lines = ["[[notices]]", f"title = {_quoted(filled.title)}"]
    if filled.number:
        lines.append(f"number = {_quoted(filled.number)}")
    if filled.issued:
        lines.append(f"issued = {_day('issued', filled.issued, year)}")
    lines.append(f"verified = {str(filled.is_checked).lower()}")
    for row, holiday in enumerate(filled.holidays, 1):
        lines += _holiday(row, holiday, year)
    return "\n".join(lines) + "\n"


def _holiday(row: int, holiday: WrittenHoliday, year: int) -> list[str]:
    if not (holiday.rest or holiday.work):
        return []
    if not holiday.name:
        raise Unreadable(f"name-{row}", _("请写节日的名称。"))
    rest = ", ".join(_quoted(_span(f"rest-{row}", part, year)) for part in _parts(holiday.rest))
    work = ", ".join(str(_day(f"work-{row}", part, year)) for part in _parts(holiday.work))
    return ["", "[[holidays]]", f"name = {_quoted(holiday.name)}", f"rest = [{rest}]", f"work = [{work}]"]


def _parts(text: str) -> list[str]:
    return [part for part in _APART.split(text) if part]


def _span(field: str, text: str, year: int) -> str:
    first, *more = _BETWEEN.split(text, maxsplit=1)
    start = _day(field, first, year)
    if not more:
        return str(start)
    # 1月28日至31日: the month, or the whole day, is the first one's where it isn't said again.
    last = f"{start.month}月{more[0]}" if re.fullmatch(r"\d{1,2}日?", more[0]) else more[0]
    end = _day(field, last, start.year)
    if end < start:
        raise Unreadable(field, _("“%s”的最后一天早于第一天。") % text)
    return f"{start}..{end}"


def _day(field: str, text: str, year: int) -> date:
    try:
        if short := _MONTH_DAY.fullmatch(text):
            return date(year, int(short[1]), int(short[2]))
        return read_day(text)
    except ValueError:
        raise Unreadable(field, _("“%s”不是日期。写成 1月28日、2025-01-28，或者 1月28日至2月4日。") % text) from None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
