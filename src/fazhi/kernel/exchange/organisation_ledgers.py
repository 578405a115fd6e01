"""The ledgers of this floor: offices (机构台账) and posts (岗位台账); imported before anything that refers to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import polars as pl
from django.db.models import Q, QuerySet

from fazhi.kernel.exchange import bulk
from fazhi.kernel.exchange.errors import TreeBroken
from fazhi.kernel.exchange.formats import Batch, Check, Column, Format, Reference, Type
from fazhi.kernel.exchange.staging import Records
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.queries import office_codes
from fazhi.kernel.organisations.services import rebuild_bounds
from fazhi.kernel.organisations.terms import OfficeKind, Role

_OFFICE_FIELDS = ("name", "kind", "division_code", "district", "is_sample")
_OFFICE_CELLS = (
    "name",
    "kind",
    pl.col("division_code").fill_null(""),
    pl.col("district").fill_null(""),
    pl.col("is_sample").cast(pl.Boolean),
)
_POST_KEY = ("official", "office", "role", "from_date")


def _subject(*parts: object) -> str:
    """Offices and posts are counted by the database; in ledgers they are known by a UUID made of their key."""
    return str(uuid5(NAMESPACE_URL, "/".join(("fazhi", *map(str, parts)))))


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]


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
        schema = {column.name: pl.String for column in OFFICES.columns} | {"is_sample": pl.Int8}
        return pl.DataFrame(rows, schema=schema, orient="row")


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
        """A post's end and its official's name are what a correction can change; the rest is its key."""
        known = Official.objects.filter(code__in=rows["official"].to_list())
        names = dict(known.values_list("code", "name"))
        old = []
        for row in _with_officials(rows).iter_rows(named=True):
            post = _posts().filter(
                official_id=row["official_id"],
                office_id=row["office__id"],
                role=row["role"],
                from_date=row["from_date"],
            )
            until = post.values_list("until_date", flat=True).get()
            old.append({"subject": row["subject"], "name": names[row["official"]], "until_date": until})
            post.update(until_date=row["until_date"])
        return old

    def export(self, start: date, end: date) -> pl.DataFrame:
        """Posts held on any day of the period."""
        held = Q(from_date__lte=end) & (Q(until_date__isnull=True) | Q(until_date__gte=start))
        names = ("official__code", "official__name", "office__code", "role", "from_date", "until_date")
        rows = list(
            _posts().filter(held).order_by("office__left", "official__code", "role", "from_date").values_list(*names)
        )
        schema = {column.name: pl.Date if column.type is Type.DATE else pl.String for column in POSTS.columns}
        return pl.DataFrame(rows, schema=schema, orient="row")


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
    """`rows` with `official_id`; officials are made or renamed as the ledger says."""
    named = rows.select(pl.col("official").alias("code"), "name").unique("code", maintain_order=True)
    known = dict(Official.objects.values_list("code", "name"))
    bulk.insert(Official, named.filter(~pl.col("code").is_in(list(known))))
    for code, name in named.iter_rows():
        if known.get(code, name) != name:
            Official.objects.filter(code=code).update(name=name)
    ids = dict(Official.objects.values_list("code", "id"))
    return rows.with_columns(pl.col("official").replace_strict(ids, return_dtype=pl.Int64).alias("official_id"))


def _all_offices() -> pl.DataFrame:
    rows = office_codes(frozenset(OfficeKind.values))
    return pl.DataFrame(rows, schema={"code": pl.String, "id": pl.Int64}, orient="row")


def _parent_unknown() -> pl.Expr:
    """True where the parent stands neither in the file nor in the records."""
    known = _texts(_all_offices()["code"])
    parent = pl.col("parent")
    return parent.is_not_null() & ~parent.is_in(pl.col("code").implode()) & ~parent.is_in(known)


OFFICES = Format(
    code="organisations.offices",
    title="机构台账",
    sheet="机构",
    columns=(
        Column("code", "机构代码", required=True, max_length=32, hint="本系统内唯一，如 XM-SM"),
        Column("name", "机构名称", required=True),
        Column("kind", "机构类别", Type.CODE, required=True, labels=dict(OfficeKind.choices)),
        Column("parent", "上级机构代码", identifier=True, max_length=32, hint="市司法局留空"),
        Column("division_code", "行政区划代码", identifier=True, max_length=12),
        Column("district", "所在区", max_length=32),
        Column("is_sample", "示例数据", Type.FLAG, hint="合成的示例数据填“是”，页面与文书随之注明"),
    ),
    key=("code",),
    target=OfficeTarget(),
    checks=(
        Check(
            "parent-self",
            "parent",
            lambda: pl.col("parent") == pl.col("code"),
            "机构不能是自己的上级；请填上一级机构的代码。",
        ),
        Check(
            "parent-unknown",
            "parent",
            _parent_unknown,
            "本表和已有记录中都没有代码为{上级机构代码}的机构；请补上该机构或改正代码。",
        ),
    ),
    order=10,
)

POSTS = Format(
    code="organisations.posts",
    title="岗位台账",
    sheet="岗位",
    columns=(
        Column("official", "工号", required=True, max_length=32),
        Column("name", "姓名", required=True, max_length=60),
        Column("office", "机构代码", required=True, lookup="office", max_length=32),
        Column("role", "角色", Type.CODE, required=True, labels=dict(Role.choices)),
        Column("from_date", "任职起", Type.DATE, required=True, synonyms=("任职起始日期",)),
        Column("until_date", "任职止", Type.DATE, synonyms=("任职终止日期",), hint="在任的留空"),
    ),
    key=_POST_KEY,
    target=PostTarget(),
    references=(
        Reference("office", _all_offices, "没有代码为“{value}”的机构；请先导入机构台账，或者改正代码。"),
    ),
    checks=(
        Check(
            "post-order", "until_date", lambda: pl.col("until_date") < pl.col("from_date"),
            "任职止{任职止}早于任职起{任职起}；止期不早于起期。",
        ),
        Check(
            "official-named-twice", "name", lambda: pl.col("name").n_unique().over("official") > 1,
            "同一工号{工号}在本表有不同的姓名；请核对后改成一致。",
        ),
    ),
    order=20,
)  # fmt: skip
