"""Figures over the records as they are now: one query per register on Django's connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from fazhi.engines.indicator import DIALECTS, Bounds, Catalogue, Dialect, Period
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.terms import Scope


class Live:
    """The engine over the database `alias`, by the definitions in force."""

    name = "live"

    def __init__(self, alias: str = "default", catalogue: Catalogue | None = None) -> None:
        self.alias = alias
        self._catalogue = catalogue

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue or registry.catalogue()

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[connections[self.alias].vendor]

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def bounds(self, scope: Scope) -> Bounds:
        return Bounds(scope.left, scope.right)

    def require(self, period: Period) -> None:
        """The records answer for every period."""

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """
        Let all questions inside see the records at one moment, without holding SQLite's write lock.

        Inside a transaction the caller's own is the moment.
        """
        connection = connections[self.alias]
        if connection.in_atomic_block:
            yield
            return
        begin = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
        with connection.cursor() as cursor:
            cursor.execute(begin[connection.vendor])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
