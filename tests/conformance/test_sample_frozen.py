"""`fazhi sample frozen`: what an import and a freeze of the same year would have written, at any scale."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from django.db import connection

from fazhi.engines.indicator import Period
from fazhi.kernel.calendar.services import working_calendar
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.manifest import MANIFEST, file_of, read_manifest
from fazhi.kernel.indicators.queries import figures, identities
from fazhi.kernel.indicators.services import verify
from fazhi.sample_city.errors import OutIsNotAFolder, ScaleOutOfRange, YearNotPublished
from fazhi.sample_city.frozen import block_scales, write_frozen
from fazhi.sample_city.published import LEAST_SCALE, targets

SMALL, TWO = Decimal("0.02"), Decimal("1.02")
SESSION = Path(__file__).parents[1] / "journeys" / "console_session.py"
PERIODS = ["2024", *(f"2024Q{quarter}" for quarter in range(1, 5)), *(f"2024-{month:02d}" for month in range(1, 13))]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_frozen(2024, SMALL, folder)
    return folder


@pytest.fixture(scope="module")
def two_blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    write_frozen(2024, TWO, folder)
    return folder


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same year as ledgers, imported and frozen through the ordinary commands."""
    data = tmp_path_factory.mktemp("imported")
    commands = (
        ["setup"],
        ["sample", "ledgers", "--year", "2024", "--scale", str(SMALL), "--out", str(data / "ledgers")],
        ["ledger", "import", str(data / "ledgers")],
        ["year", "freeze", "2024"],
    )
    environment = _environment() | {"FAZHI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    done = subprocess.run(
        [sys.executable, str(SESSION)],
        input="".join(json.dumps(words) + "\n" for words in commands),
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [json.loads(line)[0] for line in done.stdout.splitlines()] == [0] * len(commands), done.stdout
    return data / "frozen" / "2024-v1"


def _environment() -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": "", "PYTHONPATH": os.pathsep.join(sys.path)}


def _console(data: Path, *words: str) -> dict[str, object]:
    command = [sys.executable, "-m", "fazhi", "--data", str(data), *words, "--json"]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return json.loads(done.stdout)


def _figures(folder: Path) -> dict[str, object]:
    with Frozen(folder) as engine:
        return {figure.code: figure.exact for figure in figures(Period(2024), engine=engine)}


@pytest.mark.parametrize(("scale", "name"), [(SMALL, "small"), (TWO, "two_blocks")])
def test_its_figures_are_the_published_ones_times_the_scale(
    scale: Decimal, name: str, request: pytest.FixtureRequest
) -> None:
    found, goal = _figures(request.getfixturevalue(name)), targets(2024, scale)

    assert found["mediation.people.resolved"] == goal.resolved
    assert found["mediation.people.amount"] == goal.amount_fen
    assert found["mediation.administrative.departments"] == 11
    for nature, count in goal.accepted.items():
        assert found[f"mediation.administrative.accepted.{nature}"] == count
    for nature, count in goal.settled.items():
        assert found[f"mediation.administrative.settled.{nature}"] == count
    for channel, count in goal.referred.items():
        assert found[f"mediation.referred.{channel}"] == count


def test_the_committees_are_those_of_one_city_whatever_the_scale(small: Path, two_blocks: Path) -> None:
    one, two = _figures(small), _figures(two_blocks)
    codes = [code for code in one if code.startswith("mediation.network.")]

    assert one["mediation.network.committees"] == 634
    assert [one[code] for code in codes] == [two[code] for code in codes]


def test_no_database_is_asked_even_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that is not marked for the database may not connect: whoever asked would be told off."""
    monkeypatch.setitem(connection.settings_dict, "NAME", ":memory:")
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        working_calendar()

    write_frozen(2024, LEAST_SCALE, tmp_path)


@pytest.mark.parametrize("text", PERIODS)
def test_every_identity_holds_in_every_period(two_blocks: Path, text: str) -> None:
    with Frozen(two_blocks) as engine:
        broken = [holding.rule for holding in identities(Period.parse(text), engine=engine) if not holding.holds]

    assert not broken


def test_its_rows_are_those_that_an_import_and_a_freeze_keep(small: Path, imported: Path) -> None:
    for sheet in read_manifest(small).sheets:
        ours, theirs = (
            _without_keys(folder / file_of(sheet.register.name), sheet.register.key) for folder in (small, imported)
        )

        assert ours.schema == theirs.schema
        assert ours.equals(theirs), sheet.register.name


def _without_keys(path: Path, key: str) -> pl.DataFrame:
    """Rows without the key, which an import draws, in an order of their own; offices imported have blanks for nulls."""
    rows = pl.read_parquet(path).drop(key)
    return rows.sort(rows.columns)


def test_the_folder_is_a_frozen_year_that_holds_alone(two_blocks: Path) -> None:
    manifest = read_manifest(two_blocks)

    assert verify(two_blocks, alone=True).holds
    assert (manifest.year, manifest.sample) == (2024, True)
    assert {path.name for path in two_blocks.iterdir()} == {
        MANIFEST, "manifest.sha256", *(file_of(sheet.register.name) for sheet in manifest.sheets),
    }  # fmt: skip


def test_blocks_have_keys_and_numbers_of_their_own_in_order(two_blocks: Path) -> None:
    for sheet in read_manifest(two_blocks).sheets:
        rows = pl.read_parquet(two_blocks / file_of(sheet.register.name))

        assert rows[sheet.register.key].is_sorted()
        assert rows.height == sheet.rows == rows[sheet.register.key].n_unique()
        if "number" in rows.columns:  # monthly reports have none
            # a hotline's switch counts anew each day, and a document may stand in several clean-ups
            by = next(name for name in ("called_date", "campaign_number", "channel", "office") if name in rows.columns)
            assert rows.select(by, "number").n_unique() == rows.height


def test_equal_arguments_give_equal_bytes(small: Path, tmp_path: Path) -> None:
    write_frozen(2024, SMALL, tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in small.iterdir()
    }


def test_the_console_says_how_much_it_wrote_and_reads_it_back(small: Path, imported: Path, tmp_path: Path) -> None:
    data = imported.parents[1]
    told = _console(
        tmp_path, "sample", "frozen", "--year", "2024", "--scale", str(SMALL), "--out", str(tmp_path / "out")
    )
    read = _console(data, "figures", "--period", "2024-09", "--engine", "frozen", "--from", str(tmp_path / "out"))

    assert told == {"registers": len(read_manifest(small).sheets), "rows": read_manifest(small).rows}
    assert read["figures"] == _console(data, "figures", "--period", "2024-09")["figures"]
    assert not (tmp_path / "fazhi.sqlite3").exists()


@pytest.mark.parametrize(
    ("scale", "blocks"),
    [("0.01", ["0.01"]), ("1", ["1"]), ("3", ["1", "1", "1"]), ("2.5", ["1", "1", "0.5"]), ("2.005", ["1", "1.005"])],
)
def test_a_scale_is_years_side_by_side(scale: str, blocks: list[str]) -> None:
    found = block_scales(Decimal(scale))

    assert found == tuple(map(Decimal, blocks))
    assert sum(found) == Decimal(scale)


def test_what_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ScaleOutOfRange):
        write_frozen(2024, Decimal("0.009"), tmp_path)
    with pytest.raises(YearNotPublished):
        write_frozen(2023, SMALL, tmp_path)
    with pytest.raises(OutIsNotAFolder):
        write_frozen(2024, SMALL, tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
