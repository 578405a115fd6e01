"""Numbers of articles, chapters, items and headings: each follows the one before."""

from collections.abc import Iterator

from fazhi.engines.citation import Document, to_chinese
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import Draft, Row
from fazhi.engines.review.terms import About, Check, Level, Severity

_RULES = (Document("党政机关公文格式", "GB/T 9704-2012"),)

REPEATED = Check(
    "form.article_number_repeated", "条文序号重复", Severity.ERROR, _RULES, "{}在前文已经用过。", "将此条及以后各条顺延编号。", 0.97,
    "第一条 为了规范管理，制定本办法。\n第二条 本市适用本办法。\n第二条 市司法局负责本办法的实施。",
)  # fmt: skip
SKIPPED = Check(
    "form.article_number_skipped", "条文序号跳号", Severity.ERROR, _RULES, "前一条是{}，条文序号不连续。", "核对是否漏条，或者重新编号。", 0.97,
    "第一条 为了规范管理，制定本办法。\n第二条 本市适用本办法。\n第四条 市司法局负责本办法的实施。",
)  # fmt: skip
ITEM = Check(
    "form.item_number_wrong", "序号有误", Severity.WARNING, _RULES, "序号应为{}。", "按顺序重新编号。", 0.93,
    "第一条 申请人应当具备下列条件：\n（一）年满十八周岁；\n（三）有固定住所；\n（四）无不良记录。",
)  # fmt: skip
BAND = Check(
    "form.chapter_number_wrong", "章节序号有误", Severity.ERROR, _RULES, "序号应为{}。", "按顺序重新编号。", 0.95,
    "第一章 总则\n第一条 为了规范管理，制定本办法。\n第三章 附则\n第二条 本办法自2025年1月1日起施行。",
)  # fmt: skip

CHECKS = (REPEATED, SKIPPED, ITEM, BAND)


def find(draft: Draft, about: About) -> Iterator[Found]:
    yield from _articles(draft)
    yield from _bands(draft)
    yield from _items(draft)


def _articles(draft: Draft) -> Iterator[Found]:
    seen: set[tuple[int, int]] = set()
    before: Row | None = None
    slack = False
    """After a wrong number both the written and the right order may go on."""
    for row in draft.rows:
        if row.level in (Level.TITLE, Level.ATTACHMENT):
            seen, before, slack = set(), None, False
        if row.level is not Level.ARTICLE or row.number is None:
            continue
        key = (row.number, row.suffix)
        if before is not None and before.number is not None:
            step = row.number - before.number
            follows = step == 1 and row.suffix == 0 or step == 0 and row.suffix == before.suffix + 1
            if key in seen:
                yield _at(REPEATED, row, _label(row))
                slack = True
            elif not follows:
                if not (slack and step == 2):
                    yield _at(SKIPPED, row, _label(before))
                slack = False
            else:
                slack = False
        seen.add(key)
        before = row


def _bands(draft: Draft) -> Iterator[Found]:
    expected = {Level.PART: 1, Level.CHAPTER: 1, Level.SECTION: 1}
    for row in draft.rows:
        if row.level in (Level.TITLE, Level.ATTACHMENT):
            expected = dict.fromkeys(expected, 1)
        if row.level not in expected or row.number is None:
            continue
        # A chapter may begin again in a new part, a section in a new chapter.
        again = row.level is not Level.PART and row.number == 1
        if row.number != expected[row.level] and not again and expected[row.level] > 1:
            sign = {Level.PART: "编", Level.CHAPTER: "章", Level.SECTION: "节"}[row.level]
            yield _at(BAND, row, f"第{to_chinese(expected[row.level])}{sign}")
        expected[row.level] = row.number + 1
        if row.level is Level.CHAPTER:
            expected[Level.SECTION] = 1


_OVER = {
    Level.HEADING: (),
    Level.ITEM: (Level.HEADING, Level.ARTICLE, Level.PARAGRAPH),
    Level.SUBITEM: (Level.HEADING, Level.ARTICLE, Level.PARAGRAPH, Level.ITEM),
}
"""What begins a list of this kind anew."""
_ALWAYS = (Level.TITLE, Level.ATTACHMENT, Level.CHAPTER, Level.PART, Level.SECTION, Level.ATTACHMENT_NOTE, Level.DATE)


def _items(draft: Draft) -> Iterator[Found]:
    counts: dict[Level, int] = dict.fromkeys(_OVER, 0)
    fresh: dict[Level, bool] = dict.fromkeys(_OVER, True)
    for place, row in enumerate(draft.rows):
        for level, over in _OVER.items():
            if row.level in _ALWAYS:
                counts[level], fresh[level] = 0, True
            elif row.level in over:
                fresh[level] = True
        if row.level not in counts or row.number is None:
            continue
        count, number = counts[row.level], row.number
        begins = number == 1 and (fresh[row.level] or count == 0)
        if not begins and number != count + 1 and (count or number != 1):
            yield _at(ITEM, row, _written(row, count + 1))
            # The next one may go on from the right or from the wrong number.
            following = _next(draft, place)
            counts[row.level] = count + 1 if following == count + 2 else number
        else:
            counts[row.level] = number
        fresh[row.level] = False


def _next(draft: Draft, place: int) -> int | None:
    row = draft.rows[place]
    for other in draft.rows[place + 1 : place + 40]:
        if other.level is row.level:
            return other.number
        if other.level in _OVER[row.level]:
            return None
    return None


def _written(row: Row, number: int) -> str:
    if row.line.text[0] == "（":
        inner = str(number) if row.level is Level.SUBITEM else to_chinese(number)
        return f"（{inner}）"
    return f"{number}." if row.level is Level.SUBITEM else f"{to_chinese(number)}、"


def _label(row: Row) -> str:
    suffix = f"之{to_chinese(row.suffix)}" if row.suffix else ""
    return f"第{to_chinese(row.number or 1)}条{suffix}"


def _at(check: Check, row: Row, detail: str) -> Found:
    return Found(check, row.line.start, row.line.start + max(row.body, 1), detail)
