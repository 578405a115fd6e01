"""
Columns of text into columns of values (逐列判读), all of one kind at once, with what could not be read.

Free text and telephone numbers are judged by expressions over the rows; all other types by reading the distinct texts of
a column, of which there are few, and putting the values in their places.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from fazhi.engines import identifiers
from fazhi.engines.identifiers import expressions
from fazhi.kernel.exchange.cells import BLANKS, DITTO, Unclear, reader
from fazhi.kernel.exchange.formats import Column, Format, Type
from fazhi.kernel.exchange.sources import NOT_COMPUTED

FINDING_SCHEMA = pl.Schema(
    {
        "index": pl.UInt32(),
        "column": pl.String(),
        "code": pl.String(),
        "cell": pl.String(),
        "says": pl.String(),
        "warning": pl.Boolean(),
    }
)
# Full-width digits and letters only: brackets and other signs belong to names and case numbers as they are.
HALF_WIDTH = {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
_DTYPES = {
    Type.INTEGER: pl.Int64, Type.MONEY: pl.Int64, Type.DATE: pl.Date, Type.CODE: pl.String, Type.FLAG: pl.Int8,
}  # fmt: skip
_FORMULA = r"^[\s]*[=+\-@]"
_FORMULA_SAYS = "以 = + - @ 开头的文字会被电子表格当作公式执行；请去掉开头的符号"
_DITTO_SAYS = "上面没有一行可同；请写明内容"
_FAILED = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", NOT_COMPUTED]
_FAILED_SAYS = "是公式没有算出的结果；请在电子表格中重新计算后另存，或者直接填写内容"
_PHONE_SAYS = f"不是电话号码；应为{identifiers.judge_phone('?')[0].expected}"


def read_columns(raw: pl.DataFrame, format: Format) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """
    The rows of `raw` (text, with `index`) as values, and findings in FINDING_SCHEMA.

    returns  `index`, `sheet`, `row` and the format's columns, typed; null where a cell is blank or could not be read
    """
    free = [column for column in format.columns if column.type not in _DTYPES]
    typed = [column for column in format.columns if column.type in _DTYPES]
    texts, text_findings = _read_free(raw, free, format)
    values, unclear = _read_distinct(raw, typed)
    rows = pl.concat([raw.select("index", "sheet", "row"), texts, values], how="horizontal")
    rows = rows.select("index", "sheet", "row", *(column.name for column in format.columns))
    return rows, [*text_findings, *unclear, *_missing(raw, format)]


def finding(rows: pl.DataFrame, column: Column, code: pl.Expr, says: pl.Expr, *, warning: bool = False) -> pl.DataFrame:
    """Findings of `code` on `rows` of the raw frame, at `column`."""
    return rows.select(
        "index",
        pl.lit(column.name).alias("column"),
        code.alias("code"),
        as_read(column).str.strip_chars().alias("cell"),
        says.alias("says"),
        pl.lit(warning).alias("warning"),
    ).cast(FINDING_SCHEMA)


def as_read(column: Column) -> pl.Expr:
    """The cell as the clerk sees it: a date without the midnight that reading adds."""
    cell = pl.col(column.name)
    return cell.str.replace(r" 00:00:00$", "") if column.type is Type.DATE else cell


def _is_identifier(column: Column, format: Format) -> bool:
    numbers = {pair.number_column for pair in format.documents}
    return column.identifier or column.lookup is not None or column.name in format.key or column.name in numbers


def _is_blank(column: Column) -> pl.Expr:
    return pl.col(column.name).str.strip_chars().fill_null("").is_in(list(BLANKS))


def _read_free(raw: pl.DataFrame, columns: Sequence[Column], format: Format) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Read the columns of text and telephone numbers, and judge them, each in one pass."""
    values = raw.select(_free_value(column, format).alias(column.name) for column in columns)
    wrong = {(column.name, code): wrong for column in columns for code, wrong in _free_faults(column).items()}
    flags = values.with_columns(raw[column.name].alias(f"raw {column.name}") for column in columns).select(
        expression.fill_null(value=False).alias(f"{name} {code}") for (name, code), expression in wrong.items()
    )
    found = flags.select(pl.all().any()).row(0, named=True) if flags.width else {}
    named = {column.name: column for column in columns}
    return values, [
        finding(
            raw.filter(flags[f"{name} {code}"]), named[name], pl.lit(code), pl.lit(_free_sentence(named[name], code))
        )
        for name, code in wrong
        if found[f"{name} {code}"]
    ]


def _free_value(column: Column, format: Format) -> pl.Expr:
    text = pl.col(column.name)
    if column.type is Type.PHONE:
        return pl.when(~_is_blank(column)).then(expressions.half_width(text))
    if column.paragraphs:
        text = text.str.replace_all(r"\r\n?", "\n").str.replace_all(r"[\x{00}-\x{09}\x{0B}-\x{1F}\x{7F}]+", " ")
    else:
        text = text.str.replace_all(r"[\r\n\t\x{00}-\x{1F}\x{7F}]+", " ")
    clean = text.str.strip_chars().str.replace_many(HALF_WIDTH)
    if _is_identifier(column, format):
        clean = clean.str.replace_all(r"\s", "")
    return pl.when(~_is_blank(column) & (clean != "")).then(clean)


def _free_faults(column: Column) -> dict[str, pl.Expr]:
    """What can be wrong with a column of free text, by code; `raw …` is the cell as read, the plain name its value."""
    value = pl.col(column.name)
    if column.type is Type.PHONE:
        return {"phone": expressions.phone_fault(value).is_not_null()}
    return {
        "formula": pl.col(f"raw {column.name}").str.contains(_FORMULA) & value.is_not_null(),
        "ditto": value.is_in(DITTO),
        "failed": value.is_in(_FAILED),
        "length": value.str.len_chars() > column.max_length,
    }


def _free_sentence(column: Column, code: str) -> str:
    length = f"超过{column.max_length}个字；请缩短"
    says = {"phone": _PHONE_SAYS, "formula": _FORMULA_SAYS, "ditto": _DITTO_SAYS, "failed": _FAILED_SAYS}
    return {**says, "length": length}[code]


def _read_distinct(raw: pl.DataFrame, columns: Sequence[Column]) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Read the distinct texts of each column and put the values in their places."""
    distinct = raw.select(pl.col(column.name).unique().implode() for column in columns)
    values, findings = [], []
    for column in columns:
        meant, unclear = _meanings(column, distinct[column.name].item())
        value = pl.col(column.name).replace_strict(
            pl.Series(list(meant), dtype=pl.String),
            pl.Series(list(meant.values()), dtype=_DTYPES[column.type]),
            default=None,
            return_dtype=_DTYPES[column.type],
        )
        values.append(value.fill_null(0) if column.type is Type.FLAG else value)
        if unclear:
            findings.append(_unclear_cells(raw, column, unclear))
    return raw.select(values), findings


def _meanings(column: Column, texts: pl.Series) -> tuple[dict[str, object], dict[str, Unclear]]:
    """Text to value, and text to what is unclear about it."""
    read = reader(column)
    meant: dict[str, object] = {}
    unclear: dict[str, Unclear] = {}
    for text in texts.drop_nulls().to_list():
        if text.strip() not in BLANKS:
            try:
                meant[text] = read(text)
            except Unclear as fault:
                unclear[text] = fault
    return meant, unclear


def _unclear_cells(raw: pl.DataFrame, column: Column, unclear: Mapping[str, Unclear]) -> pl.DataFrame:
    faults = pl.DataFrame(
        [(text, fault.code, fault.says) for text, fault in unclear.items()],
        schema={column.name: pl.String, "code": pl.String, "says": pl.String},
        orient="row",
    )
    rows = raw.select("index", column.name).join(faults, on=column.name, maintain_order="left")
    return finding(rows, column, pl.col("code"), pl.col("says"))


def _missing(raw: pl.DataFrame, format: Format) -> list[pl.DataFrame]:
    """Blank cells in required columns."""
    required = [column for column in format.columns if column.required]
    blank = raw.select(_is_blank(column).alias(column.name) for column in required)
    found = blank.select(pl.all().any()).row(0, named=True) if required else {}
    return [
        finding(raw.filter(blank[column.name]), column, pl.lit("required"), pl.lit("此栏必填"))
        for column in required
        if found[column.name]
    ]
