"""
What a caller of the agreement engine can act on.

AgreementError
├── LevelsTooFew   a scale of fewer than two levels, on which nobody can disagree
└── LevelUnknown   a score that is no level of the scale
"""


class AgreementError(Exception):
    """Base of this engine's findings."""


class LevelsTooFew(AgreementError):
    """`levels` is below 2."""

    def __init__(self, levels: int) -> None:
        super().__init__(f"A scale of {levels} levels: nobody can disagree on it; 2 are needed.")
        self.levels = levels


class LevelUnknown(AgreementError):
    """The pair at `place`, from 0, has a score outside 0 … `levels` − 1."""

    def __init__(self, place: int, pair: tuple[int, int], levels: int) -> None:
        super().__init__(f"Pair {place} is {pair}; levels are 0 to {levels - 1}.")
        self.place, self.pair, self.levels = place, pair, levels
