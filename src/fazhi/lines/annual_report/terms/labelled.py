from enum import StrEnum


class Labelled(StrEnum):
    """A code with its official label."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {member.value: member.label for member in cls}
