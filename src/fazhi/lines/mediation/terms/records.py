"""What is written down while a dispute is mediated: records of work, and reports of danger to the police."""

from fazhi.engines.codes import Labelled

RISK = "mediation.risk"


class RecordKind(Labelled):
    """The records of a mediation (调解工作记录; 人民调解法 art. 27)."""

    RIGHTS_NOTICE = "rights_notice", "权利义务告知"
    INVESTIGATION = "investigation", "调查"
    SESSION = "session", "调解"
    EXPLANATION = "explanation", "情况说明"


class SessionOutcome(Labelled):
    """How one session ended."""

    CONTINUED = "continued", "继续调解"
    AGREED = "agreed", "达成一致"
    NOT_AGREED = "not_agreed", "未达成一致"
    PARTY_ABSENT = "party_absent", "当事人未到场"


class Told(Labelled):
    """Which side was told when and where the next session is."""

    BOTH = "both", "双方当事人"
    APPLICANT = "applicant", "申请人"
    RESPONDENT = "respondent", "被申请人"

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides by the names of their columns."""
        return ("applicant", "respondent") if self is Told.BOTH else (self.value,)


class NoticeManner(Labelled):
    """How a party was told of a session."""

    IN_PERSON = "in_person", "当面告知"
    TELEPHONE = "telephone", "电话"
    MESSAGE = "message", "短信或者即时消息"
    WRITTEN = "written", "送达通知书"


class RiskKind(Labelled):
    """What a dispute threatens to turn into (人民调解法 art. 25)."""

    PUBLIC_ORDER = "public_order", "可能引起治安案件"
    CRIME = "crime", "可能引起刑事案件"


class ReportManner(Labelled):
    """How the police, or another department, was told."""

    TELEPHONE = "telephone", "电话报告"
    IN_PERSON = "in_person", "当面报告"
    WRITTEN = "written", "书面报告"
    ONLINE = "online", "网上报告"


class RiskState(Labelled):
    """A report of danger is finished when the organ's receipt is on file."""

    REPORTED = "reported", "已报告"
    RECEIVED = "received", "已登记回执"
