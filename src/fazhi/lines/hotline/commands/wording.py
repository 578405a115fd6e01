"""The Chinese sentences of what the hotline refuses."""

from django.utils.timezone import localtime

from fazhi.engines.codes import Labelled
from fazhi.lines.hotline.errors import (
    Bar,
    BeaconUnfit,
    CallTaken,
    CapacityUnfit,
    ComplaintWaiting,
    DraftUnready,
    DutyBegun,
    FeedRefused,
    FeedSimulated,
    FirmUnknown,
    HandedOver,
    MarksUnfit,
    MonthOpen,
    NobodyAnswered,
    NoCallsBefore,
    NoConsultation,
    NoRecording,
    NoSuchSlot,
    NotARating,
    NothingAnswered,
    NothingBefore,
    NotToScore,
    NotYetAnswered,
    NumberTaken,
    OfficeUnknown,
    PlanCodeTaken,
    PlanTooEarly,
    PromisedBefore,
    RateUnfit,
    ReferenceUnfit,
    RosterPublished,
    RosterUnmakeable,
    RoundTaken,
    SignOutOfTurn,
    SignUntimely,
    SlotFull,
    SubsidyFixed,
    SubsidyOutOfTurn,
    SubsidyStale,
    SubsidyUnready,
    SwapPointless,
    SwapRefused,
    TimesUnfit,
    TopicUnfit,
    Unlisted,
    WeekUnfit,
    WishUnfit,
)
from fazhi.lines.hotline.terms import MATTERS, Channel, Destination, Satisfaction, Topic
from fazhi.lines.hotline.terms.attendance import Rate, Side
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


@sentence.register
def _(error: FeedRefused) -> str:
    return f"{error.url} 没有接收：{error.says}"


@sentence.register
def _(error: FeedSimulated) -> str:
    return f"{error.office}不是示例数据的机构，不接收模拟的话务。请接入交换机，或者用示例数据演示。"


@sentence.register
def _(error: NothingBefore) -> str:
    return f"{error.office}在 {error.day} 以前没有来电记录，不能预测当日来电。请先导入来电台账。"


@sentence.register
def _(error: MonthOpen) -> str:
    return f"{error.month.year}年{error.month.month}月到 {error.on} 还没有结束，还会有答复的咨询。请在下个月立项。"


@sentence.register
def _(error: RoundTaken) -> str:
    if error.is_drawn:
        return f"{error.month.year}年{error.month.month}月的质检已经抽取，不能重抽。"
    return f"{error.month.year}年{error.month.month}月已有质检，一个月只立项一次。请打开已有的一轮。"


@sentence.register
def _(error: NothingAnswered) -> str:
    return f"{error.office}在{error.month.year}年{error.month.month}月没有答复的咨询。请核对月份，或者先导入咨询台账。"


@sentence.register
def _(error: BeaconUnfit) -> str:
    moment = f"{localtime(error.moment):%Y-%m-%d %H:%M:%S}"
    if error.is_to_come:
        return f"公共随机数 {moment} 产生，在这以前不能抽取。"
    return f"公共随机数已经在 {moment} 产生；名单应当在它产生以前封存，请选还没有到的时间。"


@sentence.register
def _(error: MarksUnfit) -> str:
    return f"每项选一个档次，红线只选表上的；没有选对的：{'、'.join(error.wrong)}。"


_BARS = {
    Bar.ANSWERED: "是您登记或者答复的，由别人评分",
    Bar.SCORED: "您已经评过，不能再评",
    Bar.COMPLETE: "两人都已评分，不用再评",
    Bar.UNDISPUTED: "两人的评分没有超出允许的相差，不用裁定",
}


@sentence.register
def _(error: NotToScore) -> str:
    return f"{error.number}：{_BARS[error.bar]}。"


@sentence.register
def _(error: ReferenceUnfit) -> str:
    return f"“{error.text[:40]}”不是录音编号或者地址：不超过 {error.longest} 字，地址以 https:// 或者 http:// 开头。"


@sentence.register
def _(error: NoRecording) -> str:
    return f"{error.number} 没有登记录音。请先登记交换机上的录音编号或者地址。"


@sentence.register
def _(error: DutyBegun) -> str:
    return f"{error.duty} 的班已经签到，不能再换。"


@sentence.register
def _(error: SignUntimely) -> str:
    side = Side(error.side).label
    return f"{error.duty} 的班从 {error.first} 到 {error.last} 可以{side}；其他时候由负责人写明理由更正。"


@sentence.register
def _(error: SignOutOfTurn) -> str:
    if error.is_twice:
        return f"{error.duty} 的班已经{Side(error.side).label}；不对的，由负责人写明理由更正。"
    return f"{error.duty} 的班还没有签到，不能签退。请先签到，或者由负责人更正。"


_OF_A_DUTY = {"came": "签到时刻", "went": "签退时刻", "lawyers": "到岗人数", "reason": "更正理由"}


@sentence.register
def _(error: TimesUnfit) -> str:
    return f"{error.duty} 的班，{_OF_A_DUTY[error.field]}是“{error.value}”，应为{error.expected}。"


@sentence.register
def _(error: SubsidyUnready) -> str:
    month = f"{error.month.year}年{error.month.month}月"
    if error.since is not None:
        return f"{month}还没有过完，{error.since} 起可以编制值班补贴。"
    return f"{month}没有公布的值班表，没有可以计发的班。请核对月份。"


@sentence.register
def _(error: SubsidyFixed) -> str:
    return f"{error.month.year}年{error.month.month}月的值班补贴已经审定；此后的更正计入以后编制的月份。"


@sentence.register
def _(error: SubsidyStale) -> str:
    return f"{error.month.year}年{error.month.month}月的台账编制以后，签到签退、换班或者标准有变动。请重新编制。"


@sentence.register
def _(error: SubsidyOutOfTurn) -> str:
    month = f"{error.month.year}年{error.month.month}月"
    if error.is_own:
        return f"{month}的值班补贴是您编制的，请由另一名工作人员复核。"
    return f"{month}的值班补贴还没有复核，不能审定。"


@sentence.register
def _(error: RateUnfit) -> str:
    return f"{Rate(error.rate).label}是“{error.value}”，应为{error.expected}。"


def _free(nearest: tuple[str, ...]) -> str:
    return f"最近的空位：{'、'.join(nearest)}。" if nearest else "两周以内没有空位，请当场答复，或者请负责人增加容量。"


@sentence.register
def _(error: NoSuchSlot) -> str:
    return f"{error.number}：{error.day} {error.time} 不是可以约定的回拨时段，或者已经开始。{_free(error.nearest)}"


@sentence.register
def _(error: SlotFull) -> str:
    return f"{error.number}：{error.day} {error.time} 已经约满。{_free(error.nearest)}"


@sentence.register
def _(error: CapacityUnfit) -> str:
    return f"“{error.text}”不能作为回拨容量：每行像“09:00-11:30 2”，不重叠，每半小时 1 到 50 个；施行日期不早于今天，一天只公布一次。"


@sentence.register
def _(error: OfficeUnknown) -> str:
    return f"没有可以转给的机构“{error.code}”；请写本岗位范围内另一个机构的代码。外单位办理的，请用“转办”。"


@sentence.register
def _(error: NotYetAnswered) -> str:
    if error.act == "conclude":
        return f"{error.number} 还不能按反馈办结：转办 {error.transfer} {error.state}；请等接收机构反馈结果。"
    return f"{error.number} 不能收回：转办 {error.transfer} {error.state}；退回或者撤回以后才能收回。"


@sentence.register
def _(error: ComplaintWaiting) -> str:
    return f"咨询{error.number}已有投诉 {error.waiting} 没有办结；请在那件投诉里补充。"


@sentence.register
def _(error: NoConsultation) -> str:
    return f"没有编号为“{error.number}”的咨询；请核对编号。"


@sentence.register
def _(error: WeekUnfit) -> str:
    if error.on is None:
        return f"{error.week} 起的一周以前八周没有咨询记录，不能比较；请先导入咨询台账，或者改选一周。"
    return f"{error.week} 起的一周到 {error.on} 还没有过完，不能移交；请在下周一以后办理。"


@sentence.register
def _(error: HandedOver) -> str:
    purpose = HandoverPurpose(error.purpose).label
    return f"{error.week} 起的一周已经以“{purpose}”移交给{error.office}；补充情况请在那件转办里办理。"
