"""The start rules of the law, as declared in `law/starts.toml`: which day counts as receipt, by channel."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from fazhi.engines.citation import parse_citations
from fazhi.engines.deadlines import Channel, StartRule
from fazhi.kernel.calendar.errors import MalformedStartRule, UnknownStartRule
from fazhi.kernel.law.registry import declare

STARTS = files("fazhi").joinpath("law", "starts.toml")


@dataclass(frozen=True)
class StartRow:
    """
    One start rule with where it comes from.

    source   the articles, as printed
    periods  codes of the time limits that run from the day it finds
    """

    rule: StartRule
    source: str
    periods: tuple[str, ...]


def start_row(code: str) -> StartRow:
    """
    The row called `code`, as GK-RECEIPT; upper and lower case are the same.

    Raises UnknownStartRule naming up to three near codes.
    """
    rows = start_rows()
    if row := rows.get(code.strip().upper()):
        return row
    raise UnknownStartRule(code, tuple(get_close_matches(code.strip().upper(), rows, n=3, cutoff=0.5)))


@cache
def start_rows() -> Mapping[str, StartRow]:
    """All rows of the package by code; read once per process."""
    return read_starts(STARTS)


def read_starts(file: Traversable) -> Mapping[str, StartRow]:
    """The rows of `file`, by code, in its order. Raises MalformedStartRule naming the row and the fault."""
    return {code: _row(code, entry) for code, entry in tomllib.loads(file.read_text("utf-8")).items()}


def declare_starts() -> None:
    """Declare what the rows rest on. Raises CitationError for a source that is no citation."""
    for code, row in start_rows().items():
        sources = (row.source, *(channel.source for channel in row.rule.channels))
        for source in sources:
            declare(parse_citations(source), f"law/starts.toml {code}")


def _row(code: str, entry: dict[str, Any]) -> StartRow:
    try:
        channels = tuple(Channel(name, **fields) for name, fields in entry["channels"].items())
        if not channels:
            raise ValueError("a start rule has at least one channel")
        return StartRow(StartRule(code, entry["title"], channels), entry["source"], tuple(entry["periods"]))
    except KeyError as error:
        raise MalformedStartRule(code, f"{error} is missing") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise MalformedStartRule(code, str(error)) from error
