"""Acts on frozen years: seal one, and check what became of it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from fazhi import __version__
from fazhi.engines.indicator import Period
from fazhi.kernel.audit import services as audit
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.errors import FreezeDisagrees, FrozenMeanwhile
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.live import Live
from fazhi.kernel.indicators.manifest import Manifest
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.indicators.sealing import put_in_place, write_manifest, write_sheet, year_frame
from fazhi.kernel.indicators.terms import Figure
from fazhi.kernel.indicators.verification import FREEZE, SUBJECT, freeze_payload, verify
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.organisations.queries import is_sample, root

__all__ = ["freeze", "verify"]


def freeze(year: int, *, by: str, at: datetime, folder: Path, place: str = "console") -> FrozenYear:
    """
    Seal a year: its register rows as Parquet, with a manifest of definitions, digests and figures.

    All registers are read at one moment. The files are written aside, must give the figures that the records give, and
    are renamed into `folder`/YEAR-vN in the transaction that records it; the trail is then anchored.

    Raises KeyRepeated, FreezeDisagrees, FrozenMeanwhile, CatalogueRefused; then nothing is left behind.
    """
    number = _next_version(year)
    target = folder / f"{year}-v{number}"
    with _aside(folder) as draft:
        digest = _write(draft, year, number, by, at)
        return _record(draft, target, digest, FrozenYear(year=year, version=number, frozen_at=at, by=by), place)


def _next_version(year: int) -> int:
    latest = FrozenYear.objects.filter(year=year).order_by("-version").first()
    return latest.version + 1 if latest else 1


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder beside the final one, on the same disk, gone if it wasn't put in place."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(draft: Path, year: int, number: int, by: str, at: datetime) -> str:
    live, period = Live(), Period(year)
    with live.snapshot():
        manifest = _manifest(draft, live, year, number, by, at)
        now = figures(period, engine=live)
    with Frozen(draft, manifest) as frozen:
        sealed = figures(period, engine=frozen)
    _require_equal(now, sealed)
    return write_manifest(draft, replace(manifest, figures=tuple(figure.plain() for figure in sealed)))


def _manifest(draft: Path, live: Live, year: int, number: int, by: str, at: datetime) -> Manifest:
    catalogue, bureau = registry.catalogue(), root()
    offices = Office.objects.system("sealing the office tree with the year").values_list("code", "left", "right")
    return Manifest(
        year=year,
        version=number,
        sealed_at=at.isoformat(),
        sealed_by=by,
        code_version=__version__,
        bureau=bureau.name if bureau else "",
        sample=is_sample(),
        sheets=tuple(
            write_sheet(draft, register, year_frame(register, year, live)) for register in catalogue.registers.values()
        ),
        indicators=catalogue.versions,
        identities=catalogue.identities,
        offices={code: (left, right) for code, left, right in offices},
    )


def _require_equal(now: tuple[Figure, ...], sealed: tuple[Figure, ...]) -> None:
    """The engines must agree before anything is sealed."""
    codes = [mine.code for mine, theirs in zip(now, sealed, strict=True) if mine.plain() != theirs.plain()]
    if codes:
        raise FreezeDisagrees(codes)


def _record(draft: Path, target: Path, digest: str, frozen: FrozenYear, place: str) -> FrozenYear:
    frozen.digest, frozen.folder = digest, _stored(target)
    try:
        with transaction.atomic():
            frozen.save(force_insert=True)
            audit.record(
                FREEZE,
                by=frozen.by,
                at=frozen.frozen_at,
                subject=(SUBJECT, frozen.code),
                payload=freeze_payload(frozen, digest),
                place=place,
            )
            _set_aside_unrecorded(target, frozen.frozen_at)
            put_in_place(draft, target)
            audit.anchor("freeze", at=frozen.frozen_at)
    except IntegrityError as error:
        raise FrozenMeanwhile(frozen.year, frozen.version) from error
    return frozen


def _set_aside_unrecorded(target: Path, at: datetime) -> None:
    """A folder of this name without a record is what a process left that died between renaming and committing."""
    if target.exists():
        target.rename(target.with_name(f"{target.name}-unrecorded-{at:%Y%m%d%H%M%S}"))


def _stored(target: Path) -> str:
    data = Path(settings.DATA_DIR).resolve()
    full = target.resolve()
    return str(full.relative_to(data)) if full.is_relative_to(data) else str(full)
