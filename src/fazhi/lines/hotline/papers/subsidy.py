"""The ledger of subsidies of duty as a workbook (值班补贴台账): each line, the sum of each team, and of all."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange import workbook
from fazhi.kernel.exchange.export import SAMPLE_NOTE
from fazhi.kernel.exchange.formats import Column, Type
from fazhi.kernel.organisations.queries import is_sample
from fazhi.lines.hotline.models import Subsidy, SubsidyLine
from fazhi.lines.hotline.queries.subsidies import by_firm
from fazhi.lines.hotline.terms.attendance import DaySort, LineSort, Unpaid
from fazhi.lines.hotline.terms.planning import clock

_COLUMNS = (
    Column("firm", "值班团队"),
    Column("code", "统一社会信用代码"),
    Column("sort", "类别"),
    Column("day", "日期", Type.DATE),
    Column("day_sort", "日期类别"),
    Column("times", "时段"),
    Column("came", "签到"),
    Column("went", "签退"),
    Column("lawyers", "人数", Type.INTEGER),
    Column("minutes", "计发分钟", Type.INTEGER),
    Column("hour", "每座席小时（元）", Type.MONEY),
    Column("percent", "倍率（%）", Type.INTEGER),
    Column("amount", "金额（元）", Type.MONEY),
    Column("unpaid", "不计发的原因"),
)
_TYPES = {Type.TEXT: pl.String, Type.DATE: pl.Date, Type.INTEGER: pl.Int64, Type.MONEY: pl.Int64}
Row = tuple[object, ...]


def book_of(subsidy: Subsidy, lines: Sequence[SubsidyLine]) -> bytes:
    """The ledger as .xlsx; the same ledger gives the same bytes. `lines` with their duties and teams."""
    rows = list(_rows(lines))
    frame = pl.DataFrame(
        rows, schema={column.name: _TYPES[column.type] for column in _COLUMNS}, orient="row"
    )  # fmt: skip
    title = f"12348热线值班补贴台账 {subsidy.month_date:%Y-%m}"
    with tempfile.TemporaryDirectory(prefix="fazhi-subsidy-") as folder:
        path = Path(folder) / "subsidy.xlsx"
        workbook.write_parts(
            path, "值班补贴", _COLUMNS, [frame], frame.height, title=title, note="\n".join(_note(subsidy)), header=title
        )
        return path.read_bytes()


def _rows(lines: Sequence[SubsidyLine]) -> Iterator[Row]:
    for each in by_firm(lines):
        own = [line for line in lines if line.firm_id == each.firm]
        for line in own:
            yield _row(line)
        yield (
            each.name,
            own[0].firm.code,
            "小计",
            *[None] * 6,
            sum(line.minutes for line in own),
            None,
            None,
            each.fen,
            "",
        )
    yield ("合计", "", "", *[None] * 6, None, None, None, sum(line.amount_fen for line in lines), "")


def _row(line: SubsidyLine) -> Row:
    duty = line.duty
    return (
        line.firm.name, line.firm.code, LineSort(line.sort).label, duty.served_date, DaySort(line.day_sort).label,
        f"{clock(duty.start_minute)}–{clock(duty.end_minute)}", _clock(line.came_minute), _clock(line.went_minute),
        line.lawyers, line.minutes, line.hour_fen, line.percent, line.amount_fen,
        Unpaid(line.unpaid).label if line.unpaid else "",
    )  # fmt: skip


def _clock(minute: int | None) -> str:
    """As the ledger prints a time: that of an evening before stands as 前日."""
    if minute is None:
        return ""
    return clock(minute) if minute >= 0 else f"前日{clock(minute + 1440)}"


def _note(subsidy: Subsidy) -> Iterator[str]:
    state = "已审定" if subsidy.fixed_at else "已复核，未审定" if subsidy.reviewed_at else "未复核"
    yield f"{subsidy.office.name}　{state}　摘要 {subsidy.digest}"
    if is_sample():
        yield SAMPLE_NOTE
