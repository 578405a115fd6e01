"""Sentences of weeks of topics."""

from fazhi.lines.hotline.errors.topics import HandedOver, WeekUnfit
from fazhi.lines.hotline.terms.topics import HandoverPurpose
from fazhi.surfaces.wording import sentence


@sentence.register
def _(error: WeekUnfit) -> str:
    if error.on is None:
        return f"{error.week} 起的一周以前八周没有咨询记录，不能比较；请先导入咨询台账，或者改选一周。"
    return f"{error.week} 起的一周到 {error.on} 还没有过完，不能移交；请在下周一以后办理。"


@sentence.register
def _(error: HandedOver) -> str:
    purpose = HandoverPurpose(error.purpose).label
    return f"{error.week} 起的一周已经以“{purpose}”移交给{error.office}；补充情况请在那件转办里办理。"
