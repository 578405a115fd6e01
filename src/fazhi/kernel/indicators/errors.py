"""
What can go wrong with figures and frozen years. Definitions and periods have their own tree in `engines/indicator`.

FigureError
├── OpensToParts            a formula has no rows; its parts do
├── PeriodOutsideFrozenYear a frozen year answers for itself only
├── NotFrozen               no frozen year is recorded for this year
├── FrozenMeanwhile         somebody else sealed the same version first
├── KeyRepeated             a register gives one key twice, so a join finds several rows
├── FreezeDisagrees         the files don't give the figures that the records give
├── ManifestNotReadable     the folder is no frozen year, or its manifest is damaged
├── FileTorn                a file of a frozen year is damaged, or not there
├── BureausDiffer           frozen years of several bureaus that can't be counted together
└── SparkAbsent             figures were asked of Spark, which isn't installed here
"""

from collections.abc import Sequence


class FigureError(Exception):
    """Base of this room's findings."""


class OpensToParts(FigureError):
    def __init__(self, code: str, parts: Sequence[str]) -> None:
        self.code, self.parts = code, tuple(parts)
        super().__init__(f"{code} is computed from other figures and has no rows of its own; open {', '.join(parts)}.")


class PeriodOutsideFrozenYear(FigureError):
    def __init__(self, period: str, year: int) -> None:
        self.period, self.year = period, year
        super().__init__(f"The frozen year {year} can't answer for {period}; ask the live engine, or freeze that year.")


class NotFrozen(FigureError):
    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"{year} isn't frozen. Freeze it first with `fazhi year freeze {year}`.")


class FrozenMeanwhile(FigureError):
    def __init__(self, year: int, version: int) -> None:
        self.year, self.version = year, version
        super().__init__(f"Version {version} of {year} was sealed by somebody else meanwhile; freeze again.")


class KeyRepeated(FigureError):
    def __init__(self, register: str, key: str) -> None:
        self.register, self.key = register, key
        super().__init__(f"{register} gives the key {key} more than once; one of its joins finds several rows.")


class FreezeDisagrees(FigureError):
    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(f"Nothing is sealed: files and records give different figures for {', '.join(codes)}.")


class ManifestNotReadable(FigureError):
    def __init__(self, folder: str, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"{folder} is no readable frozen year: {reason}.")


class FileTorn(FigureError):
    """A register's file can't be read; `reason` is what the reader says, for developers."""

    def __init__(self, folder: str, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"A file of {folder} can't be read: {reason}")


class BureausDiffer(FigureError):
    """`what`: "year", "registers" or "definitions"; `first` and `second` are the names of the folders."""

    def __init__(self, first: str, second: str, what: str) -> None:
        self.first, self.second, self.what = first, second, what
        super().__init__(f"{first} and {second} differ in {what} and can't be counted together.")


class SparkAbsent(FigureError):
    """`missing` is "PySpark" or "Java"."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(f"{missing} isn't installed; the engine `spark` needs Java and the extra: fazhi[spark].")
