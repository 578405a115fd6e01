"""The head of a statute's text: its title, the line with its history, and what they tell of its kind."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation import CitationError, from_chinese
from fazhi.kernel.law.errors import TextRefused
from fazhi.kernel.law.models import Happening, Kind, Level, Standing
from fazhi.kernel.law.terms import Fault, ReadEvent
from fazhi.kernel.law.titles import kind_of

_DIGITS = {**{sign: value for value, sign in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0}
_YEAR = r"\d{4}|[一二三四五六七八九〇○零]{4}"
_NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = re.compile(rf"({_YEAR})\s*年\s*({_NUMBER})\s*月\s*({_NUMBER})\s*日")
_VERBS = (
    (Happening.REVISED, re.compile("修订")),
    (Happening.AMENDED, re.compile("修正|修改")),
    (Happening.IN_FORCE, re.compile("起(?:施行|实施|生效)|(?:公布|发布)施行|^(?:施行|实施)")),
    (Happening.APPROVED, re.compile("批准")),
    (Happening.PUBLISHED, re.compile("公布|发布|颁布|印发")),
    (Happening.PASSED, re.compile("通过|制定")),
)
_ACT = re.compile("通过|公布|发布|颁布|印发|批准|修订|修正|修改|施行")
_BODY_STARTS = re.compile(r"第[一二三四五六七八九十百千]+[编章节条]|[一二三四五六七八九十]+、|目[\s　]*[录次]$")
_AROUND = " 　()（）"
_HEAD_LINES = 12
_LONGEST_TITLE = 200
_CHANGES = frozenset({Happening.AMENDED, Happening.REVISED})
_REGION = re.compile(
    r"(?P<name>(?:(?!关于|国|城市|[的院])[一-鿿]){2,8}?)"
    r"(?:省|市(?!场)|经济特区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县)"
)
_STANDING_COMMITTEE = "全国人民代表大会常务委员会"
_ISSUERS = (
    (re.compile("全国人民代表大会常务委员会|全国人大常委会"), _STANDING_COMMITTEE, Level.STATUTE),
    (re.compile("全国人民代表大会"), "全国人民代表大会", Level.STATUTE),
    (re.compile("主席令"), _STANDING_COMMITTEE, Level.STATUTE),
    (re.compile("最高人民法院|最高人民检察院"), "", Level.JUDICIAL_INTERPRETATION),
    (re.compile("人民代表大会|人大常委会"), "", Level.LOCAL_REGULATION),
    (re.compile("人民政府"), "", Level.LOCAL_RULE),
    (re.compile("国务院(?!办公厅)|政务院"), "国务院", Level.ADMINISTRATIVE_REGULATION),
    (re.compile(r"(?:部|委员会|总局|署|局|银行|办公室)(?:第\d+次\w*会议|令|公告)"), "", Level.DEPARTMENT_RULE),
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the body; `version_date` is the day of the latest act that made or changed the text."""

    title: str
    history: tuple[ReadEvent, ...]
    version_date: date
    level: Level
    kind: Kind
    issuing_body: str
    region: str
    status: Standing = Standing.IN_FORCE

    @property
    def in_force_date(self) -> date | None:
        """The latest date of force that the history tells."""
        return max((event.event_date for event in self.history if event.kind is Happening.IN_FORCE), default=None)

    @property
    def first_published_date(self) -> date:
        """When the first version was published, or passed where only that is told."""
        acts = [event for event in self.history if event.kind not in _CHANGES | {Happening.IN_FORCE}]
        published = [event.event_date for event in acts if event.kind is Happening.PUBLISHED]
        return min(published or [event.event_date for event in acts] or [self.version_date])


def read_head(lines: Sequence[tuple[int, str]]) -> tuple[Head, Sequence[tuple[int, str]]]:
    """
    The head, and the lines after it.

    Raises TextRefused: EMPTY, NO_TITLE, NO_HISTORY or DATE_IMPOSSIBLE.
    """
    if not lines:
        raise TextRefused(1, Fault.EMPTY, "")
    start = _history_start(lines)
    title = "".join("".join(text.split()) for _, text in lines[:start])
    if not title or len(title) > _LONGEST_TITLE or "。" in title:
        raise TextRefused(lines[0][0], Fault.NO_TITLE, title[:40])
    end = _history_end(lines, start)
    history = _events(lines[start:end])
    acts = [event.event_date for event in history if event.kind is not Happening.IN_FORCE]
    told = "".join(text for _, text in lines[start:end])
    body, level = _issuer(title, told)
    region = _region(title, told) if level in {Level.LOCAL_REGULATION, Level.LOCAL_RULE} else ""
    return Head(
        title, history, max(acts or [event.event_date for event in history]), level, kind_of(title), body, region
    ), lines[end:]


def dates_in(text: str) -> list[date]:
    """The dates written in a text, in digits or in Chinese numerals; days that no calendar has are left out."""
    found = []
    for written in _DATE.finditer(text):
        with suppress(ValueError):
            found.append(_day(written))
    return found


def _history_start(lines: Sequence[tuple[int, str]]) -> int:
    for place, (_, text) in enumerate(lines[:_HEAD_LINES]):
        if place and _is_history(text):
            return place
        if place and _BODY_STARTS.match(text):
            break
    number, text = lines[min(1, len(lines) - 1)]
    raise TextRefused(number, Fault.NO_HISTORY, text[:40])


def _is_history(text: str) -> bool:
    """A line with a date that is bracketed, begins with the date, or says what was done that day."""
    found = _DATE.search(text)
    return found is not None and (text[0] in "（(" or found.start() == 0 or _ACT.search(text, found.end()) is not None)


def _history_end(lines: Sequence[tuple[int, str]], start: int) -> int:
    """A bracketed history ends with its bracket, another with the last line like its first."""
    if lines[start][1][0] not in "（(":
        after = (place for place in range(start, len(lines)) if not _is_history(lines[place][1]))
        return next(after, len(lines))
    depth = 0
    for place in range(start, len(lines)):
        text = lines[place][1]
        depth += sum(text.count(sign) for sign in "（(") - sum(text.count(sign) for sign in "）)")
        if depth <= 0:
            return place + 1
        if place > start and _BODY_STARTS.match(text):
            break
    raise TextRefused(lines[start][0], Fault.NO_HISTORY, lines[start][1][:40])


def _events(lines: Sequence[tuple[int, str]]) -> tuple[ReadEvent, ...]:
    """A date and what follows it up to the next one, be it on the next line."""
    told = "　".join(text for _, text in lines)
    dates = list(_DATE.finditer(told))
    ends = [*(following.start() for following in dates[1:]), len(told)]
    found = []
    for written, end in zip(dates, ends, strict=True):
        act = told[written.end() : end].strip(_AROUND).removesuffix("根据").removesuffix("自").strip(_AROUND)
        try:
            found.append(ReadEvent(_day(written), _happening(act), act))
        except ValueError as error:
            number = next((number for number, text in lines if written[0] in text), lines[0][0])
            raise TextRefused(number, Fault.DATE_IMPOSSIBLE, written[0]) from error
    return tuple(found)


def _happening(told: str) -> Happening:
    return next((happening for happening, verb in _VERBS if verb.search(told)), Happening.OTHER)


def _day(found: re.Match[str]) -> date:
    year, month, day = found.groups()
    digits = "".join(str(_DIGITS.get(sign, sign)) for sign in year)
    return date(int(digits), _number(month), _number(day))


def _number(written: str) -> int:
    try:
        return int(written) if written.isdecimal() else from_chinese(written)
    except CitationError as error:
        raise ValueError(written) from error


def _issuer(title: str, told: str) -> tuple[str, Level]:
    """Who made the text: its own title says so before its history does, where other bodies' acts are told."""
    if title.endswith("宪法") or "宪法修正案" in title:
        return "全国人民代表大会", Level.CONSTITUTION
    if _REGION.match(title):
        return "", Level.LOCAL_RULE if "政府" in told and "人民代表大会" not in told else Level.LOCAL_REGULATION
    for text in (title.split("《")[0], told):
        for pattern, body, level in _ISSUERS:
            if pattern.search(text):
                return body, level
    return "", Level.OTHER


def _region(title: str, told: str) -> str:
    found = _REGION.match(title) or _REGION.search(told)
    return found["name"] if found else ""
