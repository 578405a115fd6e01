"""Going through every address: as who opens it, looking; and what a page's HTML would run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.test import Client
from tests.desk.examples import CITIZEN, STREET, Example, World, examples

from fazhi.surfaces.accounts.tests.signing_in import signed_in


def every(world: World) -> Iterator[tuple[str, Example]]:
    """Each example with the name of its address."""
    for name, shown in examples(world).items():
        for each in shown:
            yield name, each


def firsts(world: World) -> Iterator[tuple[str, Example]]:
    """The first example of each address: for what its view does alike, whatever row or view of it is asked for."""
    for name, shown in examples(world).items():
        yield name, shown[0]


def strict(world: World, by: str) -> Client:
    """The browser of whoever opens an example, whose forms must bring their token."""
    client = world.client(by) if by in {STREET, CITIZEN} else signed_in(world.cast[by])
    client.handler.enforce_csrf_checks = True
    return client


class Harm(HTMLParser):
    """What in a page would run, or load from elsewhere, though no template of ours writes it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.lower(): value or "" for name, value in attrs}
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append(f"<script {given}>")
        if tag in {"iframe", "object", "embed", "base", "foreignobject"}:
            self.found.append(f"<{tag}>")
        for name, value in given.items():
            plain = "".join(value.split()).lower()
            if (
                name.startswith("on")
                or name == "style"
                or name in {"href", "src", "action", "formaction", "xlink:href"}
                and plain.startswith(("javascript:", "data:", "vbscript:", "//"))
            ):
                self.found.append(f"<{tag} {name}={value}>")


@contextmanager
def written() -> Iterator[set[str]]:
    """Collects the tables that statements write to."""
    tables: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.lstrip().split(None, 3)
        if words[0].upper() in {"INSERT", "DELETE"}:
            tables.add(words[2].strip('"'))
        elif words[0].upper() == "UPDATE":
            tables.add(words[1].strip('"'))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
