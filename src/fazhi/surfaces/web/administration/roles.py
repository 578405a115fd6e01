"""角色: what each role may do, by room and line, each right with its article; read-only, for it stands in the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.http import HttpResponse

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.web.administration.room import show
from fazhi.surfaces.web.citations import Cited, cited
from fazhi.surfaces.web.pages import DeskRequest


@dataclass(frozen=True)
class Right:
    """`held` says for each role, in the order of the heads, whether it has the right."""

    title: str
    held: tuple[bool, ...]
    is_partys_own: bool
    basis: Cited


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


def roles(request: DeskRequest) -> HttpResponse:
    """The matrix of rights and roles."""
    bases = dict.fromkeys(right.basis for _, rights in permissions() for right in rights)
    marks = dict(zip(bases, cited(bases), strict=True))
    groups = [
        (title, [_right(permission, marks[permission.basis]) for permission in rights])
        for title, rights in permissions()
    ]
    context = {"roles": [role.label for role in Role], "groups": groups}
    return show(request, "roles", context)


def _right(permission: Permission, basis: Cited) -> Right:
    held = tuple(role.value in permission.roles for role in Role)
    return Right(permission.title, held, permission.is_partys_own, basis)
