"""What is known of the columns of a procedure's matters: how people call them and how they are written."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, TextField
from django.db.models import Field as ModelField

from fazhi.engines.procedure import Procedure
from fazhi.kernel.exchange import formats
from fazhi.kernel.exchange.formats import Column, Type
from fazhi.kernel.procedures import forms
from fazhi.kernel.procedures.forms import Field, FieldType
from fazhi.kernel.procedures.queries import own_columns

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter

_TYPES = {
    Type.INTEGER: FieldType.INTEGER,
    Type.MONEY: FieldType.MONEY,
    Type.DATE: FieldType.DAY,
    Type.CODE: FieldType.CODE,
    Type.FLAG: FieldType.FLAG,
}


def known(procedure: Procedure) -> dict[str, Field]:
    """Column → how it is written, as the procedure's ledger has it, or else a form that asks for it."""
    asked = {field.name: field for form in forms.forms() if form.procedure == procedure.name for field in form.fields}
    columns = {
        column.name: _field(column)
        for format in formats.registered()
        if procedure.name == format.target.procedure or procedure.name.startswith(f"{format.target.procedure}.")
        for column in format.columns
    }
    return asked | columns


def _field(column: Column) -> Field:
    kind = _TYPES.get(column.type, FieldType.TEXT)
    labels = column.labels if kind is FieldType.CODE else None
    return Field(column.name, column.heading, kind, column.required, labels, column.hint)


def facts(procedure: Procedure, matter: "Matter") -> Iterator[tuple[str, str, object, str]]:
    """
    What the matter says beside its number, office and state: (column, title, value, value as people read it).

    Columns without a Chinese name are derived from others and left out; so are blank ones.
    """
    fields = known(procedure)
    for column in _own(matter):
        value = getattr(matter, column.attname)
        if value is None or value == "":
            continue
        field = fields.get(column.name)
        title = field.title if field else str(column.verbose_name)
        yield column.name, title, value, _read(column, field, value)


def reader(procedure: Procedure, matter: "Matter") -> Callable[[str, object], tuple[str, str]]:
    """How a recorded value of a column is told: its title and what people read; of free text, which may name anybody, nothing."""
    fields, own = known(procedure), {column.name: column for column in own_columns(matter)}

    def told(name: str, value: object) -> tuple[str, str]:
        column, field = own.get(name), fields.get(name)
        if column is None:
            return name, str(value)
        title = field.title if field else str(column.verbose_name)
        if value is None or value == "":
            return title, "—"
        return title, "（内容不显示）" if isinstance(column, TextField) else _read(column, field, value)

    return told


def rectifiable(procedure: Procedure, matter: "Matter") -> dict[str, Field]:
    """
    The columns that may be corrected one by one: those that the ledger or a form asks for and nothing is derived from.

    Days are not: their year, quarter and month, durations and the day of the act itself would have to follow.
    """
    own = {column.name for column in _own(matter) if not isinstance(column, DateField)}
    return {name: field for name, field in known(procedure).items() if name in own}


def cleared(matter: "Matter", name: str) -> object:
    """The value of a blank column."""
    return None if matter._meta.get_field(name).null else ""


def may_be_blank(matter: "Matter", name: str) -> bool:
    column: Any = matter._meta.get_field(name)
    return bool(column.null or column.blank)


def _own(matter: "Matter") -> Iterator["ModelField[Any, Any]"]:
    return (column for column in own_columns(matter) if not str(column.verbose_name).isascii())


def _read(column: "ModelField[Any, Any]", field: Field | None, value: object) -> str:
    labels: Mapping[Any, Any] = (field.labels if field else None) or dict(column.flatchoices)
    if value in labels:
        return str(labels[value])
    if column.name.startswith("is_") or (field and field.type is FieldType.FLAG):
        return "是" if value else "否"
    if column.name.endswith("_fen") and isinstance(value, int):
        return f"{value // 100:,}.{value % 100:02} 元"
    return value.isoformat() if isinstance(value, date) else str(value)
