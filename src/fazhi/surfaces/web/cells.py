"""How values of records look: the same in every table, sentence and list of facts."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fazhi.engines.indicator import Column, Kind, Period

NOTHING = "—"


def shown(column: Column, value: object) -> str:
    """
    One cell of a register: coded values by label, money in yuan with two decimals, flags as 是 and 否.

    value  as the register answers it; None and "" are shown as a dash
    """
    if value is None or value == "":
        return NOTHING
    if column.labels:
        return _(column.labels.get(str(value), str(value)))
    if column.kind is Kind.FLAG:
        return _("是") if value else _("否")
    if column.kind is Kind.INTEGER and column.unit == "分":
        return yuan(int(str(value)))
    if column.kind is Kind.INTEGER:
        return f"{int(str(value)):,}"
    return str(value)


def heading(column: Column) -> str:
    """The column's title with its unit; money is shown in yuan."""
    unit = {"分": "元"}.get(column.unit, column.unit)
    return _("%(title)s（%(unit)s）") % {"title": _(column.title), "unit": _(unit)} if unit else _(column.title)


def is_number(column: Column) -> bool:
    """Whether it stands at the right of its cell."""
    return column.kind is Kind.INTEGER


def yuan(fen: int) -> str:
    """123456 → 1,234.56"""
    sign, fen = ("−", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def day_in_words(day: date) -> str:
    """2024年3月5日, in the words of the language in use."""
    return date_format(day, "DATE_FORMAT")


WEEKDAYS = (
    gettext_noop("周一"),
    gettext_noop("周二"),
    gettext_noop("周三"),
    gettext_noop("周四"),
    gettext_noop("周五"),
    gettext_noop("周六"),
    gettext_noop("周日"),
)


def with_weekday(day: date) -> str:
    """2024-03-05 周二"""
    return f"{day.isoformat()} {weekday(day)}"


def weekday(day: date) -> str:
    """周二"""
    return _(WEEKDAYS[day.weekday()])


def period_label(period: Period) -> str:
    """2024年, 2024年第三季度, 2024年9月, in the words of the language in use."""
    if period.month:
        return date_format(period.first, "YEAR_MONTH_FORMAT")
    if period.quarter:
        return _("%(year)s年第%(quarter)s季度") % {"year": period.year, "quarter": _(_QUARTERS[period.quarter - 1])}
    return _("%(year)s年") % {"year": period.year}


_QUARTERS = (gettext_noop("一"), gettext_noop("二"), gettext_noop("三"), gettext_noop("四"))
