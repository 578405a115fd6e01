"""
Figures over a frozen year on Spark: the same files, the same definitions, for years too large for one machine.

Behind the extra `spark`, which brings PySpark; Java must be there.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from fazhi.engines.indicator import SPARK
from fazhi.kernel.indicators.errors import SparkAbsent
from fazhi.kernel.indicators.manifest import Manifest
from fazhi.kernel.indicators.sealed import Sealed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# ANSI mode: sums that overflow and casts that fail raise; without it they wrap, or give null.
_ALWAYS = {"spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "Asia/Shanghai"}
_LOCAL = {
    "spark.master": "local[*]",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}


class Spark(Sealed):
    """
    The engine over files that the Spark it finds can read: the active session, the cluster of `spark-submit`
    (MASTER), else this machine's cores. A session that it started ends with it.

    Raises SparkAbsent without PySpark or Java.
    """

    name = "spark"
    dialect = SPARK

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        require_spark()
        super().__init__(folder, manifest)
        self._session: SparkSession | None = None
        self._scratch: TemporaryDirectory[str] | None = None
        self._is_ours = False

    def close(self) -> None:
        if self._session is not None and self._is_ours:
            self._session.stop()
        if self._scratch is not None:
            self._scratch.cleanup()
        self._session = self._scratch = None

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._connected().sql(query).collect()]

    def _connected(self) -> "SparkSession":
        if self._session is None:
            self._session = self._found_or_started()
            for name in self.catalogue.registers:
                self._session.read.parquet(*self.files_of(name)).createOrReplaceTempView(name)
        return self._session

    def _found_or_started(self) -> "SparkSession":
        from pyspark.sql import SparkSession

        session = SparkSession.getActiveSession()
        if session is None:
            self._is_ours = True
            self._scratch = TemporaryDirectory(prefix="fazhi-spark-")
            settings: dict[str, bool | float | int | str | None] = {
                **_ALWAYS,
                "spark.sql.warehouse.dir": self._scratch.name,
            }
            settings |= {} if os.environ.get("MASTER") else _LOCAL
            session = SparkSession.builder.appName("fazhi").config(map=settings).getOrCreate()
            session.sparkContext.setLogLevel("ERROR")
        for name, value in _ALWAYS.items():
            session.conf.set(name, value)
        return session


def require_spark() -> None:
    """Raises SparkAbsent, naming what is missing."""
    if find_spec("pyspark") is None:
        raise SparkAbsent("PySpark")
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and Path(home, "bin", "java").exists())):
        raise SparkAbsent("Java")
