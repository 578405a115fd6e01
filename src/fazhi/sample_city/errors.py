"""
What a caller of the sample city can act on.

SampleError
├── YearNotPublished   there is no published table to calibrate a synthetic year on
├── ScaleOutOfRange    the scale is too small for eleven departments, or larger than the ledgers are made for
└── OutIsNotAFolder    the ledgers were to be written where a file stands
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path


class SampleError(Exception):
    """Base of this room's findings."""


class YearNotPublished(SampleError):
    def __init__(self, year: int, published: Sequence[int]) -> None:
        self.year = year
        self.published = tuple(published)
        super().__init__(
            f"No sample year {year}: a sample year is calibrated on published figures; published: {published}."
        )


class ScaleOutOfRange(SampleError):
    def __init__(self, scale: Decimal, least: Decimal, most: Decimal) -> None:
        self.scale, self.least, self.most = scale, least, most
        super().__init__(f"Scale {scale} is outside {least} to {most}.")


class OutIsNotAFolder(SampleError):
    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is a file; the ledgers are written into a folder.")
