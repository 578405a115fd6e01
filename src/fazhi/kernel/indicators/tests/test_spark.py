import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import spark
from fazhi.kernel.indicators.errors import PeriodOutsideFrozenYear, SparkAbsent
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.indicators.services import freeze
from fazhi.kernel.indicators.spark import Spark


@pytest.fixture
def frozen(year: Any, at: Any, frozen_folder: Callable[[], Path]) -> FrozenYear:
    return freeze(2024, by="system", at=at, folder=frozen_folder())


def test_without_pyspark_the_extra_is_named(frozen: FrozenYear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: None)

    with pytest.raises(SparkAbsent) as absent:
        Spark(frozen.path)

    assert absent.value.missing == "PySpark"


def test_without_java_java_is_named(frozen: FrozenYear, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    monkeypatch.setattr(spark.shutil, "which", lambda name: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(SparkAbsent) as absent:
        Spark(frozen.path)

    assert absent.value.missing == "Java"


def test_java_may_stand_under_its_home_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").write_text("")
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    monkeypatch.setattr(spark.shutil, "which", lambda name: None)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    spark.require_spark()


def test_the_front_door_needs_no_spark() -> None:
    """The console imports the engine at its start; only asking it imports PySpark."""
    assert "pyspark" not in vars(sys.modules["fazhi.kernel.indicators.spark"])


@pytest.mark.spark
def test_spark_gives_what_duckdb_gives_to_the_month(frozen: FrozenYear) -> None:
    pytest.importorskip("pyspark", reason="Spark: the [spark] extra is not installed")
    with Frozen(frozen.path) as one, Spark(frozen.path) as other:
        for text in ("2024", "2024Q1", "2024-02", "2024-12"):
            period = Period.parse(text)
            assert figures(period, engine=other, by="role") == figures(period, engine=one, by="role")
        with pytest.raises(PeriodOutsideFrozenYear):
            figures(Period(2023), engine=other)


@pytest.mark.spark
def test_a_session_that_was_running_goes_on(frozen: FrozenYear, tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="Spark: the [spark] extra is not installed")
    with Spark(frozen.path) as first:
        figures(Period(2024), engine=first)
        with Spark(frozen.path) as second:
            figures(Period(2024), engine=second)

        assert sql.SparkSession.getActiveSession() is not None
        assert first.ask("SELECT 1") == [(1,)]
    assert sql.SparkSession.getActiveSession() is None
