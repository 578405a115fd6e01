"""
The manifest of a frozen year: what was sealed, by which definitions, with which figures.

It lies in the folder as canonical JSON; its SHA-256 is the year's digest, written beside it in the form that
`sha256sum -c` reads, in the trail, and on the freeze sheet.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.engines.indicator import (
    Catalogue,
    DefinitionNotReadable,
    Identity,
    Indicator,
    Register,
    from_plain,
    to_plain,
)
from fazhi.engines.indicator import digest_of as definition_digest
from fazhi.kernel.audit.canonical import canonical
from fazhi.kernel.indicators.errors import ManifestNotReadable

MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
_FORMAT = 1


@dataclass(frozen=True)
class Sheet:
    """One register as sealed: its definition, how many rows, and the SHA-256 of its file."""

    register: Register
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """
    What a frozen year says of itself.

    sealed_at  ISO 8601 with offset
    bureau     name of the office without parent, "" if there is none
    sample     the records are the synthetic year's
    offices    office code → its bounds at sealing, for row scope
    indicators  all versions of all codes; in the file the digest of each stands beside them, under "definitions"
    figures    the whole catalogue for the year, as `Figure.plain`
    """

    year: int
    version: int
    sealed_at: str
    sealed_by: str
    code_version: str
    bureau: str
    sample: bool
    sheets: tuple[Sheet, ...]
    indicators: tuple[Indicator, ...]
    identities: tuple[Identity, ...]
    offices: Mapping[str, tuple[int, int]]
    figures: tuple[dict[str, Any], ...] = ()

    @property
    def rows(self) -> int:
        return sum(sheet.rows for sheet in self.sheets)

    def catalogue(self) -> Catalogue:
        """The sealed definitions, judged like any others; raises CatalogueRefused."""
        return Catalogue.of([sheet.register for sheet in self.sheets], self.indicators, self.identities)

    def to_bytes(self) -> bytes:
        """Canonical JSON: the same manifest is always the same bytes."""
        return canonical(
            {
                "format": _FORMAT,
                "year": self.year,
                "version": self.version,
                "sealed_at": self.sealed_at,
                "sealed_by": self.sealed_by,
                "code_version": self.code_version,
                "bureau": self.bureau,
                "sample": self.sample,
                "registers": [
                    {"definition": to_plain(sheet.register), "rows": sheet.rows, "sha256": sheet.sha256}
                    for sheet in self.sheets
                ],
                "indicators": to_plain(self.indicators),
                "definitions": {f"{item.code} {item.version}": definition_digest(item) for item in self.indicators},
                "identities": to_plain(self.identities),
                "offices": {code: list(bounds) for code, bounds in self.offices.items()},
                "figures": list(self.figures),
            }
        )


def file_of(register: str) -> str:
    """The file that holds a register's rows."""
    return f"{register}.parquet"


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file, read in pieces: a register of a large city doesn't fit into memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """
    The manifest of a folder, as it stands there; whether it is the sealed one is for `verify` to say.

    Raises ManifestNotReadable.
    """
    try:
        return _from_plain(json.loads((folder / MANIFEST).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, DefinitionNotReadable) as error:
        raise ManifestNotReadable(str(folder), f"{type(error).__name__}: {error}") from error


def _from_plain(plain: dict[str, Any]) -> Manifest:
    if plain["format"] != _FORMAT:
        raise ValueError(f"format {plain['format']!r}, this program reads {_FORMAT}")
    return Manifest(
        year=plain["year"],
        version=plain["version"],
        sealed_at=plain["sealed_at"],
        sealed_by=plain["sealed_by"],
        code_version=plain["code_version"],
        bureau=plain["bureau"],
        sample=plain["sample"],
        sheets=tuple(
            Sheet(from_plain(sheet["definition"]), sheet["rows"], sheet["sha256"]) for sheet in plain["registers"]
        ),
        indicators=from_plain(plain["indicators"]),
        identities=from_plain(plain["identities"]),
        offices={code: (left, right) for code, (left, right) in plain["offices"].items()},
        figures=tuple(plain["figures"]),
    )
