from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong with a definition, where, and what would be right."""

    place: str
    text: str
    hint: str
