"""How values of records look: the same in every table, sentence and list of facts."""

from datetime import date

from fazhi.engines.indicator import Column, Kind

NOTHING = "—"


def shown(column: Column, value: object) -> str:
    """
    One cell of a register: coded values by label, money in yuan with two decimals, flags as 是 and 否.

    value  as the register answers it; None and "" are shown as a dash
    """
    if value is None or value == "":
        return NOTHING
    if column.labels:
        return column.labels.get(str(value), str(value))
    if column.kind is Kind.FLAG:
        return "是" if value else "否"
    if column.kind is Kind.INTEGER and column.unit == "分":
        return yuan(int(str(value)))
    if column.kind is Kind.INTEGER:
        return f"{int(str(value)):,}"
    return str(value)


def heading(column: Column) -> str:
    """The column's title with its unit; money is shown in yuan."""
    unit = {"分": "元"}.get(column.unit, column.unit)
    return f"{column.title}（{unit}）" if unit else column.title


def is_number(column: Column) -> bool:
    """Whether it stands at the right of its cell."""
    return column.kind is Kind.INTEGER


def yuan(fen: int) -> str:
    """123456 → 1,234.56"""
    sign, fen = ("−", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def chinese_day(day: date) -> str:
    """2024年3月5日"""
    return f"{day.year}年{day.month}月{day.day}日"


_WEEKDAYS = "一二三四五六日"


def with_weekday(day: date) -> str:
    """2024-03-05 周二"""
    return f"{day.isoformat()} 周{_WEEKDAYS[day.weekday()]}"
