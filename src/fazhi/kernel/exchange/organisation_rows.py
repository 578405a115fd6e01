"""Rows of the offices, officials and posts ledgers: written, corrected and read set-wise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import polars as pl
from django.db.models import Q, QuerySet

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.errors import TreeBroken
from fazhi.kernel.exchange.formats import Batch
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.names import name_pinyin
from fazhi.kernel.organisations.services import rebuild_bounds

_OFFICE_FIELDS = ("name", "kind", "division_code", "district", "is_sample")
_OFFICE_CELLS = (
    "name",
    "kind",
    pl.col("division_code").fill_null(""),
    pl.col("district").fill_null(""),
    pl.col("is_sample").cast(pl.Boolean),
)
_OFFICE_SCHEMA = {
    **dict.fromkeys(("code", "name", "kind", "parent", "division_code", "district"), pl.String),
    "is_sample": pl.Int8,
}
_OFFICIAL_SCHEMA = dict.fromkeys(("code", "name", "name_pinyin"), pl.String)
_POST_SCHEMA = {
    **dict.fromkeys(("official", "name", "office", "role"), pl.String),
    **dict.fromkeys(("from_date", "until_date"), pl.Date),
}


def _subject(*parts: object) -> str:
    """Rows of this floor are counted by the database; in ledgers they are known by a UUID made of their key."""
    return str(uuid5(NAMESPACE_URL, "/".join(("fazhi", *map(str, parts)))))


@dataclass(frozen=True)
class OfficeTarget:
    procedure: str = "organisations.office"

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        codes = _offices().filter(code__in=keys["code"].to_list()).values_list("code", flat=True)
        rows = [(code, _subject("office", code)) for code in codes]
        return pl.DataFrame(rows, schema={"code": pl.String, "subject": pl.String}, orient="row")

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        """None ahead: offices hang on each other."""
        return ()

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        """Write new offices, hang all into the tree and number it anew."""
        bulk.insert(Office, rows.select("code", *_OFFICE_CELLS))
        _hang(rows)

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        known = _offices().filter(code__in=rows["code"].to_list()).select_related("parent")
        offices = {office.code: office for office in known}
        old = []
        for row in rows.iter_rows(named=True):
            office = offices[row["code"]]
            parent = office.parent.code if office.parent else None
            old.append(
                {
                    "subject": row["subject"],
                    "parent": parent,
                    **{name: getattr(office, name) for name in _OFFICE_FIELDS},
                }
            )
        bulk.update(Office, _with_ids(rows).select("id", *_OFFICE_CELLS), _OFFICE_FIELDS)
        _hang(rows)
        return old

    def export(self, start: object, end: object) -> pl.DataFrame:
        """All offices as they are now, whatever the period, parents first."""
        names = ("code", "name", "kind", "parent__code", "division_code", "district", "is_sample")
        rows = list(_offices().order_by("left").values_list(*names))
        return pl.DataFrame(rows, schema=_OFFICE_SCHEMA, orient="row")


@dataclass(frozen=True)
class OfficialTarget:
    procedure: str = "organisations.official"

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        codes = Official.objects.filter(code__in=keys["code"].to_list()).values_list("code", flat=True)
        rows = [(code, _subject("official", code)) for code in codes]
        return pl.DataFrame(rows, schema={"code": pl.String, "subject": pl.String}, orient="row")

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        """None ahead: few rows, and a correction is written beside them."""
        return ()

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        bulk.insert(Official, _with_pinyin(rows).select("code", "name", "name_pinyin"))

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        known = Official.objects.filter(code__in=rows["code"].to_list())
        officials = {official.code: official for official in known}
        old: list[dict[str, object]] = []
        for subject, code, name, pinyin in (
            _with_pinyin(rows).select("subject", "code", "name", "name_pinyin").iter_rows()
        ):
            official = officials[code]
            old.append({"subject": subject, "name": official.name, "name_pinyin": official.name_pinyin})
            official.name, official.name_pinyin = name, pinyin
            official.save(update_fields=["name", "name_pinyin"])
        return old

    def export(self, start: object, end: object) -> pl.DataFrame:
        """All officials, whatever the period, in the order of their names."""
        rows = list(Official.objects.order_by("name_pinyin", "code").values_list("code", "name", "name_pinyin"))
        return pl.DataFrame(rows, schema=_OFFICIAL_SCHEMA, orient="row")


@dataclass(frozen=True)
class PostTarget:
    procedure: str = "organisations.post"

    def stored(self, keys: pl.DataFrame) -> pl.DataFrame:
        found = _posts().filter(official__code__in=keys["official"].unique().to_list())
        rows = [
            (*key, _subject("post", *key))
            for key in found.values_list("official__code", "office__code", "role", "from_date")
        ]
        schema = {
            "official": pl.String,
            "office": pl.String,
            "role": pl.String,
            "from_date": pl.Date,
            "subject": pl.String,
        }
        return pl.DataFrame(rows, schema=schema, orient="row")

    def records(self, rows: pl.DataFrame, batch: Batch) -> tuple[Records, ...]:
        """None ahead: posts need their officials first."""
        return ()

    def insert(self, rows: pl.DataFrame, batch: Batch) -> None:
        """Write new posts, and the officials that are not known yet."""
        columns = ("official_id", pl.col("office__id").alias("office_id"), "role", "from_date", "until_date")
        bulk.insert(Post, _with_officials(rows).select(*columns))

    def update(self, rows: pl.DataFrame, batch: Batch) -> list[dict[str, object]]:
        """A post's end is what a correction can change; the rest is its key, and names are the officials ledger's."""
        old: list[dict[str, object]] = []
        for row in _with_officials(rows).iter_rows(named=True):
            post = _posts().filter(
                official_id=row["official_id"],
                office_id=row["office__id"],
                role=row["role"],
                from_date=row["from_date"],
            )
            until = post.values_list("until_date", flat=True).get()
            old.append({"subject": row["subject"], "until_date": until})
            post.update(until_date=row["until_date"])
        return old

    def export(self, start: date, end: date) -> pl.DataFrame:
        """Posts held on any day of the period."""
        held = Q(from_date__lte=end) & (Q(until_date__isnull=True) | Q(until_date__gte=start))
        names = ("official__code", "official__name", "office__code", "role", "from_date", "until_date")
        rows = list(
            _posts().filter(held).order_by("office__left", "official__code", "role", "from_date").values_list(*names)
        )
        return pl.DataFrame(rows, schema=_POST_SCHEMA, orient="row")


def _offices() -> QuerySet[Office]:
    return Office.objects.system("importing and exporting the offices ledger")


def _posts() -> QuerySet[Post]:
    return Post.objects.system("importing and exporting the posts ledger")


def _with_ids(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` of the offices ledger with the ids of the offices and of their parents."""
    ids = dict(_offices().values_list("code", "id"))
    return rows.with_columns(
        pl.col("code").replace_strict(ids, default=None, return_dtype=pl.Int64).alias("id"),
        pl.col("parent").replace_strict(ids, default=None, return_dtype=pl.Int64).alias("parent_id"),
    )


def _hang(rows: pl.DataFrame) -> None:
    """Set the parents of `rows`, check that every office has a way up, and number the tree."""
    rows = _with_ids(rows)
    orphans = rows.filter(pl.col("parent").is_not_null() & pl.col("parent_id").is_null())
    if orphans.height:
        raise TreeBroken(orphans["code"])
    bulk.update(Office, rows.select("id", "parent_id"), ["parent_id"])
    parents = dict(_offices().values_list("code", "parent__code"))
    if loose := sorted(code for code in parents if not _reaches_root(code, parents)):
        raise TreeBroken(loose)
    rebuild_bounds()


def _reaches_root(code: str, parents: Mapping[str, str | None]) -> bool:
    seen = set()
    above: str | None = code
    while above is not None and above not in seen:
        seen.add(above)
        above = parents[above]
    return above is None


def _with_officials(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with `official_id`; officials that are not known yet are made."""
    named = rows.select(pl.col("official").alias("code"), "name").unique("code", maintain_order=True)
    known = Official.objects.filter(code__in=named["code"].to_list()).values_list("code", flat=True)
    unknown = named.filter(~pl.col("code").is_in(list(known))).with_columns(
        pl.lit(None, pl.String).alias("name_pinyin")
    )
    bulk.insert(Official, _with_pinyin(unknown))
    ids = dict(Official.objects.values_list("code", "id"))
    return rows.with_columns(pl.col("official").replace_strict(ids, return_dtype=pl.Int64).alias("official_id"))


def _with_pinyin(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with the pinyin as written, in lower case, or else that of the name."""
    written = rows.select("name", "name_pinyin").iter_rows()
    pinyin = [" ".join(given.lower().split()) if given else name_pinyin(name) for name, given in written]
    return rows.with_columns(pl.Series("name_pinyin", pinyin, pl.String))
