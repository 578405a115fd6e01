"""角色: what each role may do, by room and line, each right with its article; read-only, for it stands in the program."""

from dataclasses import dataclass

from django.http import HttpResponse

from fazhi.engines.procedure import Permission
from fazhi.kernel.organisations.terms import Role
from fazhi.surfaces.rights import permissions
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
