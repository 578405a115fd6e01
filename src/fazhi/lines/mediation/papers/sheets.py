"""The look that mediation's workbooks share: heads, numbers, page set-up, the lines for signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from fazhi.kernel.exchange.export import SAMPLE_NOTE

A4 = 9
_LINE = 16
"""Height of a line of text, in points."""

_CHARACTER = 2
"""A Chinese character is as wide as so many digits, in which widths of columns are given."""

SIGNATURES = "单位负责人：　　　　　审核人：　　　　　填表人：　　　　　报出日期：　　年　　月　　日"
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)  # the same data give the same bytes
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_GRID = {**_FONT, "border": 1}


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook, by what they are for."""

    book: Workbook
    title: Format
    about: Format
    about_right: Format
    mark: Format
    head: Format
    doubted: Format
    label: Format
    text: Format
    centre: Format
    note: Format
    wrong: Format

    def number(self, decimals: int, *, strong: bool = False) -> Format:
        """A grid cell for numbers with so many decimals, with thousands apart."""
        shape = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        return self.book.add_format({**_GRID, "num_format": shape, "align": "right", "bold": strong})


def new_book(title: str) -> tuple[BytesIO, Workbook, Styles]:
    """An empty workbook in memory, and its styles; close it, then read the buffer."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": _MADE_AT})

    def made(**look: Any) -> Format:
        return book.add_format(look)

    head = {**_GRID, "bold": True, "align": "center", "text_wrap": True}
    styles = Styles(
        book=book,
        title=made(**{**_FONT, "font_name": "黑体", "font_size": 16, "align": "center"}),
        about=made(**_FONT),
        about_right=made(**_FONT, align="right"),
        mark=made(**_FONT, bold=True, font_color="#9C1C1C"),
        head=made(**head, bg_color="#E8EEF4"),
        doubted=made(**head, bg_color="#F4EBD9"),
        label=made(**_GRID, text_wrap=True),
        text=made(**_GRID, text_wrap=True),
        centre=made(**_GRID, align="center"),
        note=made(**_FONT, text_wrap=True, font_color="#444444"),
        wrong=made(**_GRID, text_wrap=True, bold=True, font_color="#9C1C1C"),
    )
    return buffer, book, styles


def page(sheet: Worksheet, *, heads: tuple[int, int], frozen: int) -> None:
    """A4 landscape, one page wide, heads (first and last row) repeated; rows above and `frozen` columns stay in sight."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.repeat_rows(*heads)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.freeze_panes(heads[1] + 1, frozen)


def opening(
    sheet: Worksheet, styles: Styles, widths: Sequence[int], *, title: str, about: str, unit: str, is_sample: bool
) -> int:
    """
    Column widths, title, who reports for when, sample mark; returns the next free row.

    widths  in characters, at least two; together at least as wide as the line that says who reports
    """
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    last = len(widths) - 1
    sheet.merge_range(0, 0, 0, last, title, styles.title)
    sheet.set_row(0, 30)
    sheet.write_string(1, 0, about, styles.about)
    if unit:
        sheet.write_string(1, last, unit, styles.about_right)
    sheet.set_row(1, _LINE)
    if is_sample:
        sheet.write_string(2, 0, SAMPLE_NOTE, styles.mark)
        sheet.set_row(2, _LINE)
        return 3
    return 2


def closing(sheet: Worksheet, styles: Styles, row: int, widths: Sequence[int], notes: tuple[str, ...]) -> None:
    """Notes, one a line, and the line for signatures, below a table; rows of merged cells don't grow by themselves."""
    for number, note in enumerate(notes, start=1):
        text = f"{'注：' if number == 1 else '　　'}{number}．{note}"
        sheet.merge_range(row, 0, row, len(widths) - 1, text, styles.note)
        sheet.set_row(row, _LINE * ceil(_CHARACTER * len(text) / sum(widths)))
        row += 1
    sheet.write_string(row + 1, 0, SIGNATURES, styles.about)
