"""Local categories in the form: how many of each, under the national category that counts them."""

from collections.abc import Iterator
from dataclasses import replace

from fazhi.engines.indicator import And, Compare, Count
from fazhi.lines.mediation.indicators.national_form import Column, Part, Table
from fazhi.lines.mediation.queries.local_categories import local_categories
from fazhi.lines.mediation.queries.national_form.tables import TOTAL, Asking
from fazhi.lines.mediation.queries.national_form.terms import Check, Filled, Row
from fazhi.lines.mediation.rules.categories import CATEGORIES

CODE = "mediation.people.local"
_COLUMNS = (
    Column("local", ("", "件数"), "件", CODE),
    Column("under", ("", "其中登记在该国家类别"), "件"),
)
TABLE = Table(
    "local",
    "本地类别",
    _COLUMNS,
    (Part("本地类别", ("local", "under"), ("本地类别是国家类别之下的细分，已计在案件分类的相应栏内，不另加。",)),),
)


def local_table(asking: Asking) -> Filled | None:
    """A row for each local category that matters have; None where the records know of none at all."""
    indicator = asking.catalogue.indicators.get(CODE)
    if indicator is None or not isinstance(indicator.measure, Count):
        return None
    known = {row["code"]: row for row in local_categories().iter_rows(named=True)}
    measure = indicator.measure
    counts = {"local": measure} | {
        f"under_{parent}": replace(measure, where=_and(measure, Compare("category", "=", parent)))
        for parent in sorted({row["parent"] for row in known.values()})
    }
    found = asking.by(counts, "local_category")
    rows = []
    for code, row in found.items():
        category = known.get(code or "")
        title = f"{category['title']}（计入{CATEGORIES[category['parent']].label}）" if category else row.label
        under = row.cells.get(f"under_{category['parent']}", 0) if category else 0
        rows.append(Row(code, title, {"local": row.cells["local"], "under": under}))
    total = {key: sum(row.cells[key] or 0 for row in rows) for key in ("local", "under")}
    return Filled(TABLE, "本地类别（国家类别）", tuple(rows), Row("", TOTAL, total))


def _and(measure: Count, more: Compare) -> And:
    return And((measure.where, more) if measure.where else (more,))


def local_checks(filled: Filled) -> Iterator[Check]:
    """Whatever has a local category stands under its parent."""
    wrong = [row for row in filled.rows if row.cells["local"] != row.cells["under"]]
    told = "；".join(
        f"{row.label}：{row.cells['local']:,} 件，其中 {row.cells['under']:,} 件在其国家类别" for row in wrong
    )
    yield Check("local: parent", "本地类别：都计在其国家类别之内", not wrong, told or f"{len(filled.rows)} 个类别")
