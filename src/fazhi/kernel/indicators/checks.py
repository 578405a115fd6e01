"""System checks of the catalogue: a wrong definition stops the start, not a report."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from fazhi.engines.indicator import Kind, Register, faults, section_faults
from fazhi.kernel.indicators import registry

_FIELDS: dict[Kind, tuple[type[models.Field], ...]] = {
    Kind.INTEGER: (models.IntegerField,),
    Kind.FLAG: (models.IntegerField,),
    Kind.TEXT: (models.CharField, models.TextField, models.UUIDField),
    Kind.DATE: (models.DateField,),
}


@register()
def check_catalogue(**options: Any) -> list[CheckMessage]:
    """fazhi.E020: a definition outside the grammar, or one that doesn't fit the others."""
    registers, indicators, identities = registry.declared()
    found = faults(registers, indicators, identities)
    by_code = {indicator.code: indicator for indicator in indicators}
    return [
        Error(f"{fault.place}: {fault.text}.", hint=fault.hint, id="fazhi.E020")
        for fault in (*found, *section_faults(registry.sections(), by_code))
    ]


@register()
def check_sources(**options: Any) -> list[CheckMessage]:
    """fazhi.E021: a register takes a column that its tables don't have, or one of another kind."""
    registers, _, _ = registry.declared()
    return [message for item in registers for message in _source_errors(item)]


def _source_errors(item: Register) -> Iterator[CheckMessage]:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    aliases = {"": item.base, "base": item.base} | {join.alias: join.table for join in item.joins}
    for column in item.columns:
        alias, _, name = column.source.rpartition(".")
        model = tables.get(aliases.get(alias, ""))
        field = next((field for field in model._meta.fields if field.column == name), None) if model else None
        if field is None:
            hint = "Name a column of the base table, or alias.column of a join."
            yield Error(
                f"{item.name}.{column.name} comes from {column.source}, which isn't there.", hint=hint, id="fazhi.E021"
            )
        elif not _is_kind(field, column.kind):
            hint = "Flags are small integers 0 and 1: PostgreSQL doesn't compare its booleans with integers."
            text = f"{item.name}.{column.name} is {column.kind}, but {column.source} is a {type(field).__name__}."
            yield Error(text, hint=hint, id="fazhi.E021")


def _is_kind(field: models.Field, kind: Kind) -> bool:
    while isinstance(field, models.ForeignKey):  # it holds what the column that it points to does
        field = field.target_field
    if isinstance(field, models.DateTimeField):
        return False
    return isinstance(field, _FIELDS[kind])
