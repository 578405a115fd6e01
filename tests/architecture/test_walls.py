"""Who may know whom, where a thing is kept, what a room must not touch."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "fazhi"
LINES = sorted(path for path in (PACKAGE / "lines").iterdir() if path.is_dir() and not path.name.startswith("_"))
ROOMS = sorted(path for path in (PACKAGE / "kernel").iterdir() if path.is_dir() and not path.name.startswith("_"))
ENGINES = PACKAGE / "engines"
CLOCKS_AND_NETWORK = {
    "asyncio", "fcntl", "http", "os", "random", "requests", "secrets", "socket", "sqlite3", "subprocess", "time", "urllib", "uuid",
}  # fmt: skip


def modules(folder: Path) -> Iterator[Path]:
    """The code of a folder, without its tests and migrations."""
    for path in sorted(folder.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def imported(path: Path) -> set[str]:
    """First words of all modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def test_all_import_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(ROOT)

    code = lint_imports(no_cache=True)

    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("line", LINES, ids=lambda path: path.name)
def test_a_line_has_its_first_rooms_and_says_what_it_does(line: Path):
    assert {"__init__", "terms", "apps"} <= {path.stem for path in line.iterdir()}  # a room may be a folder
    assert len(ast.get_docstring(ast.parse((line / "__init__.py").read_text(encoding="utf-8"))) or "") > 80


@pytest.mark.parametrize("folder", [*LINES, *ROOMS], ids=lambda path: path.name)
def test_the_front_of_a_room_is_a_docstring_only(folder: Path):
    """Django imports it before models are ready."""
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))

    assert len(tree.body) == 1
    assert ast.get_docstring(tree)


READS_FILES = {
    "engines/lookup/index.py": "an index is a folder that its caller names",
    "engines/masking/statistics.py": "lists of its own package",
    "engines/review/prohibited/likeness.py": "weights of its own package",
    "engines/topics/model.py": "weights of its own package",
}


@pytest.mark.parametrize("path", list(modules(ENGINES)), ids=name_of)
def test_an_engine_reads_no_clock_no_disk_no_network_and_draws_no_lots(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert imported(path) & CLOCKS_AND_NETWORK == set()
    files = set() if name_of(path) in READS_FILES else {"read_text", "read_bytes", "write_text"}
    assert called & ({"now", "today", "utcnow"} | files) == set()


def test_law_holds_data_and_no_code():
    assert list((PACKAGE / "law").rglob("*.py")) == []


def test_no_folder_or_file_is_a_place_for_things_without_a_home():
    homeless = {"utils", "util", "common", "helpers", "helper", "misc", "lib"}

    assert [name_of(path) for path in PACKAGE.rglob("*") if path.stem in homeless] == []


def test_the_application_goes_round_no_scope():
    """`_base_manager`, `.objects.all` and raw SQL managers skip the range predicate."""
    found = [
        f"{name_of(path)}: {word}"
        for path in modules(PACKAGE)
        for word in ("_base_manager", "_default_manager", ".objects.all(")
        if word in path.read_text(encoding="utf-8")
    ]

    assert found == []


def test_the_clock_is_read_at_the_edge_only():
    """Services take `at`; only surfaces, commands and pages may ask what time it is."""
    edges = ("surfaces", "config", "__main__.py", "commands.py", "web", "portal", "api.py", "jobs.py")
    found = []
    for path in modules(PACKAGE):
        if not set(edges) & set(path.relative_to(PACKAGE).parts):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                f"{name_of(path)}:{node.lineno}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"now", "today", "utcnow"}
                and ast.unparse(node.func.value) in {"timezone", "datetime", "date"}
            ]

    assert found == []


def test_no_file_names_the_machine_it_was_written_on():
    texts = [
        path
        for path in ROOT.glob("*")
        if path.is_file() and path.suffix in {".md", ".toml", ".py", ""} and path.name != ".git"
    ]
    texts += [
        path for place in ("src", "docs", "tests", "benchmarks") for path in (ROOT / place).rglob("*") if path.is_file()
    ]
    machine = re.compile(rb"(?<!\w)/" + b"work/")  # apart, so that this file does not find itself
    kinds = {".py", ".md", ".toml", ".html", ".css", ".csv", ".txt", ""}

    assert [
        str(path.relative_to(ROOT)) for path in texts if path.suffix in kinds and machine.search(path.read_bytes())
    ] == []


def test_nothing_is_left_for_later_in_the_code():
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX")

    found = [
        name_of(path) for path in modules(PACKAGE) if any(mark in path.read_text(encoding="utf-8") for mark in marks)
    ]

    assert found == []
