"""Days that there are, and force that doesn't begin before the issue."""

import re
from collections.abc import Iterator
from datetime import date

from fazhi.engines.citation import Article, Document
from fazhi.engines.review.found import Found
from fazhi.engines.review.structure import NUMBER_LIKE, Draft
from fazhi.engines.review.terms import About, Check, Level, Severity
from fazhi.engines.review.text import number_of

IMPOSSIBLE = Check(
    "form.date_impossible", "日期不存在", Severity.ERROR, (Document("党政机关公文格式", "GB/T 9704-2012"),),
    "没有“{}”这一天。", "核对日期。", 0.99, "本办法自2025年2月30日起施行。",
)  # fmt: skip
BEFORE_ISSUE = Check(
    "form.validity_before_issue", "施行日期早于印发日期", Severity.ERROR,
    (Article("立法法", 104), Document("国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知", "国办发〔2018〕37号")),
    "施行日期或者失效日期（{}）不应早于印发日期。", "将施行日期改在印发之后，有效期从施行之日起算。", 0.95,
    "某某管理办法\n厦司规〔2025〕1号\n第一条 为了规范管理，制定本办法。\n第二条 本办法自2024年3月1日起施行。\n某某局\n2025年3月1日",
)  # fmt: skip
PERIOD = Check(
    "form.period_reversed", "起止日期颠倒", Severity.ERROR, (Document("党政机关公文格式", "GB/T 9704-2012"),),
    "起止日期颠倒：{}。", "核对起止日期。", 0.95, "活动时间为2025年6月1日至2025年5月1日。",
)  # fmt: skip

CHECKS = (IMPOSSIBLE, BEFORE_ISSUE, PERIOD)

_YEAR = "[0-9]{4}|[〇零○一二三四五六七八九]{4}"
_PART = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DAY = re.compile(rf"(?:({_YEAR}) ?年 ?)?(?<![0-9])({_PART}) ?月 ?({_PART}) ?日")
_ISO = re.compile(r"(?<![0-9.\-])((?:19|20)[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})(?![0-9\-])")
_FORCE = re.compile(
    rf"(?:自|从) ?({_YEAR}) ?年 ?({_PART}) ?月 ?({_PART}) ?日(?:零时)?起?(?:正式)?(?:施行|实施|执行|生效)"
)
_UNTIL = re.compile(
    rf"有效期(?:截止|至|到|截至|为|自)[^。；]{{0,24}}?(?:至|到)? ?({_YEAR}) ?年 ?({_PART}) ?月 ?({_PART}) ?日(?!起)"
)
_SPAN = re.compile(
    rf"({_YEAR}) ?年 ?({_PART}) ?月 ?({_PART}) ?日 ?(?:起)?(?:至|—|-|～|到) ?({_YEAR}) ?年 ?({_PART}) ?月 ?({_PART}) ?日"
)
_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_LEAP = 2000


def find(draft: Draft, about: About) -> Iterator[Found]:
    text = draft.text
    for pattern in (_DAY, _ISO):
        for match in pattern.finditer(text):
            if not _exists(match[1], match[2], match[3]):
                yield Found(IMPOSSIBLE, match.start(), match.end(), match[0])
    for match in _SPAN.finditer(text):
        begins, ends = day_of(*match.groups()[:3]), day_of(*match.groups()[3:])
        if begins and ends and ends < begins:
            yield Found(PERIOD, match.start(), match.end(), match[0])
    yield from _before_issue(draft, about)


def _before_issue(draft: Draft, about: About) -> Iterator[Found]:
    issued = issue_date(draft)
    year = _numbered_year(draft, about)
    for match in _FORCE.finditer(draft.text):
        begins = day_of(*match.groups())
        if (
            begins
            and (issued and begins < issued or not issued and year and begins.year < year)
            and _is_own(draft.text, match.start())
        ):
            yield Found(BEFORE_ISSUE, match.start(), match.end(), f"{begins:%Y年%-m月%-d日}")
    for match in _UNTIL.finditer(draft.text):
        ends = day_of(*match.groups())
        if ends and (issued and ends <= issued or not issued and year and ends.year < year):
            yield Found(BEFORE_ISSUE, match.start(), match.end(), f"{ends:%Y年%-m月%-d日}")


_OWN = re.compile(r"本[一-鿿]{1,6}(?:（[^（）]{1,6}）)?[^。；《》]{0,12}$")


def _is_own(text: str, place: int) -> bool:
    """Whether the force is this document's, not that of another that is told of."""
    before = text[max(0, place - 40) : place]
    sentence = re.split("[。；\n]", before)[-1]
    return bool(_OWN.search(sentence)) or not sentence.strip() or "《" not in sentence


def issue_date(draft: Draft) -> date | None:
    """The day that stands under the signature, else under the title."""
    rows = draft.of(Level.DATE)
    for row in reversed(rows):
        if match := _DAY.search(row.line.text):
            return day_of(match[1], match[2], match[3])
    return None


def _numbered_year(draft: Draft, about: About) -> int | None:
    rows = [row.line.text for row in draft.of(Level.NUMBER)]
    match = NUMBER_LIKE.search(about.number or (rows[0] if rows else ""))
    return int(match[1]) if match and len(match[1]) == len("2025") else None


def day_of(year: str | None, month: str, day: str) -> date | None:
    """The day, or None for one that there isn't."""
    try:
        return date(_year(year), number_of(month) or 0, number_of(day) or 0)
    except ValueError:
        return None


def _exists(year: str | None, month: str, day: str) -> bool:
    try:
        date(_year(year), number_of(month) or 0, number_of(day) or 0)
    except ValueError:
        return False
    return True


def _year(year: str | None) -> int:
    """In a leap year any day of any year exists, so a day without a year is measured by one."""
    return int("".join(_DIGITS.get(sign, sign) for sign in year)) if year else _LEAP
