"""Chinese sentences for the errors of ledgers in and out."""

from fazhi.kernel.exchange.errors import (
    AmbiguousLedger,
    AmbiguousMapping,
    Blocker,
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    FileNotKept,
    FileTooLarge,
    HeadingsMissing,
    HeadingsShifted,
    HeadingTwice,
    ImportCancelled,
    ImportRunning,
    KindNotAllowed,
    LayoutInvalid,
    LayoutPeriod,
    ListTooLong,
    MacrosFound,
    MappingFault,
    MappingInvalid,
    MappingUnfit,
    MappingUnreadable,
    NoFiles,
    OutOfScope,
    ReceiptUnknown,
    RecordsMoved,
    RefusedByDatabase,
    TreeBroken,
    UndoRefused,
    UnknownBatch,
    UnknownKind,
    UnknownLayout,
    UnknownLedger,
    UnknownMapping,
    UnsupportedFile,
)
from fazhi.surfaces.wording import sentence

_CONTAINERS = {
    "zip": "压缩包",
    "compound": "旧版 Excel（.xls）",
    "markup": "网页或其他标记文本",
    "binary": "二进制数据",
    "text": "纯文本",
}
_MEASURES = {
    "size": "文件大小 {found:,} 字节，超过上限 {limit:,} 字节",
    "unpacked": "解压后 {found:,} 字节，超过上限 {limit:,} 字节",
    "ratio": "解压后是压缩包的 {found} 倍，超过上限 {limit} 倍，疑为压缩炸弹",
}


@sentence.register
def _(error: UnsupportedFile) -> str:
    if error.found:
        return f"{error.name} 的内容是{_CONTAINERS.get(error.found, error.found)}，与扩展名不符；请另存为 .xlsx、.xls 或 .csv 后再试。"
    return f"{error.name} 不是台账文件；可读写 .xlsx、.xls（只读）和 .csv。"


@sentence.register
def _(error: EmptyFile) -> str:
    return f"{error.name} 里没有数据；请检查是否选错了文件。"


@sentence.register
def _(error: EncryptedFile) -> str:
    return f"{error.name} 设有打开密码；请去掉密码后另存再导入。"


@sentence.register
def _(error: CorruptFile) -> str:
    return f"{error.name} 已损坏或不完整，无法读取（{error.reason}）；请重新取得文件，CSV 请用 UTF-8 或 GB18030 编码。"


@sentence.register
def _(error: MacrosFound) -> str:
    return f"{error.name} 含有宏；请另存为不含宏的 .xlsx 后再导入。"


@sentence.register
def _(error: FileTooLarge) -> str:
    found = _MEASURES[error.measure].format(found=error.found, limit=error.limit)
    return f"{error.name} 没有读取：{found}；请拆分文件，或由管理员调整设置 {error.setting}。"


@sentence.register
def _(error: UnknownLedger) -> str:
    found = "；".join(f"工作表“{name}”：{'、'.join(cells)}" for name, cells in error.sheets)
    return f"{error.name} 里没有认得的台账。已有种类：{'、'.join(error.kinds)}。找到的是：{found}。请套用模板（fazhi ledger templates）。"


@sentence.register
def _(error: AmbiguousLedger) -> str:
    found = "、".join(f"工作表“{sheet}”是{title}" for sheet, title in error.found)
    return f"{error.name} 里有几种台账（{found}）；请一个文件只放一种，或者用 --kind 指明。"


@sentence.register
def _(error: HeadingsMissing) -> str:
    near = "；".join(f"“{found}”是否就是“{heading}”" for heading, found in error.near.items())
    return (
        f"{error.name} 的工作表“{error.sheet}”像是{error.title}，但缺少标题：{'、'.join(error.missing)}。"
        f"{near + '？' if near else ''}找到的标题是：{'、'.join(error.found)}。请按模板补齐标题行。"
    )


@sentence.register
def _(error: HeadingTwice) -> str:
    return f"{error.name} 的工作表“{error.sheet}”有两栏标题都是“{error.heading}”；请删去或改名其中一栏。"


@sentence.register
def _(error: HeadingsShifted) -> str:
    side = "右" if error.step > 0 else "左"
    heading, cell = error.example
    return (
        f"{error.name} 的工作表“{error.sheet}”标题与数据错位：数据比标题偏{side} {abs(error.step)} 栏，"
        f"如“{heading}”下面是“{cell}”。请把标题行与数据对齐。"
    )


@sentence.register
def _(error: UnknownKind) -> str:
    return f"没有台账种类“{error.kind}”；可用的有：{'、'.join(error.kinds)}。"


@sentence.register
def _(error: NoFiles) -> str:
    return f"{'、'.join(error.paths)} 处没有台账文件（.xlsx、.xls、.csv）。"


@sentence.register
def _(error: ImportRunning) -> str:
    return (
        f"另一次导入正在进行：{error.file or '（文件名未知）'}，开始于 {error.started_at or '（时间未知）'}；"
        f"已等待 {error.waited_seconds:.0f} 秒。请等它结束后再试。"
    )


@sentence.register
def _(error: ImportCancelled) -> str:
    return f"{error.name or '导入'} 已取消，没有写入任何内容。"


@sentence.register
def _(error: FileNotKept) -> str:
    return f"第 {error.batch} 批的这份文件没有留存，或者已按保存期限删除。"


@sentence.register
def _(error: RecordsMoved) -> str:
    return f"核对 {error.name} 期间记录有了变动，没有写入任何内容；请再导入一次。"


@sentence.register
def _(error: RefusedByDatabase) -> str:
    return (
        f"{error.name} 没有导入：数据库的约束不允许（{error.constraint}）。没有写入任何内容；请把这句话转告系统管理员。"
    )


@sentence.register
def _(error: OutOfScope) -> str:
    return f"{error.title}不属于单个机构，请由市局本级的系统管理员导入。"


@sentence.register
def _(error: KindNotAllowed) -> str:
    return f"您的岗位不能导入{error.title}：业务台账由业务岗位导入，机构和人员台账由系统管理员导入。"


@sentence.register
def _(error: TreeBroken) -> str:
    return f"没有导入：机构 {'、'.join(error.offices)} 的上级被退回，或者上下级成了环；请先改正上级机构。"


@sentence.register
def _(error: AmbiguousMapping) -> str:
    found = "、".join(f"{sender}（{title}）" for sender, title in error.found)
    return f"{error.name} 的标题同时符合几份栏目对应表：{found}；请用 --sender 指明来文单位。"


@sentence.register
def _(error: MappingUnfit) -> str:
    kinds = f"；它的对应表有：{'、'.join(error.kinds)}" if error.kinds else ""
    return (
        f"{error.name} 的标题与“{error.sender}”的栏目对应表不完全一致{kinds}。"
        "请核对标题，或者用 fazhi ledger mapping draft 另起一版。"
    )


@sentence.register
def _(error: MappingUnreadable) -> str:
    return f"栏目对应表读不懂（{error.reason}）；样式见 fazhi ledger mapping draft 生成的草稿。"


_FAULTS = {
    "open": "“{where}”还没有定（带问号）",
    "unknown": "“{where}”指向的栏目“{found}”不存在",
    "column_twice": "“{where}”与别的标题指向同一栏目“{found}”",
    "heading_twice": "标题“{where}”重复",
    "fixed_and_mapped": "“{where}”既有来文栏目，又有固定值“{found}”",
    "unclear": "“{where}”的“{found}”{says}",
    "missing": "必填的“{where}”既没有来文栏目，也没有固定值",
}


def _fault(fault: MappingFault) -> str:
    return _FAULTS[fault.code].format(where=fault.where, found=fault.found, says=fault.says)


@sentence.register
def _(error: MappingInvalid) -> str:
    faults = "；".join(map(_fault, error.faults))
    return f"“{error.sender}”的{error.title}栏目对应表没有保存：{faults}。"


@sentence.register
def _(error: UnknownMapping) -> str:
    return f"没有“{error.sender}”的栏目对应表；已有：{'、'.join(error.senders) or '（一份也没有）'}。"


@sentence.register
def _(error: UnknownBatch) -> str:
    return f"没有第 {error.batch} 批导入；见 fazhi ledger batches。"


_BLOCKERS = {
    "state": "它的状态是“{found}”",
    "empty": "它没有写入任何一行",
    "kind": "{found}还不能撤回",
    "files": "留存的接受行（{found}）不在或者与留痕不符",
    "later": "其中 {count} 行后来又导入过，如 {found}",
    "act": "其中 {count} 件已经办理过，如“{found}”",
    "frozen": "导入之后 {found} 年度已经封账",
    "referred": "还有别的记录引用它（{found}）",
    "scope": "其中 {count} 行不在您的岗位范围内，如 {found}",
    "erased": "其中 {count} 行的原值已按规定删除，无法恢复",
}


def _blocker(blocker: Blocker) -> str:
    found = blocker.found.replace("\x1f", " ")
    return _BLOCKERS[blocker.code].format(count=blocker.count, found=found)


@sentence.register
def _(error: UndoRefused) -> str:
    return f"第 {error.batch} 批（{error.name}）不能撤回：{'；'.join(map(_blocker, error.blockers))}。有误的记录请逐件更正。"


@sentence.register
def _(error: UnknownLayout) -> str:
    return f"没有报送格式“{error.code}”；可用的有：{'、'.join(error.codes)}。"


@sentence.register
def _(error: LayoutInvalid) -> str:
    return f"报送格式 {error.name} 有误（{error.reason}）；请更正后再试。"


_LENGTHS = {
    "year": "按年报送（如 2024）",
    "quarter": "按季度报送（如 2024Q3）",
    "month": "按月报送（如 2024-09）",
}


@sentence.register
def _(error: LayoutPeriod) -> str:
    return f"{error.title}{_LENGTHS[error.wanted]}，不是 {error.found}。"


@sentence.register
def _(error: ReceiptUnknown) -> str:
    return f"{error.name} 不是（或者不止是）一种报送格式的回执；比照的格式：{'、'.join(error.layouts)}。"


@sentence.register
def _(error: ListTooLong) -> str:
    return f"符合条件的有 {error.rows:,} 行，一个文件至多 {error.most:,} 行。请加条件，例如按期间分几次导出。"
