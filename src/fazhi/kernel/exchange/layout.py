"""
The look of a ledger file (台账版式): title, note, headings, widths, drop-downs, formats.

Templates, exports and refusals all have it: row 1 the title, row 2 a note, row 3 the headings, data from row 4; a second
sheet explains each column, a third holds the code lists that the drop-downs point to.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from fazhi.kernel.exchange.formats import Column, Format, Type

TITLE_ROW, NOTE_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2, 3
GUIDE_SHEET, CODES_SHEET = "填写说明", "代码表"
TEMPLATE_ROWS = 10_000
"""How many rows of a blank template have drop-downs."""

# Excel takes no more characters of a header; the rest is for its codes.
_LONGEST_HEADER = 240
FLAG_LABELS = {"1": "是", "0": "否"}
# A fixed moment: the same rows must give the same bytes.
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
_NUMBER_FORMATS = {Type.INTEGER: "0", Type.MONEY: "#,##0.00", Type.DATE: "yyyy-mm-dd"}
_WIDTHS = {Type.INTEGER: 10, Type.MONEY: 14, Type.DATE: 12, Type.CODE: 14, Type.FLAG: 8, Type.PHONE: 15, Type.TEXT: 20}
_WRITTEN = {
    Type.TEXT: "文字",
    Type.INTEGER: "整数",
    Type.MONEY: "金额，元，至多两位小数",
    Type.DATE: "日期，如 2024-03-05",
    Type.CODE: "代码表中的名称",
    Type.FLAG: "是或否，空白为否",
    Type.PHONE: "手机号或带区号的固定电话",
}


@dataclass(frozen=True)
class Shell:
    """
    A workbook without its data rows.

    content     the bytes of the .xlsx, with two model rows where the data belong: cells of the first carry each column's
                style, those of the second the same style for text that looks like a formula
    """

    content: bytes


def shell(format: Format, *, title: str, note: str, extra: tuple[Column, ...], rows: int, model_rows: bool) -> Shell:
    """
    The empty ledger of `format`, `extra` columns at its right, with drop-downs on `rows` rows.

    model_rows  whether the two model rows are there, for `workbook.write` to replace
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": _MADE_AT})
    sheet = book.add_worksheet(format.sheet)
    columns = (*format.columns, *extra)
    _head(book, sheet, columns, title, note)
    for position, column in enumerate(columns):
        _column(book, sheet, position, column, model_rows)
    _guide(book, format)
    _drop_downs(book, sheet, format, rows)
    sheet.freeze_panes(FIRST_ROW, 0)
    _print_wide(sheet)
    book.close()
    return Shell(buffer.getvalue())


def table_shell(sheet_name: str, columns: tuple[Column, ...], *, title: str, note: str, header: str) -> Shell:
    """
    An empty table with the look of a ledger and its two model rows, but not one to be filled in: no guide, no drop-downs.

    header  stands at the top of every printed page
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": _MADE_AT})
    sheet = book.add_worksheet(sheet_name)
    _head(book, sheet, columns, title, note)
    sheet.set_row(NOTE_ROW, 15 * (note.count("\n") + 1))
    for position, column in enumerate(columns):
        _column(book, sheet, position, column, model_rows=True)
    sheet.freeze_panes(FIRST_ROW, 1)
    _print_wide(sheet)
    sheet.set_header("&L" + header.replace("&", "&&")[:_LONGEST_HEADER])
    sheet.set_footer("&C&P / &N")
    book.close()
    return Shell(buffer.getvalue())


def _print_wide(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)


def written_as(column: Column) -> str:
    """How a cell of `column` is to be written, in Chinese."""
    return _WRITTEN[column.type]


def _head(book: Workbook, sheet: Worksheet, columns: tuple[Column, ...], title: str, note: str) -> None:
    last = max(len(columns) - 1, 1)
    sheet.merge_range(
        TITLE_ROW, 0, TITLE_ROW, last, title, book.add_format({"bold": True, "font_size": 16, "align": "center"})
    )
    sheet.merge_range(NOTE_ROW, 0, NOTE_ROW, last, note, book.add_format({"font_color": "#555555", "text_wrap": True}))
    sheet.set_row(TITLE_ROW, 28)
    sheet.set_row(NOTE_ROW, 30)
    look = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    required = book.add_format({**look, "bg_color": "#DCE6F1"})
    optional = book.add_format({**look, "bg_color": "#F2F2F2"})
    for position, column in enumerate(columns):
        sheet.write_string(HEADING_ROW, position, column.heading, required if column.required else optional)


def _column(book: Workbook, sheet: Worksheet, position: int, column: Column, model_rows: bool) -> None:
    look: dict[str, Any] = {"num_format": _NUMBER_FORMATS.get(column.type, "@")}
    plain = book.add_format(look)
    sheet.set_column(position, position, max(_WIDTHS[column.type], 2 * len(column.heading) + 2), plain)
    if model_rows:
        sheet.write_blank(FIRST_ROW, position, None, plain)
        sheet.write_blank(FIRST_ROW + 1, position, None, book.add_format({**look, "quote_prefix": True}))


def _guide(book: Workbook, format: Format) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    bold = book.add_format({"bold": True, "bottom": 1})
    for position, (heading, width) in enumerate((("栏目", 24), ("必填", 8), ("填写方式", 28), ("说明", 60))):
        sheet.write_string(0, position, heading, bold)
        sheet.set_column(position, position, width)
    for row, column in enumerate(format.columns, start=1):
        texts = (column.heading, "是" if column.required else "", written_as(column), column.hint)
        for position, text in enumerate(texts):
            sheet.write_string(row, position, text)


def _drop_downs(book: Workbook, sheet: Worksheet, format: Format, rows: int) -> None:
    codes = book.add_worksheet(CODES_SHEET)
    bold = book.add_format({"bold": True, "bottom": 1})
    last = FIRST_ROW + max(rows, 1) - 1
    taken = 0
    for position, column in enumerate(format.columns):
        labels = tuple(column.labels.values()) if column.type is Type.CODE else tuple(FLAG_LABELS.values())
        rule: dict[str, Any] = {"validate": "any"}
        if column.type in (Type.CODE, Type.FLAG) and labels:
            codes.write_string(0, taken, column.heading, bold)
            codes.set_column(taken, taken, 24)
            codes.write_column(1, taken, labels)
            source = xl_range_abs(1, taken, len(labels), taken)
            rule = {"validate": "list", "source": f"='{CODES_SHEET}'!{source}", "error_title": "不在代码表中"}
            taken += 1
        if column.hint:
            rule |= {"input_title": column.heading[:32], "input_message": column.hint[:255]}
        if len(rule) > 1:
            sheet.data_validation(FIRST_ROW, position, last, position, rule)
