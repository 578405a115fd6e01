"""The Chinese sentences of what the hotline refuses."""

from fazhi.engines.codes import Labelled
from fazhi.lines.hotline.commands.wording import attendance, callbacks, live, quality, topics  # noqa: F401  their sentences
from fazhi.lines.hotline.errors import (
    CallTaken,
    DraftUnready,
    FirmUnknown,
    NobodyAnswered,
    NoCallsBefore,
    NotARating,
    NumberTaken,
    PlanCodeTaken,
    PlanTooEarly,
    PromisedBefore,
    RosterPublished,
    RosterUnmakeable,
    SwapPointless,
    SwapRefused,
    TopicUnfit,
    Unlisted,
    WishUnfit,
)
from fazhi.lines.hotline.terms import MATTERS, Channel, Destination, Satisfaction, Topic
from fazhi.lines.hotline.terms.callbacks import ComplaintFinding, ComplaintSubject
from fazhi.lines.hotline.terms.topics import HandoverPurpose
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: TopicUnfit) -> str:
    return f"咨询事项“{MATTERS.get(error.matter, error.matter)}”不属于咨询类别“{Topic(error.topic).label}”。"


@sentence.register
def _(error: PromisedBefore) -> str:
    return f"{error.number}：约定回拨日期 {error.promised} 早于办理日期 {error.on}。"


@sentence.register
def _(error: NotARating) -> str:
    return f"{error.number}：来电人不满意的，请用“登记不满意”，之后逐件回访。"


_LISTS: dict[str, tuple[str, type[Labelled]]] = {
    "topic": ("咨询类别", Topic),
    "channel": ("咨询渠道", Channel),
    "destination": ("转办去向", Destination),
    "satisfaction": ("评价", Satisfaction),
    "subject": ("投诉事项", ComplaintSubject),
    "finding": ("认定结果", ComplaintFinding),
    "purpose": ("移交用途", HandoverPurpose),
}


@sentence.register
def _(error: Unlisted) -> str:
    title, list_ = _LISTS[error.name]
    return f"{title}没有“{error.code}”，可选：{'、'.join(list_.labels().values())}。"


@sentence.register
def _(error: FirmUnknown) -> str:
    return f"{error.on} 没有代码为“{error.code}”的团队在{error.office}值班；请核对代码，或者先登记值班团队。"


@sentence.register
def _(error: NumberTaken) -> str:
    return f"{error.office}已有编号为“{error.number}”的咨询；请换一个编号。"


@sentence.register
def _(error: CallTaken) -> str:
    return f"{error.on} 流水号为“{error.call_number}”的来电已登记为咨询{error.number}；一个来电登记一件。"


@sentence.register
def _(error: NoCallsBefore) -> str:
    return (
        f"{error.month.year}年{error.month.month}月之前的一个月没有来电记录，不能预测。请先导入来电台账，或者改选月份。"
    )


@sentence.register
def _(error: NobodyAnswered) -> str:
    return f"{error.month.year}年{error.month.month}月以前没有接听的来电，不知道一次通话多长。请核对来电台账的接听结果和通话时长。"


_FIELDS = {
    "month": "月份",
    "target": "接通率（%）",
    "segments": "段数",
    "max_per_day": "每队每天最多班数",
    "max_per_week": "每队每周最多班数",
    "rest_hours": "两班间隔小时数",
    "share": "抽取比例（%）",
    "bound": "允许相差分数",
    "needs": "时段要求的专长",
}


@sentence.register
def _(error: WishUnfit) -> str:
    return f"{_FIELDS[error.field]}是“{error.value}”，应为{error.expected}。"


@sentence.register
def _(error: DraftUnready) -> str:
    return f"这个草案已经公布为方案 {error.code}。" if error.code else "这个草案还没有拟订完成，不能公布。"


@sentence.register
def _(error: PlanTooEarly) -> str:
    return f"方案不能从 {error.from_date} 起施行：已经过去，或者不晚于上一个方案的施行日期；最早 {error.earliest}。"


@sentence.register
def _(error: PlanCodeTaken) -> str:
    return f"已经有编号为“{error.code}”的方案，请换一个编号。"


@sentence.register
def _(error: RosterUnmakeable) -> str:
    if error.day is None:
        return f"{error.month.year}年{error.month.month}月没有参加值班的团队。请先导入值班团队名录。"
    return f"{error.day} 没有施行中的值守方案，排不出班。请先公布从这一天或者更早起施行的方案。"


@sentence.register
def _(error: RosterPublished) -> str:
    if error.is_needed:
        return "这份值班表还没有公布，不用换班，可以重新排。"
    return f"{error.month.year}年{error.month.month}月的值班表已经公布；要变动请登记换班。"


_RULES = {
    "unavailable": "登记了不能值班",
    "max_per_day": "超过每天最多的班数",
    "max_per_week": "超过每周最多的班数",
    "overlap": "两个班时间重叠",
    "rest": "两个班之间休息不足",
    "specialism": "没有这个时段要求的专长",
}


@sentence.register
def _(error: SwapRefused) -> str:
    told = "；".join(f"{team} {_RULES.get(rule, rule)}（{'、'.join(duties)}）" for rule, team, duties in error.broken)
    return f"不能这样换班：{told}。"


@sentence.register
def _(error: SwapPointless) -> str:
    if error.on is not None:
        return f"{error.duty} 的班在 {error.on} 已经过去，不能再换。"
    return f"{error.duty} 的班不能这样换：本来就由这个团队值，或者刚刚有人换过。"
