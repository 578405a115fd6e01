"""Columns and checks that the ledgers of inspections share."""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Reference
from fazhi.lines.inspections.queries import references

OFFICE = Column("office", "机构代码", required=True, lookup="keeper", max_length=32)
KEEPER = Reference(
    "keeper", references.keepers, "没有代码为“{value}”的司法局或者处室；请先导入机构台账，或者改正代码。"
)
INSTITUTION = Reference(
    "institution", references.institution_codes, "名录库中没有代码为“{value}”的机构；请先导入检查对象名录。"
)
INSPECTOR = Reference(
    "inspector", references.inspector_codes, "名录库中没有执法证号为“{value}”的人员；请先导入检查人员名录。"
)
ITEM = Reference("item", references.item_codes, "抽查事项清单中没有编号为“{value}”的事项；请先导入清单。")
TASK = Reference("task", references.task_numbers, "没有编号为“{value}”的抽查任务；请先导入任务台账。")

ONE, TWO, THREE = 210, 220, 230
"""Rosters and items come first, then tasks, then draws and inspections, then results."""


def given(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


def before(later: str, earlier: str, says: str) -> Check:
    return Check(f"{later}-order", f"{later}_date", lambda: pl.col(f"{later}_date") < pl.col(f"{earlier}_date"), says)


def missing(code: str, column: str, when: str, says: str) -> Check:
    """`column` is blank though `when` is given."""
    return Check(code, column, lambda: given(when) & ~given(column), says)
