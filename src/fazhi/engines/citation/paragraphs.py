"""The parts of an article's text: 款 are its lines, 项 the lines that begin with （一）, 目 those with 1. under a 项."""

import re

_ITEM = re.compile(r"[（(][一二三四五六七八九十百]+[）)]")
_SUBITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")
_ROW = "|"


def paragraphs(text: str) -> tuple[str, ...]:
    """
    The 款 of an article, each with the 项 that stand under it.

    text     of one article, paragraphs separated by line feeds
    returns  the paragraphs, items joined to theirs by line feeds

    A row of a table begins with | and belongs to the paragraph before it; a table or formula that isn't marked counts
    as paragraphs of its own.
    """
    found: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if found and _belongs(line, found[-1]):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return tuple(found)


def _belongs(line: str, paragraph: str) -> bool:
    """Whether a line goes on with the paragraph before it: an item, a row, or 目 under an item."""
    if line.startswith(_ROW) or _ITEM.match(line):
        return True
    under = paragraph.rpartition("\n")[2]
    return _SUBITEM.match(line) is not None and (_ITEM.match(under) or _SUBITEM.match(under)) is not None


def items(paragraph: str) -> tuple[str, ...]:
    """The 项 of one paragraph, in order, each with its 目 and tables; none if it has no list."""
    found: list[str] = []
    for line in paragraph.splitlines():
        if _ITEM.match(line):
            found.append(line)
        elif found:
            found[-1] += "\n" + line
    return tuple(found)


def narrow(text: str, *, paragraph: int | None = None, item: int | None = None) -> str | None:
    """
    The part of an article that a citation means.

    text       of the whole article
    paragraph  款 from 1, or None
    item       项 from 1, or None; without `paragraph`, of the article's first list
    returns    that part's text (an item without its paragraph's opening words), or None if the article has no such part
    """
    chosen = paragraphs(text)
    if paragraph is not None:
        chosen = chosen[paragraph - 1 : paragraph]
    if item is None:
        return "\n".join(chosen) or None
    first_list = next(filter(None, map(items, chosen)), ())
    return first_list[item - 1] if item <= len(first_list) else None
