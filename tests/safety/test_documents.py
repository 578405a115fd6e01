"""The pages about safety say what is so: every test that they name is there, and the list of dependencies is current."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "security.md", *sorted((ROOT / "docs" / "security").glob("*.md"))]
_TEST = re.compile(r"`((?:tests|src)/[\w/]+\.py)::(test_\w+)`")
_ITEM = re.compile(r"^\| V(\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def named_tests(page: Path) -> set[tuple[str, str]]:
    return set(_TEST.findall(page.read_text(encoding="utf-8")))


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    missing = [
        f"{path}::{name}"
        for path, name in sorted(named_tests(page))
        if not (ROOT / path).is_file() or name not in functions_of(ROOT / path)
    ]

    assert missing == [], "\n".join(["", *missing])


def test_the_pages_do_name_tests() -> None:
    assert sum(len(named_tests(page)) for page in PAGES) > 100


def test_each_item_of_the_standard_has_a_test_a_reason_or_is_open() -> None:
    """Levels 1 and 2 of ASVS 5.0.0 have 253; the two chapters that don't apply stand as a line each, for 29 and 7."""
    text = (ROOT / "docs" / "security" / "asvs.md").read_text(encoding="utf-8")
    items = _ITEM.findall(text)

    assert len(items) + 29 + 7 == 253
    assert len({number for number, *_ in items}) == len(items)
    for number, _, what, held in items:
        assert what.strip(), number
        assert _TEST.search(held) or held.startswith(("not applicable", "open: ", "documented: ")), number


def test_the_list_of_dependencies_is_current() -> None:
    """Names and versions of the lock files; licences are those of the packages that are installed here."""
    path = ROOT / "docs" / "dependencies.py"
    spec = importlib.util.spec_from_file_location("dependencies", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")

    locked = {(name, version) for lock in module.LOCKS for name, version in module.locked(ROOT / lock)}

    assert locked == set(re.findall(r"^\| ([\w.-]+) \| (\d[\w.+!-]*) \|", listed, re.MULTILINE))
