"""
What the papers of a mediation are made of: facts, as they stand in the records, before any form.

Every field may be blank: a blank paper, printed for the village hall, is made of blank facts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from fazhi.lines.mediation.terms.mediation import PEOPLES

APPLICANT, RESPONDENT, PARTY = "申请人", "被申请人", "当事人"


@dataclass(frozen=True)
class Representative:
    """Who acts for a party; labels, not codes."""

    acting_as: str
    name: str
    relation: str = ""
    authority: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PartyFacts:
    """
    A party with its full name and data: the matter's own papers mask nothing.

    role      申请人, 被申请人 or 当事人
    document  the label of its kind, with `document_number`
    """

    role: str = PARTY
    name: str = ""
    is_body: bool = False
    sex: str = ""
    birth_date: date | None = None
    document: str = ""
    document_number: str = ""
    phone: str = ""
    address: str = ""
    representatives: tuple[Representative, ...] = ()

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None where the birth date is not known. Born on 29 February: older on 1 March."""
        if self.birth_date is None:
            return None
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """
    What every paper of a matter has.

    procedure  whose paper: of people's or of administrative mediation
    office     the committee or department
    dated      the paper's own day, the only date in the file's properties; None for a blank one
    notice     printed in the head of every page, as for synthetic data
    """

    procedure: str = PEOPLES
    office: str = ""
    number: str = ""
    dated: date | None = None
    notice: str = ""
    parties: tuple[PartyFacts, ...] = (PartyFacts(APPLICANT), PartyFacts(RESPONDENT))
    category: str = ""

    @property
    def is_peoples(self) -> bool:
        return self.procedure == PEOPLES


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts(Facts):
    """人民调解申请书: what the applicant asks for, and why."""

    account: str = ""
    request: str = ""


@dataclass(frozen=True, kw_only=True)
class RegistrationFacts(ApplicationFacts):
    """受理登记表; `source` is the label of where the case comes from, `accepted_date` when it was taken on."""

    source: str = ""
    accepted_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class RightsFacts(Facts):
    """权利义务告知书; `mediators` apart by 、."""

    mediators: str = ""


@dataclass(frozen=True, kw_only=True)
class NoticeFacts(Facts):
    """调解通知书: when and where the parties meet; `meets_at` is a local moment."""

    meets_at: datetime | None = None
    place: str = ""
    mediators: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordFacts(Facts):
    """
    One record of work: 调查记录, 调解记录 or 情况说明.

    sequence  which of its kind, from 1
    at        local moment; midnight where only the day is known
    """

    sequence: int = 1
    at: datetime | None = None
    place: str = ""
    present: str = ""
    content: str = ""
    outcome: str = ""
    mediators: str = ""


@dataclass(frozen=True, kw_only=True)
class InvestigationFacts(RecordFacts):
    """调查记录."""


@dataclass(frozen=True, kw_only=True)
class SessionFacts(RecordFacts):
    """调解记录; `outcome` is how the session ended."""


@dataclass(frozen=True, kw_only=True)
class ExplanationFacts(RecordFacts):
    """情况说明."""


@dataclass(frozen=True, kw_only=True)
class AgreementFacts(Facts):
    """
    人民调解协议书.

    account, liability, terms  main facts and what was in dispute, who answers for what, what was agreed
    mode, due_date, amount_fen  how and until when it is performed, and what is paid, in fen
    *_signed_date, sealed_date  as far as known
    """

    account: str = ""
    liability: str = ""
    terms: str = ""
    mode: str = ""
    due_date: date | None = None
    amount_fen: int | None = None
    applicant_signed_date: date | None = None
    respondent_signed_date: date | None = None
    mediator_signed_date: date | None = None
    sealed_date: date | None = None
    mediators: str = ""


@dataclass(frozen=True, kw_only=True)
class OralFacts(AgreementFacts):
    """口头协议登记表; `reached_date` is the day of effect."""

    reached_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class VisitFacts(Facts):
    """回访记录; `effective_date` of the agreement that is followed up."""

    effective_date: date | None = None
    visited_date: date | None = None
    manner: str = ""
    result: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmationFacts(Facts):
    """司法确认申请书, of both parties together; `court_ground` is why that court."""

    court: str = ""
    court_ground: str = ""
    effective_date: date | None = None
    terms: str = ""
    applicant_signed_date: date | None = None
    respondent_signed_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class TerminationFacts(Facts):
    """终止调解告知书; `routes` are the other ways told, apart by 、."""

    ended_date: date | None = None
    routes: str = ""


@dataclass(frozen=True, kw_only=True)
class RiskFacts(Facts):
    """风险报告函 to the police or another department."""

    organ: str = ""
    kind: str = ""
    reported_at: datetime | None = None
    manner: str = ""
    receiver: str = ""
    content: str = ""
    receipt_number: str = ""


@dataclass(frozen=True, kw_only=True)
class CoverFacts(Facts):
    """
    卷宗封面, and the closing sheet with it.

    volume_number  of the office and year; "" before the file is archived
    keeping        label of how long it is kept
    """

    volume_number: str = ""
    mediators: str = ""
    begun_date: date | None = None
    ended_date: date | None = None
    result: str = ""
    filed_by: str = ""
    filed_date: date | None = None
    keeping: str = ""
