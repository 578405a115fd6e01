"""A whole line of shorthand, word by word."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from fazhi.engines.codes import Labelled
from fazhi.engines.identifiers import (
    DocumentKind,
    half_width_capitals,
    judge_credit_code,
    judge_identity_number,
    judge_mobile,
    refuses,
)
from fazhi.lines.mediation.rules.shorthand.amounts import fen_of
from fazhi.lines.mediation.rules.shorthand.days import day_of
from fazhi.lines.mediation.rules.shorthand.words import (
    DIFFICULT_WORDS,
    category_of,
    form_of,
    mode_of,
    plain,
    source_of,
    way_of,
)
from fazhi.lines.mediation.terms import AgreementForm, Category, PerformanceMode, Source, Way

_APART = re.compile(r"[\s，；;]+|,(?![0-9])|(?<![0-9]),")
_TERMS = re.compile(r"(?:^|[\s，；;])协议?[:：]\s*(.*)", re.DOTALL)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_DOCUMENT = re.compile(r"[0-9A-Z]{18}")
_NO_NAME = re.compile(r"[0-9]")
_NO_DAY = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}[日号]?")
_PHONE = re.compile(r"1[0-9]{10}")


class Why(Labelled):
    """Why a word was not taken."""

    UNKNOWN = "unknown", "不认识"
    TWICE = "twice", "这一项已经写过"
    FUTURE = "future", "这一天还没有到"
    WRONG_DOCUMENT = "wrong_document", "不是有效的身份证号码或者统一社会信用代码"
    NOBODY = "nobody", "前面没有写是谁的"


@dataclass(frozen=True)
class Misread:
    """A word that was not taken, as typed, and why."""

    word: str
    why: Why


@dataclass(frozen=True)
class Person:
    """A party as far as the line tells: `document_type` is a code of the parties' room, told by the number itself."""

    name: str
    document_type: str = ""
    document_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Shorthand:
    """
    What a line says; None and "" for what it doesn't.

    applicants, respondents  of several of one side, written with 、 between them, each
    facts    what the dispute is about, the words apart by ，; `terms` what was agreed, as typed after 协议：
    unread   the words that were not taken, in order
    """

    category: Category | None = None
    source: Source | None = None
    way: Way | None = None
    agreement_form: AgreementForm | None = None
    performance_mode: PerformanceMode | None = None
    day: date | None = None
    amount_fen: int | None = None
    is_difficult: bool = False
    applicants: tuple[Person, ...] = ()
    respondents: tuple[Person, ...] = ()
    facts: str = ""
    terms: str = ""
    unread: tuple[Misread, ...] = ()


def understand(line: str, today: date) -> Shorthand:
    """What a line of shorthand says on the day `today`; any text has an answer."""
    terms = _TERMS.search(line)
    reading = _Reading(today)
    for word in filter(None, _APART.split(line[: terms.start()] if terms else line)):
        reading.take(word)
    return reading.said(terms[1].strip() if terms else "")


def document_of(number: str, today: date) -> str:
    """What kind of document a number tells by itself: an identity card, or a body's credit code; "" for any other."""
    written = half_width_capitals(number)
    if written and not refuses(judge_identity_number(written, on=today)):
        return DocumentKind.IDENTITY.value
    return DocumentKind.CREDIT_CODE.value if written and not refuses(judge_credit_code(written)) else ""


_LISTS: tuple[tuple[str, Callable[[str], Labelled | None]], ...] = (
    ("category", lambda word: category_of(word, numbered=False)),
    ("source", source_of),
    ("way", way_of),
    ("agreement_form", form_of),
    ("performance_mode", mode_of),
)


@dataclass
class _Reading:
    """The line as far as it was read."""

    today: date
    values: dict[str, object] = field(default_factory=dict)
    sides: list[list[Person]] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    unread: list[Misread] = field(default_factory=list)

    def take(self, word: str) -> None:
        for name, value in self._meanings(word):
            self._keep(name, value, word)
            return
        number = half_width_capitals(word)
        if _DOCUMENT.fullmatch(number):
            self._document(number, word)
        elif _PHONE.fullmatch(number) and not refuses(judge_mobile(number)):
            self._of_latest("phone", number, word)
        elif (fen := fen_of(word)) is not None:
            self._keep("amount_fen", fen, word)
        elif _HAN.search(word) and not _NO_DAY.fullmatch(number):
            self._words(word)
        else:
            self.unread.append(Misread(word, Why.UNKNOWN))

    def _meanings(self, word: str) -> Iterator[tuple[str, object]]:
        for name, read in _LISTS:
            if (code := read(word)) is not None:
                yield name, code
        if plain(word) in DIFFICULT_WORDS:
            yield "is_difficult", True
        if (day := day_of(word, self.today)) is not None:
            yield "day", day

    def _keep(self, name: str, value: object, word: str) -> None:
        if isinstance(value, date) and value > self.today:
            self.unread.append(Misread(word, Why.FUTURE))
        elif name in self.values:
            self.unread.append(Misread(word, Why.TWICE))
        else:
            self.values[name] = value

    def _document(self, number: str, word: str) -> None:
        kind = document_of(number, self.today)
        if kind:
            self._of_latest("document_number", number, word, document_type=kind)
        else:
            self.unread.append(Misread(word, Why.WRONG_DOCUMENT))

    def _of_latest(self, name: str, value: str, word: str, **more: str) -> None:
        """What is told of the party named last."""
        if not self.sides:
            self.unread.append(Misread(word, Why.NOBODY))
            return
        latest = self.sides[-1][-1]
        if getattr(latest, name):
            self.unread.append(Misread(word, Why.TWICE))
            return
        told = {column: getattr(latest, column) for column in ("document_type", "document_number", "phone")}
        self.sides[-1][-1] = Person(latest.name, **{**told, name: value, **more})

    def _words(self, word: str) -> None:
        """Names first, of one side and the other; then what the dispute is about. No name begins with a digit."""
        if len(self.sides) == 2:
            self.facts.append(word)
        elif _NO_NAME.match(half_width_capitals(word)):
            self.unread.append(Misread(word, Why.UNKNOWN))
        else:
            self.sides.append([Person(name) for name in word.split("、") if name])

    def said(self, terms: str) -> Shorthand:
        sides = [tuple(side) for side in self.sides] + [(), ()]
        return Shorthand(
            **self.values,  # type: ignore[arg-type]
            applicants=sides[0],
            respondents=sides[1],
            facts="，".join(self.facts),
            terms=terms,
            unread=tuple(self.unread),
        )
