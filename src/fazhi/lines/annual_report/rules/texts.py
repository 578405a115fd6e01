"""What a contributed text holds: paragraphs, figure slots, bare numbers, causes. Text in, answer out."""

import re
from collections.abc import Container
from unicodedata import category

from fazhi.engines import claims
from fazhi.engines.claims import StatedFigure

SLOT = re.compile(r"\{([^{}]*)\}")
"""A figure slot; whatever stands between braces is meant as a code."""

_CAUSE = re.compile(r"原因|由于|因为|源于|缘于|归因|所致|导致|造成|在于")


_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn"})


def printable(text: str) -> str:
    """
    The text without signs that no page can print and Word's files may not hold (control signs, halves of pairs), blanks at
    its ends taken off; line feeds stay, other breaks become line feeds.

    >>> printable(" 第一段。\\r\\n第\\x00二段。\\x0b ")
    '第一段。\\n第二段。'
    """
    lines = (
        "".join(sign for sign in line if sign == "\t" or category(sign) not in _UNPRINTABLE)
        for line in text.splitlines()
    )
    return "\n".join(lines).strip()


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold anything, without blanks at their ends: a contribution has a paragraph a line."""
    return tuple(line for raw in text.splitlines() if (line := raw.strip(" \t\u3000\ufeff")))


def unknown_codes(text: str, known: Container[str]) -> tuple[str, ...]:
    """
    Codes in slots that are not among the known ones, each once, in the order of the text.

    >>> unknown_codes("调解{a.b}、受理{A}。", {"a.b"})
    ('A',)
    """
    return tuple(dict.fromkeys(code for code in SLOT.findall(text) if code not in known))


def bare_figures(text: str) -> tuple[StatedFigure, ...]:
    """
    Figures that the text states itself, so that no record backs them; offsets count from its beginning.

    >>> [figure.text for figure in bare_figures("化解纠纷{a.b}，培训12场。")]
    ['12场']
    """
    return claims.read(SLOT.sub(lambda slot: "□" * len(slot[0]), text)).figures


def tells_cause(text: str) -> bool:
    """Whether a text on shortcomings says why they are there (原因); a word for it is enough."""
    return _CAUSE.search(text) is not None
