"""
The synthetic year as a frozen year of any scale (基准用封账数据): registers as Parquet, without a database.

A year of scale N is N years of scale 1 side by side, each from a seed of its own, the first being that of the ledgers; a
part of a year comes last. So counts are the published ones times N, and memory is that of one year.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import polars as pl

from fazhi import __version__
from fazhi.engines.indicator import Catalogue, Period, Register
from fazhi.kernel.exchange import referral_rows
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.one_table import Table
from fazhi.kernel.exchange.organisation_ledgers import POSTS
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.frozen import Frozen
from fazhi.kernel.indicators.manifest import Manifest, Sheet, digest_of_file, file_of
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.indicators.sealing import schema_of, write_manifest
from fazhi.lines.hotline.ledgers import CALL_FORMAT, CONSULTATION_FORMAT
from fazhi.lines.hotline.ledgers import FORMATS as HOTLINE_FORMATS
from fazhi.lines.inspections.ledgers import FORMATS as INSPECTION_FORMATS
from fazhi.lines.legality_review.ledgers import FORMATS as REVIEW_FORMATS
from fazhi.lines.mediation.ledgers import (
    ADMINISTRATIVE_FORMAT,
    COMMITTEE_FORMAT,
    NETWORK_FORMATS,
    PEOPLES_FORMAT,
    PREVENTION_FORMAT,
    REFERRAL_FORMAT,
)
from fazhi.lines.mediation.registers import ADMINISTRATIVE, PEOPLES, PREVENTION, REFERRALS
from fazhi.lines.mediation.services import imports, network_imports
from fazhi.lines.mediation.services.prevention import prevention_rows
from fazhi.sample_city.city import ROOT, offices
from fazhi.sample_city.errors import OutIsNotAFolder, ScaleOutOfRange
from fazhi.sample_city.ledgers import ledgers
from fazhi.sample_city.prevention import categories
from fazhi.sample_city.published import LEAST_SCALE
from fazhi.sample_city.streams import Streams

ROWS_A_GROUP = 131_072
"""Rows of a row group: what a reader takes at once."""

_OFFICES, _LOCAL_CATEGORIES = "organisations_office", "mediation_localcategory"
_Tables = dict[str, pl.DataFrame]
"""Table of the database → the rows that an import would have written into it."""


_WRITES: dict[str, tuple[str, Callable[[pl.DataFrame, Batch], pl.DataFrame]]] = {
    PEOPLES_FORMAT.code: (PEOPLES.base, imports.peoples_rows),
    ADMINISTRATIVE_FORMAT.code: (ADMINISTRATIVE.base, imports.administrative_rows),
    REFERRAL_FORMAT.code: (REFERRALS.base, referral_rows.packaged_referrals),
    PREVENTION_FORMAT.code: (PREVENTION.base, prevention_rows),
}
"""Format → the table that an import of it fills, and how; parties are left out, as registers have none."""

_TABLES = {format.code: format for format in (*INSPECTION_FORMATS, *HOTLINE_FORMATS, *REVIEW_FORMATS)}
_GROWING = {CALL_FORMAT.code, CONSULTATION_FORMAT.code}
"""Ledgers of one table each, and those of them that grow with the scale."""

_CODED = {
    "inspections.institution": ("institution", "code", ("kind", "credit_class")),
    "inspections.inspector": ("inspector", "certificate", ()),
    "inspections.item": ("item", "code", ()),
    "inspections.task": ("task", "number", ()),
    "inspections.inspection": ("inspection", "number", ("inspected_date",)),
    "hotline.firm": ("firm", "code", ()),
    "hotline.plan": ("plan", "code", ()),
    "legality_review.review": ("review", "number", ()),
    "legality_review.document": ("document", "number", ()),
    "legality_review.campaign": ("campaign", "number", ()),
    "legality_review.received": ("filing", "number", ()),
}
"""Ledger of one table → by what name and code others look its rows up, and what they take along."""

_PEOPLE = ("official", "first", "second", "reviewer", "proposed_by")
"""Columns that name an official by the code."""

_NETWORK = {format.code: format.target.records for format in NETWORK_FORMATS} | {
    COMMITTEE_FORMAT.code: network_imports.packaged_committee_records
}
"""
Format → what its rows become. The committees are those of one city, whatever the scale: only the first year has them,
the inspections, the reviews, and the hotline's firms and plans.
"""


def write_frozen(year: int, scale: Decimal, out: Path) -> Manifest:
    """
    Write the registers of the synthetic `year` into the folder `out`, with a manifest that carries definitions, figures
    and digests, as a frozen year has; equal arguments give equal bytes.

    scale  from 0.01, without an upper end

    Raises YearNotPublished, ScaleOutOfRange, OutIsNotAFolder.
    """
    if out.exists() and not out.is_dir():
        raise OutIsNotAFolder(out)
    blocks = block_scales(scale)
    out.mkdir(parents=True, exist_ok=True)
    catalogue, city = registry.catalogue(), _city()
    with TemporaryDirectory(prefix=".draft-", dir=out) as scratch:
        for seed, part in enumerate(blocks, start=1):
            for register, rows in _block(catalogue, year, part, seed, city):
                rows.write_parquet(Path(scratch, f"{seed:08}-{file_of(register.name)}"), compression="zstd")
        sheets = tuple(_joined(register, Path(scratch), out) for register in catalogue.registers.values())
    return _seal(year, catalogue, sheets, city, out)


def block_scales(scale: Decimal) -> tuple[Decimal, ...]:
    """
    The scales of the years that stand side by side: ones, and last what is left; too small a rest joins a one.

    Raises ScaleOutOfRange below 0.01.
    """
    if scale < LEAST_SCALE:
        raise ScaleOutOfRange(scale, LEAST_SCALE, Decimal("Infinity"))
    whole, rest = int(scale), scale % 1
    if rest == 0:
        return (Decimal(1),) * whole
    if rest < LEAST_SCALE:
        return (*(Decimal(1),) * (whole - 1), 1 + rest)
    return (*(Decimal(1),) * whole, rest)


def _city() -> pl.DataFrame:
    """Offices as their table has them, with the bounds that an import gives the tree: children in the order of codes."""
    city = offices().sort("code")
    children: defaultdict[str, list[str]] = defaultdict(list)
    for code, parent in city.select("code", "parent").iter_rows():
        children[parent].append(code)
    left: dict[str, int] = {}
    right: dict[str, int] = {}

    def number(code: str) -> None:
        left[code] = len(left) + 1
        for child in children[code]:
            number(child)
        right[code] = len(left)

    number(ROOT)
    return city.with_row_index("id", offset=1).with_columns(
        pl.col("id").cast(pl.Int64),
        pl.col("code").replace_strict(left).alias("left"),
        pl.col("code").replace_strict(right).alias("right"),
    )


def _block(
    catalogue: Catalogue, year: int, scale: Decimal, seed: int, city: pl.DataFrame
) -> Iterator[tuple[Register, pl.DataFrame]]:
    """One year's rows of each register, in the order of their keys."""
    tables = _tables(year, scale, seed, city)
    for register in catalogue.registers.values():
        yield register, _viewed(register, tables).filter(_touching(register, year))


def _touching(register: Register, year: int) -> pl.Expr:
    """The rows that a freeze keeps: see `engines.indicator.touching`."""
    kept = [pl.col(name).dt.year() == year for name in register.dates]
    if register.opened and register.closed:
        start, closed = date(year, 1, 1), pl.col(register.closed)
        kept.append((pl.col(register.opened) < start) & (closed.is_null() | (closed >= start)))
    return pl.any_horizontal(kept).fill_null(value=False)


def _tables(year: int, scale: Decimal, seed: int, city: pl.DataFrame) -> _Tables:
    """The tables that an import of the year's ledgers would fill."""
    known = city.select(pl.col("code").alias("office"), pl.col("id").alias("office__id"))
    batch = Batch(seed, _closed_at(year), "system", "")
    found: defaultdict[str, list[pl.DataFrame]] = defaultdict(list)
    people = pl.DataFrame()
    coded = {"office": known, "assignee": known.rename({"office": "assignee", "office__id": "assignee__id"})}
    for place, ledger in enumerate(ledgers(year, scale, seed)):
        if ledger.format is POSTS:
            people = ledger.rows.select("official").unique(maintain_order=True).with_row_index("official__id", offset=1)
        if ledger.format.code in _NETWORK:
            rows = ledger.rows.head(ledger.rows.height if seed == 1 else 0)
            for table, frame in _network_tables(ledger.format.code, rows, known, people, batch, place):
                found[table].append(frame)
        if ledger.format.code in _TABLES:
            coded |= {name: people.rename({"official": name, "official__id": f"{name}__id"}) for name in _PEOPLE}
            kept = seed == 1 or ledger.format.code in _GROWING
            rows = _numbered(ledger.rows.head(ledger.rows.height if kept else 0), seed)
            table, frame = _one_table(ledger.format.code, rows, coded, batch, place)
            found[table].append(frame)
        if ledger.format.code not in _WRITES:
            continue
        table, written = _WRITES[ledger.format.code]
        rows = ledger.rows.join(known, on="office", how="left", maintain_order="left")
        # Columns that the sample's ledgers leave out are blank, as an import of them has it.
        absent = [column.name for column in ledger.format.columns if column.name not in rows.columns]
        rows = rows.with_columns(*(pl.lit(None, pl.String).alias(name) for name in absent))
        rows = rows.with_columns(subject=_keys(seed, place, rows.height))
        found[table].append(written(_numbered(rows, seed), batch))
    others = {_OFFICES: city, _LOCAL_CATEGORIES: categories()}
    return {**others, **{table: pl.concat(frames) for table, frames in found.items()}}


def _network_tables(
    code: str, rows: pl.DataFrame, offices: pl.DataFrame, people: pl.DataFrame, batch: Batch, place: int
) -> Iterator[tuple[str, pl.DataFrame]]:
    """What an import of a ledger of the network would write; officials are numbered as they come in the posts ledger."""
    rows = rows.join(offices, on="office", how="left", maintain_order="left")
    if "official" in rows.columns:
        rows = rows.join(people, on="official", how="left", maintain_order="left")
    rows = rows.with_columns(subject=_keys(batch.id, place, rows.height))
    for model, frame in _NETWORK[code](rows, batch):
        yield model._meta.db_table, frame.with_columns(pl.col("id").str.replace_all("-", ""))


def _one_table(
    code: str, rows: pl.DataFrame, coded: dict[str, pl.DataFrame], batch: Batch, place: int
) -> tuple[str, pl.DataFrame]:
    """What an import of a ledger of one table would write; what later ones look up of it is added to `coded`."""
    if "caller" in rows.columns:  # in no register, and its key is the bureau's own
        rows = rows.with_columns(caller=pl.lit(None, pl.String))
    rows = rows.with_columns(subject=_keys(batch.id, place, rows.height))
    if code in _CODED:
        name, column, more = _CODED[code]
        taken = [pl.col(each).alias(f"{name}__{each}") for each in more]
        coded[name] = rows.select(pl.col(column).alias(name), pl.col("subject").alias(f"{name}__id"), *taken)
    for name, codes in coded.items():
        if name in rows.columns:
            rows = rows.join(codes, on=name, how="left", maintain_order="left")
    target: Table = _TABLES[code].target  # type: ignore[assignment]
    return target.model._meta.db_table, target.rows(rows, batch)


def _closed_at(year: int) -> datetime:
    """The ledgers of a year are closed at the end of February after it."""
    return datetime(year + 1, 3, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def _keys(seed: int, place: int, count: int) -> pl.Series:
    """Keys of 32 hexadecimal digits, ascending, as ids made one after the other are, and as little compressible."""
    streams = Streams(seed)
    high, low = (streams.words(f"key/{place}/{half}", count) for half in ("high", "low"))
    pairs = zip(high, low, strict=True)
    keys = [f"{seed:06x}{place:02x}{row:08x}{one:08x}{other:08x}" for row, (one, other) in enumerate(pairs)]
    return pl.Series(keys, dtype=pl.String)


def _numbered(rows: pl.DataFrame, seed: int) -> pl.DataFrame:
    """With case numbers of its own for each year after the first: 〔2024〕莲前人调字第12号之2."""
    names = [name for name in ("number", "referral_number") if seed > 1 and name in rows.columns]
    return rows.with_columns(pl.col(name) + f"之{seed}" for name in names)


def _viewed(register: Register, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What the register's view selects of the tables; of one that no ledger of the sample fills, nothing."""
    if register.base not in tables:
        return pl.DataFrame(schema=schema_of(register))
    frame = tables[register.base]
    for join in register.joins:
        other = tables[join.table].select(pl.all().name.prefix(f"{join.alias}."))
        left = [name.removeprefix("base.") for _, name in join.on]
        right = [f"{join.alias}.{name}" for name, _ in join.on]
        frame = frame.join(other, left_on=left, right_on=right, how="left", coalesce=False, maintain_order="left")
    types = schema_of(register)
    return frame.select(
        pl.col(column.source.removeprefix("base.")).cast(types[column.name]).alias(column.name)
        for column in register.columns
    ).sort(register.key)


def _joined(register: Register, parts: Path, out: Path) -> Sheet:
    """The register's parts as one file, in pieces: the years are in the order of their keys, so it is sorted."""
    path = out / file_of(register.name)
    files = sorted(parts.glob(f"*-{path.name}"))
    pl.scan_parquet(files, glob=False).sink_parquet(
        path, compression="zstd", statistics=True, row_group_size=ROWS_A_GROUP, maintain_order=True
    )
    return Sheet(register, pl.scan_parquet(path).select(pl.len()).collect().item(), digest_of_file(path))


def _seal(year: int, catalogue: Catalogue, sheets: tuple[Sheet, ...], city: pl.DataFrame, out: Path) -> Manifest:
    manifest = Manifest(
        year=year,
        version=1,
        sealed_at=_closed_at(year).isoformat(),
        sealed_by="system",
        code_version=__version__,
        bureau=city.row(by_predicate=pl.col("code") == ROOT, named=True)["name"],
        sample=True,
        sheets=sheets,
        indicators=catalogue.versions,
        identities=catalogue.identities,
        offices={code: (left, right) for code, left, right in city.select("code", "left", "right").iter_rows()},
    )
    with Frozen(out, manifest) as engine:
        found = figures(Period(year), engine=engine)
    manifest = replace(manifest, figures=tuple(figure.plain() for figure in found))
    write_manifest(out, manifest)
    return manifest
