"""Sentences of duty served and paid."""

from fazhi.lines.hotline.errors.attendance import (
    DutyBegun,
    RateUnfit,
    SignOutOfTurn,
    SignUntimely,
    SubsidyFixed,
    SubsidyOutOfTurn,
    SubsidyStale,
    SubsidyUnready,
    TimesUnfit,
)
from fazhi.lines.hotline.terms.attendance import Rate, Side
from fazhi.surfaces.wording import sentence


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
