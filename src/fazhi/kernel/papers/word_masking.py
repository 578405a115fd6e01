"""
All words of a Word file and their places in its parts, to put others there.

Tracked changes are taken as accepted: what was deleted is gone from the file. Comments, their authors and hidden runs are taken out.
Words split over runs of different faces are one text here; the new words take the face of the first run.
"""

from dataclasses import dataclass

from lxml import etree

from fazhi.engines.masking import Masked
from fazhi.kernel.papers.archives import members
from fazhi.kernel.papers.parsing import parsed
from fazhi.kernel.papers.typesetting import archive

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg")
_NO_WORDS = (
    "word/styles",
    "word/theme/",
    "word/fontTable",
    "word/webSettings",
    "word/settings",
    "word/stylesWithEffects",
)
_DROPPED = ("word/comments", "word/people", "docProps/thumbnail")
"""Members that go: comments of all kinds with their authors, and the picture of the first page."""
_GONE = {
    "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "rPrChange", "pPrChange", "sectPrChange",
    "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "delText", "delInstrText", "Fallback",
}  # fmt: skip
_UNWRAPPED = {"ins", "moveTo"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off"}
_NOWHERE = "about:blank"


@dataclass
class _Piece:
    """Words in one place: an element's text or an attribute; `key` is the attribute's name, "" for the text."""

    element: etree._Element
    key: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return (self.element.get(self.key) if self.key else self.element.text) or ""

    @words.setter
    def words(self, words: str) -> None:
        if self.key:
            self.element.set(self.key, words)
        else:
            self.element.text = words
            self.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


class WordParts:
    """
    A Word file taken apart; `text` has a line for each paragraph, in the order of the parts' names with the body first.

    Raises FileUnreadable, FileTooLarge.
    """

    def __init__(self, content: bytes, name: str) -> None:
        source = members(content, name)
        self.pictures = sum(member.lower().endswith(_PICTURES) for member in source.names if member.startswith("word/"))
        self._members: dict[str, bytes] = {}
        self._trees: dict[str, etree._Element] = {}
        self._pieces: list[_Piece] = []
        self._text: list[str] = []
        self._length = 0
        for member in sorted(source.names, key=lambda each: (each != "word/document.xml", each)):
            if member.startswith(_DROPPED) or member.endswith("/"):
                continue
            body = source.read(member)
            if member.endswith((".xml", ".rels")):
                self._trees[member] = parsed(body, member, name)
            else:
                self._members[member] = body
        for member, tree in self._trees.items():
            if member == "[Content_Types].xml" or member.endswith(".rels"):
                _drop_parts(tree)
            elif member.startswith("word/") and not member.startswith(_NO_WORDS):
                _settle(tree)
                self._collect(tree)
        self.text = "".join(self._text)

    @property
    def beside(self) -> str:
        """All words and values of attributes that `text` has not, in all parts: where else to look for a leak."""
        seen = {(piece.element, piece.key) for piece in self._pieces}
        found = [
            words
            for tree in self._trees.values()
            for element in tree.iter("*")
            for key, words in (
                ("", element.text or ""),
                *((str(key), str(value)) for key, value in element.attrib.items()),
            )
            if (element, key) not in seen
        ]
        return "\n".join(found)

    def masked(self, masked: Masked) -> bytes:
        """The file with each of the spans replaced; addresses of links that hold a masked word lead nowhere."""
        for span, (start, end) in reversed(list(zip(masked.spans, masked.places, strict=True))):
            self._replace(span.start, span.end, masked.text[start:end])
        originals = {self.text[span.start : span.end] for span in masked.spans}
        for member, tree in self._trees.items():
            if member.endswith(".rels"):
                for relation in tree:
                    target = relation.get("Target", "")
                    if relation.get("TargetMode") == "External" and (
                        target.startswith(("mailto:", "tel:", "sms:", "file:"))
                        or any(each in target for each in originals)
                    ):
                        relation.set("Target", _NOWHERE)
        written = {
            member: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            for member, tree in self._trees.items()
        }
        return archive({**self._members, **written})

    def _replace(self, start: int, end: int, instead: str) -> None:
        for piece in reversed(self._pieces):
            if piece.start < end and start < piece.end:
                words = piece.words
                first, last = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
                piece.words = words[:first] + (instead if piece.start <= start else "") + words[last:]

    def _collect(self, tree: etree._Element) -> None:
        """Paragraphs with the pieces of their words; words outside of any paragraph, and attributes that hold some, a line each."""
        paragraphs: dict[etree._Element | None, list[tuple[etree._Element, str]]] = {}
        loose: list[tuple[etree._Element, str]] = []
        for element in tree.iter("*"):
            local = etree.QName(element).localname
            if local in _SIGNS and _in_run(element):
                paragraphs.setdefault(_paragraph(element), []).append((element, _SIGNS[local]))
            elif local == "t":
                paragraphs.setdefault(_paragraph(element), []).append((element, ""))
            elif element.text and element.text.strip():
                loose.append((element, ""))
            loose += [(element, key) for key, value in element.attrib.items() if _is_words(str(value))]
        for pieces in paragraphs.values():
            for element, sign in pieces:
                self._add(element, sign)
            self._break()
        for element, key in loose:
            self._piece(element, str(key), str(element.get(str(key))) if key else str(element.text))
            self._break()

    def _add(self, element: etree._Element, sign: str) -> None:
        if sign:
            self._text.append(sign)
            self._length += len(sign)
        else:
            self._piece(element, "", element.text or "")

    def _piece(self, element: etree._Element, key: str, words: str) -> None:
        if words:
            self._pieces.append(_Piece(element, key, self._length, self._length + len(words)))
            self._text.append(words)
            self._length += len(words)

    def _break(self) -> None:
        self._text.append("\n")
        self._length += 1


def _paragraph(element: etree._Element) -> etree._Element | None:
    return next((each for each in element.iterancestors() if etree.QName(each).localname == "p"), None)


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and etree.QName(parent).localname == "r"


def _is_words(value: str) -> bool:
    """Whether an attribute holds words of a person: Chinese, or what may be a number, an e-mail or a link."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in value) or "@" in value


def _settle(tree: etree._Element) -> None:
    """Tracked changes accepted; comments and hidden runs out."""
    for element in [each for each in tree.iter("*") if etree.QName(each).localname in _GONE]:
        _take_out(_row_of(element) if etree.QName(element).localname == "del" else element)
    for element in [each for each in tree.iter("*") if etree.QName(each).localname == "r" and _is_hidden(each)]:
        _take_out(element)
    for element in [each for each in tree.iter("*") if etree.QName(each).localname in _UNWRAPPED]:
        _unwrap(element)


def _row_of(element: etree._Element) -> etree._Element:
    """The row, if the mark says that the row is deleted; else the mark itself."""
    parent = element.getparent()
    if parent is not None and etree.QName(parent).localname == "trPr":
        row = parent.getparent()
        return element if row is None else row
    return element


def _is_hidden(run: etree._Element) -> bool:
    for properties in run.iterchildren("{*}rPr"):
        for mark in properties.iterchildren("{*}vanish", "{*}webHidden"):
            return next((str(value) for value in mark.attrib.values()), "1") not in _OFF
    return False


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _drop_parts(tree: etree._Element) -> None:
    """Types and relations of the members that go."""
    for element in list(tree):
        named = f"{element.get('PartName', '')} {element.get('Target', '')} {element.get('Type', '')}".lower()
        if (
            any(word in named for word in ("/comments", " comments", "people", "/thumbnail"))
            and element.get("TargetMode") != "External"
        ):
            tree.remove(element)
