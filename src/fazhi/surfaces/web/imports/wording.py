"""What the desk says of a file that can't be imported; where the console's sentence names its options, one of its own."""

from functools import singledispatch

from django.utils.translation import gettext, gettext_noop

from fazhi.kernel.exchange.errors import (
    AmbiguousLedger,
    AmbiguousMapping,
    HeadingsMissing,
    HeadingsShifted,
    HeadingTwice,
    MappingFault,
    MappingUnfit,
    UnknownBatch,
    UnknownLedger,
)
from fazhi.surfaces.web.imports.errors import UploadGone
from fazhi.surfaces.wording import sentence

MAPPABLE = (UnknownLedger, HeadingsMissing, HeadingTwice, HeadingsShifted, MappingUnfit)
"""Errors after which a person may say which heading means what."""


@singledispatch
def told(error: Exception) -> str | None:
    """A sentence for the person at the desk; None for an error nobody expected."""
    return sentence(error)


@told.register
def _(error: UnknownLedger) -> str:
    found = gettext("；").join(gettext("工作表“%s”：%s") % (name, "、".join(cells)) for name, cells in error.sheets)
    return gettext("没有认出是哪种台账。找到的标题是：%s。请套用空白模板；外单位的表可以对应栏目后导入。") % found


@told.register
def _(error: AmbiguousLedger) -> str:
    found = gettext("、").join(gettext("工作表“%s”是%s") % (sheet, gettext(title)) for sheet, title in error.found)
    return gettext("里面有几种台账（%s）。请一个文件只放一种，或者选定台账种类后重新核对。") % found


@told.register
def _(error: AmbiguousMapping) -> str:
    found = "、".join(f"{sender}（{title}）" for sender, title in error.found)
    return gettext("标题同时符合几份栏目对应表：%s。请选定来文单位后重新核对。") % found


@told.register
def _(error: MappingUnfit) -> str:
    return gettext("标题与“%s”的栏目对应表不完全一致。请核对标题，或者另存一版栏目对应表。") % error.sender


@told.register
def _(error: UnknownBatch) -> str:
    return gettext("没有第 %s 批导入，或者它不在您的岗位范围内。") % error.batch


@sentence.register
def _(error: UploadGone) -> str:
    return gettext("上传的文件已经不在。请重新选择文件。")


_FAULTS = {
    "open": gettext_noop("还没有定；请选一栏，或者选“不读取”"),
    "unknown": gettext_noop("指向的栏目“{found}”不存在"),
    "column_twice": gettext_noop("与别的标题指向同一栏目；一栏只对应一个标题"),
    "heading_twice": gettext_noop("这个标题重复；请先改正文件"),
    "fixed_and_mapped": gettext_noop("既有来文栏目，又填了固定值；请去掉一个"),
    "unclear": "“{found}”{says}",
    "missing": gettext_noop("必填，既没有来文栏目，也没有固定值"),
}


def fault(found: MappingFault) -> str:
    """What is wrong with one entry of a mapping, beside the entry."""
    return gettext(_FAULTS[found.code]).format(found=found.found, says=found.says)
