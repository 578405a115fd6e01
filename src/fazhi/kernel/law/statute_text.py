"""
Reading the text of one statute as people have it: title, history, 编 章 节 条, and what stands before and after.

Pure: lines in, a document out. Where a text can't be read it says at which line and why.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fazhi.engines.citation import NumeralNotUnderstood, article_label, from_chinese
from fazhi.kernel.law.errors import TextRefused
from fazhi.kernel.law.statute_head import Head, dates_in, read_head
from fazhi.kernel.law.terms import Fault, ReadArticle, ReadDocument

_NUMERAL = "[一二三四五六七八九十百千零〇]+"
_HEADING = re.compile(rf"第{_NUMERAL}(?P<rank>分编|编|章|节)(?P<name>[\s　].*|[^。；，、]{{0,30}})")
_CLOSING = re.compile(r"附[\s　]*则")
_ARTICLE = re.compile(
    rf"第(?P<number>{_NUMERAL})条(?:之(?P<suffix>{_NUMERAL}))?(?P<gap>[\s　]*)(?P<text>.*)", re.DOTALL
)
_ITEM = re.compile(rf"(?P<number>{_NUMERAL})、(?P<text>.*)", re.DOTALL)
_CONTENTS = re.compile(r"目[\s　]*[录次]")
_APPENDIX = re.compile(r"附[\s　]*(?:件|录|表|图)?[\s　]*[一二三四五六七八九十\d]*[\s　]*(?:[：:].*)?")
_REFERS_ON = re.compile(r"规定|所列|第|的|、|和|至|中|所称|及")
_IN_FORCE = re.compile(r"自(?P<day>.{6,14}?日)起(?:施行|实施|生效)")
_FROM_PUBLICATION = re.compile(r"自(?:公布|发布|颁布|印发|通过)之日起(?:施行|实施|生效)")

Line = tuple[int, str]
"""Its number from 1 and its text, without blanks around it, never empty."""


@dataclass
class _Body:
    """What has been read of the text so far; the last article is still open."""

    part: str = ""
    subpart: str = ""
    chapter: str = ""
    section: str = ""
    preamble: list[str] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)
    articles: list[ReadArticle] = field(default_factory=list)

    def open_heading(self, rank: str, title: str) -> None:
        """A heading closes those below it."""
        ranks = ("编", "分编", "章", "节")
        names = ("part", "subpart", "chapter", "section")
        for place, name in enumerate(names):
            if place >= ranks.index(rank):
                setattr(self, name, title if place == ranks.index(rank) else "")

    def open_article(self, number: int, suffix: int, text: str, *, is_item: bool, label: str) -> None:
        part = " ".join(filter(None, (self.part, self.subpart)))
        self.articles.append(ReadArticle(number, suffix, label, is_item, part, self.chapter, self.section, text))

    def add(self, text: str) -> None:
        """A line of the last article, or of the preamble before the first."""
        if not self.articles:
            self.preamble.append(text)
            return
        last = self.articles[-1]
        self.articles[-1] = replace(last, text="\n".join(filter(None, (last.text, text))))


def read_statute(lines: Sequence[Line], *, named_date: date | None = None) -> ReadDocument:
    """
    One statute.

    lines       of the text, in their order
    named_date  the day that the file's name tells; that of the latest act of its history where None
    returns     the document; a text with neither 条 nor 一、 has no articles, all of it is its preamble

    Raises TextRefused with the line and the fault.
    """
    head, rest = read_head(lines)
    body = _read_body(_without_contents(rest))
    if not body.articles and not body.preamble:
        raise TextRefused(lines[-1][0], Fault.EMPTY, head.title)
    version_date = named_date or head.version_date
    effective, original = _dates_of_force(head, body, version_date)
    return ReadDocument(
        title=head.title,
        level=head.level,
        kind=head.kind,
        issuing_body=head.issuing_body,
        branch="",
        region=head.region,
        version_date=version_date,
        effective_date=effective,
        original_effective_date=original,
        status=head.status,
        preamble="\n".join(body.preamble),
        appendix="\n".join(body.appendix),
        history=head.history,
        articles=tuple(body.articles),
    )


def _without_contents(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the table of contents: it ends where its first entry comes again, as the first heading."""
    start = next((place for place, (_, text) in enumerate(lines) if _CONTENTS.fullmatch(text)), None)
    if start is None or start + 1 >= len(lines):
        return lines
    first = _squeezed(lines[start + 1][1])
    again = (place for place in range(start + 2, len(lines)) if _squeezed(lines[place][1]) == first)
    return [*lines[:start], *lines[next(again, start + 1) :]]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _read_body(lines: Sequence[Line]) -> _Body:
    has_articles = any(_is_labelled(text) for _, text in lines)
    body = _Body()
    for number, text in lines:
        if body.appendix or (body.articles and _APPENDIX.fullmatch(text)):
            body.appendix.append(text)
        elif has_articles:
            _read_line(body, number, text)
        elif not _read_item(body, text):
            body.add(text)
    return body


def _is_labelled(text: str) -> bool:
    found = _ARTICLE.match(text)
    return found is not None and not _REFERS_ON.match(found["text"])


def _read_line(body: _Body, line: int, text: str) -> None:
    if (heading := _HEADING.fullmatch(text)) and not _ends_a_sentence(text):
        body.open_heading(heading["rank"], " ".join(text.split()))
    elif _CLOSING.fullmatch(text):
        body.open_heading("编" if body.part else "章", "附则")
    elif (found := _ARTICLE.match(text)) is None or not _read_article(body, line, found):
        body.add(text)


def _ends_a_sentence(text: str) -> bool:
    return text.endswith(("。", "；", "：", "，"))


def _read_article(body: _Body, line: int, found: re.Match[str]) -> bool:
    """
    Open the article, unless the line only begins with a citation of one.

    A label apart from its text by a space must follow the one before it; without the space it is a label only if it does.
    """
    try:
        number, suffix = from_chinese(found["number"]), from_chinese(found["suffix"]) if found["suffix"] else 0
    except NumeralNotUnderstood as error:
        if found["gap"]:
            raise TextRefused(line, Fault.NUMBERING, error.written) from error
        return False
    stands_apart = bool(found["gap"]) or not found["text"]
    if not stands_apart and _REFERS_ON.match(found["text"]):
        return False
    if not _follows(body, number, suffix):
        if stands_apart:
            last = body.articles[-1]
            raise TextRefused(line, Fault.NUMBERING, f"{last.label} {article_label(number, suffix)}")
        return False
    body.open_article(number, suffix, found["text"], is_item=False, label=article_label(number, suffix))
    return True


def _follows(body: _Body, number: int, suffix: int) -> bool:
    """After 第五条: 第五条之一 or 第六条; a text may begin with any number, as amendments do."""
    if not body.articles:
        return True
    last = body.articles[-1]
    return (number, suffix) in {((last.number or 0) + 1, 0), (last.number, last.suffix + 1)}


def _read_item(body: _Body, text: str) -> bool:
    """一、 of a decision, in its order; a text that doesn't count from 一 has none."""
    found = _ITEM.match(text)
    if found is None:
        return False
    try:
        number = from_chinese(found["number"])
    except NumeralNotUnderstood:
        return False
    if number != len(body.articles) + 1:
        return False
    body.open_article(number, 0, found["text"].strip(), is_item=True, label=found["number"])
    return True


def _dates_of_force(head: Head, body: _Body, version_date: date) -> tuple[date | None, date | None]:
    """From when this version, and from when the first one, is in force; None where the text doesn't tell."""
    told = head.in_force_date or _told_in_text(head, body)
    if told is None:
        return None, None
    return (told, None) if told >= version_date else (None, told)


def _told_in_text(head: Head, body: _Body) -> date | None:
    """The date that the last articles tell: 本法自…起施行. After an amendment it is the first version's."""
    for article in reversed(body.articles[-3:]):
        if found := _IN_FORCE.search(article.text):
            days = dates_in(found["day"])
            return days[0] if days else None
        if _FROM_PUBLICATION.search(article.text):
            return head.first_published_date
    return None
