"""What someone with all rights on the database, but without the key, would do: triggers off, then plain SQL."""

from typing import Any

from django.db import connection

from fazhi.kernel.audit.triggers import TRIGGERS


def triggers_off() -> None:
    run(*(statement for item in TRIGGERS for statement in item.drop[connection.vendor]))


def triggers_on() -> None:
    run(*(statement for item in TRIGGERS for statement in item.create[connection.vendor]))


def run(*statements: str, values: tuple[Any, ...] | None = None) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)
