"""What became of a frozen year: files against manifest and trail, figures against files, records against files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from fazhi.engines.indicator import IndicatorError, Period
from fazhi.kernel.audit.canonical import digest as canonical_digest
from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators.drift import drift
from fazhi.kernel.indicators.errors import FigureError, ManifestNotReadable
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.manifest import MANIFEST, SEAL, Manifest, digest_of_file, file_of, read_manifest
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.indicators.queries import figures, latest_frozen
from fazhi.kernel.indicators.terms import Difference, Verification

FREEZE = "year.freeze"
SUBJECT = "frozen_year"
_COMPARED = ("value", "exact", "rows")


def freeze_payload(frozen: FrozenYear, digest: str) -> dict[str, Any]:
    """What the trail's entry covers."""
    return {"year": frozen.year, "version": frozen.version, "digest": digest}


def verify(target: int | Path, *, alone: bool = False) -> Verification:
    """
    Check a frozen year: seal, recomputation, drift, each apart, with everything that differs named.

    target  a year: the latest version sealed; a folder: that one, wherever it lies
    alone   a folder without a database: no trail to compare with, drift unchecked

    Raises NotFrozen for a year without one.
    """
    if isinstance(target, Path):
        return _verify(target, None if alone else _recorded(target))
    frozen = latest_frozen(target)
    return _verify(frozen.path, frozen)


def _recorded(folder: Path) -> FrozenYear | None:
    """The database's row for the year and version that a folder says it is."""
    try:
        manifest = read_manifest(folder)
    except ManifestNotReadable:
        return None
    return FrozenYear.objects.filter(year=manifest.year, version=manifest.version).first()


def _verify(folder: Path, frozen: FrozenYear | None) -> Verification:
    try:
        manifest = read_manifest(folder)
    except ManifestNotReadable as error:
        damage = Difference("seal", MANIFEST, None, None, frozen.digest if frozen else None, error.reason)
        return Verification(seal=False, recompute=False, drift="unchecked", differences=(damage,))
    seal = [*_seal(folder, manifest), *(_trail(folder, frozen) if frozen else ())]
    recomputed = list(_recompute(folder, manifest))
    damaged = frozenset(difference.place for difference in seal)
    state, moved = drift(folder, manifest, since=frozen.frozen_at, damaged=damaged) if frozen else ("unchecked", ())
    return Verification(not seal, not recomputed, state, (*seal, *recomputed, *moved))


def _seal(folder: Path, manifest: Manifest) -> Iterator[Difference]:
    """Files against the manifest's digests, the manifest against the digest beside it, and files that don't belong."""
    expected: dict[str, str | None] = {file_of(sheet.register.name): sheet.sha256 for sheet in manifest.sheets}
    expected[MANIFEST] = _sealed_digest(folder)
    for name, sealed in expected.items():
        found = _digest(folder / name)
        if found != sealed:
            yield Difference("seal", name, None, None, sealed, found)
    for path in sorted(folder.iterdir()):
        if path.name not in {*expected, SEAL}:
            yield Difference("seal", path.name, None, None, None, "a file that was not sealed")


def _sealed_digest(folder: Path) -> str | None:
    """The manifest's digest as `manifest.sha256` has it; None if that is gone or unreadable."""
    try:
        return (folder / SEAL).read_text(encoding="ascii").partition(" ")[0]
    except (OSError, ValueError):
        return None


def _digest(path: Path) -> str | None:
    return digest_of_file(path) if path.is_file() else None


def _trail(folder: Path, frozen: FrozenYear) -> Iterator[Difference]:
    """The manifest against the database's row and the trail's entry; whoever rewrites all files can't rewrite that."""
    found = _digest(folder / MANIFEST) or ""
    if found != frozen.digest:
        yield Difference("seal", MANIFEST, frozen.code, "digest", frozen.digest, found)
    entry = Entry.objects.filter(action=FREEZE, subject_kind=SUBJECT, subject_id=frozen.code).first()
    covered = canonical_digest(freeze_payload(frozen, found))
    if entry is None or entry.payload_digest != covered:
        yield Difference("seal", MANIFEST, frozen.code, "trail", entry.payload_digest if entry else None, covered)


def _recompute(folder: Path, manifest: Manifest) -> Iterator[Difference]:
    """Every sealed figure against the same figure computed from the files."""
    sealed = {figure["code"]: figure for figure in manifest.figures}
    try:
        with Frozen(folder, manifest) as engine:
            found = {figure.code: figure.plain() for figure in figures(Period(manifest.year), engine=engine)}
    except (duckdb.Error, FigureError, IndicatorError) as error:
        yield Difference("recompute", MANIFEST, None, None, "figures", f"{type(error).__name__}: {error}")
        return
    for code in sorted(sealed.keys() | found.keys()):
        for name in _COMPARED:
            before, after = sealed.get(code, {}).get(name), found.get(code, {}).get(name)
            if before != after:
                yield Difference("recompute", MANIFEST, code, name, before, after)
