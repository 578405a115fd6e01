"""
The list of titles, `law/titles.toml`: short title → full title, number, and whether the text is expected here.

What the list says of a text stands for texts that no corpus holds; a text that is held is held, whatever the list says.
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

from fazhi.kernel.law.errors import TitlesInvalid
from fazhi.kernel.law.models import Kind

_NATION = "中华人民共和国"
_FIELDS = frozenset({"title", "text", "also", "wenhao", "issued_by", "note"})


class Expected(Enum):
    """What titles.toml says of a text."""

    CORPUS = "corpus"
    """The packaged corpus holds it."""
    IDENTIFIED = "identified"
    """It exists as named; its text is not held."""
    UNVERIFIED = "unverified"
    """待核: nobody has seen it yet."""


@dataclass(frozen=True, slots=True)
class Title:
    """
    One text that the system cites.

    short      how it is cited
    full       official title
    expected   where its text is
    also       other names it is cited by
    wenhao     its number, where known
    issued_by  who issued it, where no corpus tells
    note       what is known or in doubt, in Chinese, for the page that shows it
    """

    short: str
    full: str
    expected: Expected
    also: tuple[str, ...] = ()
    wenhao: str | None = None
    issued_by: str | None = None
    note: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that finds it, its number among them."""
        return tuple(dict.fromkeys(filter(None, (self.short, self.full, *self.also, self.wenhao))))


@cache
def titles() -> Mapping[str, Title]:
    """The packaged list by every name of each title. Raises TitlesInvalid."""
    text = resources.files("fazhi").joinpath("law", "titles.toml").read_text(encoding="utf-8")
    return read_titles(tomllib.loads(text))


def read_titles(tables: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Title]:
    """
    The parsed content of titles.toml as titles by name.

    Raises TitlesInvalid for an unknown field or value of `text`, a missing title, or a name of two texts.
    """
    found: dict[str, Title] = {}
    for short, fields in tables.items():
        title = _title(short, fields)
        for name in title.names:
            if name in found:
                raise TitlesInvalid(short, f"{name!r} already names {found[name].full!r}")
            found[name] = title
    return found


def _title(short: str, fields: Mapping[str, Any]) -> Title:
    if unknown := fields.keys() - _FIELDS:
        raise TitlesInvalid(short, f"has the unknown fields {sorted(unknown)}; known are {sorted(_FIELDS)}")
    try:
        return Title(
            short=short,
            full=fields["title"],
            expected=Expected(fields["text"]),
            also=tuple(fields.get("also", ())),
            wenhao=fields.get("wenhao"),
            issued_by=fields.get("issued_by"),
            note=fields.get("note"),
        )
    except (KeyError, ValueError) as error:
        raise TitlesInvalid(short, f"`title` or `text` is missing or wrong ({error})") from error


def short_title(title: str) -> str:
    """The title without 中华人民共和国 before it."""
    return title.removeprefix(_NATION)


def kind_of(title: str) -> Kind:
    """What sort of text a title says it is, for corpora that don't tell."""
    if "修正案" in title:
        return Kind.AMENDMENT
    return Kind.DECISION if title.endswith(("决定", "决议")) else Kind.LAW


def bare(title: str) -> str:
    """The title as typed, without spaces around it and one pair of 《》."""
    stripped = title.strip()
    return stripped[1:-1] if stripped.startswith("《") and stripped.endswith("》") else stripped


def near(title: str, known: Iterable[str], *, count: int = 5) -> tuple[str, ...]:
    """Up to `count` of the `known` titles: those that contain `title`, shortest first, then those spelled alike."""
    pool = sorted(set(known), key=lambda name: (len(name), name))
    containing = [name for name in pool if title and title in name]
    alike = difflib.get_close_matches(title, pool, n=count, cutoff=0.5)
    return tuple(dict.fromkeys([*containing[:count], *alike]))[:count]
