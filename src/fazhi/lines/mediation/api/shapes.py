"""What comes in and goes out about referrals. None of it says anything of the parties."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from fazhi.surfaces.api.shapes import Asked, Day, Sent, Told, Word

_MOST = 200

_Kind = Literal[
    "referral.court_delegated",
    "referral.court_entrusted",
    "referral.court_summary",
    "referral.court",
    "referral.police",
    "referral.petition",
]
_State = Literal["sent", "signed", "accepted", "returned", "result_reported", "closed", "withdrawn"]
_Channel = Literal["police", "court", "petition"]
_Late = Annotated[
    str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$", description="补录的原因，超过补录期限时必填")
]


class AskedReferrals(Asked):
    """Which referrals."""

    state: _State | None = None
    channel: _Channel | None = None
    number: Word | None = Field(default=None, description="对接编号")
    sender_number: Word | None = Field(default=None, description="移送单位案号")
    after: Word | None = Field(default=None, description="上一页最后一件的 id")
    limit: int = Field(default=50, ge=1, le=_MOST)


class ReferralTold(Told):
    """One referral, without any party: days and where it stands."""

    id: str
    kind: str
    channel: str
    number: str
    sender: str
    sender_number: str
    office: str
    office_name: str
    category: str
    category_title: str
    state: str
    state_title: str
    sent_date: date
    signed_date: date | None
    result_due_date: date | None
    outcome: str
    return_reason: str
    result_date: date | None
    result_signed_date: date | None


class Referrals(Told):
    """One page; `next` is what `after` asks for the next one."""

    referrals: list[ReferralTold]
    next: str | None


class Act(Sent):
    """What every act says: the day on which it occurred, today if it is not said."""

    on: Day | None = None
    late_reason: _Late = ""


class Sending(Act):
    """A dispute that is handed over. It says nothing of the parties: their particulars come with the materials."""

    kind: _Kind
    number: Word = Field(description="对接编号，同一渠道不重复")
    office: Word = Field(description="接收机构的代码")
    category: Word = Field(description="纠纷类别的代码")
    sender_number: Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")] = Field(
        default="", description="移送单位案号"
    )


class Acceptance(Act):
    """The matter that comes of it, and the day by which both parties had agreed."""

    number: Word = Field(description="人民调解案号")
    consent: Day | None = Field(default=None, description="双方当事人同意日期，诉调、访调对接必填")


class Return(Act):
    """Why it goes back."""

    reason: Literal["out_of_scope", "beyond_expertise", "unsuitable", "refused", "unreachable", "duplicate"]


class Result(Act):
    """How mediation ended; left out where the matter is registered, whose end it then is."""

    outcome: Literal["settled", "failed", "withdrawn"] | None = None
