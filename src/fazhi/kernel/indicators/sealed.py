"""
What the engines over a frozen year's files have in common: the folder, its manifest, and what it answers for.

A folder of frozen years, one of each bureau, is asked like one: the rows of all, by the one definition that all have.
"""

from pathlib import Path
from types import TracebackType
from typing import Self

from fazhi.engines.indicator import Bounds, Catalogue, Period
from fazhi.kernel.indicators.errors import BureausDiffer, PeriodOutsideFrozenYear
from fazhi.kernel.indicators.manifest import MANIFEST, Manifest, file_of, read_manifest
from fazhi.kernel.indicators.terms import Scope

_NOWHERE = Bounds(1, 0)


class Sealed:
    """
    One folder, or one with a folder for each of several bureaus in it; the folder alone is enough.

    Not for several threads at once: make one for each request and close it (or use `with`).
    Raises ManifestNotReadable, BureausDiffer, or CatalogueRefused for definitions that aren't ours.
    """

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        self.folders = (folder,) if manifest else _folders(folder)
        self.manifest, *others = [manifest] if manifest else [read_manifest(each) for each in self.folders]
        for each, other in zip(self.folders[1:], others, strict=True):
            _require_alike(self.folders[0], self.manifest, each, other)
        self.catalogue: Catalogue = self.manifest.catalogue()

    def files_of(self, register: str) -> list[str]:
        """The files that hold a register's rows, one of each folder."""
        return [str((folder / file_of(register)).resolve()) for folder in self.folders]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what asking has opened."""
        raise NotImplementedError

    def bounds(self, scope: Scope) -> Bounds:
        """
        The office's bounds as sealed: bounds are rewritten with every import of offices, and today's would show
        another office's rows. An office that the year didn't know sees nothing, and none sees a part of several bureaus,
        whose bounds overlap.
        """
        sealed = self.manifest.offices.get(scope.office) if len(self.folders) == 1 else None
        return Bounds(*sealed) if sealed else _NOWHERE

    def require(self, period: Period) -> None:
        if not Period(self.manifest.year).contains(period):
            raise PeriodOutsideFrozenYear(str(period), self.manifest.year)


def _folders(folder: Path) -> tuple[Path, ...]:
    """The folder itself, or those in it that are frozen years, in order of their names."""
    if (folder / MANIFEST).exists():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))) or (folder,)


def _require_alike(first: Path, ours: Manifest, second: Path, theirs: Manifest) -> None:
    """Raise BureausDiffer unless both are of one year and count by the same definitions."""
    said = {
        "year": (ours.year, theirs.year),
        "registers": ([sheet.register for sheet in ours.sheets], [sheet.register for sheet in theirs.sheets]),
        "definitions": (ours.indicators, theirs.indicators),
    }
    for what, (one, other) in said.items():
        if one != other:
            raise BureausDiffer(first.name, second.name, what)
