"""Chinese sentences for what mediation refuses."""

from fazhi.lines.mediation.errors import (
    CategoryEnded,
    CategoryInUse,
    CategoryTaken,
    CategoryUnfit,
    OfficeUnknown,
    RateUnfit,
    UnknownCategory,
)
from fazhi.surfaces.wording import sentence

_FIELDS = {
    "code": "代码",
    "title": "名称",
    "basis": "依据",
    "until_year": "停用年度",
    "amount": "金额",
}


@sentence.register
def _(error: CategoryTaken) -> str:
    return f"已有代码为“{error.code}”的本地类别；名称、国家类别不同的，请另用新的代码。"


@sentence.register
def _(error: UnknownCategory) -> str:
    return f"没有代码为“{error.code}”的本地类别；现有的见 fazhi mediation category list。"


@sentence.register
def _(error: CategoryUnfit) -> str:
    found = f"“{error.found}”" if error.found else "空白"
    return f"本地类别“{error.code}”的{_FIELDS[error.fault]}不能是{found}；{_category_hint(error.fault)}。"


def _category_hint(fault: str) -> str:
    return "停用年度不早于启用年度" if fault == "until_year" else "此项必填"


@sentence.register
def _(error: CategoryEnded) -> str:
    return f"本地类别“{error.code}”已于 {error.year} 年停用。"


@sentence.register
def _(error: CategoryInUse) -> str:
    return f"{error.year} 年还有案件填写本地类别“{error.code}”，停用年度不能早于该年；请先改正案件，或者改填年度。"


@sentence.register
def _(error: RateUnfit) -> str:
    found = f"“{error.found}”" if error.found else "空白"
    return f"补贴标准“{error.rate}”的{_FIELDS[error.fault]}不能是{found}；金额不少于零，依据必填。"


@sentence.register
def _(error: OfficeUnknown) -> str:
    return f"没有代码为“{error.code}”的机构，或者它不在当前岗位的范围之内。"
