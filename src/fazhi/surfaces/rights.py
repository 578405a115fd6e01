"""The rights that each room and line declares, by its title."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from fazhi.engines.procedure import Permission


@cache
def permissions() -> tuple[tuple[str, tuple[Permission, ...]], ...]:
    """The rights that each room and line declares in its `permissions`, by its title."""
    found = []
    for config in apps.get_app_configs():
        name = f"{config.name}.permissions"
        if config.name.startswith("fazhi.") and find_spec(name):
            found.append((str(config.verbose_name), tuple(dict.fromkeys(_declared(import_module(name))))))
    return tuple(found)


def _declared(room: ModuleType) -> Iterator[Permission]:
    """The rights that a room names, alone or in a tuple."""
    for value in vars(room).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Permission):
                yield each
