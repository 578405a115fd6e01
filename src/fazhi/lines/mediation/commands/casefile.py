"""`fazhi mediation file`, `archive`, `attach`, `blank`: case files and papers of mediations."""

import argparse
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.engines.amounts import AmountNotWritable, figure_amount
from fazhi.kernel.papers import services as papers_room
from fazhi.kernel.papers.sheet import Sheet
from fazhi.kernel.papers.sheet_word import sheet_word
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.papers.volume import sheet_pdf
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.lines.mediation.errors import AlreadyFiled, FileChanged, ItemsMissing, NotEnded
from fazhi.lines.mediation.papers import FORMS, blank, sheet_of
from fazhi.lines.mediation.queries.casefile import FileContents, matter_numbered
from fazhi.lines.mediation.queries.paper_facts import procedure_name
from fazhi.lines.mediation.services import casefile
from fazhi.lines.mediation.terms import State
from fazhi.lines.mediation.terms.casefile import Item, Keeping
from fazhi.surfaces.cli.arguments import day_of
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.lines.mediation.models import Mediation

PLACE = "console"


def _matter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help="案件编号，如 〔2024〕莲前人调字第12号")
    parser.add_argument("--office", required=True, metavar="CODE", help="调解组织的机构代码")


def _post(context: Context) -> "Post":
    if context.by is None:
        raise BadArgument("--as", "（没有写）", "一个岗位，如 E0001@XM-SM-01:mediator")
    return context.by


def _matter(context: Context, post: "Post") -> "Mediation":
    arguments = context.arguments
    found = matter_numbered(arguments.number, arguments.office, post)
    if found is None:
        raise OutOfSight(arguments.number, post.code)
    return found


def _out(path: str, *suffixes: str) -> Path:
    out = Path(path)
    if out.suffix.lower() not in suffixes:
        raise BadArgument("--out", path, f"以 {'、'.join(suffixes)} 结尾的文件名")
    return out


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError:
        raise BadArgument("--out", str(out), "可以写入的文件") from None


def _file_arguments(parser: argparse.ArgumentParser) -> None:
    _matter_arguments(parser)
    parser.add_argument("--out", required=True, metavar="FILE", help="写成的文件：整卷 .pdf，单件文书 .docx")
    parser.add_argument("--reason", default="", metavar="TEXT", help="查阅理由，如 办理案件；记入留痕")
    parser.add_argument("--docx", metavar="PAPER", help="只要其中一件文书，写成 Word，如 agreement、session-2")


def _file(context: Context) -> Outcome:
    post = _post(context)
    matter = _matter(context, post)
    if context.arguments.docx:
        return _one_paper(context, matter, post)
    out = _out(context.arguments.out, ".pdf")
    opened = casefile.open_file(matter, by=post, at=context.at, reason=context.arguments.reason, place=PLACE)
    _write(out, opened.pdf)
    archived = opened.archived
    data = {
        "number": matter.number,
        "out": str(out),
        "pages": opened.pages,
        "archived": archived.volume_number if archived else None,
        "missing": [str(item) for item in opened.missing],
    }
    told = f"{matter.number} 的卷宗共 {opened.pages} 页，已写入 {out}。"
    if archived:
        told += f"该卷已于 {archived.filed_date} 归档（{archived.volume_number}），内容为归档时的原样。"
    elif opened.missing:
        told += f"尚缺：{'、'.join(item.label for item in opened.missing)}。"
    return Outcome(data, told)


def _one_paper(context: Context, matter: "Mediation", post: "Post") -> Outcome:
    out = _out(context.arguments.out, ".docx")
    contents = casefile.read_contents(matter, by=post, at=context.at, reason=context.arguments.reason, place=PLACE)
    known = _papers(contents)
    name = context.arguments.docx
    if name not in known:
        raise BadArgument("--docx", name, f"{'、'.join(known)}之一")
    made = known[name]()
    _write(out, sheet_word(made))
    return Outcome({"number": matter.number, "paper": name, "out": str(out)}, f"{made.title}已写入 {out}。")


def _papers(contents: FileContents) -> dict[str, Callable[[], Sheet]]:
    """The papers that the records give, by code; of several of a kind each has its number."""
    facts = [one for enclosed in contents.enclosed for one in enclosed.papers]
    codes = [FORMS[type(one)].code for one in facts]
    several = {code for code, count in Counter(codes).items() if count > 1}
    seen: Counter[str] = Counter()
    named: dict[str, Callable[[], Sheet]] = {}
    for code, one in zip(codes, facts, strict=True):
        seen[code] += 1
        name = f"{code}-{seen[code]}" if code in several else code
        named[name] = partial(sheet_of, one)
    return named


def _archive_arguments(parser: argparse.ArgumentParser) -> None:
    _matter_arguments(parser)
    labels = "、".join(f"{one.value} {one.label}" for one in Keeping)
    parser.add_argument("--keeping", required=True, choices=[*Keeping], help=f"保管期限：{labels}")
    parser.add_argument("--on", metavar="DATE", help="立卷日期，缺省为今天")


def _archive(context: Context) -> Outcome:
    post = _post(context)
    matter = _matter(context, post)
    keeping = next(one for one in Keeping if one == context.arguments.keeping)
    on = day_of("--on", context.arguments.on) or timezone.localdate(context.at)
    filed = casefile.archive(matter, by=post, at=context.at, on=on, keeping=keeping, place=PLACE)
    data = {
        "number": matter.number,
        "volume": filed.volume_number,
        "papers": filed.papers,
        "pages": filed.pages,
        "sha256": filed.sha256,
        "keeping": str(keeping),
    }
    told = (
        f"{matter.number} 已归档：{filed.volume_number}，{filed.papers} 件 {filed.pages} 页，保管期限{keeping.label}。"
    )
    return Outcome(data, told)


def _attach_arguments(parser: argparse.ArgumentParser) -> None:
    _matter_arguments(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="扫描件、照片或者电子文件")
    labels = "、".join(f"{one.value} {one.label}" for one in Item)
    parser.add_argument("--item", required=True, choices=[*Item], metavar="ITEM", help=f"放在卷中何处：{labels}")


def _attach(context: Context) -> Outcome:
    post = _post(context)
    matter = _matter(context, post)
    path = context.arguments.file
    item = next(one for one in Item if one == context.arguments.item)
    try:
        content = path.read_bytes()
    except OSError:
        raise BadArgument("FILE", str(path), "一个可以读取的文件") from None
    reference = MatterRef(procedure_name(matter), matter.pk, matter.office)
    kept = papers_room.attach(
        reference, content, name=path.name, kind=item.attached_as, by=post, at=context.at, place=PLACE
    )
    data = {"number": matter.number, "item": str(item), "name": kept.name, "sha256": kept.sha256}
    return Outcome(data, f"“{kept.name}”已放入 {matter.number} 卷的“{item.label}”。")


def _blank_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = "、".join(f"{form.code} {form.title}" for form in FORMS.values())
    parser.add_argument(
        "kind", metavar="KIND", choices=[form.code for form in FORMS.values()], help=f"文书种类：{kinds}"
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="写成的文件：.docx 或 .pdf")


def _blank(context: Context) -> Outcome:
    out = _out(context.arguments.out, ".docx", ".pdf")
    made = blank(context.arguments.kind)
    word = out.suffix.lower() == ".docx"
    _write(out, sheet_word(made) if word else sheet_pdf(made, fonts=context.data_dir / "fonts"))
    return Outcome({"kind": context.arguments.kind, "out": str(out)}, f"空白{made.title}已写入 {out}。")


@sentence.register
def _(error: NotEnded) -> str:
    return f"{error.number} 现在是“{State.labels()[error.state]}”，调解终结后才能立卷归档。"


@sentence.register
def _(error: ItemsMissing) -> str:
    told = "、".join(f"“{item.label}”" for item in error.items)
    return f"{error.number} 的卷宗缺{told}，没有归档。请补录，或者用 fazhi mediation attach 放入扫描件。"


@sentence.register
def _(error: AlreadyFiled) -> str:
    return f"{error.number} 已于 {error.on} 归档（{error.volume}），不能重复归档。"


@sentence.register
def _(error: FileChanged) -> str:
    return f"{error.number} 的记录在装订时被别人改动，没有归档。请核对后再归档一次。"


@sentence.register
def _(error: AmountNotWritable) -> str:
    return f"金额 {figure_amount(error.fen)} 元不能写成大写；可以写 0 至 {figure_amount(error.largest)} 元。"


COMMANDS = (
    Command(("mediation", "file"), "打印一件调解的卷宗，或者其中一件文书", _file_arguments, _file),
    Command(("mediation", "archive"), "调解终结后立卷归档", _archive_arguments, _archive),
    Command(("mediation", "attach"), "把扫描件、照片放入卷宗的相应位置", _attach_arguments, _attach),
    Command(("mediation", "blank"), "打印空白文书", _blank_arguments, _blank, needs_database=False),
)
