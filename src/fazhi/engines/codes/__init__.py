"""
Codes with their official labels 代码表: what is stored, computed and sent is the code; what people read is the label.
"""

from enum import StrEnum
from typing import Self

__all__ = ["Labelled"]


class Labelled(StrEnum):
    """
    A closed list of codes, each with its official label: `MARRIED = "married", "已婚"`.

    The label has a default only so that a member may be called by its code: `Status("married")`.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[str, str]:
        """Code → label, in the order of the list."""
        return {member.value: member.label for member in cls}
