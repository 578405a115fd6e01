"""What the engines over a frozen year's files have in common: the folder, its manifest, and what it answers for."""

from pathlib import Path
from types import TracebackType
from typing import Self

from fazhi.engines.indicator import Bounds, Catalogue, Period
from fazhi.kernel.indicators.errors import PeriodOutsideFrozenYear
from fazhi.kernel.indicators.manifest import Manifest, read_manifest
from fazhi.kernel.indicators.terms import Scope

_NOWHERE = Bounds(1, 0)


class Sealed:
    """
    One folder; the folder alone is enough.

    Not for several threads at once: make one for each request and close it (or use `with`).
    Raises ManifestNotReadable, or CatalogueRefused for definitions that aren't ours.
    """

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        self.folder = folder
        self.manifest = manifest or read_manifest(folder)
        self.catalogue: Catalogue = self.manifest.catalogue()

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
        another office's rows. An office that the year didn't know sees nothing.
        """
        sealed = self.manifest.offices.get(scope.office)
        return Bounds(*sealed) if sealed else _NOWHERE

    def require(self, period: Period) -> None:
        if not Period(self.manifest.year).contains(period):
            raise PeriodOutsideFrozenYear(str(period), self.manifest.year)
