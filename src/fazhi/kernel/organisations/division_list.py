"""
The list of divisions as the statistics bureau hands it out (统计用区划代码和城乡划分代码), read and judged row by row.

Codes come in two writings. Short: as many digits as the level has, 2, 4, 6, 9 or 12. Full: 6 or 12 digits throughout, filled up with
zeros. A file that has a code of 2, 4 or 9 digits is short, and its codes are taken as they stand; in a full one the zeros go.
Source: 统计用区划代码和城乡划分代码编制规则 (国统字〔2009〕91号), two digits for province, prefecture and county each, three for
town and village each.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl

from fazhi.kernel.organisations.errors import DivisionsUnread
from fazhi.kernel.organisations.terms import DivisionLevel, UrbanRural

_HEADINGS = {
    "code": ("code", "代码", "区划代码", "行政区划代码", "统计用区划代码"),
    "name": ("name", "名称", "区划名称", "行政区划名称"),
    "urban_rural_class": ("type", "城乡分类", "城乡分类代码"),
}
_DIGITS = {level.digits: level.value for level in DivisionLevel}
_NAME_LENGTH = 60


@dataclass(frozen=True)
class RefusedRow:
    """
    A row of the list that is not taken, as read; `row` is the line's number, the headings are line 1.

    fault  "code-form", "name-missing", "name-long", "class-unknown", "repeated" or "no-parent"
    """

    row: int
    code: str
    name: str
    fault: str


@dataclass(frozen=True)
class DivisionList:
    """
    sha256  of the file, in hex
    read    how many rows it has
    rows    the good ones: `row`, `written` (the code as read), `code` (short), `name`, `level`, `urban_rural_class`
    refused the others
    """

    sha256: str
    read: int
    rows: pl.DataFrame
    refused: tuple[RefusedRow, ...]


def read_list(path: Path) -> DivisionList:
    """
    Read a CSV with the columns code, name and, if it has it, type, in UTF-8 or GB18030; other columns are ignored.

    Raises DivisionsUnread, and OSError if the file can't be read.
    """
    content = path.read_bytes()
    cells = _cells(path, content)
    judged = _judged(cells)
    refused = judged.filter(pl.col("fault").is_not_null())
    return DivisionList(
        sha256=hashlib.sha256(content).hexdigest(),
        read=cells.height,
        rows=judged.filter(pl.col("fault").is_null()).drop("fault"),
        refused=refused_rows(refused),
    )


def refused_rows(rows: pl.DataFrame) -> tuple[RefusedRow, ...]:
    """`rows` with their `fault`, as they are told."""
    return tuple(RefusedRow(*row) for row in rows.select("row", "written", "name", "fault").iter_rows())


def short_code(code: str) -> str:
    """
    A division's code without the zeros that fill it up.

    short_code("350200000000") == short_code("350200") == "3502"; one that says a level already stays as it is.
    """
    if len(code) not in (6, 12):
        return code
    return next(code[: level.digits] for level in DivisionLevel if not code[level.digits :].strip("0"))


def short_codes(written: pl.Expr) -> pl.Expr:
    """`short_code` for a column: at most one pattern fits, the longest run of whole empty levels."""
    length = written.str.len_chars()
    return (
        pl.when(length == 12)
        .then(written.str.replace(r"^(\d{2})0{10}$|^(\d{4})0{8}$|^(\d{6})0{6}$|^(\d{9})0{3}$", "$1$2$3$4"))
        .when(length == 6)
        .then(written.str.replace(r"^(\d{2})0{4}$|^(\d{4})0{2}$", "$1$2"))
        .otherwise(written)
    )


def _cells(path: Path, content: bytes) -> pl.DataFrame:
    """The columns of the list as text, "" for empty, with `row`."""
    try:
        text = _decoded(content)
        table = pl.read_csv(BytesIO(text.encode()), infer_schema=False)
    except pl.exceptions.NoDataError as error:
        raise DivisionsUnread(path, "empty") from error
    except (UnicodeDecodeError, pl.exceptions.PolarsError) as error:
        raise DivisionsUnread(path, "damaged") from error
    columns = {
        name: heading for name, known in _HEADINGS.items() for heading in table.columns if heading.strip() in known
    }
    if not {"code", "name"} <= set(columns):
        raise DivisionsUnread(path, "headings", tuple(table.columns))
    texts = [pl.col(heading).str.strip_chars().fill_null("").alias(name) for name, heading in columns.items()]
    if "urban_rural_class" not in columns:
        texts.append(pl.lit("").alias("urban_rural_class"))
    return table.select(texts).with_row_index("row", offset=2).rename({"code": "written"})


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _judged(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` with `code`, `level` and `fault`, null where there is none."""
    written = pl.col("written")
    is_short = cells.select(written.str.len_chars().is_in([2, 4, 9]).any()).item()
    code = written if is_short else short_codes(written)
    rows = cells.with_columns(code.alias("code"))
    rows = rows.with_columns(
        pl.col("code").str.len_chars().replace_strict(_DIGITS, default=None, return_dtype=pl.Int16).alias("level")
    )
    fault = pl.coalesce(
        pl.when(~_is_code(is_short=is_short)).then(pl.lit("code-form")),
        pl.when(pl.col("name") == "").then(pl.lit("name-missing")),
        pl.when(pl.col("name").str.len_chars() > _NAME_LENGTH).then(pl.lit("name-long")),
        pl.when(~pl.col("urban_rural_class").is_in(["", *UrbanRural.values])).then(pl.lit("class-unknown")),
    )
    rows = rows.with_columns(fault.alias("fault"))
    return rows.with_columns(pl.coalesce("fault", pl.when(_is_repeated()).then(pl.lit("repeated"))))


def _is_code(*, is_short: bool) -> pl.Expr:
    """Digits of a level, not from 0; no level of it is all zeros, but a county's in a short list (不设县的市 write it so)."""
    zeros = r"^\d{2}00$|^\d{6}000$|^\d{9}000$" + ("" if is_short else r"|^\d{4}00$")
    code = pl.col("code")
    return pl.col("level").is_not_null() & code.str.contains(r"^[1-9]\d+$") & ~code.str.contains(zeros)


def _is_repeated() -> pl.Expr:
    """Rows of one code: if they say the same the first is taken, else none, for nothing says which is right."""
    says = pl.struct("name", "urban_rural_class")
    first = pl.int_range(pl.len()).over("code") == 0
    # A row that has its own fault does not make another one doubtful.
    sound = pl.when(pl.col("fault").is_null()).then(pl.col("code"))
    differ = says.n_unique().over(sound) > 1
    return sound.is_not_null() & sound.is_duplicated() & (differ | ~first)
