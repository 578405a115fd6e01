"""What a rule is: who does what to whom, and what takes the offence away."""

from dataclasses import dataclass, field

from fazhi.engines.citation import Citation
from fazhi.engines.review.terms import Check, Severity

GAP = "[^。；]*"
"""Within a sentence."""
NEAR = "[^。；，]*"
"""Within a part of a sentence."""

LAW = (
    "(?:依照|依据|根据|按照|遵照|适用|按|符合|违反)[^。；]*?《[^》]*(?:法|条例|法典|规定|办法|决定|规则|细则|解释)(?:（[^》]*）)?》"
    "|(?:依照|依据|根据|按照|适用)[^。；，本]*?(?:处罚法|许可法|强制法|安全法|管理法|保护法|诉讼法|民法典|污染防治法|条例)"
    "|(?:依照|按照|依据|根据)该(?:法|条例)"
)
"""The sentence names the law that it rests on."""
LAWFULLY = (
    "依法|依规|法定|合法|(?:依照|依据|按照|根据|符合|按)(?:有关|相关|现行|国家|省|国务院|上级|其他)*的?(?:有关|相关)?(?:法律|法规|行政法规|规章)"
    "|(?:依照|依据|按照|根据|符合|按)(?:国家|国务院|省|上级|财政部|有关部委|中央)[^。；，]*?(?:规定|标准|目录|要求|项目|政策)"
    "|(?:法律|法规|国务院)[^。；，]*?(?:另有)?规定的?"
)
"""The sentence refers to the law in general."""
FORBIDDEN = "不得|禁止|严禁|不准|不允许|不应|杜绝|防止|避免|纠正|查处|清理|废除|废止|破除|整治|取消|不再|无需|无须|毋需|免于|停止执行|违规|擅自"
"""What the sentence forbids or does away with; the binding of the administration itself."""
GUARDED = "(?:依法|切实|充分|加强|应当|优先|予以|特殊|同等|应予|有效)(?:保障|保护)|(?:保障|保护|维护)(?:其|[^。；，]{0,12}(?:权利|权益|秘密|安全))"
"""The sentence guards somebody; not a subsidy or an office that has the word in its name."""
HELPED = "鼓励|倡导|提倡|引导|自愿|可以选择|自主选择"
"""What is left to the person."""


@dataclass(frozen=True)
class Rule:
    """
    A kind of prohibited content in one of its forms.

    pattern  of RE2, searched in a sentence part (between 。 and ；) without blanks
    unless   takes the finding away where it is in the same sentence part
    whole    looks at the whole line, where the sentences belong together
    example  a sentence that it finds; the tests run it
    """

    pattern: str
    example: str
    unless: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Kind:
    """One of the twelve kinds: its check, and its rules in their order."""

    check: Check
    rules: tuple[Rule, ...] = field(default_factory=tuple)


def kind(
    name: str,
    label: str,
    basis: tuple[Citation, ...],
    message: str,
    suggestion: str,
    confidence: float,
    rules: tuple[Rule, ...],
    severity: Severity = Severity.ERROR,
) -> Kind:
    check = Check(f"clause.{name}", label, severity, basis, message, suggestion, confidence, rules[0].example)
    return Kind(check, rules)
