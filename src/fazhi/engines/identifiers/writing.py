"""How identifiers are written: one normal form for full-width signs, spaces and dashes."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys("\t\n\r \u00a0\u2002\u2003\u2009\u200b\u3000\ufeff", "")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")

HALF_WIDTH: dict[str, str] = _FULL_WIDTH | _SPACES | _DASHES
"""Sign to sign: full-width forms as Unicode NFKC has them, spaces dropped, dashes as the hyphen."""

UPPER_CASE: dict[str, str] = (
    HALF_WIDTH
    | {chr(code): chr(code - 32) for code in range(ord("a"), ord("z") + 1)}
    | {chr(code + 0xFEE0): chr(code - 32) for code in range(ord("a"), ord("z") + 1)}
)
"""`HALF_WIDTH`, with small Latin letters as capitals."""

_HALF_WIDTH_TABLE = str.maketrans(HALF_WIDTH)
_UPPER_CASE_TABLE = str.maketrans(UPPER_CASE)


def half_width(text: str) -> str:
    """
    `text` with full-width digits, letters and signs as half-width ones, without spaces.

    half_width("３５０２０３ １９９０") == "3502031990"
    """
    return text.translate(_HALF_WIDTH_TABLE)


def half_width_capitals(text: str) -> str:
    """`half_width`, with small Latin letters as capitals: the form in which codes are compared."""
    return text.translate(_UPPER_CASE_TABLE)
