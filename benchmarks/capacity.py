"""
What a year takes: disk, memory of the server's processes, time and size of a backup, of its verification and its restore.

    python benchmarks/capacity.py [--scale N]

A year of scale N is imported by the ordinary commands; scale 1 is Xiamen's 2024. Prints a Markdown table.
Times are of this machine, as busy as it is.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import desk
from loading.browser import Browser
from soak import children, resident, role


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", default="1")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        data, key = place / "data", place / "key"
        key.write_text(secrets.token_hex(32))
        desk.sample_year(data, given.scale)
        for path in sorted((data / "ledgers").rglob("*"), reverse=True):  # what came in is kept in the store
            path.rmdir() if path.is_dir() else path.unlink()
        timed(data, "year", "freeze", "2024")
        rows = disk(data)
        rows += backup(data, place, key)
        rows += memory(data)
    print(f"\n| scale {given.scale}, load average {os.getloadavg()[0]:.1f} | |\n|---|--:|")
    for name, value in rows:
        print(f"| {name} | {value} |")


def timed(data: Path, *words: str) -> tuple[float, Any]:
    began = time.perf_counter()
    command = [sys.executable, "-m", "fazhi", "--data", str(data), *words, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, json.loads(done.stdout)


def disk(data: Path) -> list[tuple[str, str]]:
    parts = {"database": "fazhi.sqlite3*", "files": "files/**/*", "frozen year": "frozen/**/*"}
    sizes = {
        name: sum(path.stat().st_size for path in data.glob(glob) if path.is_file()) for name, glob in parts.items()
    }
    return [(f"{name}, MB", f"{size / 1e6:,.0f}") for name, size in sizes.items()]


def backup(data: Path, place: Path, key: Path) -> list[tuple[str, str]]:
    out, words = place / "a.backup", ("--key-file", str(key))
    making, made = timed(data, "backup", "--out", str(out), *words)
    verifying, verified = timed(data, "backup", "verify", str(out), *words)
    restoring, _ = timed(place / "restored", "restore", str(out), *words)
    assert verified["holds"], verified
    return [
        ("rows of all tables", f"{made['rows']:,}"),
        ("backup, MB", f"{made['bytes'] / 1e6:,.0f}"),
        ("backup, s", f"{making:.0f}"),
        ("backup verify, s", f"{verifying:.0f}"),
        ("restore, s", f"{restoring:.0f}"),
    ]


def memory(data: Path) -> list[tuple[str, str]]:
    """After a hundred pages."""
    words = ["-m", "fazhi", "--data", str(data), "serve", "--port", str(desk.PORT)]
    with desk.served(data, words, "/sign-in/") as server:
        browser = Browser("127.0.0.1", desk.PORT)
        for _ in range(100):
            browser.get("/portal/")
        found: dict[str, list[float]] = {}
        for pid in (server.pid, *children(server.pid)):
            found.setdefault(role(pid, server.pid), []).append(resident(pid) or 0)
    return [(f"memory: {name}, MB each", f"{max(sizes):.0f}") for name, sizes in found.items()]


if __name__ == "__main__":
    main()
