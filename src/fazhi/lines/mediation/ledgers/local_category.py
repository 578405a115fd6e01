"""The ledger of local categories (本地纠纷类别), and the column that the people's ledger has for them."""

from dataclasses import dataclass

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Format, Reference, Type
from fazhi.lines.mediation import queries
from fazhi.lines.mediation.services import local_categories
from fazhi.lines.mediation.terms import Category


@dataclass(frozen=True)
class LocalCategoryTarget:
    procedure: str = local_categories.SUBJECT

    stored = staticmethod(queries.stored_local_categories)
    records = staticmethod(local_categories.records)
    insert = staticmethod(local_categories.insert)
    update = staticmethod(local_categories.update)
    remove = staticmethod(local_categories.remove)
    restore = staticmethod(local_categories.restore)
    export = staticmethod(queries.export_local_categories)


LOCAL_CATEGORY_FORMAT = Format(
    code="mediation.category",
    title="本地纠纷类别表",
    sheet="本地类别",
    columns=(
        Column("code", "本地类别代码", required=True, max_length=32, hint="如 finance"),
        Column("title", "本地类别名称", required=True, max_length=40),
        Column("parent", "国家类别", Type.CODE, required=True, labels=Category.labels(), hint="计入全国统计表的类别"),
        Column("from_year", "启用年度", Type.INTEGER, required=True, low=2000, high=2999),
        Column("until_year", "停用年度", Type.INTEGER, low=2000, high=2999, hint="在用的留空"),
        Column("basis", "设立依据", required=True, max_length=200, hint="文件名称和文号"),
    ),
    key=("code",),
    target=LocalCategoryTarget(),
    checks=(
        Check(
            "category-years",
            "until_year",
            lambda: pl.col("until_year") < pl.col("from_year"),
            "停用年度{停用年度}早于启用年度{启用年度}。",
        ),
        Check(
            "category-in-use",
            "parent",
            local_categories.contradicts_records,
            "已有案件使用本地类别{本地类别代码}，改动后与其国家类别或者年度不符；请停用后另设新的代码。",
        ),
    ),
    order=50,
)

LOCAL_COLUMN = Column(
    "local_category", "本地类别", added=True, lookup="local_category", max_length=32, hint="本地类别代码，没有的留空"
)
LOCAL_CATEGORIES = Reference(
    "local_category",
    queries.known_local_categories,
    "没有代码为“{value}”的本地类别；请先导入本地纠纷类别表，或者清空。",
)


def _year() -> pl.Expr:
    """The year of the matter: of acceptance, or of the day on which it was settled on the spot."""
    return pl.coalesce("accepted_date", "concluded_date").dt.year()


LOCAL_CHECKS = (
    Check(
        "local-parent",
        "local_category",
        lambda: pl.col("local_category__parent") != pl.col("category"),
        "本地类别{本地类别}不属于纠纷类别“{纠纷类别}”；请改正其中之一。",
    ),
    Check(
        "local-year",
        "local_category",
        lambda: (pl.col("local_category__from_year") > _year()) | (pl.col("local_category__until_year") < _year()),
        "本地类别{本地类别}在受理（当场化解的，化解）的年度没有启用或者已经停用。",
    ),
)
