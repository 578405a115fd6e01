"""The Chinese sentences of what circulations and departments' own submissions refuse."""

from fazhi.lines.legality_review.errors.circulating import (
    AddresseeUnknown,
    CollationUnfit,
    DraftUnfit,
    RecipientsUnfit,
    RecipientUnknown,
    RemarkUnclear,
    SubmissionUnfit,
)
from fazhi.lines.legality_review.rules.remarks import REMARK_FORM
from fazhi.surfaces.wording import sentence

_UNFIT = {
    "unknown": "没有报送到本机构的“{}”；请核对送审编号。",
    "taken": "{} 已经登记过合法性审核；请在原来的审核里办理。",
    "withdrawn": "{} 已由送审部门撤回，不能登记。",
    "accepted": "{} 已经受理，不再补正；需要补充的请与审核机构联系。",
    "concluded": "{} 的审核已经结束，不能撤回。",
    "no_opinion": "{} 还没有出具审核意见，也没有退回；请等审核结束以后办理。",
    "points": "{} 的审核意见需要逐条反馈采纳情况，不能只签收。",
    "pointless": "{} 的审核没有提出意见，不需要反馈；请签收。",
}


@sentence.register
def _(error: RecipientsUnfit) -> str:
    if error.twice:
        return f"{error.number} 的征求对象写了两次：{'、'.join(error.twice)}；每个只写一次。"
    return f"{error.number} 没有写征求对象；请至少写一个部门或者一名专家。"


@sentence.register
def _(error: DraftUnfit) -> str:
    return f"没有编号为“{error.review}”、已经受理而未出具意见的合法性审核，不能征求意见；请核对编号。"


@sentence.register
def _(error: RecipientUnknown) -> str:
    return f"“{error.name}”不在 {error.number} 的征求对象里，或者已经答复；请核对名单。"


@sentence.register
def _(error: RemarkUnclear) -> str:
    return f"“{error.line[:60]}”看不懂；每行写：{REMARK_FORM}，建议和反对的写明内容；都同意的只写“无意见”。"


@sentence.register
def _(error: CollationUnfit) -> str:
    told = []
    if error.open_remarks:
        told.append(f"还没有登记采纳情况的意见：{'、'.join(map(str, error.open_remarks))}")
    if error.waiting:
        told.append(f"{error.due} 以前还可以答复的：{'、'.join(error.waiting)}")
    return f"{error.number} 还不能汇总。{'；'.join(told)}。"


@sentence.register
def _(error: AddresseeUnknown) -> str:
    return f"“{error.code[:40]}”不是审核机构的代码；请填写司法行政机关或者其处室的机构代码。"


@sentence.register
def _(error: SubmissionUnfit) -> str:
    return _UNFIT[error.why].format(error.number)
