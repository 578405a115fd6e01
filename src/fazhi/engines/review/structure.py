"""
The tree of a draft: title, number, addressee, 编章节条款项目 or 一、（一）1.（1）, signature, date, attachments.

The text is read line by line; what a line is, its beginning tells. A notice that prints a 办法 after itself holds two
instruments, and each has articles of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fazhi.engines.review.terms import Clause, Level
from fazhi.engines.review.text import Line, lines, number_of

NUMERAL = "[零〇一二三四五六七八九十百千]{1,9}|[0-9]{1,4}"
KINDS = (
    "实施细则|实施办法|实施方案|实施意见|管理办法|暂行办法|暂行规定|工作规则|裁量基准|合同|协议书|协议|办法|规定|细则|规则|通知|"
    "意见|决定|公告|通告|方案|制度|条例|指引|标准|基准|批复|措施|计划|规程|规范|清单|目录|守则|准则|要点|函|政策"
)
"""Words that the title of an official paper ends in."""

_ARTICLE = re.compile(
    rf"第 ?({NUMERAL}) ?条(?:之([一二三四五六七八九十]{{1,2}}))?(?![规款项第所、和至或及的中之～\-—])"
)
_BANDS = (
    (Level.PART, re.compile(rf"第 ?({NUMERAL}) ?编(?:[ ：]|$|(?=[一-鿿]))")),
    (Level.CHAPTER, re.compile(rf"第 ?({NUMERAL}) ?章(?:[ ：]|$|(?=[一-鿿]))")),
    (Level.SECTION, re.compile(rf"第 ?({NUMERAL}) ?节(?:[ ：]|$|(?=[一-鿿]))")),
)
_HEADING = re.compile(r"([一二三四五六七八九十]{1,3})、")
_ITEM = re.compile(r"（([一二三四五六七八九十]{1,3})）")
_SUBITEM = re.compile(r"(?:([0-9]{1,2})[.．、](?![0-9])|（([0-9]{1,2})）)")
_TITLE = re.compile(rf"^[^。；！？]{{2,120}}(?:{KINDS})(?:（[^（）。]{{1,20}}）)*$")
NUMBER_LIKE = re.compile(
    r"[一-鿿]{1,14} ?[〔［（【\[<〈{｛﹝] ?([0-9]{2,4}) ?[〕］）】\]>〉}｝﹞] ?(第?) ?([0-9 ]{0,6}|[×xX*_]{1,4}) ?号"
)
_DATE = re.compile(
    r"^（?(?:[0-9]{4}|[〇零○OＯ一二三四五六七八九]{4}) ?年 ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?月 ?"
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?日(?:印发|发布|公布)?）?$"
)
_SIGNATURE = re.compile(
    r"^[^。；：，、]{2,40}(?:局|厅|委|部|办公室|委员会|政府|院|处|中心|管委会|法院|检察院|公司|街道办事处|大队|支队|站)(?:（[^（）]{1,10}）)?$"
)
_ADDRESSEE = re.compile(r"^[^。；]{2,200}：$")
_NOTE = re.compile(r"^附件[ ：]|^附[：]")
_NOTED = re.compile(r"(?:^附件?：? ?|^ ?)([0-9]{1,2})[.．、] ?")
_ATTACHMENT = re.compile(r"^附件 ?([0-9]{1,2}|[一二三四五六七八九十]{1,3})?(?:[：:]|$| (?=\S))")


@dataclass(frozen=True)
class Row:
    """A line and what it is; `number` as it is numbered, `suffix` for 之一, `body` where its words start."""

    line: Line
    level: Level
    number: int | None = None
    suffix: int = 0
    body: int = 0


@dataclass(frozen=True)
class Draft:
    """
    A text taken apart.

    text      in its plain form
    rows      its lines
    clauses   its tree, flat, in the order of the text
    is_whole  whether it is a document with a head, not a passage out of one
    """

    text: str
    rows: tuple[Row, ...]
    clauses: tuple[Clause, ...]
    is_whole: bool

    def of(self, *levels: Level) -> list[Row]:
        return [row for row in self.rows if row.level in levels]

    @property
    def title(self) -> str:
        """The title's lines as one, without blanks, "" if there is none."""
        rows = []
        for row in self.rows:
            if row.level is Level.TITLE:
                rows.append(row.line.text)
            elif rows:
                break
        return "".join(rows).replace(" ", "")


_WHOLE_LINES = 4


def taken_apart(text: str) -> Draft:
    """The tree of a plain text."""
    rows = tuple(_rows(list(lines(text))))
    titled = any(row.level is Level.TITLE for row in rows)
    return Draft(text, rows, tuple(_clauses(rows, len(text))), titled and len(rows) >= _WHOLE_LINES)


def _rows(all_lines: list[Line]) -> Iterator[Row]:
    head = _head(all_lines)
    yield from head
    foot = _foot(all_lines, len(head))
    inside_note = False
    for index, line in enumerate(all_lines[len(head) :], start=len(head)):
        row = foot.get(index) or _body_row(line)
        if inside_note and row.level in (Level.PARAGRAPH, Level.SUBITEM) and _NOTED.match(line.text):
            row = Row(line, Level.ATTACHMENT_NOTE)
        inside_note = row.level is Level.ATTACHMENT_NOTE
        if row.level is Level.PARAGRAPH and _starts_another(all_lines, index):
            row = replace(row, level=Level.TITLE)
        yield row


def _head(all_lines: list[Line]) -> list[Row]:
    """The lines before the body: title (of up to four lines), number, addressee."""
    head: list[Row] = []
    for index, line in enumerate(all_lines[:12]):
        words = line.text
        bare = words.strip("（）")
        if (NUMBER_LIKE.fullmatch(bare) or re.fullmatch(r"文号：.{1,30}", bare)) and len(words) < 40:
            head.append(Row(line, Level.NUMBER))
        elif _DATE.match(words):
            head.append(Row(line, Level.DATE))
        elif _ADDRESSEE.match(words) and any(row.level is Level.TITLE for row in head):
            head.append(Row(line, Level.ADDRESSEE))
            break
        elif _is_title(all_lines, index):
            head.append(Row(line, Level.TITLE))
        else:
            break
    return head if any(row.level is Level.TITLE for row in head) else [row for row in head if row.level is Level.NUMBER]


def _is_title(all_lines: list[Line], index: int) -> bool:
    words = all_lines[index].text
    if _body_row(all_lines[index]).level is not Level.PARAGRAPH or words.endswith(("。", "；", "：", "，")):
        return False
    if _TITLE.match(words):
        return True
    # A title that runs over lines: this one has no end of a sentence, and one of the next two ends it.
    following = all_lines[index + 1 : index + 3]
    return len(words) < 60 and "。" not in words and any(_TITLE.match(line.text) for line in following)


def _starts_another(all_lines: list[Line], index: int) -> bool:
    """Whether a line in the body is the title of an instrument printed after a notice."""
    words = all_lines[index].text
    if not _TITLE.match(words) or len(words) > 60 or "，" in words:
        return False
    following = all_lines[index + 1 : index + 4]
    first = next((row for row in map(_body_row, following) if row.level is not Level.PARAGRAPH), None)
    return first is not None and first.number == 1 and first.level in (Level.PART, Level.CHAPTER, Level.ARTICLE)


def _foot(all_lines: list[Line], start: int) -> dict[int, Row]:
    """Signature and date, wherever a line is a date and nothing else, and the attachments after them."""
    found: dict[int, Row] = {}
    for index in range(start, len(all_lines)):
        line = all_lines[index]
        if _DATE.match(line.text):
            found[index] = Row(line, Level.DATE)
            before = index - 1
            while before >= start and index - before <= 4 and _SIGNATURE.match(all_lines[before].text):
                found[before] = Row(all_lines[before], Level.SIGNATURE)
                before -= 1
    dated = [index for index, row in found.items() if row.level is Level.DATE]
    if not dated and all_lines[start:] and _SIGNATURE.match(all_lines[-1].text) and len(all_lines) > _WHOLE_LINES:
        found[len(all_lines) - 1] = Row(all_lines[-1], Level.SIGNATURE)
    first = min(dated, default=len(all_lines))
    for index in range(start, len(all_lines)):
        words = all_lines[index].text
        match = _ATTACHMENT.match(words)
        if match and index not in found and (index > first or (not dated and _is_heading(match, words))):
            found[index] = Row(all_lines[index], Level.ATTACHMENT, number_of(match[1]) if match[1] else None)
        elif _NOTE.match(words) and index not in found:
            found[index] = Row(all_lines[index], Level.ATTACHMENT_NOTE)
    return found


def _is_heading(match: re.Match[str], words: str) -> bool:
    return match.end() == len(words) and not words.endswith("：")


def _body_row(line: Line) -> Row:
    words = line.text
    for level, pattern in _BANDS:
        if (band := pattern.match(words)) and len(words) < 60 and not words.endswith("。"):
            return Row(line, level, number_of(band[1]), body=band.end())
    if article := _ARTICLE.match(words):
        return Row(
            line, Level.ARTICLE, number_of(article[1]), number_of(article[2]) or 0 if article[2] else 0, article.end()
        )
    for level, pattern in ((Level.HEADING, _HEADING), (Level.ITEM, _ITEM), (Level.SUBITEM, _SUBITEM)):
        if found := pattern.match(words):
            return Row(line, level, number_of(next(filter(None, found.groups()))), body=found.end())
    return Row(line, Level.PARAGRAPH)


_RANK = {
    Level.PART: 1, Level.CHAPTER: 2, Level.SECTION: 3, Level.ARTICLE: 4, Level.HEADING: 4, Level.PARAGRAPH: 5, Level.ITEM: 6,
    Level.SUBITEM: 7,
}  # fmt: skip
"""What stands in what; a line ends all that stand at its rank or below."""

_LABELS = {
    Level.TITLE: "标题", Level.NUMBER: "发文字号", Level.ADDRESSEE: "主送机关", Level.ATTACHMENT_NOTE: "附件说明",
    Level.SIGNATURE: "署名", Level.DATE: "成文日期",
}  # fmt: skip
_BAND_LABELS = {Level.PART: "编", Level.CHAPTER: "章", Level.SECTION: "节", Level.ARTICLE: "条"}
_LETTER = {
    Level.TITLE: "title", Level.NUMBER: "number", Level.ADDRESSEE: "addressee", Level.ATTACHMENT_NOTE: "note",
    Level.SIGNATURE: "signature", Level.DATE: "date", Level.PART: "p", Level.CHAPTER: "c", Level.SECTION: "s",
}  # fmt: skip


@dataclass
class _Open:
    """A clause whose end isn't known yet."""

    id: str
    label: str
    level: Level
    start: int


def _clauses(rows: tuple[Row, ...], length: int) -> Iterator[Clause]:
    done: list[Clause] = []
    path: list[_Open] = []
    used: Counter[str] = Counter()
    prefix = ""
    paragraphs = 0

    def close(rank: int, end: int) -> None:
        while path and _RANK.get(path[-1].level, 0) >= rank:
            last = path.pop()
            done.append(Clause(last.id, last.label, last.level, last.start, end))

    def once(own: str) -> str:
        used[own] += 1
        return own if used[own] == 1 else f"{own}~{used[own]}"

    final = 0
    for row in rows:
        level = row.level
        rank = _RANK.get(level, 0)
        close(rank, final)
        final = row.line.end
        over = path[-1] if path else None
        if level is Level.ATTACHMENT:
            number = row.number or 1
            prefix = f"a{number}."
            done.append(Clause(once(f"a{number}"), f"附件{row.number or ''}", level, row.line.start, final))
        elif rank == 0:
            own = prefix + _LETTER[level]
            done.append(Clause(once(own), _LABELS[level], level, row.line.start, final))
            if level is Level.TITLE and not prefix and used[own] > 1 and any(each.level is Level.DATE for each in done):
                prefix = "i."
        else:
            if level is Level.PARAGRAPH:
                paragraphs = paragraphs + 1 if over else 1
            elif level in (Level.ARTICLE, Level.HEADING):
                paragraphs = int(level is Level.ARTICLE)
            own, label = _named(row, over, prefix, paragraphs)
            path.append(_Open(once(own), label, level, row.line.start))
    close(0, final)
    yield from sorted(done, key=lambda clause: (clause.start, -clause.end))


def _named(row: Row, over: _Open | None, prefix: str, paragraphs: int) -> tuple[str, str]:
    """Id and label of a clause that has others below it; `paragraphs` as many as its article has by now, it among them."""
    if row.level is Level.ARTICLE:
        suffix = f"-{row.suffix}" if row.suffix else ""
        return f"{prefix}{row.number}{suffix}", row.line.text[: row.body].replace(" ", "")
    if row.level in _BAND_LABELS:
        return f"{prefix}{_LETTER[row.level]}{row.number}", row.line.text[: row.body].strip()
    if row.level is Level.HEADING:
        return f"{prefix}h{row.number}", row.line.text[: row.body]
    if row.level is Level.PARAGRAPH:
        return (f"{over.id}.{paragraphs}", f"{over.label}第{paragraphs}款") if over else (f"{prefix}t", "正文")
    above = f"{over.id}." if over else prefix
    if over and over.level is Level.ARTICLE:
        above += "1."  # its first paragraph, which the lawyers don't name where it is the only one
    return f"{above}{row.number}", _item_label(row, over)


def _item_label(row: Row, over: _Open | None) -> str:
    """第五条第（一）项, 第五条第（一）项第1目; of a list that is neither, the number as it is printed."""
    words = row.line.text[: row.body].rstrip(".．、")
    if row.level is Level.ITEM:
        words = f"第{words}项"
    elif over and over.level is Level.ITEM:
        words = f"第{words}目"
    return (over.label if over else "") + words
