"""What the commands on matters are asked: which matter, who acts, on which day, with what answers."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.engines.procedure import Procedure
from fazhi.kernel.organisations.queries import post_named
from fazhi.kernel.papers.errors import FileTooLarge
from fazhi.kernel.papers.terms import FILE_SETTING, file_bytes
from fazhi.kernel.procedures import queries, registry
from fazhi.kernel.procedures.form_reading import read_day, read_moment
from fazhi.kernel.procedures.forms import Field, FieldType
from fazhi.kernel.procedures.services import Answers, right_of
from fazhi.surfaces.cli.command import Context
from fazhi.surfaces.cli.errors import BadArgument

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Matter


def matter_arguments(parser: argparse.ArgumentParser) -> None:
    """Which matter."""
    procedure_argument(parser)
    parser.add_argument("number", metavar="NUMBER", help="事项编号")
    office_argument(parser)


def procedure_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("procedure", metavar="PROCEDURE", help="程序代码，见 fazhi procedure list")


def office_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", default="", metavar="CODE", help="机构代码（几个机构有同一编号时写明）")


def day_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DAY", help="实际发生的日期（默认今天）")


def act_arguments(parser: argparse.ArgumentParser) -> None:
    """What every act is asked, and the answers to its form."""
    parser.add_argument("--on", metavar="DAY|MOMENT", help="实际发生的日期或者时刻（默认现在）")
    parser.add_argument("--late-reason", default="", metavar="TEXT", help="迟录理由（补录时）")
    parser.add_argument("--for", dest="absent", metavar="POST", help="代谁办理：缺勤的岗位，写作 工号@机构代码:角色")
    answers_arguments(parser)


def answers_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answers", nargs="*", metavar="NAME=VALUE", help="填写内容；文件写路径；同一项写几次即为几行")
    parser.add_argument("--answers", dest="answers_file", type=Path, metavar="FILE", help="填写内容的 JSON 文件")


def procedure_of(context: Context) -> Procedure:
    """The procedure that the arguments name."""
    known = {each.name: each for each in registry.procedures()}
    name: str = context.arguments.procedure
    if name not in known:
        raise BadArgument("PROCEDURE", name, f"{'、'.join(known)}之一")
    return known[name]


def matter_of(context: Context, *, seen_by: "Post | None") -> "Matter":
    """The matter that the arguments name. Raises MatterUnknown, NumberAmbiguous."""
    given = context.arguments
    return queries.matter_numbered(procedure_of(context).name, given.number, by=seen_by, office=given.office)


def acting_post(context: Context) -> "Post":
    """Whose act it is: the system account takes none."""
    if context.by is None:
        raise BadArgument("--as", "（没有写）", "办理人的岗位，如 E0001@XM-SM:mediator")
    return context.by


def absent_post(context: Context) -> "Post | None":
    """The post in whose stead the act is taken, None if it is one's own."""
    text: str | None = context.arguments.absent
    return post_named(text, on=timezone.localdate(context.at)) if text else None


def right_post(context: Context, absent: "Post | None") -> "Post":
    """The post whose offices and rights hold. Raises NotStandingIn."""
    return right_of(acting_post(context), absent, context.at)


def day_of(text: str | None) -> date | None:
    """The day of `--on`, None if it was not given."""
    try:
        return read_day(text) if text is not None else None
    except ValueError:
        raise BadArgument("--on", text or "（空）", "日期，如 2024-03-05 或 2024年3月5日") from None


def occurrence_of(text: str | None) -> date | datetime | None:
    """The same, or the moment."""
    try:
        return read_moment(text) if text is not None else None
    except ValueError:
        pass
    try:
        return read_day(text or "")
    except ValueError:
        raise BadArgument("--on", text or "（空）", "日期或者时刻，如 2024-03-05 或 2024-03-05 14:30") from None


def answers_of(context: Context, fields: Sequence[Field]) -> Answers:
    """What was written for each field, of the JSON file and then of the command line; files are read."""
    given = context.arguments
    written = dict(_filed(given.answers_file)) if given.answers_file else {}
    written |= _written(given.answers)
    files = {field.name for field in fields if field.type is FieldType.FILE}
    return {name: _content(name, text) if name in files and text.strip() else text for name, text in written.items()}


def _written(words: Sequence[str]) -> dict[str, str]:
    """`name=value` words; a name that comes again adds a line."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise BadArgument("NAME=VALUE", word, "名称=内容，如 reason=双方和解")
        found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _filed(path: Path) -> Iterator[tuple[str, str]]:
    """The answers of a JSON file, as text; numbers as they are written there."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)
    except (OSError, ValueError) as error:
        raise BadArgument("--answers", str(path), "可以读取的 JSON 文件") from error
    if not isinstance(found, Mapping):
        raise BadArgument("--answers", str(path), "以名称为键的一个 JSON 对象")
    for name, value in found.items():
        yield name, _text(name, value)


def _text(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case str():
            return value
        case list() if all(isinstance(line, str) for line in value):
            return "\n".join(value)
    raise BadArgument(name, json.dumps(value, ensure_ascii=False)[:60], "文字、数字、是否或者文字的列表")


def _content(name: str, path: str) -> bytes:
    try:
        size = Path(path).stat().st_size
        if size > file_bytes():
            raise FileTooLarge(path, size, file_bytes(), FILE_SETTING)
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise BadArgument(name, path, "可以读取的文件") from error
