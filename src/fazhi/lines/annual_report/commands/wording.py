"""Chinese sentences for what a caller of the annual report can act on."""

from fazhi.lines.annual_report.errors import (
    AcceptedAlready,
    CommentAnswered,
    CommentsClosed,
    DeliveredAlready,
    DeliveriesMissing,
    DraftChanged,
    DueBeforeAsked,
    FiguresMoved,
    MeetingAhead,
    NoAddress,
    NoPlace,
    NoReport,
    NotAsked,
    NotConcerned,
    NothingToExplain,
    NothingToReport,
    NotTheBureau,
    NoVersion,
    ReportExists,
    SealBroken,
    TextsClosed,
    Unexplained,
    UnknownFigure,
    UnreadablePublished,
    UnreadableText,
    YearNotOver,
)
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NothingToReport) -> str:
    return f"没有 {error.year} 年的记录。请先用 fazhi ledger import 导入该年的台账。"


@sentence.register
def _(error: UnreadablePublished) -> str:
    return f"{error.path} 第 {error.line} 行“{error.column}”列：读到“{error.found}”，应为{error.expected}。"


@sentence.register
def _(error: UnreadableText) -> str:
    return f"{error.path} 读不出供稿内容，应为{error.expected}。"


@sentence.register
def _(error: UnknownFigure) -> str:
    return f"没有这些指标：{'、'.join(error.codes)}。指标代码见 fazhi figures。"


@sentence.register
def _(error: NoReport) -> str:
    return f"{error.year} 年的年度报告还没有启动编写。"


@sentence.register
def _(error: NoVersion) -> str:
    kept = "、".join(str(number) for number in error.kept)
    there = f"有文件的是第 {kept} 版" if kept else "还没有封账的版本"
    return f"{error.year} 年的年度报告没有第 {error.version} 版的文件，{there}。"


@sentence.register
def _(error: ReportExists) -> str:
    return f"{error.year} 年的年度报告已经启动编写，一年只有一份；公开后有误的，用更正。"


@sentence.register
def _(error: YearNotOver) -> str:
    return f"{error.on} 还不能启动 {error.year} 年的年度报告：这一年要到 {error.year}-12-31 才结束。"


@sentence.register
def _(error: NotTheBureau) -> str:
    return f"年度报告由市局编写，不能放在“{error.office}”名下；处室的内容请用供稿。"


@sentence.register
def _(error: NotAsked) -> str:
    if error.titles:
        return (
            f"“{error.heading}”部分向{error.office}约了几篇稿（{'、'.join(error.titles)}），请用 --title 写明是哪一篇。"
        )
    return f"{error.year} 年的年度报告没有等着{error.office}交的“{error.heading}”供稿。"


@sentence.register
def _(error: TextsClosed) -> str:
    return f"{error.number}“{error.state}”，不再收稿。要改内容，先撤回签发；已封账的，用更正。"


@sentence.register
def _(error: AcceptedAlready) -> str:
    return f"{error.number} 不能重新约稿：它没有被采用，或者已经另约了替换稿。"


@sentence.register
def _(error: DraftChanged) -> str:
    return f"{error.by} 刚刚保存过 {error.number} 的草稿，没有覆盖。请把两份内容合在一起再保存。"


@sentence.register
def _(error: CommentsClosed) -> str:
    return f"{error.number}“{error.state}”，不再收意见。签发以前和更正期间可以提意见。"


@sentence.register
def _(error: NotConcerned) -> str:
    return f"{error.year} 年的年度报告没有向{error.office}约稿；市局和供稿单位可以提意见。"


@sentence.register
def _(error: NoPlace) -> str:
    return "报告里已经没有这个数字或者段落，请回到报告重新选择。"


@sentence.register
def _(error: CommentAnswered) -> str:
    return f"这条意见已由 {error.by} 处理：{error.outcome}。"


@sentence.register
def _(error: DueBeforeAsked) -> str:
    return f"供稿期限 {error.due} 早于约稿日期 {error.on}。"


@sentence.register
def _(error: NothingToExplain) -> str:
    open_ = "、".join(item.code for item in error.open) or "没有"
    return f"没有事项“{error.code}”需要说明。现在须说明的：{open_}。"


@sentence.register
def _(error: Unexplained) -> str:
    told = "；".join(f"{item.title}（{item.code}）" for item in error.findings)
    return f"{error.number} 还不能签发：{told}。请补正，或者由负责人逐项说明理由，理由印在报告里。"


@sentence.register
def _(error: MeetingAhead) -> str:
    return f"{error.number} 不能在 {error.on} 签发：审议会议是 {error.meeting}。"


@sentence.register
def _(error: FiguresMoved) -> str:
    codes = "、".join(error.codes[:5]) + (f" 等 {len(error.codes)} 项" if len(error.codes) > 5 else "")
    if error.since == "signed":
        return f"{error.number} 签发后数据有变动：{codes}。请撤回签发，按新数据重新签发。"
    return f"{error.number} 封账后数据有变动：{codes}。请先更正，重新签发和封账后再公开。"


@sentence.register
def _(error: SealBroken) -> str:
    return f"{error.number} 不能公开：封账 {error.frozen} 的文件与封存时不符，请运行 fazhi year verify 查明。"


@sentence.register
def _(error: DeliveredAlready) -> str:
    return f"{error.number} 已于 {error.on} 送达{error.recipient.label}。"


@sentence.register
def _(error: DeliveriesMissing) -> str:
    return f"{error.number} 还没有报送完：缺{'、'.join(item.label for item in error.missing)}的回执。"


@sentence.register
def _(error: NoAddress) -> str:
    return f"公开网址“{error.url}”不是完整的网址，应以 https:// 或 http:// 开头。"
