"""`fazhi papers open` and `fazhi papers numbers`: series of document numbers, and the register of one of them."""

import argparse
from typing import TYPE_CHECKING

from fazhi.kernel.organisations.queries import root
from fazhi.kernel.papers import errors, queries, services
from fazhi.kernel.papers.permissions import OPEN_SERIES
from fazhi.kernel.papers.terms import Fault
from fazhi.surfaces.cli.command import Command, Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.figures import year_of
from fazhi.surfaces.wording import sentence

if TYPE_CHECKING:
    from fazhi.kernel.papers.models import DocumentNumber

_FAULTS = {
    "gap": "缺号，登记簿和留痕中都没有",
    "lost": "留痕中有编发记录，登记簿中没有",
    "unrecorded": "登记簿中有，留痕中没有编发记录",
}
_DAMAGE = {"missing": "已缺失", "damaged": "内容已变"}


def _open_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agency", metavar="AGENCY", help="机关代字，如 厦司")
    parser.add_argument("--category", default="", metavar="C", help="类别字，如 函；不写则没有")
    parser.add_argument("--title", required=True, metavar="T", help="用途，如 局发文")


def _open(context: Context) -> Outcome:
    context.require(OPEN_SERIES)
    office = context.by.office if context.by else root()
    if office is None:
        raise BadArgument("机构台账", "空", "先导入机构，再设立发文字号")
    arguments = context.arguments
    series = services.open_series(
        arguments.agency, arguments.category, title=arguments.title, office=office, by=context.actor, at=context.at
    )
    data = {"series": series.code, "title": series.title, "office": office.code}
    return Outcome(data, f"已设立发文字号“{series.code}”（{series.title}），属{office.name}，每年从 1 号编起。")


def _numbers_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("series", metavar="SERIES", help="字号，如 厦司函")
    parser.add_argument("--year", required=True, metavar="Y", help="年度，如 2024")


def _numbers(context: Context) -> Outcome:
    found = queries.number_register(context.arguments.series, year_of(context.arguments.year), by=context.by)
    data = {
        "series": found.series.code,
        "year": found.year,
        "latest": found.latest,
        "numbers": [_plain(number) for number in found.numbers],
        "faults": [{"kind": fault.kind, "number": fault.what} for fault in found.faults],
    }
    lines = [
        f"{found.series.code}（{found.series.title}）{found.year} 年编至 {found.latest} 号，以下 {len(found.numbers)} 个：",
        *(_told(number) for number in found.numbers),
        *(_fault(fault) for fault in found.faults),
    ]
    return Outcome(data, "\n".join(lines), 1 if found.faults else 0)


def _plain(number: "DocumentNumber") -> dict[str, object]:
    return {
        "number": number.text,
        "state": number.state,
        "issued_date": number.issued_date.isoformat(),
        "issued_by": number.issued_by,
        "purpose": number.purpose,
        "void_reason": number.void_reason,
    }


def _told(number: "DocumentNumber") -> str:
    void = f"（作废：{number.void_reason}）" if number.void_reason else ""
    return f"  {number.text}  {number.issued_date}  {number.purpose}{void}"


def _fault(fault: Fault) -> str:
    return f"  {fault.what}  {_FAULTS[fault.kind]}"


@sentence.register
def _(error: errors.GlyphMissing) -> str:
    return (
        f"“{error.text}”在字体 {error.face} 中没有字形，PDF 没有生成。请把有这个字的字体放入数据目录的 fonts 文件夹。"
    )


@sentence.register
def _(error: errors.PaperIncomplete) -> str:
    return f"公文的“{error.part}”不合要求：{error.expected}。"


@sentence.register
def _(error: errors.NumberNotUnderstood) -> str:
    return f"“{error.text}”不是规范的发文字号，应为 {error.right}。"


@sentence.register
def _(error: errors.SeriesUnknown) -> str:
    return f"没有发文字号“{error.code}”。请先用 fazhi papers open 设立。"


@sentence.register
def _(error: errors.SeriesExists) -> str:
    return f"发文字号“{error.code}”已经设立，不能重复。"


@sentence.register
def _(error: errors.SeriesOfAnother) -> str:
    return f"“{error.code}”是{error.office}的发文字号，只有该机关及其内设处室可以使用；{error.post} 不在其中。"


@sentence.register
def _(error: errors.NumberUnknown) -> str:
    return f"没有编发过 {error.text}，或者不在您的范围内。"


@sentence.register
def _(error: errors.NumberVoid) -> str:
    return f"{error.text} 已于 {error.on} 作废（{error.reason}），不能再次作废。"


@sentence.register
def _(error: errors.ReasonMissing) -> str:
    return f"{error.act}应写明事由，不能空白。"


@sentence.register
def _(error: errors.TemplateUnknown) -> str:
    return f"没有文书模板“{error.code}”；现有：{'、'.join(error.known) or '无'}。"


@sentence.register
def _(error: errors.AttachmentUnknown) -> str:
    return "没有这份附件或者事项，或者不在您的范围内。"


@sentence.register
def _(error: errors.FileDamaged) -> str:
    return f"存放的文件 {error.sha256[:12]} {_DAMAGE[error.what]}，请从备份恢复。"


@sentence.register
def _(error: errors.FileTooLarge) -> str:
    return f"“{error.name}”有 {error.size:,} 字节（压缩文件按展开后计），超过 {error.limit:,} 字节的上限（{error.setting}），没有收下。"


@sentence.register
def _(error: errors.MediaUnknown) -> str:
    return f"“{error.name}”的内容不是可以收下的类型；可以收 {'、'.join(error.accepted)}。旧版 doc、xls 请另存为 docx、xlsx。"


@sentence.register
def _(error: errors.MediaMismatch) -> str:
    return f"“{error.name}”的内容其实是 {error.found}，文件名应以 {'、'.join(error.suffixes)} 结尾；请核对后改名再传。"


@sentence.register
def _(error: errors.MacrosInside) -> str:
    return f"“{error.name}”含有宏或者控件，没有收下。请另存为不含宏的文件。"


@sentence.register
def _(error: errors.OldWord) -> str:
    return f"“{error.name}”是旧版 .doc 文件，读不出内容；请在 WPS 或者 Word 中另存为 .docx。"


@sentence.register
def _(error: errors.UnderPassword) -> str:
    return f"“{error.name}”设了打开密码，读不出内容；请用原软件去掉密码后另存。"


@sentence.register
def _(error: errors.NoTextInside) -> str:
    return f"“{error.name}”共 {error.pages} 页，都是扫描的图片，没有可读的文字；原件不动，请先作文字识别，或者改交 Word 文件。"


@sentence.register
def _(error: errors.FileUnreadable) -> str:
    return f"“{error.name}”打不开：文件已加密、损坏，或者不是它所称的格式。请用原软件另存一份再传。"


@sentence.register
def _(error: errors.KindNotCleaned) -> str:
    return f"{error.title} 文件的属性信息在这里不能可靠清除，“{error.name}”没有生成公开件。请公开其 Word 原件，或者用专门软件清除后另行上传。"


@sentence.register
def _(error: errors.HiddenContent) -> str:
    return f"“{error.name}”含有{'、'.join(error.what)}，直接公开会泄露。请在原软件中处理后重新上传。"


@sentence.register
def _(error: errors.MaskedTextLeft) -> str:
    return f"“{error.name}”脱敏后重新检查，仍有一处应当隐去的内容留在文件中，没有生成脱敏件。请另存为一份新的 Word 或者纯文本文件再试。"


COMMANDS = (
    Command(("papers", "open"), "设立发文字号", _open_arguments, _open),
    Command(("papers", "numbers"), "发文登记簿，并查缺号", _numbers_arguments, _numbers),
)
