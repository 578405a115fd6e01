"""`fazhi mask`: names, numbers and addresses of persons taken out of texts and files."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import timezone

from fazhi.engines.masking import Kind, Span, mask
from fazhi.kernel.papers.masking import Maskable, maskable, masked_file, suffix
from fazhi.surfaces.cli import texts
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument

_BESIDE = ("kind", "changes", "comments", "unread_pages")
"""What `texts` repeats of a file and a masked answer may not show."""
_SHOWN = 30


def _arguments(parser: argparse.ArgumentParser) -> None:
    texts.add_files(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="OUT",
        help="脱敏件写到这里；一个文件时是文件名，多个文件、文件夹或者 .jsonl 时是文件夹",
    )


def _mask(context: Context) -> Outcome:
    files, out = context.arguments.files, context.arguments.out
    is_one = len(files) == 1 and not files[0].is_dir() and files[0].suffix.lower() != texts.RECORDS
    target = None if out is None else partial(_target, out, files, is_one)
    if out is not None:
        _refuse_own(out, files, is_one)
    dated = timezone.localdate(context.at)
    outcome = texts.answer(files, lambda: partial(_answered, target, dated), _told)
    results = [outcome.data] if is_one else outcome.data["results"]
    for result in results:
        for key in _BESIDE:
            result.pop(key, None)
        if "masked" in result:
            result["text"] = result.pop("masked")
    if out is not None and not is_one:
        _write_records(out, files, results)
    return outcome


def _answered(target: Callable[[Path], Path] | None, dated: date, record: texts.Record) -> texts.Answer:
    """Runs in other processes; writes the masked file of a file."""
    path = Path(record.id)
    given = maskable(path) if record.beside else Maskable(path.name, record.text, "text", b"")
    masked = mask(given.text)
    answer: dict[str, Any] = {
        "masked": masked.text,
        "spans": [_span(span) for span in masked.spans],
        "doubtful": [_span(span) for span in masked.doubts],
    }
    if given.pictures:
        answer["pictures"] = given.pictures
    if given.unread_pages:
        answer["pages_left_out"] = list(given.unread_pages)
    if target is not None and not record.fields and path.is_file():
        written = target(path)
        if written.suffix.lower() != suffix(given) and not (given.kind == "text"):
            raise BadArgument("--out", str(written), f"以 {suffix(given)} 结尾的文件名")
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(masked_file(given, masked, dated=dated))
        answer["out"] = str(written)
    return answer


def _span(span: Span) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "type": span.kind.value,
        "confidence": span.confidence.value,
        "reason": span.reason,
    }


def _target(out: Path, files: list[Path], is_one: bool, path: Path) -> Path:
    """Where the masked file of `path` goes: below OUT as it lies below the folder that was given."""
    if is_one:
        return out / path.name if out.is_dir() else out
    folder = next((each for each in files if each.is_dir() and path.is_relative_to(each)), path.parent)
    return out / path.relative_to(folder)


def _refuse_own(out: Path, files: list[Path], is_one: bool) -> None:
    """The original is never written over. Raises BadArgument."""
    taken = {path.resolve() for path in files} | {
        path.resolve().parent for path in files if not is_one and not path.is_dir()
    }
    if out.resolve() in taken or (is_one and _target(out, files, True, files[0]).resolve() in taken):
        raise BadArgument("--out", str(out), "与原件不同的位置")
    if not is_one and out.is_file():
        raise BadArgument("--out", str(out), "文件夹")


def _write_records(out: Path, files: list[Path], results: list[dict[str, Any]]) -> None:
    """The masked records of the `.jsonl` files, in one file."""
    if any(path.suffix.lower() == texts.RECORDS for path in files):
        rows = [{"id": each["id"], "text": each["text"]} for each in results if "text" in each and "out" not in each]
        out.mkdir(parents=True, exist_ok=True)
        (out / "masked.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def _told(answer: texts.Answer) -> str:
    counts = {kind: sum(span["type"] == kind for span in answer["spans"]) for kind in Kind}
    found = "、".join(f"{kind.label} {count} 处" for kind, count in counts.items() if count) or "没有找到要隐去的内容"
    lines = [answer["masked"], "", f"已隐去：{found}。"]
    if answer["doubtful"]:
        lines.append(f"另有 {len(answer['doubtful'])} 处拿不准，保留原样，请逐处确认：")
        lines += [
            f"  第 {span['start'] + 1} 至 {span['end']} 字  {Kind(span['type']).label}  {span['reason']}"
            for span in answer["doubtful"][:_SHOWN]
        ]
    if answer.get("pictures"):
        lines.append(f"文件中有 {answer['pictures']} 张图片，图片里的内容没有处理，请人工查看。")
    if answer.get("pages_left_out"):
        lines.append(f"第 {'、'.join(map(str, answer['pages_left_out']))} 页是图片，没有文字，未收入脱敏件。")
    if "out" in answer:
        lines.append(f"脱敏件：{answer['out']}")
    return "\n".join(lines)


COMMANDS = (
    Command(("mask",), "脱敏：隐去文字、文件中的姓名、证件号码、电话、住址等", _arguments, _mask, needs_database=False),
)
