"""What a judgement says: a fault by its code, what was found, what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with an identifier; the value is the code that `expressions` puts into a column."""

    FORM = "form"
    RETIRED = "retired"
    BIRTH_DATE = "birth_date"
    BORN_LATER = "born_later"
    ALPHABET = "alphabet"
    ORGANISATION_CHECK = "organisation_check"
    CHECK_CHARACTER = "check_character"
    DIVISION = "division"
    BRACKETS = "brackets"
    ORDINAL_WORD = "ordinal_word"
    ZERO_PADDED = "zero_padded"
    UNUSUAL = "unusual"

    @property
    def label(self) -> str:
        """The fault as a user reads it."""
        return _LABELS[self]


_LABELS = {
    Fault.FORM: "格式不符",
    Fault.RETIRED: "十五位旧号码已停止使用",
    Fault.BIRTH_DATE: "出生日期不成立",
    Fault.BORN_LATER: "出生日期晚于核对日",
    Fault.ALPHABET: "含有代码字符集以外的字母",
    Fault.ORGANISATION_CHECK: "组织机构代码校验码不符",
    Fault.CHECK_CHARACTER: "校验码不符",
    Fault.DIVISION: "区划码不在省级代码表内",
    Fault.BRACKETS: "年份未用六角括号",
    Fault.ORDINAL_WORD: "顺序号前不加“第”",
    Fault.ZERO_PADDED: "顺序号不编虚位",
    Fault.UNUSUAL: "与通行写法不同",
}

# A code whose own check character holds was issued like that, whatever the organisation code inside it says. Of
# documents without a published standard only the usual form is known.
WARNINGS = frozenset({Fault.DIVISION, Fault.ORGANISATION_CHECK, Fault.UNUSUAL})


@dataclass(frozen=True)
class Finding:
    """
    One fault of one identifier.

    found     the part at fault, after normalisation
    expected  what would be right: the value itself, or the form in Chinese
    """

    fault: Fault
    found: str
    expected: str


def refuses(findings: Iterable[Finding]) -> bool:
    """Whether the findings refuse the identifier, rather than only warn."""
    return any(finding.fault not in WARNINGS for finding in findings)
