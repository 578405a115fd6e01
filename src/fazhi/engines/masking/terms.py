"""The nouns of masking: kinds of spans, how sure a span is, what comes back."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is masked; the value is the code of the contract."""

    NAME = "NAME"
    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    PHONE = "PHONE"
    BANK_CARD = "BANK_CARD"
    ADDRESS = "ADDRESS"
    PLATE = "PLATE"
    EMAIL = "EMAIL"
    IM_ACCOUNT = "IM_ACCOUNT"
    PROPERTY_CERT = "PROPERTY_CERT"

    @property
    def label(self) -> str:
        """What Chinese officials call it."""
        return LABELS[self]


LABELS = {
    Kind.NAME: "姓名",
    Kind.ID_CARD: "身份证件号码",
    Kind.PASSPORT: "护照、通行证号码",
    Kind.PHONE: "电话号码",
    Kind.BANK_CARD: "银行账号",
    Kind.ADDRESS: "住址",
    Kind.PLATE: "车牌号码",
    Kind.EMAIL: "电子邮箱",
    Kind.IM_ACCOUNT: "即时通讯账号",
    Kind.PROPERTY_CERT: "不动产权属证书号",
}


class Confidence(StrEnum):
    """
    How sure a span is.

    PROVED    by a checksum, or by a form that nothing else has
    LIKELY    by what stands around it; masked
    DOUBTFUL  left as it is until a person confirms or releases it
    """

    PROVED = "proved"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, order=True)
class Span:
    """
    A piece of the text, in code points from `start` to before `end`.

    reason  the rule that found it, in a word or two of Chinese, for the person who confirms
    whole   the whole identity is hidden, the surname too: a minor or a protected person
    """

    start: int
    end: int
    kind: Kind
    confidence: Confidence = Confidence.LIKELY
    reason: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Masked:
    """
    A text and what was masked in it.

    text    with every span of `spans` replaced
    spans   what was masked, in order, offsets in the text as given
    doubts  what waits for a person, in order, left as it is
    places  where each of `spans` came to lie in `text`, in the same order
    """

    text: str
    spans: tuple[Span, ...]
    doubts: tuple[Span, ...]
    places: tuple[tuple[int, int], ...]
