"""The Chinese sentences of what legality review refuses; it has no commands of its own."""

from fazhi.lines.legality_review.commands import campaigns, circulating, received  # noqa: F401  their sentences
from fazhi.lines.legality_review.errors import (
    AnswersUnfit,
    AnswerUnclear,
    BasisUnclear,
    CompetitionUntold,
    ConclusionUnfit,
    DocumentUnfit,
    DossierIncomplete,
    DraftMissing,
    FindingDecided,
    FindingsOpen,
    FindingUnknown,
    NotReviewer,
    NumberUnclear,
    OpinionGiven,
    OpinionsMissing,
    PointUnknown,
    ReviewersUnfit,
    ReviewUnfit,
    TooSoon,
    ValidityUnfit,
)
from fazhi.lines.legality_review.rules import ANSWER_FORM
from fazhi.lines.legality_review.terms import Conclusion, Material
from fazhi.surfaces.wording import sentence

_UNFIT = {
    "unknown": "没有编号为“{}”的合法性审核；请核对编号。",
    "other_kind": "{} 审核的不是行政规范性文件，不能据此登记编号。",
    "open": "{} 还没有办结，不能据此登记编号；请先登记采纳情况或者办结。",
    "unlawful": "{} 的审核结论是不合法，不得制发文件；请修改以后重新报送。",
    "used": "{} 已经登记过文件；一次审核只登记一份。",
}


def _numbers(places: tuple[int, ...]) -> str:
    return "、".join(map(str, places))


@sentence.register
def _(error: DossierIncomplete) -> str:
    lacking = "、".join(Material(code).label for code in error.missing)
    return f"{error.number} 的送审材料缺{lacking}，不能受理；请要求补正。"


@sentence.register
def _(error: CompetitionUntold) -> str:
    return f"{error.number} 没有公平竞争审查结论，也没有说明不涉及的理由，不能受理；请要求补正。"


@sentence.register
def _(error: ReviewersUnfit) -> str:
    if error.unknown:
        return f"{'、'.join(error.unknown)} 当日在本机构没有岗位，不能审核 {error.number}；请填写本机构人员的工号。"
    return f"{error.number} 应当由两人分别审核，主审人与复审人不能是同一人。"


@sentence.register
def _(error: NotReviewer) -> str:
    return f"{error.official} 不是 {error.number} 的审核人，不能提出审核意见。"


@sentence.register
def _(error: OpinionGiven) -> str:
    return f"{error.official} 已于 {error.on} 提交对 {error.number} 的审核意见，不能再加。"


@sentence.register
def _(error: OpinionsMissing) -> str:
    return f"{error.number} 还有审核人没有提交审核意见：{'、'.join(error.officials)}。"


@sentence.register
def _(error: BasisUnclear) -> str:
    return f"“{error.text[:60]}”看不出是哪一条；法律依据请写成“行政许可法 第十七条”。"


@sentence.register
def _(error: PointUnknown) -> str:
    return f"{error.number} 没有第{error.place}条意见，或者已经不用。"


@sentence.register
def _(error: DraftMissing) -> str:
    return f"{error.number} 没有可以核对的送审稿；请添加送审稿的文件，扫描件没有文字的，请登记送审稿文本。"


@sentence.register
def _(error: FindingUnknown) -> str:
    return f"{error.number} 最近一次核对没有第{error.place}项发现；送审稿重新核对以后，请按新的发现办理。"


@sentence.register
def _(error: FindingDecided) -> str:
    return f"{error.official} 已经决定对 {error.number} 第{error.place}项审核发现的取舍，不能再改。"


@sentence.register
def _(error: FindingsOpen) -> str:
    return (
        f"{error.number} 还有审核发现没有取舍：第 {_numbers(error.places)} 项；请先逐项采纳或者不采纳，提示可以不取舍。"
    )


@sentence.register
def _(error: ConclusionUnfit) -> str:
    if error.conclusion == Conclusion.LAWFUL:
        return (
            f"{error.number} 还有{error.points}条意见，不能认定为合法、直接办结；请登记采纳情况，或者先说明不用的理由。"
        )
    return f"{error.number} 没有意见，不能认定为{Conclusion(error.conclusion).label}；请先提出意见。"


@sentence.register
def _(error: TooSoon) -> str:
    return f"{error.number} 在 {error.first} 以前出具意见的，应当写明紧急情况；审核时间一般不少于规定的工作日。"


@sentence.register
def _(error: AnswersUnfit) -> str:
    told = (
        ("没有反馈的", error.missing),
        ("没有这一条或者写了两次的", error.strange),
        ("没有写明理由的", error.unreasoned),
    )
    found = "；".join(f"{title}：{_numbers(places)}" for title, places in told if places)
    return f"{error.number} 的意见应当逐条反馈采纳情况。{found}。"


@sentence.register
def _(error: AnswerUnclear) -> str:
    return f"“{error.line[:60]}”看不懂；每行写：{ANSWER_FORM}。"


@sentence.register
def _(error: ReviewUnfit) -> str:
    return _UNFIT[error.why].format(error.review)


@sentence.register
def _(error: NumberUnclear) -> str:
    return f"“{error.number[:40]}”不是文号；请写成“厦司规〔2024〕1号”，年份用六角括号，序号前不加“第”和零。"


@sentence.register
def _(error: ValidityUnfit) -> str:
    return (
        f"{error.number} 自 {error.effective} 起，有效期截止日期 {error.expires} 不合适："
        f"应当在这一天以后，最晚 {error.last}。"
    )


@sentence.register
def _(error: DocumentUnfit) -> str:
    return f"没有文号为“{error.number}”、已经公布而未列入备案的文件；请核对规范性文件登记簿。"
