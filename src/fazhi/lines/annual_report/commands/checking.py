"""`fazhi report check`: a report that was edited in Word against the records."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fazhi.lines.annual_report import papers, queries
from fazhi.lines.annual_report.papers.advising import KINDS, LOSSES, on_changed, on_lost, on_unbacked
from fazhi.lines.annual_report.permissions import WRITE
from fazhi.lines.annual_report.rules.checking import Changed, Checked, Lost, Unbacked
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.figures import scope_of, year_argument, year_of

_SHOWN = 20


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="EDITED.docx", help="在 WPS 或者 Word 中改过的报告")
    year_argument(parser, required=True)


def _check(context: Context) -> Outcome:
    context.require_whole(WRITE)
    path, year = Path(context.arguments.file), year_of(context.arguments.year)
    try:
        content = path.read_bytes()
    except OSError:
        raise BadArgument("文件", str(path), "一个可以读取的文件") from None
    report = queries.report(year, scope=scope_of(context))
    checked = papers.check(content, path.name, report)
    head = f"{path.name} 与 {year} 年的{'封账数据' if report.seal else '当前记录（未封账）'}核对："
    return Outcome(_data(checked), "\n".join((head, *_lines(checked))), int(not checked.holds))


def _data(checked: Checked) -> dict[str, Any]:
    return {
        "changed": [_change(each) for each in checked.changed],
        "lost": [each.figure.code for each in checked.lost],
        "unchanged": checked.unchanged,
        "tables": [
            {"table": cell.table, "row": cell.row, "column": cell.column, "was": cell.was, "now": cell.now}
            for cell in checked.cells
        ],
        "unbacked": [
            {"text": each.text, "value": each.value, "unit": each.unit, "sentence": each.sentence}
            for each in checked.unbacked
        ],
        "broken": [
            {"expression": each.expression, "kind": each.kind, "sentence": each.sentence} for each in checked.broken
        ],
        "details": [
            *({"code": c.figure.code, "title": c.figure.title, "sentence": c.sentence} for c in checked.changed),
            *(
                {
                    "code": loss.figure.code,
                    "title": loss.figure.title,
                    "was": loss.figure.text,
                    "found": str(loss.loss),
                    "sentence": loss.sentence,
                }
                for loss in checked.lost
            ),
        ],
    }


def _change(each: Changed) -> dict[str, str]:
    shown = {"code": each.figure.code, "was": each.figure.text, "now": each.now}
    return shown | {"note": each.verdict.note} if each.verdict.note else shown


def _lines(checked: Checked) -> Iterator[str]:
    yield (
        f"正文数据未变 {checked.unchanged} 个，改动 {len(checked.changed)} 个，失去出处 {len(checked.lost)} 个；"
        f"表格改动 {len(checked.cells)} 处；没有记录支持的数字 {len(checked.unbacked)} 个；"
        f"不成立的关系 {len(checked.broken)} 条。"
    )
    for changed in checked.changed:
        yield from _changed(changed)
    for lost in checked.lost:
        yield from _lost(lost)
    for cell in checked.cells[:_SHOWN]:
        yield f"表格改动：“{cell.row}”一行，“{cell.column}”一列：记录为 {cell.was}，文件写“{cell.now}”。"
    for number in checked.unbacked[:_SHOWN]:
        yield from _unbacked(number)
    for broken in checked.broken[:_SHOWN]:
        yield f"不成立：{KINDS[broken.kind]}  {broken.expression}"
        yield f"  原句：{broken.sentence}"
    if max(len(checked.cells), len(checked.unbacked), len(checked.broken)) > _SHOWN:
        yield f"每类只列出前 {_SHOWN} 处，全部见 --json。"


def _changed(each: Changed) -> Iterator[str]:
    figure = each.figure
    yield f"改动：{figure.code}（{figure.title}）：记录为 {figure.text}，文件写“{each.now}”。"
    yield f"  原句：{each.sentence}"
    yield f"  怎么办：{on_changed(each)}"


def _lost(each: Lost) -> Iterator[str]:
    figure = each.figure
    yield f"失去出处：{figure.code}（{figure.title}，{figure.text}）：{LOSSES[each.loss]}。"
    if each.sentence:
        yield f"  原句：{each.sentence}"
    yield f"  怎么办：{on_lost(each)}"


def _unbacked(each: Unbacked) -> Iterator[str]:
    yield f"没有记录支持：{each.text}"
    yield f"  原句：{each.sentence}"
    yield f"  怎么办：{on_unbacked(each)}"


COMMANDS = (Command(("report", "check"), "核对改过的 Word 报告：数字与出处", _arguments, _check),)
