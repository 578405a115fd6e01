"""
What can go wrong when a paper is made.

PaperError
└── FaceMissing   a drawing names a font face that the system does not ship
"""


class PaperError(Exception):
    """Base of this room's findings."""


class FaceMissing(PaperError):
    def __init__(self, warnings: tuple[str, ...]) -> None:
        self.warnings = warnings
        super().__init__("A drawing names a face that is not shipped: " + "; ".join(warnings))
