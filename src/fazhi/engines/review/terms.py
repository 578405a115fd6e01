"""The nouns of a review: clauses of a draft, findings about them, and what a check is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fazhi.engines.citation import Citation
from fazhi.engines.codes import Labelled


class Severity(Labelled):
    """How grave a finding is; a person decides about each."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    NOTE = "note", "提示"


class DocumentKind(StrEnum):
    """What is reviewed; a contract has no clauses that only a document with general force may not have."""

    NORMATIVE = "normative"
    POLICY = "policy"
    CONTRACT = "contract"


class Level(StrEnum):
    """What a clause is, from the head of a document to its foot."""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    ATTACHMENT_NOTE = "attachment_note"
    SIGNATURE = "signature"
    DATE = "date"
    ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Clause:
    """
    A place in a draft.

    id      unique in the draft and made of its place, such as 3.2.1 for 第三条第二款第（一）项
    label   as a lawyer names it: 第三条第二款第（一）项, 标题, 附件2
    start   offsets in characters of the text reviewed; an article ends where the next one starts
    """

    id: str
    label: str
    level: Level
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """
    What a check found.

    check       its code, such as clause.penalty or form.number_missing
    quote       the text from `start` to `end`
    message     why, in Chinese
    basis       the articles that the check rests on
    suggestion  how it could be worded or mended, in Chinese
    confidence  0 to 1, set by the check, not measured one by one
    clause      the id of the innermost clause, "" outside of any
    """

    check: str
    severity: Severity
    start: int
    end: int
    quote: str
    message: str
    basis: tuple[Citation, ...]
    suggestion: str
    confidence: float
    clause: str = ""


@dataclass(frozen=True)
class About:
    """
    What is known of a draft beside its text; all may be unknown.

    kind    normative unless told otherwise
    on      the day of the review
    host    the title of the instrument that the text is a part of
    title   the draft's own title, where the text is without it
    number  its number, where the text is without it
    """

    kind: DocumentKind = DocumentKind.NORMATIVE
    on: date | None = None
    host: str = ""
    title: str = ""
    number: str = ""


@dataclass(frozen=True)
class Review:
    """A draft's clauses in the order of the text, its findings in the order of their places."""

    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Check:
    """
    A check, as data; the tests run it on its own example.

    example   a text in which it finds what it looks for
    """

    code: str
    label: str
    severity: Severity
    basis: tuple[Citation, ...]
    message: str
    suggestion: str
    confidence: float
    example: str
