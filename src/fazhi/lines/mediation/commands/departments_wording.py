"""Chinese sentences for mediation by departments, rulings, and disputes with several records."""

from fazhi.kernel.referrals.terms import Outcome
from fazhi.lines.mediation import errors
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: errors.NotADepartment) -> str:
    return f"{error.number} 不能在{error.office}登记：行政调解由行政机关进行；请改在行政部门登记。"


@sentence.register
def _(error: errors.AgencyUnnamed) -> str:
    return f"{error.number} 是行政纠纷，请写明作为当事人的行政机关。"


@sentence.register
def _(error: errors.OwnDispute) -> str:
    return (
        f"{error.number} 不能由{error.office}调解：{error.office}就是纠纷的一方当事人，不能自任中立的调解人；"
        "请写明监督单位，或者移送其他机关调解。"
    )


@sentence.register
def _(error: errors.SupervisorIsParty) -> str:
    return f"{error.number} 的监督单位不能是{error.supervisor}：它就是纠纷的当事人；请写明另一个单位。"


@sentence.register
def _(error: errors.CivilOnly) -> str:
    return f"{error.number} 的领域是{error.sector.label}，只调解民商事纠纷；行政纠纷请按一般行政调解登记。"


@sentence.register
def _(error: errors.MustRecuse) -> str:
    return f"{error.number} 不能由{error.mediator}调解：申明“{error.interest.label}”，应当回避；请另行指定调解员。"


@sentence.register
def _(error: errors.NotOnTheList) -> str:
    listed = "、".join(each.label for each in error.listed)
    given = getattr(error.given, "label", error.given)
    return f"{error.number} 不能填“{given}”；可填的有：{listed}。"


@sentence.register
def _(error: errors.RouteUntold) -> str:
    if not error.missing:
        return f"{error.number} 调解不成，请告知当事人至少一种其他途径。"
    named = "、".join(each.label for each in error.missing)
    return f"{error.number} 调解不成，还应当告知当事人：{named}。"


@sentence.register
def _(error: errors.TooLateToApply) -> str:
    return (
        f"{error.number} 的一致书面申请（{error.on}）已过期限：自 {error.since} 起算，最后一日是 {error.last}"
        f"（期限 {error.period}）；当事人可以申请人民调解或者提起诉讼。"
    )


@sentence.register
def _(error: errors.NotYetToStart) -> str:
    return f"{error.number} 的调解自 {error.start} 开始，{error.on} 还不能开始。"


@sentence.register
def _(error: errors.NoticeTooShort) -> str:
    told = f"{error.notified} 才通知" if error.notified else "没有写明通知之日"
    return f"{error.number} 在 {error.on} 调解，最迟 {error.last} 通知当事人（提前三个工作日），{told}；请另定时间。"


@sentence.register
def _(error: errors.SecondTooLate) -> str:
    return (
        f"{error.number} 的再次调解应当在 {error.last} 以前完成（行政案件程序规定第一百八十三条），"
        f"{error.on} 已过期限；请终止调解，依法处理。"
    )


@sentence.register
def _(error: errors.NoThird) -> str:
    return (
        f"{error.number} 已经再次调解，不得第三次调解（行政案件程序规定第一百八十三条）；不能达成协议的，请终止调解。"
    )


@sentence.register
def _(error: errors.NotAgreed) -> str:
    side = {"applicant": "申请人", "respondent": "被申请人"}[error.side]
    return f"{error.number} 不能延长：{side}在 {error.on} 以前没有同意；延长须双方当事人同意。"


@sentence.register
def _(error: errors.NotEmpowered) -> str:
    return f"{error.number} 的授权依据“{error.basis}”不是已收录法律的条文；请按“土地管理法 第十四条”的样式填写。"


@sentence.register
def _(error: errors.EarlierUnknown) -> str:
    return f"{error.number} 所写的前案“{error.earlier}”，在您的岗位范围内没有或者不止一件；请核对案号。"


@sentence.register
def _(error: errors.ResultContradicts) -> str:
    return (
        f"{error.number} 不能回传“{Outcome(error.given).label}”：对应的案件 {error.matter} "
        f"的结果是“{Outcome(error.found).label}”；请留空或者改正。"
    )


@sentence.register
def _(error: errors.NotConcluded) -> str:
    return f"{error.number} 还没有结果可以回传：对应的案件 {error.matter} 尚未办结。"
