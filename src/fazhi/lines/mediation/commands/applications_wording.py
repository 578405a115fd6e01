"""Chinese sentences for applications and complaints of the portal."""

from fazhi.lines.mediation.errors.applications import ComplaintWaiting, NotAccepting, PapersClosed, PapersEnough
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: NotAccepting) -> str:
    return f"{error.office}现在不受理申请；请另选一个调委会。"


@sentence.register
def _(error: PapersEnough) -> str:
    return f"已经收到 {error.most} 份材料，不能再传；其余的请带给调解员。"


@sentence.register
def _(error: PapersClosed) -> str:
    return f"这件申请现在是“{error.state}”，不能再补材料。"


@sentence.register
def _(error: ComplaintWaiting) -> str:
    return f"您的上一次投诉（{error.complaint}）还在办理，答复以后可以再提。"
