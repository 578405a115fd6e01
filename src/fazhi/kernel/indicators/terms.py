"""The nouns of figures and frozen years."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from fazhi.engines.indicator import Bounds, Catalogue, Dialect, Exact, Period, plain_exact

Key = str | int | None
Row = dict[str, Any]

Explainer = Callable[[str, frozenset[str], datetime], frozenset[str]]
"""(register name, keys of rows that differ, since when) → the keys of those that a later act explains."""


@dataclass(frozen=True)
class Scope:
    """An office and all below it, as a post sees rows: the office's code, its bounds in today's tree, its name."""

    office: str
    left: int
    right: int
    name: str = ""


class Engine(Protocol):
    """Where figures are computed: over the records as they are now, or over a frozen year."""

    name: str

    @property
    def catalogue(self) -> Catalogue:
        """The definitions that it answers by."""

    @property
    def dialect(self) -> Dialect:
        """How its queries are written."""

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """All rows that a query gives."""

    def bounds(self, scope: Scope) -> Bounds:
        """The scope's bounds in the office tree that its rows carry."""

    def require(self, period: Period) -> None:
        """Raises PeriodOutsideFrozenYear if it has no rows for the period."""


@dataclass(frozen=True)
class Group:
    """One key of a breakdown; `key` is None for rows in which the dimension isn't filled."""

    key: Key
    label: str
    value: int | str | None
    exact: Exact | None
    rows: int | None

    def plain(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "label": self.label,
            "value": self.value,
            "exact": plain_exact(self.exact),
            "rows": self.rows,
        }


@dataclass(frozen=True)
class Figure:
    """
    An indicator's value for a period (数据).

    value  in `unit`, rounded as published: an integer or a decimal string; None where there is none (0 / 0)
    exact  an integer in the base unit (fen, rows), or a fraction
    by     the breakdown asked for, without empty groups; None if none was asked for or the indicator doesn't offer it
    rows   register rows behind it; None for a formula, which opens to `parts`
    version  of the definition that it was computed by
    """

    code: str
    title: str
    value: int | str | None
    exact: Exact | None
    unit: str
    by: tuple[Group, ...] | None
    rows: int | None
    parts: tuple[str, ...] = ()
    version: int = 1

    def plain(self) -> dict[str, Any]:
        """As it stands in JSON; `by` and `parts` only where there are any."""
        shown: dict[str, Any] = {
            "code": self.code,
            "title": self.title,
            "value": self.value,
            "exact": plain_exact(self.exact),
            "unit": self.unit,
            "version": self.version,
            "rows": self.rows,
        }
        if self.by is not None:
            shown["by"] = [group.plain() for group in self.by]
        if self.parts:
            shown["parts"] = list(self.parts)
        return shown


@dataclass(frozen=True)
class Holding:
    """
    Whether an identity holds in a period.

    left, right  both sides over the whole, exact
    broken       labels of the keys of its dimension for which it doesn't hold
    """

    rule: str
    title: str
    holds: bool
    left: Exact | None
    right: Exact | None
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """
    Figures of a period, all of one moment.

    figures   all of the catalogue, in its order
    by        dimension → code → the figure broken down by it
    holdings  of the identities, in their order
    """

    figures: tuple[Figure, ...]
    by: Mapping[str, Mapping[str, Figure]]
    holdings: tuple[Holding, ...]


@dataclass(frozen=True)
class Difference:
    """
    One thing that isn't as it was sealed.

    place      name of the register or of the file
    key        row of the register, code of a figure, or code and version of a definition; None for a whole file
    column     None for a whole row, which then exists on one side only
    explained  of drift: whether the trail accounts for it
    """

    part: Literal["seal", "recompute", "drift"]
    place: str
    key: str | None
    column: str | None
    sealed: Any
    found: Any
    explained: bool | None = None

    def plain(self) -> dict[str, Any]:
        """As it stands in JSON; `explained` only where it is known."""
        name = "file" if "." in self.place else "register"
        shown = {
            "part": self.part,
            name: self.place,
            "key": self.key,
            "column": self.column,
            "sealed": self.sealed,
            "found": self.found,
        }
        return shown if self.explained is None else shown | {"explained": self.explained}


@dataclass(frozen=True)
class Verification:
    """
    What became of a frozen year.

    seal       the files are those of the manifest, and the manifest that of the trail
    recompute  the files give the sealed figures
    drift      the records against the files; "unchecked" without a database
    """

    seal: bool
    recompute: bool
    drift: Literal["none", "explained", "unexplained", "unchecked"]
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        return self.seal and self.recompute and self.drift != "unexplained"
