"""Sums that agree with their parts, amounts in words with those in figures, counts with what is counted."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from fazhi.engines.citation import Article
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import Draft
from fazhi.engines.review.terms import About, Check, Level, Severity
from fazhi.engines.review.text import number_of

MISMATCH = Check(
    "form.sum_mismatch", "合计与分项不符", Severity.ERROR, (Article("规章制定程序条例", 8),),
    "{}。", "核对数字。", 0.9, "安排专项资金共100万元，其中设备购置60万元，人员培训30万元。",
)  # fmt: skip

CHECKS = (MISMATCH,)

_UNIT = "万元|亿元|元|%|分|人|名|个|件|项|份|公里|亩|平方米|辆|台|套|家|户|场|次|天"
_TOTAL = re.compile(
    rf"(?:共计|合计|总计|总额|总投资|总经费|总预算|总分|满分|总数|总量|总共|一共|经费|资金|共)(?:安排|投入|设置|需要?|为|是|约)?"
    rf"(?:人民币)?：? ?([0-9][0-9,]*(?:\.[0-9]+)?) ?({_UNIT})"
)
_PARTS = re.compile(r"(?:，|。|；|：|（)?(?:其中|包括|分别为|分别是|具体为|由)：?")
_AMOUNT = re.compile(rf"(?<![0-9.〔第])([0-9][0-9,]*(?:\.[0-9]+)?) ?({_UNIT})")
_MORE = re.compile("等|以上|以下|至少|不少于|不低于|不超过|左右|每|平均|最高|最低|增长|下降|同比|占")

_CAPITAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正"
_WORDS = re.compile(
    rf"([壹贰叁肆伍陆柒捌玖拾][{_CAPITAL}]{{1,30}})[^0-9。；\n]{{0,12}}?([0-9][0-9,]*(?:\.[0-9]{{1,6}})?) ?(万元|元|万)?"
)
_FIGURES = re.compile(
    rf"([0-9][0-9,]*(?:\.[0-9]{{1,6}})?) ?(万元|元|万)?[^0-9。；\n]{{0,8}}?(?:大写)[^。；\n]{{0,10}}?([壹贰叁肆伍陆柒捌玖拾][{_CAPITAL}]{{1,30}})"
)
_CAPITAL_DIGITS = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
_CAPITAL_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_LISTED = re.compile(
    r"(?:下列|以下) ?([一二两三四五六七八九十]{1,3}|[0-9]{1,2}) ?(?:项|种|类|个|条|款|点)[^。；]{0,24}：$"
)
_TENTHOUSAND = 10_000
_FARTHEST = 400
"""Characters after a total in which its parts stand."""


def find(draft: Draft, about: About) -> Iterator[Found]:
    for row in draft.rows:
        offset = row.line.start
        for start, end, detail in (*_totals(row.line.text), *_capitals(row.line.text)):
            yield Found(MISMATCH, offset + start, offset + end, detail)
    yield from _tables(draft)
    yield from _lists(draft)


def _totals(text: str) -> Iterator[tuple[int, int, str]]:
    """A total and, after 其中 in the same sentence, two or more parts of its unit."""
    for total in _TOTAL.finditer(text):
        stop = text.find("。", total.end(), total.end() + _FARTHEST)
        sentence_end = stop if stop >= 0 else len(text)
        rest = text[total.end() : min(sentence_end, total.end() + _FARTHEST)]
        opening = _PARTS.search(rest)
        if opening is None or opening.start() > 30:
            continue
        listed = rest[opening.end() :]
        if _MORE.search(listed) or _TOTAL.search(listed):
            continue
        amounts = [(_decimal(each[1]), each) for each in _AMOUNT.finditer(listed) if each[2] == total[2]]
        stated = _decimal(total[1])
        found = sum((value for value, _ in amounts), Decimal())
        if len(amounts) > 1 and found != stated:
            end = total.end() + opening.end() + amounts[-1][1].end()
            yield total.start(), end, f"合计写为{total[1]}{total[2]}，分项相加为{found:,}{total[2]}"


def _capitals(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORDS.finditer(text):
        yield from _compared(match.start(), match.end(), match[1], match[2], match[3])
    for match in _FIGURES.finditer(text):
        yield from _compared(match.start(), match.end(), match[3], match[1], match[2])


def _compared(start: int, end: int, words: str, figures: str, unit: str | None) -> Iterator[tuple[int, int, str]]:
    in_words = _capital_value(words)
    in_figures = _decimal(figures) * (_TENTHOUSAND if unit and unit.startswith("万") else 1)
    if in_words is not None and in_words != in_figures:
        yield start, end, f"大写为{in_words:,}元，小写为{in_figures:,}元"


def _capital_value(words: str) -> Decimal | None:
    total = section = digit = 0
    cents = Decimal()
    ended = False
    for sign in words:
        if sign in _CAPITAL_DIGITS:
            digit = _CAPITAL_DIGITS[sign]
        elif sign in _CAPITAL_UNITS:
            section += (digit or 1) * _CAPITAL_UNITS[sign]
            digit = 0
        elif sign in "万亿":
            total = (total + section + digit) * (_TENTHOUSAND if sign == "万" else _TENTHOUSAND**2)
            section = digit = 0
        elif sign in "圆元":
            total, section, digit, ended = total + section + digit, 0, 0, True
        elif sign in "角分":
            cents += digit * (Decimal("0.1") if sign == "角" else Decimal("0.01"))
            digit = 0
    return total + cents if ended else None


def _tables(draft: Draft) -> Iterator[Found]:
    """Tables of plain text: rows of cells parted by | or tabs, the last one 合计."""
    table: list[tuple[int, list[str]]] = []
    for row in (*draft.rows, None):
        cells = [cell.strip() for cell in row.line.text.strip("|").split("|")] if row and "|" in row.line.text else []
        if row is None or len(cells) < 2:  # a table has columns
            table = []
            continue
        if all(set(cell) <= set("-: ：—") for cell in cells):
            continue
        if cells[0].replace(" ", "") in ("合计", "总计", "共计") and len(table) > 1:
            parts = [line for _, line in table[1:] if not line[0].replace(" ", "").startswith(("小计", "其中"))]
            for column in range(1, len(cells)):
                values = [_number(line[column]) for line in parts if len(line) == len(cells)]
                stated = _number(cells[column])
                numbers = [value for value in values if value is not None]
                if stated is not None and len(numbers) == len(parts) > 0 and sum(numbers) != stated:
                    detail = f"合计写为{cells[column]}，各行相加为{sum(numbers):,}"
                    yield Found(MISMATCH, row.line.start, row.line.end, detail)
        table.append((row.line.start, cells))


def _lists(draft: Draft) -> Iterator[Found]:
    """下列三项：and then as many items."""
    for index, row in enumerate(draft.rows):
        match = _LISTED.search(row.line.text)
        if match is None:
            continue
        count, level = 0, None
        for other in draft.rows[index + 1 :]:
            level = level or other.level
            if (
                level not in (Level.ITEM, Level.SUBITEM)
                or other.level is not level
                and not (level is Level.ITEM and other.level is Level.SUBITEM)
            ):
                break
            count += other.level is level
        stated = number_of(match[1])
        if level in (Level.ITEM, Level.SUBITEM) and stated != count:
            yield Found(MISMATCH, row.line.start + match.start(), row.line.end, f"写明{match[1]}项，列出{count}项")


def _decimal(figures: str) -> Decimal:
    try:
        return Decimal(figures.replace(",", ""))
    except InvalidOperation:  # such as 1,,
        return Decimal()


def _number(cell: str) -> Decimal | None:
    bare = cell.replace(",", "")
    return Decimal(bare) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", bare) else None
