"""What is not code but must be in the wheel: periods, titles, holidays, templates, style sheets, the published table."""

import fnmatch
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
DATA = sorted(
    path
    for path in (SOURCE / "fazhi").rglob("*")
    if path.is_file() and path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts
)


@pytest.fixture(scope="module")
def patterns() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert settings["packages"]["find"] == {"where": ["src"], "namespaces": True}
    return settings["package-data"]["*"]


def test_there_is_data_of_each_kind():
    assert {path.suffix for path in DATA} >= {".toml", ".csv", ".html", ".css", ".svg"}


@pytest.mark.parametrize("path", DATA, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_data_file_goes_into_the_wheel(path: Path, patterns: list[str]):
    assert any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)


def test_every_folder_with_data_is_a_package_of_the_wheel():
    setuptools = pytest.importorskip("setuptools")
    packages = set(setuptools.find_namespace_packages(where=str(SOURCE)))

    assert {".".join(path.parent.relative_to(SOURCE).parts) for path in DATA} <= packages


def test_the_core_starts_without_the_planning_extra() -> None:
    """What only an extra brings must not be imported where a bureau installs the core alone."""
    hidden = "import sys; sys.modules['ortools'] = sys.modules['numba'] = None; import django; django.setup()"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}

    done = subprocess.run([sys.executable, "-c", hidden], env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
