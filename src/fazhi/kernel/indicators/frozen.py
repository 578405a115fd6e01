"""Figures over a frozen year: DuckDB over its Parquet files, by the definitions that were sealed with them."""

from pathlib import Path
from typing import Any

import duckdb

from fazhi.engines.indicator import DUCKDB
from fazhi.kernel.indicators.errors import FileTorn
from fazhi.kernel.indicators.manifest import Manifest
from fazhi.kernel.indicators.sealed import Sealed


class Frozen(Sealed):
    """The engine over files on one machine. Asking raises FileTorn for a file that can't be read."""

    name = "frozen"
    dialect = DUCKDB

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        super().__init__(folder, manifest)
        self._connection: duckdb.DuckDBPyConnection | None = None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        try:
            return self._connected().execute(query).fetchall()
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            raise FileTorn(", ".join(str(folder) for folder in self.folders), str(error).splitlines()[0]) from error

    def _connected(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            # Without these DuckDB would look for extensions on the network.
            self._connection = duckdb.connect(
                config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
            )
            for name in self.catalogue.registers:
                paths = ", ".join(DUCKDB.literal(path) for path in self.files_of(name))
                view = DUCKDB.identifier(name)
                self._connection.execute(
                    " ".join(("CREATE VIEW", view, "AS SELECT * FROM read_parquet([", paths, "])"))
                )
        return self._connection
