"""
The numbers that Word writes before paragraphs by itself 自动编号: 第一条, （一）, 1.

They stand in no text of the file: a paragraph names a list and a level, itself or by its style, and the list says how its levels
count and are written. Here they are counted as the program that shows the file counts them. Pictures as bullets and the signs of
bullets are left out: they number nothing.

Source: ECMA-376-1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from fazhi.kernel.papers.number_forms import number_text

_LEVELS = 9
_DEEPEST_STYLE = 20
_AFTER = {"tab": "\t", "space": " ", "nothing": ""}


@dataclass(frozen=True)
class Level:
    """
    How a level of a list counts and is written.

    template  with %1 to %9 for the numbers of the levels, as 第%1条
    restart   the level, from 1, whose paragraphs make it begin anew; None: any above it; 0: none
    is_legal  all numbers in digits, whatever their own form
    after     what stands between number and text
    style     the paragraph style whose paragraphs are of this level, "" for none
    """

    start: int
    form: str
    template: str
    restart: int | None
    is_legal: bool
    after: str
    style: str


@dataclass
class List:
    """
    A list (w:num): its levels, those of the lists of one kind counted together.

    kind    of the abstract list; lists of one kind go on counting
    starts  levels that begin anew where this list is first used, and at what
    """

    kind: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    is_begun: bool = False


@dataclass
class Numbering:
    """Counts the paragraphs of a file in their order; empty for a file without lists."""

    lists: dict[str, List] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    default: str = ""
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, properties: "etree._Element | None") -> str:
        """The number of the next paragraph and what stands behind it, "" for one without; `properties` are its w:pPr."""
        name, level = self._place(properties)
        known = self.lists.get(name)
        if known is None or level not in known.levels:
            return ""
        counted = self._count(known, level)
        shown = known.levels[level]
        written = _written(shown, known.levels, counted)
        return f"{written}{shown.after}" if written else ""

    def _place(self, properties: "etree._Element | None") -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's; "" for none."""
        style = _value(_child(properties, "pStyle"), "val") or self.default
        of_style, level_of_style = self.styles.get(style, ("", None))
        own = _child(properties, "numPr")
        name = _value(_child(own, "numId"), "val") or of_style
        level = _integer(_value(_child(own, "ilvl"), "val"))
        if level is None and name == of_style:
            level = self._level_of(name, style) if level_of_style is None else level_of_style
        return name, level or 0

    def _level_of(self, name: str, style: str) -> int | None:
        known = self.lists.get(name)
        return next((place for place, level in known.levels.items() if level.style == style), None) if known else None

    def _count(self, known: List, level: int) -> dict[int, int]:
        counters = self.counters.setdefault(known.kind, {})
        if not known.is_begun:
            known.is_begun = True
            for place, start in known.starts.items():
                counters[place] = start - 1
        for place in range(level):  # a level above that was never used is written as if it had been
            counters.setdefault(place, known.levels[place].start if place in known.levels else 1)
        counters[level] = counters.get(level, known.levels[level].start - 1) + 1
        for place in range(level + 1, _LEVELS):
            restart = known.levels[place].restart if place in known.levels else None
            if restart is None or (restart and level < restart):
                counters.pop(place, None)
        return counters


def numbering_of(numbering: "etree._Element | None", styles: "etree._Element | None") -> Numbering:
    """What the parts `numbering.xml` and `styles.xml` of a file say; either may be missing."""
    if numbering is None:
        return Numbering()
    kinds = {_value(each, "abstractNumId"): each for each in _children(numbering, "abstractNum")}
    by_style = {
        _value(_child(each, "styleLink"), "val"): each
        for each in kinds.values()
        if _child(each, "styleLink") is not None
    }
    lists = {}
    for each in _children(numbering, "num"):
        kind = _value(_child(each, "abstractNumId"), "val")
        abstract = kinds.get(kind)
        linked = _value(_child(abstract, "numStyleLink"), "val")
        abstract = by_style.get(linked, abstract) if linked else abstract
        if abstract is not None:
            lists[_value(each, "numId")] = _list(each, abstract)
    named = _styles(styles)
    return Numbering(lists, named[0], named[1])


def _list(num: "etree._Element", abstract: "etree._Element") -> List:
    levels = dict(_levels(abstract))
    starts = {}
    for override in _children(num, "lvlOverride"):
        place = _integer(_value(override, "ilvl"))
        start = _integer(_value(_child(override, "startOverride"), "val"))
        levels.update(_levels(override))
        if place is not None and start is not None:
            starts[place] = start
    return List(_value(abstract, "abstractNumId"), levels, starts)


def _levels(node: "etree._Element") -> Iterator[tuple[int, Level]]:
    for each in _children(node, "lvl"):
        place = _integer(_value(each, "ilvl"))
        start = _integer(_value(_child(each, "start"), "val"))
        if place is None or not 0 <= place < _LEVELS:
            continue
        legal = _child(each, "isLgl")
        yield (
            place,
            Level(
                start=0 if start is None else start,
                form=_value(_child(each, "numFmt"), "val") or "decimal",
                template=_value(_child(each, "lvlText"), "val"),
                restart=_integer(_value(_child(each, "lvlRestart"), "val")),
                is_legal=legal is not None and _value(legal, "val") not in {"0", "false", "off"},
                after=_AFTER.get(_value(_child(each, "suff"), "val") or "tab", "\t"),
                style=_value(_child(each, "pStyle"), "val"),
            ),
        )


def _styles(styles: "etree._Element | None") -> tuple[dict[str, tuple[str, int | None]], str]:
    """List and level of each paragraph style that has one, its own or that of a style it is based on; and the default style."""
    rows = {_value(each, "styleId"): each for each in _children(styles, "style") if _value(each, "type") == "paragraph"}
    default = next((name for name, row in rows.items() if _value(row, "default") in {"1", "true", "on"}), "")
    found = {}
    for name in rows:
        style, numbers, level = name, "", None
        for _ in range(_DEEPEST_STYLE):
            own = _child(_child(rows.get(style), "pPr"), "numPr")
            numbers = numbers or _value(_child(own, "numId"), "val")
            level = _integer(_value(_child(own, "ilvl"), "val")) if level is None else level
            style = _value(_child(rows.get(style), "basedOn"), "val")
            if numbers or not style:
                break
        if numbers:
            found[name] = (numbers, level)
    return found, default


def _written(level: Level, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    if level.form == "bullet" or not level.template:
        return ""
    text = level.template
    for place in range(_LEVELS):
        if f"%{place + 1}" in text:
            form = levels[place].form if place in levels and not level.is_legal else "decimal"
            text = text.replace(f"%{place + 1}", number_text(counters.get(place, 0), form))
    return text


def _children(node: "etree._Element | None", name: str) -> Iterator["etree._Element"]:
    return (
        iter(())
        if node is None
        else (each for each in node if isinstance(each.tag, str) and etree.QName(each).localname == name)
    )


def _child(node: "etree._Element | None", name: str) -> "etree._Element | None":
    return next(_children(node, name), None)


def _value(node: "etree._Element | None", name: str) -> str:
    """An attribute by its local name, "" where there is none."""
    if node is None:
        return ""
    return next((str(value) for key, value in node.attrib.items() if etree.QName(str(key)).localname == name), "")


def _integer(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
