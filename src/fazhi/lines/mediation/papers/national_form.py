"""
The national form as a workbook (全国人民调解工作统计表): a sheet for each part of a table, and one for the checks.

Sums are values: what they are sums of is checked beforehand, and the sheet 校验 says with which result.
"""

from collections.abc import Sequence
from fractions import Fraction

from xlsxwriter.worksheet import Worksheet

from fazhi.engines.indicator import Exact, round_half_up
from fazhi.lines.mediation.indicators.national_form import Column, Part
from fazhi.lines.mediation.papers.sheets import Styles, closing, new_book, opening, page
from fazhi.lines.mediation.queries.national_form import Filled, Form, Row

TITLE = "全国人民调解工作统计表"
CHECKS = "校验"
UNTOLD, NO_VALUE = "未登记", "—"
_DOUBT = "\n（待核）"
_LEAST_WIDTH, _LEAST_LABEL, _MOST_LABEL, _LEAST_PAGE = 8, 24, 46, 96
_NUMERALS = "〇一二三四五六七八九"
_DOUBT_NOTE = "表头加“（待核）”的栏，其名称和口径尚未与国家统计表原文核对。"
_ENGINES = {"live": "当前记录（未封账）", "frozen": "封账数据"}


def workbook(form: Form) -> bytes:
    """The form as .xlsx; the same form gives the same bytes."""
    buffer, book, styles = new_book(f"{TITLE}　{form.office_name}　{form.period.label}")
    number = 0
    for filled in form.tables:
        for part in filled.table.parts:
            number += 1
            _sheet(book.add_worksheet(part.title), styles, form, filled, part, number)
    _checks(book.add_worksheet(CHECKS), styles, form)
    book.close()
    return buffer.getvalue()


def _about(form: Form) -> str:
    return (
        f"填报单位：{form.office_name}　　报告期：{form.period.label}　　制表日期：{form.made_on:%Y-%m-%d}　　"
        f"数据来源：{_ENGINES[form.engine]}"
    )


def _sheet(sheet: Worksheet, styles: Styles, form: Form, filled: Filled, part: Part, number: int) -> None:
    columns = [column for key in part.keys for column in filled.table.columns if column.key == key]
    widths = _widths(filled, columns)
    title = f"{TITLE}（表{_NUMERALS[number]}）　{part.title}"
    top = opening(sheet, styles, widths, title=title, about=_about(form), unit="", is_sample=form.is_sample)
    _heads(sheet, styles, top, filled, columns)
    row = top + 3
    for line in (filled.total, *filled.rows):
        _line(sheet, styles, row, line, columns, filled.absent, strong=line is filled.total)
        row += 1
    doubts = (_DOUBT_NOTE,) if any(column.doubted for column in columns) else ()
    closing(sheet, styles, row, widths, (*part.notes, *doubts))
    page(sheet, heads=(top, top + 2), frozen=1)


def _widths(filled: Filled, columns: Sequence[Column]) -> list[int]:
    """As wide as heads and numbers need; of a table with few columns the first takes what is left of the page."""
    label = max((2 * len(row.label) for row in filled.rows), default=0)
    widths = [18 if column.unit == "元" else max(_LEAST_WIDTH, min(2 * len(column.heads[1]), 11)) for column in columns]
    return [max(_LEAST_LABEL, min(label, _MOST_LABEL), _LEAST_PAGE - sum(widths)), *widths]


def _heads(sheet: Worksheet, styles: Styles, top: int, filled: Filled, columns: Sequence[Column]) -> None:
    """Two rows of heads, neighbours under one upper head merged, and a row of units."""
    sheet.merge_range(top, 0, top + 1, 0, filled.head or "范围", styles.head)
    sheet.write_string(top + 2, 0, "计量单位", styles.head)
    sheet.set_row(top + 1, 46)
    first = 0
    while first < len(columns):
        group = columns[first].heads[0]
        last = first
        while group and last + 1 < len(columns) and columns[last + 1].heads[0] == group:
            last += 1
        if group and last > first:
            sheet.merge_range(top, first + 1, top, last + 1, group, styles.head)
        elif group:
            sheet.write_string(top, first + 1, group, styles.head)
        for place in range(first, last + 1):
            _head(sheet, styles, top, place + 1, columns[place])
        first = last + 1


def _head(sheet: Worksheet, styles: Styles, top: int, place: int, column: Column) -> None:
    look = styles.doubted if column.doubted else styles.head
    text = column.heads[1] + (_DOUBT if column.doubted else "")
    if column.heads[0]:
        sheet.write_string(top + 1, place, text, look)
    else:
        sheet.merge_range(top, place, top + 1, place, text, look)
    sheet.write_string(top + 2, place, column.unit, styles.head)


def _line(
    sheet: Worksheet,
    styles: Styles,
    row: int,
    line: Row,
    columns: Sequence[Column],
    absent: frozenset[str],
    *,
    strong: bool,
) -> None:
    sheet.write_string(row, 0, line.label, styles.head if strong else styles.label)
    for place, column in enumerate(columns, start=1):
        value = line.cells[column.key]
        if column.key in absent:
            sheet.write_string(row, place, UNTOLD if column.code or column.formula else NO_VALUE, styles.centre)
        elif value is None:
            sheet.write_string(row, place, NO_VALUE, styles.centre)
        else:
            sheet.write_number(row, place, _shown(value, column), styles.number(column.decimals, strong=strong))


def _shown(value: Exact, column: Column) -> float:
    """In the column's unit, rounded half up as it is shown."""
    return float(round_half_up(Fraction(value) / column.per_unit, column.decimals))


def _checks(sheet: Worksheet, styles: Styles, form: Form) -> None:
    widths = (6, 52, 10, 84)
    title = f"{TITLE}　{CHECKS}"
    top = opening(sheet, styles, widths, title=title, about=_about(form), unit="", is_sample=form.is_sample)
    for place, head in enumerate(("序号", "关系", "结果", "算式")):
        sheet.write_string(top, place, head, styles.head)
    for number, check in enumerate(form.checks, start=1):
        text = styles.text if check.holds else styles.wrong
        sheet.write_number(top + number, 0, number, styles.centre)
        sheet.write_string(top + number, 1, check.title, text)
        sheet.write_string(top + number, 2, "成立" if check.holds else "不成立", text)
        sheet.write_string(top + number, 3, check.expression, text)
    page(sheet, heads=(top, top), frozen=0)
