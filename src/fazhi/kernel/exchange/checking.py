"""
Checking rows (逐行核对), whole columns at a time: text to typed values, and what is wrong with which cell.

A finding names the row, the column's heading, the cell as read, what is wrong and what would be right. All findings of a
row are reported; a check across columns is silent where a cell it looks at could not be read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from fazhi.engines import identifiers
from fazhi.engines.identifiers import expressions
from fazhi.kernel.exchange.columns import FINDING_SCHEMA, as_read, finding, read_columns
from fazhi.kernel.exchange.formats import Column, DocumentPair, Format, Reference
from fazhi.kernel.exchange.reading import Table

_JUDGED = ("identity", "credit_code")


@dataclass(frozen=True)
class Checked:
    """
    rows      typed: `index`, `sheet`, `row`, the format's columns, `<column>__…` of the references; in file order
    findings  FINDING_SCHEMA, `index` pointing into rows
    """

    rows: pl.DataFrame
    findings: pl.DataFrame

    @property
    def refused(self) -> pl.Series:
        """Indices of the rows that have a finding other than a warning."""
        return self.findings.filter(~pl.col("warning"))["index"].unique()


def type_cells(table: Table, *, on: date) -> Checked:
    """What can be said of each row by itself, without the records: typed cells, and findings on cells and documents."""
    raw = table.rows.with_row_index("index")
    typed, findings = read_columns(raw, table.format)
    for pair in table.format.documents:
        typed, found = _judge_documents(raw, typed, pair, on)
        findings += found
    return Checked(typed, pl.concat(findings) if findings else pl.DataFrame(schema=FINDING_SCHEMA))


def check(table: Table, cells: Checked) -> Checked:
    """Judge every row of `table`, whose cells are typed: references, conditions across columns, repeated keys."""
    raw = table.rows.with_row_index("index")
    format = table.format
    typed, findings = cells.rows, [cells.findings]
    for column in format.columns:
        if column.lookup:
            typed, found = _look_up(raw, typed, column, format.references)
            findings += found
    unclear = pl.concat(findings).filter(~pl.col("warning")) if findings else pl.DataFrame(schema=FINDING_SCHEMA)
    findings += _judge(raw, typed, format, unclear)
    findings += _duplicates(raw, typed, format)
    return Checked(typed, _in_order(findings, format))


def sentences(findings: pl.DataFrame, format: Format) -> pl.DataFrame:
    """`findings` with `sentence`: heading, cell as read, what is wrong and what would be right."""
    headings = {column.name: column.heading for column in format.columns}
    heading = pl.col("column").replace_strict(headings, return_dtype=pl.String)
    start = (
        pl.when(pl.col("cell").fill_null("") == "")
        .then(pl.format("“{}”为空：", heading))
        .otherwise(pl.format("“{}”为“{}”：", heading, pl.col("cell")))
    )
    return findings.with_columns(heading.alias("heading"), pl.concat_str(start, "says").alias("sentence"))


def _judge_documents(
    raw: pl.DataFrame, typed: pl.DataFrame, pair: DocumentPair, on: date
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Judge numbers by the rule of their document's type; identity numbers and credit codes are kept in capitals."""
    kind_cell, number_cell = pl.col(pair.type_column), pl.col(pair.number_column)
    capitals = expressions.half_width_capitals(number_cell)
    typed = typed.with_columns(
        pl.when(kind_cell.is_in(_JUDGED))
        .then(capitals)
        .otherwise(expressions.half_width(number_cell))
        .alias(pair.number_column)
    )
    fault = expressions.document_fault(kind_cell, number_cell, on=on)
    faulty = typed.select("index", kind_cell.alias("kind"), number_cell.alias("number"), fault.alias("fault")).filter(
        pl.col("fault").is_not_null()
    )
    faulty = raw.select("index", pair.number_column).join(faulty, on="index", maintain_order="left")
    column = Column(pair.number_column, "")
    warned = faulty.filter(pl.col("fault").is_in(sorted(identifiers.findings.WARNINGS)))
    refused = faulty.join(warned, on="index", how="anti", maintain_order="left")
    says = [_document_sentence(kind, number, on) for kind, number in refused.select("kind", "number").iter_rows()]
    findings = [
        finding(refused.with_columns(pl.Series("says", says, pl.String)), column, pl.col("fault"), pl.col("says")),
        finding(warned, column, pl.col("fault"), _doubted(pl.col("fault")), warning=True),
    ]
    return typed, [found for found in findings if found.height]


def _doubted(fault: pl.Expr) -> pl.Expr:
    """What a warning says: the number may be right all the same."""
    labels = {item.value: f"{item.label}；如确系该证件，可不改" for item in identifiers.findings.WARNINGS}
    return fault.replace_strict(labels, return_dtype=pl.String)


def _document_sentence(kind: str, number: str, on: date) -> str:
    found = identifiers.judge_document(identifiers.DocumentKind(kind), number, on=on)[0]
    return f"{found.fault.label}：{found.found}；应为{found.expected}"


def _look_up(
    raw: pl.DataFrame, typed: pl.DataFrame, column: Column, references: Sequence[Reference]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    reference = next(item for item in references if item.name == column.lookup)
    known = reference.frame()
    known = known.rename({name: f"{column.name}__{name}" for name in known.columns if name != "code"})
    ours, theirs = [column.name], ["code"]
    if reference.own:
        ours, theirs = [*ours, "office"], [*theirs, f"{column.name}__office"]
    joined = typed.join(known, left_on=ours, right_on=theirs, how="left", maintain_order="left")
    unknown = joined.filter(pl.col(column.name).is_not_null() & pl.col(f"{column.name}__id").is_null())
    if unknown.is_empty():
        return joined, []
    rows = raw.select("index", column.name).join(unknown.select("index"), on="index", maintain_order="left")
    before, _, after = reference.says.partition("{value}")
    value = as_read(column).str.strip_chars() if "{value}" in reference.says else pl.lit("")
    says = pl.concat_str(pl.lit(before), value, pl.lit(after))
    return joined, [finding(rows, column, pl.lit("reference"), says)]


def _judge(raw: pl.DataFrame, typed: pl.DataFrame, format: Format, unclear: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The format's checks across columns, all in one pass; only those that find something look closer."""
    wrong = {item.code: item.wrong() for item in format.checks}
    flags = typed.select(expression.fill_null(value=False).alias(code) for code, expression in wrong.items())
    found = flags.select(pl.all().any()).row(0, named=True) if wrong else {}
    for item in format.checks:
        if not found[item.code]:
            continue
        unread = unclear.filter(pl.col("column").is_in(wrong[item.code].meta.root_names()))
        cells = raw.filter(flags[item.code]).join(unread, on="index", how="anti", maintain_order="left")
        column = format.column(item.column)
        yield finding(cells, column, pl.lit(item.code), _filled(item.says, format), warning=item.warning)


def _filled(says: str, format: Format) -> pl.Expr:
    """`says` with the cells of the row in its {heading} slots."""
    columns = {column.heading: column for column in format.columns}
    parts = re.split(r"\{([^{}]+)\}", says)
    texts = [pl.lit(part) for part in parts[::2]]
    cells = [as_read(columns[heading]).str.strip_chars().fill_null("（空）") for heading in parts[1::2]]
    ordered = [texts[0], *(piece for pair in zip(cells, texts[1:], strict=True) for piece in pair)]
    return pl.concat_str(ordered)


def _duplicates(raw: pl.DataFrame, typed: pl.DataFrame, format: Format) -> Iterator[pl.DataFrame]:
    """Rows of one natural key: none of them is taken, for nothing says which one is right."""
    key = list(format.key)
    keyed = typed.select("index", "row", *key).drop_nulls(key)
    twice = keyed.filter(keyed.select(pl.struct(key).is_duplicated()).to_series())
    if twice.is_empty():
        return
    rows = pl.col("row")
    other = pl.when(rows == rows.min().over(key)).then(rows.max().over(key)).otherwise(rows.min().over(key))
    marked = raw.join(twice.select("index", other.alias("other")), on="index", maintain_order="left")
    column = format.column(key[-1])
    headings = "、".join(format.column(name).heading for name in key)
    says = pl.format("与第{}行的" + headings + "相同；同一事项只填一行，请删去重复的或改正编号", pl.col("other"))
    yield finding(marked, column, pl.lit("duplicate"), says)


def _in_order(findings: Sequence[pl.DataFrame], format: Format) -> pl.DataFrame:
    if not findings:
        return pl.DataFrame(schema=FINDING_SCHEMA)
    places = {column.name: place for place, column in enumerate(format.columns)}
    place = pl.col("column").replace_strict(places, return_dtype=pl.Int32)
    return pl.concat(findings).sort("index", place, "code", maintain_order=True)
