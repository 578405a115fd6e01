"""
Word and Excel files made fit for publication: without properties, and refused if they hold what print does not show.

What could be taken out without changing the paper is taken out (properties, names of authors and machines, revision
marks of editing sessions). What somebody wrote, and a reader would not see, is refused by name: a person decides.
"""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from lxml import etree

from fazhi.kernel.papers.archives import members
from fazhi.kernel.papers.errors import HiddenContent
from fazhi.kernel.papers.parsing import parsed
from fazhi.kernel.papers.pictures import clean_jpeg, clean_png
from fazhi.kernel.papers.typesetting import archive

_EMPTY = {
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
_HIDDEN_MEMBERS = {
    "word/comments": "批注",
    "xl/comments": "批注",
    "xl/threadedComments": "批注",
    "word/embeddings/": "嵌入的文件",
    "xl/embeddings/": "嵌入的文件",
    "word/afchunk": "嵌入的文件",
    "xl/externalLinks/": "外部链接的数据",
    "xl/connections": "外部数据连接",
    "xl/pivotCache/": "数据透视表的源数据",
    "xl/revisions/": "修订记录",
}
_HIDDEN_ELEMENTS = {
    "ins": "修订记录", "del": "修订记录", "moveFrom": "修订记录", "moveTo": "修订记录", "cellIns": "修订记录",
    "cellDel": "修订记录", "cellMerge": "修订记录", "vanish": "隐藏文字",
}  # fmt: skip
_TELLTALES = {"rsids", "docVars", "attachedTemplate", "lastModifiedBy", "fileSharing"}
"""Elements of settings that tell of editing sessions, people and machines."""
_TELLING_TARGETS = ("/attachedTemplate", "/thumbnail")
_WORDPROCESSING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF = {"0", "false", "off"}
_PICTURES: dict[str, Callable[[bytes, str], bytes]] = {".png": clean_png, ".jpg": clean_jpeg, ".jpeg": clean_jpeg}


def clean_office(content: bytes, name: str) -> bytes:
    """
    The same document without metadata; equal input, equal bytes.

    Raises HiddenContent with all that a reader would not see, FileUnreadable, FileTooLarge.
    """
    source = members(content, name)
    cleaned, hidden = {}, set(_hidden_members(source.names))
    for member in source.names:
        body = source.read(member)
        if _is_xml(member):
            tree = parsed(body, member, name)
            hidden |= set(_hidden_in(tree, member))
            cleaned[member] = _stripped(tree, member)
        elif not member.startswith("docProps/") and not member.endswith("/"):
            clean = _PICTURES.get(PurePosixPath(member).suffix.lower())
            cleaned[member] = clean(body, name) if clean else body
    if hidden:
        raise HiddenContent(name, tuple(sorted(hidden)))
    return archive(cleaned)


def _hidden_members(names: tuple[str, ...]) -> Iterator[str]:
    for member in names:
        yield from (what for start, what in _HIDDEN_MEMBERS.items() if member.lower().startswith(start.lower()))


def _is_xml(member: str) -> bool:
    return member.endswith((".xml", ".rels", ".vml"))


def _hidden_in(tree: etree._Element, member: str) -> Iterator[str]:
    if member.startswith("word/") and not member.startswith("word/styles"):
        yield from _hidden_words(tree)
    elif member == "xl/workbook.xml":
        sheets = tree.iter(f"{_SPREADSHEET}sheet")
        yield from ("隐藏的工作表" for sheet in sheets if sheet.get("state", "visible") != "visible")
    elif member.startswith("xl/worksheets/"):
        lines = tree.iter(f"{_SPREADSHEET}row", f"{_SPREADSHEET}col")
        yield from ("隐藏的行或列" for line in lines if line.get("hidden", "0") not in _OFF)


def _hidden_words(tree: etree._Element) -> Iterator[str]:
    for item in tree.iter(f"{_WORDPROCESSING}*"):
        word = etree.QName(item).localname
        what = "修订记录" if word.endswith("PrChange") else _HIDDEN_ELEMENTS.get(word)
        if what and item.get(f"{_WORDPROCESSING}val", "1") not in _OFF:
            yield what


def _stripped(tree: etree._Element, member: str) -> bytes:
    """The member without what tells of people, machines and sessions."""
    if member in _EMPTY:
        tree = etree.fromstring(_EMPTY[member])
    elif member.startswith("customXml/item") and not member.startswith("customXml/itemProps"):
        tree = etree.Element("removed")
    elif member.endswith(".rels"):
        _drop(tree, lambda item: item.get("Type", "").endswith(_TELLING_TARGETS))
    else:
        _drop(tree, lambda item: etree.QName(item).localname in _TELLTALES)
        for item in tree.iter(f"{_WORDPROCESSING}*"):
            for key in [key for key in item.attrib if str(key).startswith(f"{_WORDPROCESSING}rsid")]:
                del item.attrib[key]
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop(tree: etree._Element, condition: Callable[[etree._Element], bool]) -> None:
    for item in [item for item in tree.iter("*") if condition(item)]:
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)
