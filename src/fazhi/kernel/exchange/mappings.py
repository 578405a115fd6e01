"""
Mappings of a sender's own headings (栏目对应表): which column of ours each of theirs is, and their words for our codes.

Written by a person in TOML, read and judged here, saved in versions by `saved_mappings`. What the person has not decided
is marked by a question mark, and a mapping with one is not saved: no file is ever imported by a guess.
"""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fazhi.kernel.exchange.cells import Unclear, reader
from fazhi.kernel.exchange.errors import MappingFault, MappingInvalid, MappingUnreadable
from fazhi.kernel.exchange.formats import Column, Format, Type

OPEN = "?"
"""Stands for a column that is not decided, or after one that is guessed."""

_ENTRIES = {"kind", "sender", "sheet", "skip_rows", "headings", "values", "fixed"}


@dataclass(frozen=True)
class SenderMapping:
    """
    How one sender's ledgers of one kind are to be understood.

    kind      code of the format
    sender    who sends such files, as the bureau calls them
    headings  pairs (the sender's heading, name of our column), all the sender's headings in their order; "" for a column
              that is not read
    sheet     name of the sheet, "" for any
    skip_rows how many rows directly below the headings hold no data (units, column numbers)
    values    column name → the sender's word → our label or code
    fixed     column name → what it says in every row, for what the sender leaves unsaid
    version   from 1; 0 for one that is not saved, as `id` None
    """

    kind: str
    sender: str
    headings: tuple[tuple[str, str], ...]
    sheet: str = ""
    skip_rows: int = 0
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    id: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that the sender has."""
        return tuple(column for _, column in self.headings if column)

    @property
    def content(self) -> dict[str, Any]:
        """What makes two versions different."""
        return {
            "headings": [list(pair) for pair in self.headings],
            "sheet": self.sheet,
            "skip_rows": self.skip_rows,
            "values": {column: dict(words) for column, words in self.values.items()},
            "fixed": dict(self.fixed),
        }


def normal_heading(text: str) -> str:
    """
    A heading as it is compared: NFKC, without spaces and line breaks, without the star of required columns.

    normal_heading("涉及金额\\n（元）") == "涉及金额(元)"
    """
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text))


def read_mapping(text: str) -> SenderMapping:
    """
    The mapping that a TOML text says; its shape is judged here, its sense by `judge`.

    Raises MappingUnreadable.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingUnreadable(str(error)) from error
    if unknown := set(said) - _ENTRIES:
        raise MappingUnreadable(f"unknown entries: {', '.join(sorted(unknown))}")
    skip_rows = said.get("skip_rows", 0)
    if not isinstance(skip_rows, int) or isinstance(skip_rows, bool) or not 0 <= skip_rows <= 20:
        raise MappingUnreadable("skip_rows is a whole number from 0 to 20")
    words = said.get("values", {})
    if not isinstance(words, dict):
        raise MappingUnreadable("values is a table")
    values = {str(column): _table(words, column) for column in words}
    return SenderMapping(
        kind=_text(said, "kind"),
        sender=_text(said, "sender"),
        headings=tuple(_table(said, "headings").items()),
        sheet=_text(said, "sheet"),
        skip_rows=skip_rows,
        values=values,
        fixed=_table(said, "fixed"),
    )


def _text(said: Mapping[str, Any], name: str) -> str:
    text = said.get(name, "")
    if not isinstance(text, str) or (not text and name != "sheet"):
        raise MappingUnreadable(f"{name} is a text")
    return text.strip()


def _table(said: Mapping[str, Any], name: str) -> dict[str, str]:
    table = said.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise MappingUnreadable(f"{name} is a table of texts")
    return {str(key).strip(): value.strip() for key, value in table.items()}


def require_sense(mapping: SenderMapping, format: Format) -> None:
    """Raise MappingInvalid with all that `judge` finds, if it finds anything."""
    if faults := tuple(judge(mapping, format)):
        raise MappingInvalid(mapping.sender, format.title, faults)


def judge(mapping: SenderMapping, format: Format) -> Iterator[MappingFault]:
    """What keeps the mapping from being used: open columns, unknown ones, two headings for one, words we don't know."""
    known = {column.name: column for column in format.columns}
    yield from _judge_headings(mapping, known)
    for name in (*mapping.values, *mapping.fixed):
        if name not in known:
            yield MappingFault("unknown", name, name)
    for name, text in mapping.fixed.items():
        if name in mapping.columns:
            yield MappingFault("fixed_and_mapped", known[name].heading, text)
    said = [(name, ours) for name, words in mapping.values.items() for ours in words.values()]
    for name, text in [*said, *mapping.fixed.items()]:
        if name in known and text.endswith(OPEN):
            yield MappingFault("open", known[name].heading, text.removesuffix(OPEN))
        elif name in known and (says := _unclear(known[name], text)):
            yield MappingFault("unclear", known[name].heading, text, says)
    for column in format.columns:
        if column.required and column.name not in mapping.columns and column.name not in mapping.fixed:
            yield MappingFault("missing", column.heading, "")


def _judge_headings(mapping: SenderMapping, known: Mapping[str, Column]) -> Iterator[MappingFault]:
    compared = Counter(normal_heading(heading) for heading, _ in mapping.headings)
    taken = Counter(mapping.columns)
    for heading, column in mapping.headings:
        if column.endswith(OPEN):
            yield MappingFault("open", heading, column.removesuffix(OPEN))
        elif column and column not in known:
            yield MappingFault("unknown", heading, column)
        elif column and taken[column] > 1:
            yield MappingFault("column_twice", heading, column)
        if compared[normal_heading(heading)] > 1 or not normal_heading(heading):
            yield MappingFault("heading_twice", heading, column)


def _unclear(column: Column, text: str) -> str:
    """Why our own reader of the column would not understand `text`, "" if it does."""
    if column.type in (Type.TEXT, Type.PHONE):
        return "" if text else "此处要写明文字"
    try:
        reader(column)(text)
    except Unclear as fault:
        return fault.says
    return ""


def written(mapping: SenderMapping, notes: Mapping[str, str] | None = None) -> str:
    """
    The mapping as TOML, for a person to edit and to save again.

    notes  the sender's heading → a comment beside it
    """
    notes = notes or {}
    lines = [
        f"kind = {_quoted(mapping.kind)}",
        f"sender = {_quoted(mapping.sender)}",
        f"sheet = {_quoted(mapping.sheet)}  # 工作表名；空为任意",
        f"skip_rows = {mapping.skip_rows}  # 标题行之下不是数据的行数（如单位行、栏号行）",
        "",
        "[headings]  # 来文的栏目 = 本系统的栏目；空为不读取；带问号的要由人决定",
    ]
    for heading, column in mapping.headings:
        note = f"  # {notes[heading]}" if notes.get(heading) else ""
        lines.append(f"{_quoted(heading)} = {_quoted(column)}{note}")
    for column, words in mapping.values.items():
        lines += ["", f"[values.{_quoted(column)}]  # 来文的用语 = 本系统的名称"]
        lines += [f"{_quoted(word)} = {_quoted(ours)}" for word, ours in words.items()]
    lines += ["", "[fixed]  # 来文没有的栏目，每行都填"]
    lines += [f"{_quoted(column)} = {_quoted(text)}" for column, text in mapping.fixed.items()]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
