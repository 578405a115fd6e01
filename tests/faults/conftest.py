"""A bureau of six posts in a database of its own, and commands that can be killed at a stage."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

DYING = Path(__file__).with_name("dying.py")
OPENING = (
    "number=〔2026〕1号", "category=neighbour", "source=application", "applicant_name=陈阿土",
    "applicant_document_type=identity", "applicant_document_number=999999196001011230", "respondent_name=林阿水",
)  # fmt: skip


def ledger(path: Path, rows: int) -> Path:
    """A ledger of referrals to the committee, signed for in May 2024."""
    lines = [
        "对接编号,对接渠道,移送单位,移送单位案号,接收组织代码,纠纷类别,移送日期,签收日期,结果,结果回传日期,退回原因"
    ]
    lines += [
        f"公调〔2024〕{n}号,公调对接,莲前派出所,,XM-SM-01,邻里,2024-05-06,2024-05-07,,," for n in range(1, rows + 1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


@dataclass(frozen=True)
class Answer:
    """What a command did; `code` is None if it was killed. `stages` are those that it went through."""

    code: int | None
    out: str = ""
    err: str = ""
    stages: str = ""

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="session")
def dying() -> Iterator["subprocess.Popen[str]"]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    with subprocess.Popen(
        [sys.executable, str(DYING)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)


class Bureau:
    """`fazhi` on one data folder, as processes."""

    def __init__(self, data: Path, process: "subprocess.Popen[str]") -> None:
        self.data, self._process = data, process

    def __call__(self, *words: object, die: list[str] | None = None, back: int = 0, data: Path | None = None) -> Answer:
        """
        Run one command.

        die    patterns of stages; when each has been seen after the one before, the process is killed
        back   seconds by which the clock was set back
        data   another data folder
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        folder = data or self.data
        database = str(folder / "fazhi.sqlite3") if connection.vendor == "sqlite" else connection.settings_dict["NAME"]
        request = {
            "data": str(folder), "database": database, "scratch": str(self.data.parent),
            "words": [str(word) for word in words], "die": die or [], "back": back,
        }  # fmt: skip
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return Answer(**json.loads(self._process.stdout.readline()))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Asked past the application."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.data / "fazhi.sqlite3")) as file:
                return file.execute(query).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def change(self, *statements: str) -> None:
        """Done past the application, on SQLite."""
        with closing(sqlite3.connect(self.data / "fazhi.sqlite3")) as file:
            for statement in statements:
                file.execute(statement)
            file.commit()

    def actions(self) -> list[str]:
        """Of the trail, in order."""
        return [row[0] for row in self.rows("SELECT action FROM audit_entry ORDER BY number")]

    def holds(self) -> bool:
        """Whether the trail does, and what there is of it."""
        answer = self("audit", "verify", "--json")
        assert answer.code in {0, 1}, answer.err
        return bool(answer.data["holds"])


@pytest.fixture
def bureau(transactional_db: None, city: Any, data_dir: Path, dying: "subprocess.Popen[str]") -> Bureau:
    """The city of the tests, with its keys, in a database that processes share."""
    (data_dir / "key" / "session.key").write_text("s" * 64)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data_dir / "fazhi.sqlite3")) as file:
            connection.connection.backup(file)
    return Bureau(data_dir, dying)


@pytest.fixture
def on_sqlite() -> None:
    """Skips a test of what only SQLite has, or that a database of its own would have to be made for."""
    if connection.vendor != "sqlite":
        pytest.skip("on SQLite only")
