"""Frozen years of several bureaus in one folder are counted together: on DuckDB as by hand, on Spark as on DuckDB."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi.engines.indicator import Count, Period
from fazhi.kernel.indicators.errors import BureausDiffer, FileTorn, ManifestNotReadable
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.manifest import MANIFEST, file_of, read_manifest
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.indicators.terms import Scope
from fazhi.sample_city.frozen import write_frozen
from fazhi.surfaces.cli.console import run

SCALES = {"甲市": Decimal("0.01"), "乙市": Decimal("0.02"), "丙市": Decimal("0.03")}
YEAR = Period(2024)


@pytest.fixture(scope="module")
def bureaus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three synthetic bureaus of different size, a folder each."""
    folder = tmp_path_factory.mktemp("bureaus")
    for name, scale in SCALES.items():
        write_frozen(2024, scale, folder / name)
    return folder


@pytest.fixture
def apart(bureaus: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(bureaus, tmp_path / "bureaus"))


def test_rows_and_sums_of_the_whole_are_those_of_the_bureaus_added_up(bureaus: Path) -> None:
    with Frozen(bureaus) as engine:
        together = {figure.code: figure for figure in figures(YEAR, engine=engine)}
        measures = {code: item.measure for code, item in engine.catalogue.indicators.items()}
    apart = []
    for name in SCALES:
        with Frozen(bureaus / name) as engine:
            apart.append({figure.code: figure for figure in figures(YEAR, engine=engine)})

    added = [code for code, item in measures.items() if isinstance(item, Count) and item.aggregate in {"count", "sum"}]
    assert len(added) > 10
    assert together["mediation.people.resolved"].exact > max(each["mediation.people.resolved"].exact for each in apart)
    for code in added:
        assert together[code].exact == sum(each[code].exact or 0 for each in apart), code


def test_at_the_console(bureaus: Path, db: None, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["figures", "--year", "2024", "--engine", "frozen", "--from", str(bureaus), "--json"]

    assert run([*words, "--code", "mediation.people.resolved"]) == 0

    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    with Frozen(bureaus) as engine:
        (expected,) = figures(YEAR, engine=engine, codes=["mediation.people.resolved"])
    assert figure["exact"] == expected.exact


@pytest.mark.spark
def test_spark_says_what_duckdb_says(bureaus: Path) -> None:
    from fazhi.kernel.indicators.spark import Spark

    with Frozen(bureaus) as duckdb, Spark(bureaus) as spark:
        for period in (YEAR, Period.parse("2024Q3"), Period.parse("2024-12")):
            expected = [figure.plain() for figure in figures(period, engine=duckdb)]
            assert [figure.plain() for figure in figures(period, engine=spark)] == expected


def test_no_office_sees_a_part_of_several_bureaus(bureaus: Path) -> None:
    office = next(iter(read_manifest(bureaus / "甲市").offices), "XM")

    with Frozen(bureaus) as engine:
        (figure,) = figures(YEAR, engine=engine, codes=["mediation.people.resolved"], scope=Scope(office, 1, 10**6))

    assert figure.exact == 0


def _changed(folder: Path, **more: object) -> None:
    told = json.loads((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).write_text(json.dumps({**told, **more}), encoding="utf-8")


def test_years_that_differ_are_not_counted_together(apart: Path) -> None:
    _changed(apart / "乙市", year=2023)

    with pytest.raises(BureausDiffer, match="year"):
        Frozen(apart)


def test_definitions_that_differ_are_not_counted_together(apart: Path) -> None:
    told = json.loads((apart / "丙市" / MANIFEST).read_bytes())
    _changed(apart / "丙市", indicators=told["indicators"][:-1])

    with pytest.raises(BureausDiffer, match="definitions"):
        Frozen(apart)


def test_a_folder_without_any_is_told(tmp_path: Path) -> None:
    with pytest.raises(ManifestNotReadable):
        Frozen(tmp_path)


def test_a_torn_file_of_one_is_told_and_nothing_is_counted(apart: Path) -> None:
    torn = apart / "乙市" / file_of("mediation_people_register")
    torn.write_bytes(torn.read_bytes()[:100])

    with Frozen(apart) as engine, pytest.raises(FileTorn):
        figures(YEAR, engine=engine, codes=["mediation.people.resolved"])
