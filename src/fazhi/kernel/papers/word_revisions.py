"""What stands beside the final text of a Word file: its tracked changes and the comments in its margin."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from fazhi.kernel.papers.archives import Members, members
from fazhi.kernel.papers.parsing import parsed
from fazhi.kernel.papers.word_reading import target

INSERTED, DELETED = "插入", "删除"

_KINDS = {"ins": INSERTED, "moveTo": INSERTED, "del": DELETED, "moveFrom": DELETED}
_WORDS = {"t", "delText"}


@dataclass(frozen=True)
class Change:
    """
    A tracked change, which the final text takes as accepted.

    kind  插入 or 删除; moved words are deleted in one place and inserted in another
    at    as the file has it, such as 2025-03-01T09:30:00Z, "" if it has none
    """

    kind: str
    text: str
    author: str
    at: str


@dataclass(frozen=True)
class Comment:
    """A comment in the margin; `at` as in Change."""

    text: str
    author: str
    at: str


def revisions(content: bytes, name: str) -> tuple[tuple[Change, ...], tuple[Comment, ...]]:
    """
    The tracked changes of the body and the comments, in the order of the file.

    content  a file that `read_word` has read
    """
    archive = members(content, name)
    main = target(archive, "_rels/.rels", "/officeDocument")
    changes = tuple(_changes(parsed(archive.read(main), main, name)))
    return changes, tuple(_comments(archive, main))


def _changes(tree: etree._Element) -> Iterator[Change]:
    for node in tree.iter(*(f"{{*}}{kind}" for kind in _KINDS)):
        text = _text(node)
        if text:  # else the mark of a paragraph or a row, whose words have marks of their own
            yield Change(
                _KINDS[etree.QName(node).localname], text, _attribute(node, "author"), _attribute(node, "date")
            )


def _comments(archive: Members, main: str) -> Iterator[Comment]:
    path = PurePosixPath(main)
    part = target(archive, f"{path.parent}/_rels/{path.name}.rels", "/comments", base=str(path.parent))
    if part in archive.names:
        for node in parsed(archive.read(part), part, archive.name).iter("{*}comment"):
            yield Comment(_text(node), _attribute(node, "author"), _attribute(node, "date"))


def _text(node: etree._Element) -> str:
    paragraphs = list(node.iter("{*}p")) or [node]
    return "\n".join(
        "".join(word.text or "" for word in each.iter(*(f"{{*}}{word}" for word in _WORDS))) for each in paragraphs
    )


def _attribute(node: etree._Element, key: str) -> str:
    return next((str(value) for place, value in node.attrib.items() if etree.QName(str(place)).localname == key), "")
