"""
What can go wrong with amounts.

AmountError
└── AmountNotWritable   below nothing, or beyond the units that the rules name
"""


class AmountError(ValueError):
    """Base of this engine's findings."""


class AmountNotWritable(AmountError):
    """`fen` is what was asked, `largest` the largest that can be written."""

    def __init__(self, fen: int, largest: int) -> None:
        self.fen, self.largest = fen, largest
        super().__init__(f"{fen} fen can't be written in capital numerals: 0 to {largest} fen can.")
