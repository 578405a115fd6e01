"""The synthetic year as files, written once a session, and read back as an import reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import polars as pl
import pytest

from fazhi.kernel.exchange import checking, reading
from fazhi.kernel.exchange.formats import Format, Reference
from fazhi.kernel.exchange.organisation_ledgers import OFFICES, POSTS
from fazhi.lines.hotline.ledgers import FORMATS as OF_THE_HOTLINE
from fazhi.lines.inspections.ledgers import FORMATS as OF_INSPECTIONS
from fazhi.lines.legality_review.ledgers import FORMATS as OF_REVIEWS
from fazhi.lines.mediation.ledgers import FORMATS as OF_MEDIATION
from fazhi.sample_city.city import offices
from fazhi.sample_city.hotline import duty
from fazhi.sample_city.inspections import inspections
from fazhi.sample_city.legality_review import legality_review
from fazhi.sample_city.officials import posts
from fazhi.sample_city.prevention import categories
from fazhi.sample_city.streams import Streams
from fazhi.sample_city.writing import write_year

SMALL = Decimal("0.05")
JUDGED_ON = date(2025, 3, 1)
ASK_THE_RECORDS = {
    "parent-unknown",
    "division-unknown",
    "official-named-otherwise",
    "roles-mixed",
    "category-in-use",
    "document-elsewhere",
}
"""Checks that look at what is in the database."""


CODED = {
    "institution": ("inspections.institution", "code"),
    "inspector": ("inspections.inspector", "certificate"),
    "item": ("inspections.item", "code"),
    "task": ("inspections.task", "number"),
    "inspection": ("inspections.inspection", "number"),
    "firm": ("hotline.firm", "code"),
    "plan": ("hotline.plan", "code"),
    "review": ("legality_review.review", "number"),
    "document": ("legality_review.document", "number"),
    "campaign": ("legality_review.campaign", "number"),
    "filing": ("legality_review.received", "number"),
}
"""Where the ledgers of inspections, of the hotline and of legality review look each other's rows up."""


@cache
def _sample() -> tuple[dict[str, pl.DataFrame], pl.DataFrame, pl.DataFrame]:
    """The ledgers whose rows are looked up, the offices, the officials."""
    staff = posts(offices(), Streams(1), 2024)
    ledgers = {
        **inspections(staff, Streams(1), 2024).frames,
        **duty(2024),
        **legality_review(staff, Streams(1), 2024),
    }
    known = offices().with_row_index("id").select("code", pl.col("id").cast(pl.Int64), "name", "kind", "district")
    people = staff.select(pl.col("official").alias("code"), "name").unique(maintain_order=True).with_row_index("id")
    return ledgers, known, people


def _codes(reference: Reference) -> pl.DataFrame:
    ledgers, known, people = _sample()
    if reference.name == "official":
        return people
    if reference.name == "local_category":
        return categories().with_columns(id=pl.col("code"))
    if reference.name in CODED:
        ledger, column = CODED[reference.name]
        return ledgers[ledger].with_columns(code=pl.col(column)).with_row_index("id")
    wanted = {"committee": "committee$", "department": "^department$"}.get(reference.name, "")
    return known.filter(pl.col("kind").str.contains(wanted))


def _without_records(format: Format) -> Format:
    """The format with the sample's own offices as the known codes, and no check that asks the records."""
    references = tuple(replace(item, frame=partial(_codes, item)) for item in format.references)
    checks = tuple(check for check in format.checks if check.code not in ASK_THE_RECORDS)
    return replace(format, references=references, checks=checks)


FORMATS = tuple(map(_without_records, (OFFICES, POSTS, *OF_MEDIATION, *OF_INSPECTIONS, *OF_THE_HOTLINE, *OF_REVIEWS)))


@pytest.fixture(scope="session")
def small_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_year(2024, SMALL, 1, folder)
    return folder


@pytest.fixture(scope="session")
def checked() -> Callable[[Path], checking.Checked]:
    """Reads a ledger file and judges every row of it, as an import does before it writes; each file once."""

    @cache
    def check(path: Path) -> checking.Checked:
        table = reading.read(path, FORMATS)
        return checking.check(table, checking.type_cells(table, on=JUDGED_ON))

    return check


@pytest.fixture(scope="session")
def typed(checked: Callable[[Path], checking.Checked]) -> Callable[[Path, str], pl.DataFrame]:
    """All typed rows of the files of a folder whose names begin so."""

    def read(folder: Path, beginning: str) -> pl.DataFrame:
        paths = sorted(folder.glob(f"{beginning}*.xlsx"))
        return pl.concat([checked(path).rows.with_columns(file=pl.lit(path.name)) for path in paths])

    return read
