"""The console as a user has it: a process of its own, with its own data folder and a database file."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fazhi.config import schema
from fazhi.surfaces.cli.console import run

SOURCE = Path(__file__).parents[2] / "src"
SESSION = Path(__file__).with_name("console_session.py")


@dataclass(frozen=True)
class Answer:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Console:
    """`fazhi` on the data folder `data`."""

    import_answer: dict[str, Any]
    freeze_answer: dict[str, Any]

    def __init__(self, data: Path) -> None:
        self.data = data
        self._process = self._started()

    def _started(self) -> "subprocess.Popen[str]":
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {
            "PYTHONPATH": str(SOURCE),
            "FAZHI_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "fazhi.config.settings",
        }
        return subprocess.Popen(
            [sys.executable, str(SESSION)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )

    def __call__(self, *words: str | Path) -> Answer:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(word) for word in words]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait(timeout=30)
            self._process = self._started()  # one command's death is not the next test's
            pytest.fail(f"fazhi {' '.join(map(str, words))} died with {code}")
        return Answer(*json.loads(line))

    def json(self, *words: str | Path) -> Any:
        """The data of a command that must succeed."""
        answer = self(*words, "--json")
        assert answer.code == 0, answer.err or answer.out
        assert answer.err == ""
        return answer.data

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def entries(self) -> int:
        """How long the trail is."""
        return self.json("audit", "verify")["entries"]

    def tamper(self, *statements: str) -> None:
        """What the owner of the database file can do: triggers off, plain SQL, triggers on again."""
        items = [item for item in schema.declared() if item.kind == "trigger"]
        off = [text for item in items for text in item.drop["sqlite"]]
        on = [text for item in items for text in item.create["sqlite"]]
        with closing(sqlite3.connect(self.data / "fazhi.sqlite3")) as database:
            for statement in (*off, *statements, *on):
                database.execute(statement)
            database.commit()

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever happens to the data folder inside is undone after it."""
        kept = self.data.with_name(f"{self.data.name}-kept")
        shutil.copytree(self.data, kept)
        try:
            yield
        finally:
            shutil.rmtree(self.data)
            kept.rename(self.data)


@pytest.fixture
def fazhi(db: None, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """The console in this process, on the test's database."""

    def call(*words: str | Path) -> Answer:
        capsys.readouterr()
        code = run([str(word) for word in words])
        told = capsys.readouterr()
        return Answer(code, told.out, told.err)

    return call


@pytest.fixture(scope="session")
def console_at() -> Iterator[Callable[[Path], Console]]:
    """Opens consoles; all are closed at the end."""
    opened: list[Console] = []

    def open_at(data: Path) -> Console:
        opened.append(Console(data))
        return opened[-1]

    yield open_at
    for console in opened:
        console.close()


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("main-job")


@pytest.fixture(scope="session")
def empty(place: Path, console_at: Callable[[Path], Console]) -> Console:
    """A console before anything was set up."""
    return console_at(place / "nothing-yet")


@pytest.fixture(scope="session")
def imported(place: Path, console_at: Callable[[Path], Console]) -> Console:
    """A fiftieth of the synthetic year, set up and imported."""
    console = console_at(place / "data")
    console.json("setup")
    console.json("sample", "ledgers", "--year", "2024", "--out", place / "ledgers", "--scale", "0.02")
    console.import_answer = console.json("ledger", "import", place / "ledgers")
    return console


@pytest.fixture(scope="session")
def frozen(imported: Console) -> Console:
    """The year frozen; what the freeze answered stands beside the console."""
    imported.freeze_answer = imported.json("year", "freeze", "2024")
    return imported


@pytest.fixture
def tampered(frozen: Console) -> Iterator[Console]:
    """The frozen console; whatever the test does to its data folder is undone after it."""
    with frozen.undone():
        yield frozen
