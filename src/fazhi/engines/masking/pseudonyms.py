"""
What stands in a text instead of what was masked.

A name becomes its surname with 某, the same one throughout the text; those that would be alike are told apart by numbers. Of a minor
or a protected person the surname goes too. Of an address what leads to the county stays. Of numbers nothing stays.
Source: 最高人民法院关于人民法院在互联网公布裁判文书的规定 (法释〔2016〕19号) art. 9-11; 未成年人保护法 art. 103.
"""

import re
from collections.abc import Iterable

from fazhi.engines.masking.statistics import compound, divisions
from fazhi.engines.masking.terms import Kind, Span

HIDDEN = "＊＊＊"
_TAKEN = re.compile(r"某\d{0,4}")


class Pseudonyms:
    """The replacements of one text; ask in the order of the text."""

    def __init__(self, text: str) -> None:
        self._of: dict[str, str] = {}
        self._used = {
            text[match.start() - size : match.end()]
            for match in _TAKEN.finditer(text)
            for size in (1, 2)
            if match.start() >= size
        }

    def reserve(self, persons: Iterable[tuple[str, bool]]) -> None:
        """Give each person a pseudonym; a name and whether all of it is hidden."""
        persons = list(dict.fromkeys((name.replace(" ", ""), whole) for name, whole in persons))
        stems = [_stem(name, whole) for name, whole in persons]
        for (name, _), stem in zip(persons, stems, strict=True):
            if name not in self._of:
                self._of[name] = self._free(stem, stems.count(stem) > 1)

    def instead(self, written: str, span: Span) -> str:
        """What stands for a span, `written` in one writing."""
        match span.kind:
            case Kind.NAME:
                return self._of[written.replace(" ", "")]
            case Kind.ADDRESS if not span.whole:
                return written[: _to_county(written)] + HIDDEN
            case _:
                return HIDDEN

    def _free(self, stem: str, shared: bool) -> str:
        number = 1
        chosen = f"{stem}1" if shared else stem
        while any(used == chosen or used.startswith(stem) and chosen == stem for used in self._used):
            chosen, number = f"{stem}{number}", number + 1
        self._used.add(chosen)
        return chosen


def _stem(name: str, whole: bool) -> str:
    if whole:
        return "某某"
    return (name[:2] if compound(name, 0) and len(name) > 2 else name[0]) + "某"


def _to_county(address: str) -> int:
    """How much of an address names a province, a city and a county."""
    names, at = divisions(), 0
    while size := next(
        (size for size in range(min(15, len(address) - at), 1, -1) if address[at : at + size] in names), 0
    ):
        at += size
    return at
