"""The three marks of a citation: text held · identified, text not held · 待核."""

from enum import StrEnum


class Mark(StrEnum):
    """
    How far a citation is backed.

    HELD        the text is held here and has what is cited
    IDENTIFIED  the text exists as named and is not held here
    UNVERIFIED  待核: nobody has checked it against the text
    UNKNOWN     none of the three: a mistake in the code or the tables, which stops the start (fazhi.E010)
    """

    HELD = "held"
    IDENTIFIED = "identified"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """What people see."""
        return _LABELS[self]


_LABELS = {
    Mark.HELD: "有条文",
    Mark.IDENTIFIED: "有此文件，未收录条文",
    Mark.UNVERIFIED: "待核",
    Mark.UNKNOWN: "查无此据",
}
