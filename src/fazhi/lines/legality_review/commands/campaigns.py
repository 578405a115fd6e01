"""The Chinese sentences of what clean-up campaigns refuse."""

from fazhi.lines.legality_review.errors.campaigns import (
    CampaignUnfinished,
    DueUnfit,
    OutcomesUnfit,
    OutcomeUnclear,
    ScopeEmpty,
)
from fazhi.lines.legality_review.rules.outcomes import OUTCOME_FORM
from fazhi.surfaces.wording import sentence

_SHOWN = 10


@sentence.register
def _(error: ScopeEmpty) -> str:
    whose = f"起草单位“{error.drafter}”在" if error.drafter else ""
    return f"{error.number} 的清理范围内，{whose}没有尚未交办的现行有效文件；请核对范围和起草单位的名称。"


@sentence.register
def _(error: DueUnfit) -> str:
    until = f"、不晚于 {error.last}" if error.last else ""
    return f"{error.number} 的期限 {error.due} 不合适：应当不早于 {error.first}{until}。"


@sentence.register
def _(error: OutcomeUnclear) -> str:
    return f"“{error.line[:60]}”看不懂；每行写：{OUTCOME_FORM}。"


@sentence.register
def _(error: OutcomesUnfit) -> str:
    told = (("不在此次答复范围、已有审核意见或者写了两次的", error.strange), ("没有写明理由的", error.unreasoned))
    found = "；".join(f"{title}：{_listed(numbers)}" for title, numbers in told if numbers)
    return f"{error.number} 的意见没有登记。{found}。"


@sentence.register
def _(error: CampaignUnfinished) -> str:
    told = []
    if error.unassigned:
        told.append(f"范围内还有{error.unassigned}件没有交办")
    if error.unreviewed:
        told.append(f"还没有审核意见的：{_listed(error.unreviewed)}")
    return f"{error.number} 还不能审定：{'；'.join(told) or '没有交办过文件'}。"


def _listed(numbers: tuple[str, ...]) -> str:
    more = f"等{len(numbers)}件" if len(numbers) > _SHOWN else ""
    return "、".join(numbers[:_SHOWN]) + more
