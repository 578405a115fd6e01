"""What the switch sends, and what it is answered."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from fazhi.lines.hotline.terms.live import MOST_CALLS
from fazhi.surfaces.api.shapes import Sent, Told, Word

_LONGEST = 86_400
_MOST = 1_000

Moment = Annotated[AwareDatetime, Field(description="带时区的时刻，如 2025-03-05T09:05:30+08:00")]
_Number = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[!-~]+$")]
_Phone = Annotated[str, StringConstraints(max_length=32, pattern=r"^[^\x00-\x1f\x7f]*$")]
_Outcome = Literal["answered", "hung_up", "refused", "closed"]


class CallSent(Sent):
    """A call whose fate is known: answered, or over without an answer. Sent again when it is over, it is the same call."""

    number: _Number = Field(description="呼叫流水号，同一天不重复")
    came: Moment = Field(description="来电时刻")
    outcome: _Outcome = Field(description="answered 已接听，hung_up 排队中挂断，refused 线路占满，closed 非服务时间")
    answered: Moment | None = Field(default=None, description="接听时刻，接听的必填")
    ended: Moment | None = Field(default=None, description="结束时刻；还在通话的不填，结束后再报一次")
    caller: _Phone | None = Field(default=None, description="来电号码，只保存加密的标识，用于识别重拨")
    firm: Word | None = Field(default=None, description="接听的值班团队的代码")


class LinesSent(Sent):
    """How the lines stand at a moment."""

    at: Moment
    seats_in: int = Field(ge=0, le=_MOST, description="在席座席")
    waiting: int = Field(ge=0, le=_MOST, description="排队来电")
    longest_wait_seconds: int = Field(default=0, ge=0, le=_LONGEST, description="排队最久的等了几秒")


class Feed(Sent):
    """A message of the switch: calls, how the lines stand, or both."""

    office: Word = Field(description="热线机构的代码")
    calls: list[CallSent] = Field(default=[], max_length=MOST_CALLS)
    lines: LinesSent | None = None
    simulated: bool = Field(default=False, description="模拟的话务；只有示例数据的机构接收")


class FeedTold(Told):
    """What became of it."""

    receipt: str
    new: int = Field(description="新增的来电")
    updated: int = Field(description="补充的来电")
    unchanged: int = Field(description="已经报过的来电")
    is_latest: bool = Field(description="线路状态是不是最新的一次；较早的不采用")
    at: datetime = Field(description="收到的时刻")
