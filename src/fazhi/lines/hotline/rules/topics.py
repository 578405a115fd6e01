"""What a clerk means by the few words with which the matter of a consultation is typed."""

from fazhi.lines.hotline.terms import MATTERS

_APART = "：: 　"


def matters_meant(text: str) -> tuple[str, ...]:
    """
    Codes of the matters (咨询事项) whose code or label `text` is, else of those in whose label each of its words stands.

    One is what was meant; none or several, and it has to be said better.
    """
    asked = text.strip()
    exact = tuple(code for code, label in MATTERS.items() if asked in (code, label))
    if exact or not asked:
        return exact
    words = asked.translate({ord(each): " " for each in _APART}).split()
    return tuple(code for code, label in MATTERS.items() if words and all(word in label for word in words))
