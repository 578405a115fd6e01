"""
Reading one cell (单元格判读): what real ledgers write, and what it means.

Each reader takes the text of a cell and gives its value, or raises Unclear with the Chinese sentence of what is wrong
and what would be right. They run on the distinct texts of a column, not on its rows.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches

from fazhi.kernel.exchange.formats import Column, Type

DITTO = ("同上", "〃", "″")
"""What says the same as the cell above, and nothing else."""

BLANKS = frozenset({"", "/", "-", "—", "——", "－"})
"""What clerks write into a cell that has nothing to say."""

_EPOCH = date(1899, 12, 30)
_FIRST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
# Serial numbers of 1950-01-01 and 2100-12-31: five digits, so never mistaken for a year or for 20240305.
_FIRST_SERIAL, _LATEST_SERIAL = 18264, 73415
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_INTEGER = re.compile(r"([+-]?)(\d+)(\.\d+)?")
_MONEY = re.compile(r"([+-]?)¥?(\d+)(\.\d+)?元?")
# Spreadsheets keep binary fractions: 23034222.6 arrives as 23034222.600000001.
_NOISE = Decimal("0.000001")
_THOUSANDS = re.compile(r"[+-]?¥?\d{1,3}(?:,\d{3})+(?:\.\d+)?元?")
_FLAGS = {"是": 1, "否": 0, "true": 1, "false": 0, "1": 1, "0": 0, "√": 1, "×": 0}
_DATE_EXAMPLE = "请按 2024-03-05 的样式填写"


class Unclear(Exception):
    """A cell that says nothing the column can take; `says` is the sentence, `code` its kind."""

    def __init__(self, code: str, says: str) -> None:
        self.code, self.says = code, says
        super().__init__(f"{code}: {says}")


def normal(text: str) -> str:
    """`text` in half-width signs (NFKC), without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str) -> date:
    """
    A day: a date cell, an Excel serial number, 2024-3-5, 2024/3/5, 2024.3.5, 2024年3月5日 or 20240305; a time is dropped.

    read_date("２０２４年３月５日") == date(2024, 3, 5)
    """
    written = normal(text)
    if serial := _SERIAL.fullmatch(written):
        if _FIRST_SERIAL <= int(serial[1]) <= _LATEST_SERIAL:
            return _EPOCH + timedelta(days=int(serial[1]))
        raise Unclear("date", f"不是日期；{_DATE_EXAMPLE}")
    found = _DAY.fullmatch(written) or _COMPACT_DAY.fullmatch(written)
    if found is None:
        raise Unclear("date", f"不是日期；{_DATE_EXAMPLE}")
    return _day(*(int(part) for part in found.groups()))


def _day(year: int, month: int, day: int) -> date:
    if not _FIRST.year <= year <= _LATEST.year:
        raise Unclear("date", f"年份应在{_FIRST.year}至{_LATEST.year}之间")
    if not 1 <= month <= 12:
        raise Unclear("date", f"没有{month}月；{_DATE_EXAMPLE}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Unclear("date", f"没有这一天，{year}年{month}月共{last}天")
    return date(year, month, day)


def read_integer(text: str) -> int:
    """
    A whole number; 12.0, 1,200 and full-width digits are read as well.

    read_integer("１２.0") == 12
    """
    number = _number(text, _INTEGER, 0)
    if number is None:
        raise Unclear("integer", "不是整数；请只填数字，如 12")
    return int(number)


def read_money(text: str) -> int:
    """
    An amount in yuan, as integer fen.

    read_money("1,234.5") == 123450
    """
    number = _number(text, _MONEY, 2)
    if number is None:
        raise Unclear("money", "不是金额；请以元为单位填数字，至多两位小数，如 12000.50")
    return int(number * 100)


def _number(text: str, form: re.Pattern[str], places: int) -> Decimal | None:
    """The number with at most `places` decimals, None if the text is none or has more."""
    found = form.fullmatch(_without_thousands(normal(text)))
    if found is None or len(found[2]) > 13:
        return None
    number = Decimal(f"{found[1]}{found[2]}{found[3] or ''}")
    rounded = round(number, places)
    return rounded if abs(number - rounded) <= _NOISE else None


def _without_thousands(text: str) -> str:
    return text.replace(",", "") if _THOUSANDS.fullmatch(text) else text


def read_flag(text: str) -> int:
    """是 or 否 as 1 or 0."""
    value = _FLAGS.get(normal(text).lower())
    if value is None:
        raise Unclear("flag", "应填“是”或“否”")
    return value


def code_reader(column: Column) -> Callable[[str], str]:
    """Reads an official label, one of the column's other spellings, or the code itself, as the code."""
    known = {_compared(code): code for code in column.labels}
    known |= {_compared(spelling): code for spelling, code in column.spellings.items()}
    known |= {_compared(label): code for code, label in column.labels.items()}

    def read(text: str) -> str:
        code = known.get(_compared(text))
        if code is None:
            raise Unclear("code", f"不在代码表中；{_suggestion(text, tuple(column.labels.values()))}")
        return code

    return read


def _compared(text: str) -> str:
    return re.sub(r"\s", "", normal(text)).lower()


def _suggestion(text: str, labels: tuple[str, ...]) -> str:
    near = get_close_matches(normal(text), labels, n=1, cutoff=0.5)
    if near:
        return f"是否应为“{near[0]}”"
    return f"可填：{'、'.join(labels)}"


def reader(column: Column) -> Callable[[str], object]:
    """The reader of a column that is not free text; bounds included."""
    if column.type is Type.CODE:
        return code_reader(column)
    plain = {Type.DATE: read_date, Type.INTEGER: read_integer, Type.MONEY: read_money, Type.FLAG: read_flag}[
        column.type
    ]
    if column.low is None and column.high is None:
        return plain
    return lambda text: _bounded(column, plain(text))


def _bounded(column: Column, value: object) -> object:
    assert isinstance(value, int)
    if column.low is not None and value < column.low:
        raise Unclear("bounds", f"不应小于{_shown(column, column.low)}")
    if column.high is not None and value > column.high:
        raise Unclear("bounds", f"不应大于{_shown(column, column.high)}")
    return value


def _shown(column: Column, value: int) -> str:
    return f"{value / 100:.2f}元" if column.type is Type.MONEY else str(value)
