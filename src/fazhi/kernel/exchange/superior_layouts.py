"""
Layouts of superior systems (报送格式) as data: what a file for them looks like, and the receipt that comes back.

A layout is a TOML file: those of the package, and those in `layouts` of the data folder, where a bureau writes down what
its own superior systems want. It takes its rows from a ledger format's export, and is judged against that format.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fazhi.engines.indicator import Period
from fazhi.kernel.exchange.errors import LayoutInvalid, LayoutPeriod, UnknownLayout
from fazhi.kernel.exchange.formats import Column, Format, Type, registered

PACKAGED = Path(__file__).parent / "layouts"
ENCODINGS = ("gb18030", "utf-8", "utf-8-sig")
"""Encodings in which every Chinese name can be written."""

_MONEY_FORMS = ("yuan", "fen")


@dataclass(frozen=True)
class OutColumn:
    """
    One column of the file.

    source      name of the format's column
    codes       for CODE and FLAG: our code ("1" and "0" for FLAG) → theirs; a code without one keeps its row back
    form        for DATE as strftime wants it, for MONEY "yuan" or "fen"
    max_length  in characters; a longer cell keeps its row back, as does a blank one of a `required` column
    key         whether the receipt names the row by it
    """

    heading: str
    source: str
    codes: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    max_length: int = 200
    required: bool = False
    key: bool = False


@dataclass(frozen=True)
class ReceiptLayout:
    """
    The file that comes back, by its headings.

    number    column of the dispatch's number; `key` are the columns of the row's key, in the order in which we sent them
    status    column of the answer, which is one of the words `accepted` or `refused`
    code, message  columns of what they say of it
    """

    number: str
    key: tuple[str, ...]
    status: str
    accepted: tuple[str, ...]
    refused: tuple[str, ...]
    code: str
    message: str

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.number, *self.key, self.status, self.code, self.message)


@dataclass(frozen=True)
class Layout:
    """
    What one superior system wants.

    kind         code of the ledger format whose rows go out
    period       "month", "quarter" or "year": for how long one file is
    file         pattern of the file's name; {period} and {number} are filled in
    header_rows  rows above the headings; {period}, {number} and {rows} are filled in
    """

    code: str
    title: str
    kind: str
    period: str
    encoding: str
    file: str
    header_rows: tuple[tuple[str, ...], ...]
    columns: tuple[OutColumn, ...]
    receipt: ReceiptLayout

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns if column.key)

    def require_period(self, period: Period) -> None:
        """Raise LayoutPeriod unless the period is as long as the layout wants it."""
        length = "month" if period.month else "quarter" if period.quarter else "year"
        if length != self.period:
            raise LayoutPeriod(self.title, self.period, str(period))


def known(data_dir: Path) -> tuple[Layout, ...]:
    """The package's layouts and the bureau's own, by code; one of the bureau's stands for the package's of its code."""
    folders = (PACKAGED, data_dir / "layouts")
    read = [read_layout(path) for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted({layout.code: layout for layout in read}.values(), key=lambda layout: layout.code))


def layout_named(code: str, data_dir: Path) -> Layout:
    """Raises UnknownLayout, LayoutInvalid."""
    layouts = {layout.code: layout for layout in known(data_dir)}
    if code not in layouts:
        raise UnknownLayout(code, layouts)
    return layouts[code]


def format_of(layout: Layout) -> Format:
    """The ledger format whose rows the layout sends, when the two agree; raises LayoutInvalid."""
    format = next((item for item in registered() if item.code == layout.kind), None)
    if format is None:
        raise LayoutInvalid(layout.code, f"there is no ledger kind {layout.kind}")
    columns = {column.name: column for column in format.columns}
    for column in layout.columns:
        if column.source not in columns:
            raise LayoutInvalid(layout.code, f"{layout.kind} has no column {column.source}")
        _require_agreement(layout, column, columns[column.source])
    return format


def _require_agreement(layout: Layout, out: OutColumn, column: Column) -> None:
    wants_codes = column.type in (Type.CODE, Type.FLAG)
    known_codes = set(column.labels) if column.type is Type.CODE else {"0", "1"}
    if wants_codes != bool(out.codes) or (wants_codes and not set(out.codes) <= known_codes):
        raise LayoutInvalid(layout.code, f"codes of {out.heading} are not those of {column.name}")
    forms = {Type.DATE: out.form.startswith("%"), Type.MONEY: out.form in _MONEY_FORMS}
    if not forms.get(column.type, not out.form):
        raise LayoutInvalid(layout.code, f"form {out.form!r} of {out.heading} is none for {column.name}")


def read_layout(path: Path) -> Layout:
    """Raises LayoutInvalid if the file is no TOML, lacks an entry, or has one that is unknown."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = tuple(OutColumn(**column) for column in said.pop("columns"))
        receipt = ReceiptLayout(**_tuples(said.pop("receipt"), ("key", "accepted", "refused")))
        rows = tuple(tuple(row) for row in said.pop("header_rows", ()))
        layout = Layout(columns=columns, receipt=receipt, header_rows=rows, **said)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, KeyError) as error:
        raise LayoutInvalid(path.name, str(error)) from error
    _require_sense(layout, path.name)
    return layout


def _tuples(said: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {**said, **{name: tuple(said[name]) for name in names}}


def _require_sense(layout: Layout, name: str) -> None:
    headings = [column.heading for column in layout.columns]
    faults = {
        f"encoding is one of {ENCODINGS}": layout.encoding not in ENCODINGS,
        "period is month, quarter or year": layout.period not in ("month", "quarter", "year"),
        "no column is a key": not layout.key,
        "a heading stands twice": len(headings) != len(set(headings)),
        "the receipt's key has as many columns as ours": len(layout.receipt.key) != len(layout.key),
        "a word of the receipt means both answers": bool(set(layout.receipt.accepted) & set(layout.receipt.refused)),
        "file is a name, not a path": "/" in layout.file or not layout.file.endswith(".csv"),
    }
    for reason, is_wrong in faults.items():
        if is_wrong:
            raise LayoutInvalid(name, reason)
