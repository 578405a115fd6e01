"""Columns, look-ups and checks that the ledgers of legality review share."""

import polars as pl

from fazhi.kernel.exchange.formats import Check, Column, Reference
from fazhi.lines.legality_review import queries

OFFICE = Column("office", "机构代码", required=True, lookup="keeper", max_length=32)
KEEPER = Reference("keeper", queries.keepers, "没有代码为“{value}”的司法局或者处室；请先导入机构台账，或者改正代码。")
OFFICIAL = Reference("official", queries.official_codes, "没有工号为“{value}”的人员；请先导入岗位台账，或者改正工号。")
REVIEW_NUMBER = Reference("review", queries.review_numbers, "没有编号为“{value}”的合法性审核；请先导入合法性审核台账。")
DOCUMENT_NUMBER = Reference(
    "document", queries.document_numbers, "没有文号为“{value}”的文件；请先导入行政规范性文件台账。"
)

ONE, TWO, THREE = 310, 320, 330
"""Reviews, campaigns and filings that came in, then what stands on them, then what stands on documents."""


def given(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


def before(later: str, earlier: str, says: str) -> Check:
    return Check(f"{later}-order", f"{later}_date", lambda: pl.col(f"{later}_date") < pl.col(f"{earlier}_date"), says)


def needed_with(code: str, column: str, when: str, says: str) -> Check:
    """`column` is blank though `when` is given."""
    return Check(code, column, lambda: given(when) & ~given(column), says)
