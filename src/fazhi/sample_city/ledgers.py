"""The synthetic year, ledger by ledger, each under its official heading and marked as an example."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl

from fazhi.kernel.exchange.formats import Format
from fazhi.kernel.exchange.organisation_ledgers import OFFICES, POSTS
from fazhi.lines.hotline.ledgers import FORMATS as HOTLINE_FORMATS
from fazhi.lines.inspections.ledgers import FORMATS as INSPECTION_FORMATS
from fazhi.lines.legality_review.ledgers import FORMATS as REVIEW_FORMATS
from fazhi.lines.mediation.ledgers import (
    ADMINISTRATIVE_FORMAT,
    LOCAL_CATEGORY_FORMAT,
    NETWORK_FORMATS,
    PEOPLES_FORMAT,
    PREVENTION_FORMAT,
    REFERRAL_FORMAT,
)
from fazhi.sample_city import administrative, peoples, prevention
from fazhi.sample_city.city import DISTRICTS, offices
from fazhi.sample_city.days import Days
from fazhi.sample_city.hotline import hotline
from fazhi.sample_city.inspections import inspections
from fazhi.sample_city.legality_review import legality_review
from fazhi.sample_city.network import network
from fazhi.sample_city.officials import mediators, posts
from fazhi.sample_city.parties import Parties
from fazhi.sample_city.plan import peoples_plan
from fazhi.sample_city.published import targets
from fazhi.sample_city.referrals import CHANNELS, referrals
from fazhi.sample_city.streams import Streams

MARK = "示例数据（合成）"
_PERSONS_AT_SCALE_ONE = 260_000


@dataclass(frozen=True)
class Ledger:
    """
    One ledger of the year: `rows` has columns of the format, typed as an import reads them.

    name   of its file, without ending and part number
    title  its first row, with the mark
    """

    name: str
    title: str
    format: Format
    rows: pl.DataFrame


@dataclass(frozen=True)
class WrittenFile:
    """
    A ledger file: where it is, its format's code, its data rows.

    corrects  whether it puts rows of another right, and is imported after it
    """

    path: Path
    kind: str
    rows: int
    corrects: bool = False


def ledgers(year: int, scale: Decimal, seed: int) -> Iterator[Ledger]:
    """
    The ledgers of the synthetic `year`, one after the other: offices, posts, four of the network, local categories, eleven
    departments, six districts, three channels, screening and prevention, nine of inspections, five of the hotline, eight of
    legality review. Equal arguments give equal rows.

    scale  1 gives the published figures, another their multiple

    Raises YearNotPublished, ScaleOutOfRange.
    """
    goal, days, streams = targets(year, scale), Days.around(year), Streams(seed)
    city = offices()
    staff = posts(city, streams, year)
    parties, named = Parties.of(streams, int(_PERSONS_AT_SCALE_ONE * scale)), mediators(staff)
    yield from _organisation(city, staff)
    yield from _network(city, staff, streams, year)
    yield Ledger("07-本地纠纷类别", f"本地纠纷类别表　{MARK}", LOCAL_CATEGORY_FORMAT, prevention.categories())
    for department, rows in administrative.departments(goal, year, days, parties, named):
        yield _ledger(
            f"行政调解-{department.name.removeprefix('厦门')}",
            f"{department.name}行政调解案件台账",
            year,
            ADMINISTRATIVE_FORMAT,
            rows,
        )
    matters = peoples.matters(goal, year, days, parties, named, city)
    sent = referrals(matters, peoples_plan(goal).returned, goal.referred, year, days, streams, city)
    numbers = sent.filter(pl.col("matter").is_not_null()).select("matter", pl.col("number").alias("referral_number"))
    matters = matters.join(numbers, on="matter", how="left", maintain_order="left")
    matters = matters.with_columns(prevention.local_category(matters["category"], streams))
    for district in DISTRICTS:
        rows = matters.filter(pl.col("district") == district.name)
        yield _ledger(f"人民调解-{district.name}", f"厦门市{district.name}人民调解案件台账", year, PEOPLES_FORMAT, rows)
    for channel, title in CHANNELS.items():
        yield _ledger(
            f"对接移送-{title}",
            f"厦门市{title}移送台账",
            year,
            REFERRAL_FORMAT,
            sent.filter(pl.col("channel") == channel),
        )
    yield _ledger("排查预防", "厦门市排查预防台账", year, PREVENTION_FORMAT, prevention.reports(year, city, streams))
    found = inspections(staff, streams, year)
    for format in INSPECTION_FORMATS:
        yield _ledger(f"双随机-{format.sheet}", format.title, year, format, found.frames[format.code])
    frames = hotline(streams, year, scale, goal.consultations, days)
    for format in HOTLINE_FORMATS:
        yield _ledger(f"热线-{format.sheet}", format.title, year, format, frames[format.code])
    reviewed = legality_review(staff, streams, year)
    for format in REVIEW_FORMATS:
        yield _ledger(f"合法性审核-{format.sheet}", format.title, year, format, reviewed[format.code])


def _organisation(city: pl.DataFrame, staff: pl.DataFrame) -> Iterator[Ledger]:
    headings = {
        "机构代码": "code", "机构名称": "name", "机构类别": "kind", "上级机构代码": "parent", "行政区划代码": "division_code",
        "所在区": "district", "示例数据": "is_sample",
    }  # fmt: skip
    rows = city.with_columns(is_sample=pl.lit(1, pl.Int8))
    yield Ledger("01-机构", f"机构台账　{MARK}", OFFICES, _under(headings, rows, OFFICES))
    headings = {
        "工号": "official", "姓名": "name", "机构代码": "office", "角色": "role", "任职起": "from_date", "任职止": "until_date",
    }  # fmt: skip
    yield Ledger("02-岗位", f"岗位台账　{MARK}", POSTS, _under(headings, staff, POSTS))


def _network(city: pl.DataFrame, staff: pl.DataFrame, streams: Streams, year: int) -> Iterator[Ledger]:
    found = network(city, staff, streams, year)
    frames = (found.committees, found.members, found.mediators, found.trainings)
    for number, (format, rows) in enumerate(zip(NETWORK_FORMATS, frames, strict=True), start=3):
        yield _ledger(f"{number:02}-{format.sheet}", format.title, year, format, rows)


def _under(headings: dict[str, str], rows: pl.DataFrame, format: Format) -> pl.DataFrame:
    """The columns of `rows` under the names that the format has for the official headings."""
    return rows.select(pl.col(headings[column.heading]).alias(column.name) for column in format.columns)


def _ledger(name: str, title: str, year: int, format: Format, rows: pl.DataFrame) -> Ledger:
    # Columns that a ledger may lack, and the sample's does, are left out of it.
    columns = [column.name for column in format.columns if column.required or column.name in rows.columns]
    return Ledger(name, f"{title}（{year}年）　{MARK}", format, rows.select(columns))
