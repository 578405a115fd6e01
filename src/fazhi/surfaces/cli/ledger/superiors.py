"""`fazhi ledger dispatch` and `fazhi ledger receipt`: rows to superior systems, and what they answer."""

import argparse
from pathlib import Path
from typing import Any

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange import dispatching, receipts
from fazhi.kernel.exchange.dispatching import Answer, Dispatched
from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.exchange.receipts import ReceiptReport, Strange
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument

_SHOWN = 10


def _dispatch_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("layout", metavar="LAYOUT", help="报送格式的代码")
    parser.add_argument("--period", required=True, metavar="P", help="期间：2024、2024Q3 或 2024-09，依报送格式")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="报送文件，或者存放它的目录")
    parser.add_argument("--again", action="store_true", help="被退回的行即使没有更正也再报送（退回的原因在上级平台）")


def _dispatch(context: Context) -> Outcome:
    context.require_whole(EXPORT)
    given = context.arguments
    done = dispatching.dispatch(
        given.layout,
        Period.parse(given.period),
        given.out,
        by=context.actor,
        at=context.at,
        data_dir=context.data_dir,
        again=given.again,
    )
    data = {
        "layout": done.layout.code,
        "number": done.number,
        "path": str(done.path) if done.path else None,
        "sha256": done.sha256 or None,
        "rows": done.rows,
        "accepted": done.accepted,
        "waiting": done.waiting,
        "refused": [_answer_data(answer) for answer in done.refused],
        "held": [{"key": list(held.key), "reason": held.reason} for held in done.held],
    }
    return Outcome(data, "\n".join(_dispatch_lines(done)), int(bool(done.held)))


def _dispatch_lines(done: Dispatched) -> list[str]:
    sent = (
        f"第 {done.number} 批：{done.rows} 行，已写到 {done.path}。"
        if done.number
        else "没有要报送的行，没有生成文件。"
    )
    lines = [f"{done.layout.title}  {sent}", f"未变而不再报送：已接收 {done.accepted} 行，等待回执 {done.waiting} 行。"]
    if done.refused:
        lines += [f"被退回而尚未更正 {len(done.refused)} 行：", *_answer_lines(done.refused)]
    if done.held:
        lines.append(f"因报送格式说不出而留下 {len(done.held)} 行：")
        lines += [f"  {' '.join(held.key)}  {held.reason}" for held in done.held[:_SHOWN]]
    return lines


def _receipt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="上级平台的回执文件")


def _receipt(context: Context) -> Outcome:
    context.require_whole(EXPORT)
    path = context.arguments.file
    if not path.is_file():
        raise BadArgument("FILE", str(path), "一个已有的文件")
    told = receipts.read_receipt(path, by=context.actor, at=context.at, data_dir=context.data_dir)
    data = {
        "layout": told.layout.code,
        "accepted": told.accepted,
        "refused": told.refused,
        "repeated": told.repeated,
        "refusals": [_answer_data(answer) for answer in told.refusals],
        "strange": [{"row": item.row, "code": item.code, "found": item.found} for item in told.strange],
    }
    return Outcome(data, "\n".join(_receipt_lines(told)), int(bool(told.refusals or told.strange)))


def _receipt_lines(told: ReceiptReport) -> list[str]:
    if told.repeated:
        return [f"{told.name} 已经读过（接收 {told.accepted} 行，退回 {told.refused} 行），没有改动。"]
    lines = [f"{told.layout.title}  接收 {told.accepted} 行，退回 {told.refused} 行。"]
    if told.refusals:
        lines += ["请更正以下各行，更正后随下一批报送：", *_answer_lines(told.refusals)]
    return lines + [f"  第{item.row}行  {_strange(item)}" for item in told.strange[:_SHOWN]]


def _strange(item: Strange) -> str:
    says = {
        "unknown": "没有报送过这一行：{found}",
        "unclear": "处理结果“{found}”不在报送格式的代码中",
        "contradicted": "同一行有两种结果，均未采用：{found}",
    }
    return says[item.code].format(found=item.found)


def _answer_data(answer: Answer) -> dict[str, Any]:
    return {"key": list(answer.key), "code": answer.code, "message": answer.message}


def _answer_lines(answers: tuple[Answer, ...]) -> list[str]:
    lines = [f"  {' '.join(answer.key)}  {answer.code} {answer.message}".rstrip() for answer in answers[:_SHOWN]]
    return [*lines, f"  …共 {len(answers)} 行"] if len(answers) > _SHOWN else lines


COMMANDS = (
    Command(("ledger", "dispatch"), "按上级平台的格式报送", _dispatch_arguments, _dispatch),
    Command(("ledger", "receipt"), "读入上级平台的回执", _receipt_arguments, _receipt),
)
