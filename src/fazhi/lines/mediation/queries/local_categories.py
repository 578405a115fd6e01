"""Local categories as rows: what the records know of them, and which matters have them."""

from uuid import NAMESPACE_URL, uuid5

import polars as pl
from django.db.models import Max, Min
from django.db.models.functions import Coalesce

from fazhi.lines.mediation.models import LocalCategory, PeoplesMatter

SUBJECT = "mediation.category"
_COLUMNS = {
    "code": pl.String,
    "title": pl.String,
    "parent": pl.String,
    "from_year": pl.Int64,
    "until_year": pl.Int64,
    "basis": pl.String,
}


def subject_of(code: str) -> str:
    """How a category is known in ledgers and in the trail: a UUID made of its code."""
    return str(uuid5(NAMESPACE_URL, f"fazhi/{SUBJECT}/{code}"))


def local_categories() -> pl.DataFrame:
    """All local categories by code; columns are those of the ledger."""
    rows = list(LocalCategory.objects.order_by("code").values_list(*_COLUMNS))
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def known_local_categories() -> pl.DataFrame:
    """The same as a look-up of a ledger's codes."""
    return local_categories().select("code", pl.col("code").alias("id"), "title", "parent", "from_year", "until_year")


def stored_local_categories(keys: pl.DataFrame) -> pl.DataFrame:
    """For those of `keys` (code) that the records have: the code and `subject`."""
    codes = LocalCategory.objects.filter(code__in=keys["code"].to_list()).values_list("code", flat=True)
    rows = [(code, subject_of(code)) for code in codes]
    return pl.DataFrame(rows, schema={"code": pl.String, "subject": pl.String}, orient="row")


def export_local_categories(start: object, end: object) -> pl.DataFrame:
    """All of them, whatever the period."""
    return local_categories()


def used_local_categories() -> pl.DataFrame:
    """
    Of each category that matters have: `code`, their national `category`, `first` and `last` year.

    The year of a matter is that of its acceptance, or of the day on which it was settled on the spot.
    """
    year = Coalesce("accepted_year", "concluded_year")
    matters = PeoplesMatter.objects.system("what local categories are used for").filter(local_category__isnull=False)
    rows = matters.values_list("local_category_id", "category").annotate(first=Min(year), last=Max(year)).order_by()
    schema = {"code": pl.String, "category": pl.String, "first": pl.Int64, "last": pl.Int64}
    return pl.DataFrame(list(rows), schema=schema, orient="row")
