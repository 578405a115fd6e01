"""
Operations (接口操作): the method, the address, what comes in and goes out, and the right that it takes. There is none without.

What an operation may not be is refused when it is declared. `all_operations` is what the tests of access walk along.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import get_resolver

from fazhi.engines.procedure import Permission

if TYPE_CHECKING:
    from uuid import UUID

    from pydantic import BaseModel

    from fazhi.kernel.organisations.models import Post
    from fazhi.surfaces.api.models import System

PREFIX = "api/v1/"
"""Where version 1 begins. What would break a client comes under a new number, beside the old one."""


class Method(StrEnum):
    """Those that are used: POST does something once, PUT and DELETE can be repeated."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"


@dataclass(frozen=True)
class Call:
    """
    One call, when all that can be said of it without the records is known to be right.

    system, post  who calls, and as what: everything that is read is read as `post`
    path          the parts of the address, as written
    query, body   as the operation declares them; None where it declares none
    others        what the address asks besides, where the operation takes that
    raw           the body as it came
    receipt       that of the act; None for what is no act
    """

    system: "System"
    post: "Post"
    at: datetime
    on: date
    path: Mapping[str, str]
    data_dir: Path
    query: Any = None
    body: Any = None
    others: Mapping[str, list[str]] = field(default_factory=dict)
    raw: bytes = b""
    receipt: "UUID | None" = None


View = Callable[[Call], "BaseModel"]


@dataclass(frozen=True)
class Operation:
    """
    name         the operationId, a verb and a noun in English
    path         below `PREFIX`; {name} is a part of `PARTS`
    title        the official word; `told` a sentence or two more
    permission   whose code a token must have, and which the post's role must hold
    answer       what goes out; `status` with it
    query        what the address may ask; `others` says in Chinese what it may ask besides, "" for nothing
    body         what comes in
    is_one_act   False: the view has transactions of its own (an import), and the receipt is written after them
    """

    name: str
    method: Method
    path: str
    title: str
    room: str
    permission: Permission
    view: View
    answer: "type[BaseModel]"
    status: int = 200
    told: str = ""
    query: "type[BaseModel] | None" = None
    others: str = ""
    body: "type[BaseModel] | None" = None
    is_one_act: bool = True

    def __post_init__(self) -> None:
        if unknown := set(re.findall(r"{(\w+)}", self.path)) - PARTS.keys():
            raise ValueError(f"{self.name}: {sorted(unknown)} are no parts of an address")
        if (self.body is not None) != (self.method in (Method.POST, Method.PUT)):
            raise ValueError(f"{self.name}: {self.method} and its body don't fit")

    @property
    def is_act(self) -> bool:
        """Whether doing it twice would do it twice, so that it needs a key of its own."""
        return self.method is Method.POST

    @property
    def url(self) -> str:
        """The address, with {name} for its parts."""
        return f"/{PREFIX}{self.path}"


PARTS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "name": (r"[a-z][a-z0-9_]{0,63}", {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}),
    "code": (r"[a-z][a-z0-9_.]{0,79}", {"type": "string", "pattern": "^[a-z][a-z0-9_.]{0,79}$"}),
    "key": (
        r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
    ),
}
"""Part of an address → how it is written, for us and for the document."""

_operations: dict[str, Operation] = {}
_patterns: dict[str, re.Pattern[str]] = {}


def register(*operations: Operation) -> None:
    """Make operations known; called by `config/urls.py` with those of each room and line."""
    for each in operations:
        if any(_is_at_anothers(each, other) for other in _operations.values()):
            raise ValueError(f"{each.method} {each.path} is another operation's address")
        _operations[each.name] = each
        _patterns[each.path] = _pattern(each.path)


def _is_at_anothers(one: Operation, other: Operation) -> bool:
    return one.name != other.name and (one.method, one.path) == (other.method, other.path)


def all_operations() -> tuple[Operation, ...]:
    """Every operation, by address and method."""
    # Outside a request nobody has read the addresses yet, with which operations are declared.
    get_resolver().url_patterns  # noqa: B018
    return tuple(sorted(_operations.values(), key=lambda each: (each.path, each.method)))


def operations_at(path: str) -> tuple[dict[Method, Operation], dict[str, str]]:
    """The operations of an address by method, and its parts; none if there is no such address."""
    for template, pattern in _patterns.items():
        if found := pattern.fullmatch(path):
            here = {each.method: each for each in _operations.values() if each.path == template}
            return here, found.groupdict()
    return {}, {}


def grantable(role: str) -> tuple[Permission, ...]:
    """The rights that operations take and that this role holds, by code."""
    known = {each.permission.code: each.permission for each in all_operations()}
    return tuple(known[code] for code in sorted(known) if role in known[code].roles)


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", path)
    return re.compile(
        "".join(
            re.escape(part) if place % 2 == 0 else f"(?P<{part}>{PARTS[part][0]})" for place, part in enumerate(parts)
        )
    )
