"""What a case file holds, in which order, and how long it is kept (案卷; 人民调解法 art. 27)."""

from dataclasses import dataclass

from fazhi.engines.codes import Labelled

CASE_FILE = "mediation.casefile"
"""Code of the volume's template, kind of its attachment, and head of its acts in the trail."""


class Item(Labelled):
    """The places of a case file, in the order of binding; cover, contents and closing sheet come of themselves."""

    REGISTRATION = "registration", "申请书、受理登记表"
    RIGHTS = "rights", "权利义务告知书"
    IDENTITY = "identity", "当事人身份证明"
    AUTHORITY = "authority", "授权委托书"
    INVESTIGATION = "investigation", "调查记录"
    EVIDENCE = "evidence", "证据材料"
    SESSION = "session", "调解记录"
    AGREEMENT = "agreement", "调解协议书"
    ORAL = "oral", "口头协议登记表"
    TERMINATION = "termination", "终止调解告知书"
    PROOF = "proof", "协议履行凭证"
    VISIT = "visit", "回访记录"
    CONFIRMATION = "confirmation", "司法确认材料"
    EXPLANATION = "explanation", "情况说明"

    @property
    def attached_as(self) -> str:
        """The kind under which files for this place are attached to the matter."""
        return f"{CASE_FILE}.{self.value}"


class Need(Labelled):
    """Whether a file is whole without it."""

    REQUIRED = "required", "必须"
    AS_NEEDED = "as_needed", "按需"


class Keeping(Labelled):
    """How long a file is kept (保管期限); `period` is the row of `law/periods.toml` that says how long that is."""

    PERMANENT = "permanent", "永久"
    LONG = "long", "长期"
    SHORT = "short", "短期"

    @property
    def period(self) -> str:
        """Code of the retention period; "" for files that are kept for ever."""
        return {"long": "TJ-KEEP-LONG", "short": "TJ-KEEP"}.get(self.value, "")


@dataclass(frozen=True)
class Place:
    """One place of a file, and whether it may stay empty."""

    item: Item
    need: Need
