"""A text in one writing, character for character: offsets in it are offsets in the text as given."""

from fazhi.engines.identifiers.writing import HALF_WIDTH

_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"), " ")
_PLAIN = {ord(sign): plain for sign, plain in HALF_WIDTH.items() if plain} | _SPACES | {ord("\r"): "\n"}

HAN = "\u4e00-\u9fff"
"""The range of Chinese characters, for a class of a pattern."""


def plain(text: str) -> str:
    """
    Full-width digits, letters and signs as half-width ones, all spaces as one kind; as long as `text`.

    plain("电话：１３８　") == "电话:138 "
    """
    return text.translate(_PLAIN)
