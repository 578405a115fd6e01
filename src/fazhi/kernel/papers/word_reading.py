"""
A Word file read as its reader sees it: passages in their order with the numbers that Word writes before them, the content
controls in them, the tables.

Insertions count and deletions don't, as if all tracked changes were accepted. Left out is what no reader sees as text:
hidden runs, comments, field codes, the old form of a text box beside the new one, and heads and feet of pages.
Files of Word, WPS and LibreOffice are read alike: elements are known by their local names in either namespace of the
format, and a control that lost its tag is known by the bookmark inside it (`figure_marks`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from lxml import etree

from fazhi.kernel.papers.archives import Members, members
from fazhi.kernel.papers.errors import FileTooLarge, FileUnreadable, OldWord, UnderPassword
from fazhi.kernel.papers.figure_marks import is_mark
from fazhi.kernel.papers.parsing import parsed
from fazhi.kernel.papers.terms import FILE_SETTING, file_bytes
from fazhi.kernel.papers.word_numbering import Numbering, numbering_of

BODY, TABLE, BOX, NOTE = "正文", "表格", "文本框", "脚注"
"""Where a passage stands."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_UNSEEN = {
    "del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "tblGrid", "instrText", "delText",
    "delInstrText", "rt", "sectPr",
}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Spaces that Word and WPS put between digits and Chinese or between thousands, and marks without width.
_SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F), " ") | dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))
_OFF = {"0", "false", "off"}
_DEEPEST = 200
"""Elements within each other; Word writes a few dozen at most."""


@dataclass(frozen=True)
class Control:
    """
    A content control in a passage, over the code points from `start` to `end` of its text.

    tag   as the file has it, "" if it has none
    mark  the name of the figure bookmark inside it, "" if there is none
    """

    tag: str
    mark: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A paragraph's text and controls; `table` is the number of the table that it stands in, None outside of any."""

    text: str
    controls: tuple[Control, ...]
    place: str = BODY
    table: int | None = None


@dataclass(frozen=True)
class WordText:
    """All of a file's text; `tables` as rows of cells, numbered as the passages name them."""

    passages: tuple[Passage, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]


def read_word(content: bytes, name: str) -> WordText:
    """
    The text of a .docx.

    name  the file's own, for errors

    Raises UnderPassword for an encrypted file, OldWord for a .doc, FileTooLarge for one over the limits, packed or unpacked,
    FileUnreadable for anything else that is no whole Word file.
    """
    if len(content) > file_bytes():
        raise FileTooLarge(name, len(content), file_bytes(), FILE_SETTING)
    if content.startswith(_OLE):
        raise UnderPassword(name) if _ENCRYPTED in content else OldWord(name)
    archive = members(content, name)
    main = target(archive, "_rels/.rels", "/officeDocument")
    if main not in archive.names:
        raise FileUnreadable(name, "no document inside")
    reader = _Reader(_numbering(archive, main))
    tree = parsed(archive.read(main), main, name)
    for body in _named(tree, "body"):
        reader.read(body, BODY)
    for kind in ("footnotes", "endnotes"):
        notes = _part(archive, main, kind)
        if notes is not None:
            reader.read(notes, NOTE)
    if reader.too_deep:
        raise FileUnreadable(name, f"elements more than {_DEEPEST} deep")
    return WordText(tuple(reader.passages), tuple(tuple(rows) for rows in reader.tables))


def _numbering(archive: Members, main: str) -> Numbering:
    return numbering_of(_part(archive, main, "numbering"), _part(archive, main, "styles"))


def _part(archive: Members, main: str, kind: str) -> etree._Element | None:
    """A part beside the main one, by its relation; None if there is none."""
    path = PurePosixPath(main)
    part = target(archive, f"{path.parent}/_rels/{path.name}.rels", f"/{kind}", base=str(path.parent))
    return parsed(archive.read(part), part, archive.name) if part in archive.names else None


def target(archive: Members, relations: str, kind: str, base: str = "") -> str:
    """The member that a relation of this kind leads to, "" if there is none."""
    if relations not in archive.names:
        return ""
    for relation in parsed(archive.read(relations), relations, archive.name).iter("{*}Relationship"):
        if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") or not base else f"{base}/{target}"
    return ""


def _word(node: etree._Element) -> str:
    """The local name of an element of Word's own namespaces, "" for others, comments and instructions."""
    if not isinstance(node.tag, str):
        return ""
    found = etree.QName(node)
    return found.localname if found.namespace in _WORD else ""


def _named(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in node if _word(child) == name)


def _value(node: etree._Element | None, name: str, key: str = "val") -> str | None:
    """The value of a property, "" if it has none, None if it isn't there."""
    found = next(_named(node, name), None) if node is not None else None
    if found is None:
        return None
    return next((str(value) for place, value in found.attrib.items() if etree.QName(str(place)).localname == key), "")


def _has(node: etree._Element | None, name: str) -> bool:
    """Whether a switch is on: <w:vanish/> is, <w:vanish w:val="0"/> isn't."""
    value = _value(node, name)
    return value is not None and value not in _OFF


def _chosen(node: etree._Element) -> etree._Element | None:
    """Of a thing written in a new and an old form, the new one."""
    forms = [child for child in node if isinstance(child.tag, str)]
    return next((child for child in forms if etree.QName(child).localname == "Choice"), forms[0] if forms else None)


@dataclass
class _Draft:
    """A paragraph being read: its text with the number before it, `number` signs long; `waiting` are the text boxes anchored in it."""

    text: str = ""
    number: int = 0
    controls: list[Control] = field(default_factory=list)
    waiting: list[etree._Element] = field(default_factory=list)


@dataclass(frozen=True)
class _Around:
    """What stands around a paragraph: its place, its table, and the controls over whole paragraphs."""

    place: str
    table: int | None = None
    controls: tuple[str, ...] = ()


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.passages: list[Passage] = []
        self.tables: list[list[tuple[str, ...]]] = []
        self.too_deep = False

    def read(self, node: etree._Element, place: str) -> None:
        self._blocks(node, _Around(place), _Draft(), 0)

    def _blocks(self, node: etree._Element, around: _Around, draft: _Draft, depth: int) -> _Draft:
        """Paragraphs and tables in their order; returns a paragraph whose end was deleted, for the next to go on."""
        if depth > _DEEPEST:
            self.too_deep = True
            return draft
        for child in node:
            match _word(child):
                case "p":
                    draft = self._paragraph(child, around, draft, depth)
                case "tbl":
                    self._table(child, around, depth)
                case "sdt":
                    inside = replace(around, controls=(*around.controls, _tag_of(child)))
                    for content in _named(child, "sdtContent"):
                        draft = self._blocks(content, inside, draft, depth + 1)
                case name if name in _UNSEEN:
                    continue
                case _:
                    draft = self._blocks(child, around, draft, depth + 1)
        return draft

    def _paragraph(self, node: etree._Element, around: _Around, draft: _Draft, depth: int) -> _Draft:
        properties = next(_named(node, "pPr"), None)
        ending = next(_named(properties, "rPr"), None) if properties is not None else None
        is_open = ending is not None and (_has(ending, "del") or _has(ending, "moveFrom"))
        if (
            not is_open and not draft.text
        ):  # words whose own paragraph's end was deleted stand before, and take no number
            draft.text = self.numbering.next(properties)
            draft.number = len(draft.text)
        self._inline(node, draft, depth)
        if is_open:
            return draft
        whole = [Control(tag, "", draft.number, len(draft.text)) for tag in around.controls]
        self.passages.append(Passage(draft.text, _joined([*whole, *draft.controls]), around.place, around.table))
        for box in draft.waiting:
            self._blocks(box, _Around(BOX), _Draft(), depth + 1)
        return _Draft()

    def _inline(self, node: etree._Element, draft: _Draft, depth: int) -> None:
        if depth > _DEEPEST:
            self.too_deep = True
            return
        for child in node:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            if name == "AlternateContent":
                form = _chosen(child)
                if form is not None:
                    self._inline(form, draft, depth + 1)
            elif name == "txbxContent":
                draft.waiting.append(child)
            elif _word(child) == "sdt":
                self._control(child, draft, depth)
            elif name == "t":
                draft.text += (child.text or "").translate(_SPACES)
            elif _word(child) in _SIGNS:
                draft.text += _SIGNS[name]
            elif name not in _UNSEEN and not _is_hidden(child):
                self._inline(child, draft, depth + 1)

    def _control(self, node: etree._Element, draft: _Draft, depth: int) -> None:
        start = len(draft.text)
        properties = next(_named(node, "sdtPr"), None)
        if not _has(properties, "showingPlcHdr"):  # else its text is Word's own "click to enter text"
            for content in _named(node, "sdtContent"):
                self._inline(content, draft, depth + 1)
        draft.controls.append(Control(_tag_of(node), _mark_of(node), start, len(draft.text)))

    def _table(self, node: etree._Element, around: _Around, depth: int) -> None:
        number = len(self.tables)
        self.tables.append([])
        inside = replace(around, place=TABLE, table=number)
        for row, controls in _within(node, "tr", around.controls):
            properties = next(_named(row, "trPr"), None)
            if properties is not None and _has(properties, "del"):
                continue
            cells = []
            for cell, over in _within(row, "tc", controls):
                first = len(self.passages)
                self._blocks(cell, replace(inside, controls=over), _Draft(), depth + 1)
                cells.append("\n".join(each.text for each in self.passages[first:] if each.table == number))
            self.tables[number].append(tuple(cells))


def _within(
    node: etree._Element, name: str, controls: tuple[str, ...]
) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Rows or cells, also those inside controls and revision marks, with the controls over them."""
    for child in node:
        found = _word(child)
        if found == name:
            yield child, controls
        elif found == "sdt":
            for content in _named(child, "sdtContent"):
                yield from _within(content, name, (*controls, _tag_of(child)))
        elif found not in _UNSEEN:
            yield from _within(child, name, controls)


def _is_hidden(node: etree._Element) -> bool:
    return _word(node) == "r" and _has(next(_named(node, "rPr"), None), "vanish")


def _tag_of(node: etree._Element) -> str:
    return _value(next(_named(node, "sdtPr"), None), "tag") or ""


def _mark_of(node: etree._Element) -> str:
    """The figure bookmark that stands in a control itself, not in another within it; "" for none or several."""
    found = [name for name in _bookmarks(node) if is_mark(name)]
    return found[0] if len(found) == 1 else ""


def _bookmarks(node: etree._Element) -> Iterator[str]:
    for child in node:
        if _word(child) == "bookmarkStart":
            yield next(
                (str(value) for key, value in child.attrib.items() if etree.QName(str(key)).localname == "name"), ""
            )
        elif _word(child) != "sdt":
            yield from _bookmarks(child)


def _joined(controls: list[Control]) -> tuple[Control, ...]:
    """In reading order; a control in another of its own name, or right after one, is the same one, taken apart."""
    kept: list[Control] = []
    for control in sorted(controls, key=lambda item: (item.start, -item.end)):
        known = (each for each in kept if (each.tag, each.mark) == (control.tag, control.mark))
        same = next((each for each in known if each.start <= control.start <= each.end), None)
        if same is None or not (control.tag or control.mark):
            kept.append(control)
        else:
            kept[kept.index(same)] = replace(same, end=max(same.end, control.end))
    return tuple(kept)
