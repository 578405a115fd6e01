"""What docs/operations.md tells an administrator to type is what the program takes; units are what systemd takes."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi.surfaces.cli.console import _parser
from fazhi.surfaces.operations import metrics, standing

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "operations.md"
FOLDER = ROOT / "docs" / "operations"
UNITS = sorted([*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")])
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands() -> Iterator[str]:
    """Every `fazhi …` of the page, in blocks and in sentences, and of the units."""
    text = PAGE.read_text(encoding="utf-8")
    for block in _BLOCK.findall(text):
        yield from (line for line in block.splitlines() if line.startswith("fazhi "))
    yield from (code for code in re.findall(r"`(fazhi [^`]+)`", _BLOCK.sub("", text)) if "…" not in code)
    for unit in FOLDER.glob("*.service"):
        yield from (
            found.removeprefix("/opt/fazhi/venv/bin/")
            for found in re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.M)
        )


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_is_one_that_the_program_takes(command: str) -> None:
    given = _parser().parse_args(shlex.split(command)[1:])

    assert given.command.run is not None


def test_every_kind_of_command_is_among_them() -> None:
    words = {tuple(shlex.split(command)[1:3]) for command in commands()}

    assert {
        ("backup", "verify"),
        ("backup", "keys"),
        ("setup", "--dry-run"),
        ("audit", "verify"),
        ("clock",),
        ("check",),
    } <= words


def analyzed(place: Path) -> "subprocess.CompletedProcess[str]":
    units = sorted(str(path) for path in place.iterdir())
    return subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units as on the bureau's machine, with a program that is here."""
    place = tmp_path / "units"
    place.mkdir()
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/fazhi/venv/bin/fazhi", sys.executable)
        (place / unit.name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_takes_the_units_and_would_refuse_a_wrong_one(installed: Path) -> None:
    assert "fazhi" not in analyzed(installed).stderr

    (installed / "fazhi.service").write_text("[Service]\nType=oneshott\nExecStart=nowhere\n")
    assert "fazhi.service" in analyzed(installed).stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_every_timer_has_its_service_and_is_on_the_page(unit: Path) -> None:
    if unit.suffix == ".timer":
        assert unit.with_suffix(".service").exists()
        assert unit.name in PAGE.read_text(encoding="utf-8")
    else:
        assert "User=fazhi" in unit.read_text(encoding="utf-8")


def test_the_public_name_reaches_the_portal_and_nothing_of_the_desk() -> None:
    public = (FOLDER / "nginx.conf").read_text(encoding="utf-8").split("server {")[1]
    open_places = re.findall(r"location (?:= )?(\S+) \{ include", public)

    assert open_places == ["/portal/", "/static/", "/robots.txt"]
    assert "location / { return 404; }" in public


def test_the_proxy_tells_how_a_request_came_and_opens_the_interface_to_named_networks() -> None:
    """Without the first, cookies are bound to no TLS and forms have a wrong origin; the second is no place for strangers."""
    assert "X-Forwarded-Proto $scheme;" in (FOLDER / "nginx-proxy.conf").read_text(encoding="utf-8")
    assert re.search(
        r"location /api/ \{\s+allow [\d./]+;\s+deny all;", (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    )


def test_every_check_of_readiness_and_every_metric_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = {
        "database": "database",
        "migrations": "migrations",
        "schema": "views and triggers",
        "clock": "clock",
        "keys": "keys",
        "disk": "disk",
    }
    source = Path(str(standing.__file__)).read_text(encoding="utf-8")
    declared = re.findall(r'\("(\w+)", _\w+\)', source)

    assert {"database", *declared} == set(shown)
    assert all(word in text for word in shown.values())
    gauges = re.findall(r'yield "(\w+)"', source)
    assert gauges
    assert [name for name in gauges if f"fazhi_{name}" not in text] == []
    assert metrics.REQUESTS._name in text


def test_every_setting_of_the_example_is_read_somewhere() -> None:
    names = re.findall(r"^([A-Z_]+)=", (FOLDER / "environment.example").read_text(encoding="utf-8"), re.M)
    settings = (ROOT / "src" / "fazhi" / "config" / "settings.py").read_text(encoding="utf-8")

    assert [name for name in names if f'"{name}"' not in settings] == []
