"""Figures over a frozen year: DuckDB over its Parquet files, by the definitions that were sealed with them."""

from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from fazhi.engines.indicator import DUCKDB, Bounds, Catalogue, Period
from fazhi.kernel.indicators.errors import PeriodOutsideFrozenYear
from fazhi.kernel.indicators.manifest import Manifest, file_of, read_manifest
from fazhi.kernel.indicators.terms import Scope

_NOWHERE = Bounds(1, 0)


class Frozen:
    """
    The engine over one folder; the folder alone is enough.

    Not for several threads at once: make one for each request and close it (or use `with`).
    Raises ManifestNotReadable, or CatalogueRefused for definitions that aren't ours.
    """

    name = "frozen"
    dialect = DUCKDB

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        self.folder = folder
        self.manifest = manifest or read_manifest(folder)
        self.catalogue: Catalogue = self.manifest.catalogue()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> "Frozen":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return self._connected().execute(query).fetchall()

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

    def _connected(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            # Without these DuckDB would look for extensions on the network.
            self._connection = duckdb.connect(
                config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
            )
            for name in self.catalogue.registers:
                path = DUCKDB.literal(str(self.folder / file_of(name)))
                view = DUCKDB.identifier(name)
                self._connection.execute(" ".join(("CREATE VIEW", view, "AS SELECT * FROM read_parquet(", path, ")")))
        return self._connection
