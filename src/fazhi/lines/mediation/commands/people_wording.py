"""Chinese sentences for people's mediation and what follows it."""

from fazhi.lines.mediation import errors
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: errors.MatterUnknown) -> str:
    return f"{error.office}没有编号为“{error.number}”的事项；请核对编号和机构。"


@sentence.register
def _(error: errors.NumberTaken) -> str:
    return f"{error.office}已经用过案号“{error.number}”；请换一个案号。"


@sentence.register
def _(error: errors.TooLong) -> str:
    return f"{error.number} 的{error.title}有 {error.found} 个字，最多 {error.longest} 个字；请缩短。"


@sentence.register
def _(error: errors.PartyRefuses) -> str:
    return f"{error.number} 不得调解：一方当事人明确拒绝（{error.basis.text}）；请办理不予受理，并告知其他途径。"


@sentence.register
def _(error: errors.MediatorTied) -> str:
    names = "、".join(error.mediators)
    return (
        f"{error.number} 不能由{names}调解：申明“{error.tie.label}”，应当回避（{error.basis.text}）；请另行确定调解员。"
    )


@sentence.register
def _(error: errors.MediatorIsParty) -> str:
    names = "、".join(error.names)
    return (
        f"{error.number} 的调解员{names}与当事人同名；本案当事人不能任调解员（{error.basis.text}）。"
        "是同名的另一人的，请核对后在“同名已核对”中填是。"
    )


@sentence.register
def _(error: errors.NoMediator) -> str:
    return f"{error.number} 还没有确定调解员（{error.basis.text}）；请先办理确定调解员。"


@sentence.register
def _(error: errors.NotAppointed) -> str:
    return (
        f"{error.number} 的调解员是{'、'.join(error.appointed)}，不是{'、'.join(error.names)}（{error.basis.text}）；"
        "请先办理确定调解员。"
    )


@sentence.register
def _(error: errors.AppointmentPast) -> str:
    return f"{error.number} 约定的调解时间 {error.meets_at:%Y-%m-%d %H:%M} 早于约定的时候 {error.on:%Y-%m-%d %H:%M}；请改正时间。"


@sentence.register
def _(error: errors.NoAppointment) -> str:
    return f"{error.number} 还没有约定调解时间；请先办理约定调解。"


@sentence.register
def _(error: errors.RightsNotTold) -> str:
    return f"{error.number} 还没有告知当事人权利义务（{error.basis.text}）；请先办理告知权利义务。"


@sentence.register
def _(error: errors.NoSession) -> str:
    return f"{error.number} 还没有当事人到场的调解（{error.basis.text}）；请先登记调解。"


@sentence.register
def _(error: errors.WrittenRequired) -> str:
    return (
        f"{error.number} 不能只有口头协议：当事人认为无需制作调解协议书的，才可以采取口头协议方式（{error.basis.text}）；"
        "请制作调解协议书。"
    )


@sentence.register
def _(error: errors.SignatureMissing) -> str:
    return f"{error.number} 的协议缺{error.title}，没有生效（{error.basis.text}）；请补填。"


@sentence.register
def _(error: errors.AgreementTooEarly) -> str:
    return f"{error.number} 的{error.title}为 {error.day}，早于受理日期 {error.accepted}；协议在受理之后达成，请核对。"


@sentence.register
def _(error: errors.AgreementTooLate) -> str:
    return f"{error.number} 的{error.title}为 {error.day}，晚于办结日期 {error.on}；请在协议生效以后办理达成协议。"


@sentence.register
def _(error: errors.NotACommittee) -> str:
    return f"{error.number} 不能在{error.office}登记：人民调解由人民调解委员会进行（{error.basis.text}）；请改在调委会登记。"


@sentence.register
def _(error: errors.SealInvalid) -> str:
    return f"{error.number} 不能办理达成协议：{error.office}的印章在 {error.sealed} 无效，{error.why}（{error.basis.text}）。"


@sentence.register
def _(error: errors.DueBeforeEffect) -> str:
    return f"{error.number} 的履行期限 {error.due} 早于协议生效日期 {error.effective}；请核对两个日期。"


@sentence.register
def _(error: errors.NotSettled) -> str:
    return f"{error.number} 的状态是“{error.state}”，没有生效的调解协议；调解成功的才能回访履行、申请司法确认。"


@sentence.register
def _(error: errors.FollowedAlready) -> str:
    return f"{error.number} 的履行情况已经有回访登记；请在原登记上办理。"


@sentence.register
def _(error: errors.VisitEnds) -> str:
    return f"{error.number} 回访结果为已履行的，请办理确认履行完毕。"


@sentence.register
def _(error: errors.PerformanceNotDue) -> str:
    return f"{error.number} 在 {error.on} 不能确认未履行完毕：履行期限到 {error.due} 为止；请登记回访，期限过后再办理。"


@sentence.register
def _(error: errors.ConfirmationTooLate) -> str:
    return (
        f"{error.number} 不能在 {error.on} 申请司法确认：协议 {error.effective} 生效，"
        f"最后一日是 {error.last}（{error.basis.text}）。"
    )


@sentence.register
def _(error: errors.RequestSignedLater) -> str:
    return (
        f"{error.number} 的一方当事人 {error.day} 才签署申请，晚于申请日期 {error.on}；"
        f"司法确认由双方当事人共同申请（{error.basis.text}）。"
    )


@sentence.register
def _(error: errors.NotConfirmable) -> str:
    return f"{error.number} 的调解协议不能司法确认：{error.bar.label}（{error.basis.text}）。"


@sentence.register
def _(error: errors.CourtGroundWrong) -> str:
    return (
        f"{error.number} 的案件来源是“{error.source.label}”，管辖依据不能是“{error.ground.label}”："
        f"人民法院邀请调解的向该法院申请，其他的向住所地、标的物所在地或者调解组织所在地人民法院申请（{error.basis.text}）。"
    )


@sentence.register
def _(error: errors.RequestedAlready) -> str:
    return f"{error.number} 已有司法确认申请 {error.request}，状态为“{error.state}”；不能再次申请。"


@sentence.register
def _(error: errors.NotConfirmed) -> str:
    return f"{error.number} 的状态是“{error.state}”，没有可以撤销的确认。"


@sentence.register
def _(error: errors.OutsiderTooLate) -> str:
    return (
        f"{error.number} 不能在 {error.on} 申请撤销：案外人 {error.known} 知道或者应当知道，"
        f"最后一日是 {error.last}（{error.basis.text}）。"
    )
