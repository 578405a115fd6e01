"""Codes that ledgers look up in the records."""

from typing import Any

import polars as pl

from fazhi.kernel.organisations.queries import office_codes, officials
from fazhi.lines.inspections.models import Inspection, Inspector, Institution, Item, Task

_WHY = "looking ledger rows up"
_KEEPERS = frozenset({"bureau", "division", "district_bureau"})


def keepers() -> pl.DataFrame:
    """Offices that keep rosters and inspect."""
    return pl.DataFrame(office_codes(_KEEPERS), schema={"code": pl.String, "id": pl.Int64}, orient="row")


def official_codes() -> pl.DataFrame:
    rows = list(officials().values_list("code", "pk"))
    return pl.DataFrame(rows, schema={"code": pl.String, "id": pl.Int64}, orient="row")


def institution_codes() -> pl.DataFrame:
    """With what an inspection keeps of its institution as it was."""
    return _frame(Institution, "code", "kind", "credit_class")


def inspector_codes() -> pl.DataFrame:
    return _frame(Inspector, "certificate")


def item_codes() -> pl.DataFrame:
    return _frame(Item, "code")


def task_numbers() -> pl.DataFrame:
    return _frame(Task, "number")


def inspection_numbers() -> pl.DataFrame:
    """Those that were made, with the day."""
    return _frame(Inspection, "number", "inspected_date").filter(pl.col("inspected_date").is_not_null())


def _frame(model: Any, code: str, *more: str) -> pl.DataFrame:
    rows = model.objects.system(_WHY).values_list(code, "pk", *more)
    kinds = {name: pl.Date if name.endswith("_date") else pl.String for name in more}
    found = [(row[0], str(row[1]), *row[2:]) for row in rows]
    return pl.DataFrame(found, schema={"code": pl.String, "id": pl.String, **kinds}, orient="row")
