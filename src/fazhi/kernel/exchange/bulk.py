"""
Frames into tables (成批写入): what Django's `bulk_create` does, without an object for each row.

Column names are the model's field attnames ("office_id"). Values are converted as the database's Django backend stores
them: UUIDs as 32 hex digits and moments as UTC text on SQLite, as they are on PostgreSQL.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl
from django.db import connection, models
from django.db.models import NOT_PROVIDED

_ROWS_AT_ONCE = 10_000


def insert(model: type[models.Model], frame: pl.DataFrame) -> int:
    """
    Insert the rows of `frame` into the table of `model`; returns how many.

    Columns that are missing take the field's constant default, else "" for text that may be blank; an id counted by the
    database is left to it. UUIDs are text in either form. Constraints are the database's: IntegrityError as ever. Call it
    inside a transaction.

    Raises KeyError for a column that is no field of the model.
    """
    if frame.is_empty():
        return 0
    columns, frame = ready(model, frame)
    if connection.vendor == "postgresql":
        _copy(model, columns, frame)
    else:
        places = ", ".join(["?"] * len(columns))
        _run(f"INSERT INTO {_quoted(model._meta.db_table)} ({_listed(columns)}) VALUES ({places})", frame)  # noqa: S608
    return frame.height


def ready(model: type[models.Model], frame: pl.DataFrame) -> tuple[list[str], pl.DataFrame]:
    """The database's column names, and `frame` completed and converted for them; see `insert`."""
    fields = _fields(model)
    frame = _converted(fields, _completed(fields, frame))
    return [_column(fields[name]) for name in frame.columns], frame


def slices(frame: pl.DataFrame) -> Iterator[list[tuple[Any, ...]]]:
    """The rows as tuples, so many at once that neither memory nor the driver minds."""
    for part in frame.iter_slices(_ROWS_AT_ONCE):
        yield part.rows()


def update(model: type[models.Model], frame: pl.DataFrame, columns: Sequence[str]) -> int:
    """
    Set `columns` of the rows whose primary key stands in `frame`; returns how many rows the frame has.

    Raises KeyError for a column that is no field of the model.
    """
    fields = _fields(model)
    assert model._meta.pk is not None
    key = model._meta.pk.attname
    frame = _converted(fields, frame.select(*columns, key))
    place = "%s" if connection.vendor == "postgresql" else "?"
    settings = ", ".join(f"{_quoted(_column(fields[name]))} = {place}" for name in columns)
    condition = f"{_quoted(_column(fields[key]))} = {place}"
    _run(f"UPDATE {_quoted(model._meta.db_table)} SET {settings} WHERE {condition}", frame)  # noqa: S608
    return frame.height


def delete(model: type[models.Model], column: str, values: Iterable[str]) -> None:
    """
    Delete the rows whose `column` (a field's attname, text or UUID) is one of `values`, however many.

    What refers to them is the database's to find: IntegrityError, at the latest when the transaction ends.
    """
    field = _fields(model)[column]
    listed: list[str] = list(values)
    if isinstance(field, models.UUIDField) and not has_uuids():
        listed = [value.replace("-", "") for value in listed]
    condition, parameters = among(_quoted(_column(field)), listed)
    if isinstance(field, models.UUIDField) and has_uuids():
        condition = condition.replace("%s", "%s::uuid[]")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {condition}", parameters)  # noqa: S608


def _run(statement: str, frame: pl.DataFrame) -> None:
    """
    Run `statement` for each row, on the driver's own cursor.

    Django's SQLite wrapper copies the parameters through two iterators and rewrites the placeholders: a quarter more time.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = connection.connection.cursor()
        for rows in slices(frame):
            cursor.executemany(statement, rows)


def among(column: str, values: Iterable[str]) -> tuple[str, list[Any]]:
    """
    The condition that a text column is one of `values`, however many, and its parameters.

    One parameter holds them all, so that no database's limit on parameters is met.
    """
    listed = list(values)
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)", [listed]
    return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(listed, ensure_ascii=False)]  # noqa: S608


def stored(model: type[models.Model], keys: pl.DataFrame) -> pl.DataFrame:
    """
    For those of `keys` that the table has: the key columns and `subject`, the primary key as UUID text with hyphens.

    keys  columns named by field attnames ("office_id", "number"), together unique in the table and indexed
    All keys go over in one statement, whatever their number. Raises KeyError for a column that is no field.
    """
    fields = _fields(model)
    assert model._meta.pk is not None
    sources = {name: _quoted(_column(fields[name])) for name in keys.columns}
    known, parameters = _known_keys(keys)
    joined = " AND ".join(f"t.{column} = k.{_quoted(name)}" for name, column in sources.items())
    columns = ", ".join(f"t.{column}" for column in sources.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, t.{_quoted(_column(model._meta.pk))} "  # noqa: S608
            f"FROM {known} JOIN {_quoted(model._meta.db_table)} t ON {joined}",
            parameters,
        )
        rows = [(*row[:-1], hyphened(str(row[-1]))) for row in cursor.fetchall()]
    return pl.DataFrame(rows, schema={**keys.schema, "subject": pl.String}, orient="row")


def _known_keys(keys: pl.DataFrame) -> tuple[str, list[Any]]:
    """`keys` as a table `k` in SQL, and its parameters."""
    names = ", ".join(_quoted(name) for name in keys.columns)
    if connection.vendor == "postgresql":
        kinds = {pl.Int64: "bigint", pl.Date: "date", pl.String: "text"}
        arrays = ", ".join(f"%s::{kinds[type(dtype)]}[]" for dtype in keys.dtypes)
        return f"unnest({arrays}) AS k({names})", [column.to_list() for column in keys]
    columns = ", ".join(
        f"json_extract(value, '$[{place}]') AS {_quoted(name)}" for place, name in enumerate(keys.columns)
    )
    rows = json.dumps(keys.rows(), ensure_ascii=False, default=str)
    return f"(SELECT {columns} FROM json_each(%s)) k", [rows]  # noqa: S608


def hyphened(text: str) -> str:
    """A UUID's text with hyphens, from either form."""
    if "-" in text:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def has_uuids() -> bool:
    """Whether the database has a type for UUIDs; without, they are 32 hex digits."""
    return bool(connection.features.has_native_uuid_field)


def _fields(model: type[models.Model]) -> dict[str, "models.Field[Any, Any]"]:
    return {field.attname: field for field in model._meta.concrete_fields}


def _column(field: "models.Field[Any, Any]") -> str:
    assert field.column is not None
    return field.column


def _completed(fields: dict[str, "models.Field[Any, Any]"], frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the constant defaults of the fields that it lacks."""
    added = []
    for name, field in fields.items():
        if name in frame.columns or isinstance(field, models.AutoField):
            continue
        if field.default is not NOT_PROVIDED and not callable(field.default):
            added.append(pl.lit(field.default).alias(name))
        elif not field.null and field.blank and isinstance(field, models.CharField | models.TextField):
            added.append(pl.lit("").alias(name))
    return frame.with_columns(added)


def _converted(fields: dict[str, "models.Field[Any, Any]"], frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with each column as the database takes it."""
    return frame.select(_stored_as(fields[name], frame.schema[name]).alias(name) for name in frame.columns)


def _stored_as(field: "models.Field[Any, Any]", dtype: pl.DataType) -> pl.Expr:
    value = pl.col(field.attname)
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.UUIDField):
        return value if has_uuids() else value.str.replace_all("-", "")
    if isinstance(field, models.BooleanField):
        return value.cast(pl.Boolean)
    if connection.vendor == "sqlite" and isinstance(dtype, pl.Datetime):
        utc = value.dt.convert_time_zone("UTC") if dtype.time_zone else value
        # Django leaves out a fraction of zero, and SQLite compares the text
        return utc.dt.strftime("%Y-%m-%d %H:%M:%S%.6f").str.strip_suffix(".000000")
    if connection.vendor == "sqlite" and dtype == pl.Date:
        return value.dt.to_string("%Y-%m-%d")
    return value


def _copy(model: type[models.Model], columns: Sequence[str], frame: pl.DataFrame) -> None:
    statement = f"COPY {_quoted(model._meta.db_table)} ({_listed(columns)}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in frame.iter_rows(buffer_size=_ROWS_AT_ONCE):
            copy.write_row(row)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in columns)
