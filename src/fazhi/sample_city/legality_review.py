"""
Legality reviews of the sample city (合法性审核): drafts, points, normative documents, filings, clean-ups; they do not grow with
the scale.

167 opinions are given from 30 September of the year on, as published; everything else is invented, and so is each word of the
drafts. Documents of seven years stand in the register, those of five years before expire in the year.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from fazhi.lines.legality_review.rules import COMPETING, needed
from fazhi.lines.legality_review.terms import Adoption, Competition, Conclusion, DocumentState, Kind
from fazhi.sample_city.city import DEPARTMENTS, REVIEWING
from fazhi.sample_city.clauses import CLAUSES, FLAWED, SUBJECTS, Flawed
from fazhi.sample_city.cleaning import cleaning, ended_reason, periodic
from fazhi.sample_city.filings_in import filings_in
from fazhi.sample_city.inspections import spread, worked
from fazhi.sample_city.published import published_values
from fazhi.sample_city.streams import Streams, below

_SITE = "市政府网站规范性文件专栏（示例）"
_FILED_WITH = "厦门市人民政府（示例）"
_BEFORE, _AFTER = 22, 8
"""Opinions of the year before the unified review began, and opinions of the next January on drafts of the year."""

_KINDS = (
    Kind.POLICY,
    Kind.NORMATIVE,
    Kind.CONTRACT,
    Kind.POLICY,
    Kind.AFFAIR,
    Kind.DECISION,
    Kind.POLICY,
    Kind.CONTRACT,
)
_ENDINGS = {
    Kind.NORMATIVE: "管理办法",
    Kind.POLICY: "工作方案",
    Kind.DECISION: "专项规划",
    Kind.CONTRACT: "合作协议",
    Kind.AFFAIR: "有关法律问题",
}


@dataclass(frozen=True)
class _Draft:
    """One draft: its place among all of them, when the opinion was given, how many points it has."""

    place: int
    number: str
    kind: Kind
    concluded: date
    faults: tuple[Flawed, ...]
    unlawful: bool

    @property
    def subject(self) -> str:
        return SUBJECTS[self.place % len(SUBJECTS)]

    @property
    def title(self) -> str:
        return f"厦门市{self.subject}{_ENDINGS[self.kind]}（示例{self.place + 1}）"

    @property
    def drafter(self) -> str:
        return DEPARTMENTS[self.place % len(DEPARTMENTS)].name

    @property
    def conclusion(self) -> Conclusion:
        if not self.faults:
            return Conclusion.LAWFUL
        return Conclusion.UNLAWFUL if self.unlawful else Conclusion.AMEND

    @property
    def accepted(self) -> date:
        """Eight to fourteen working days before: more than the seven that a decision takes at least."""
        return worked(self.concluded, -(8 + self.place % 7))

    @property
    def closed(self) -> date:
        return worked(self.concluded, 2 + (self.place % 11 if self.faults else 0))

    @property
    def body(self) -> str:
        what = _ENDINGS[self.kind][-2:]
        usual = [clause.format(subject=self.subject, what=what) for clause in CLAUSES]
        return "\n".join([*usual, *(f"{clause} {fault.quote}" for clause, fault in self.pointed)])

    @property
    def pointed(self) -> tuple[tuple[str, Flawed], ...]:
        """Each fault with the label of its clause."""
        labels = ("第四条", "第五条", "第六条")
        return tuple(zip(labels, self.faults, strict=False))


def legality_review(staff: pl.DataFrame, streams: Streams, year: int) -> Mapping[str, pl.DataFrame]:
    """Rows of the eight ledgers by format code, in the order of their import; equal arguments give equal rows."""
    drafts, reviewers = _drafts(streams, year), _reviewers(staff)
    documents = [*_earlier(streams, year), *_issued(drafts, year)]
    cleaned, came = cleaning(documents, staff, year), filings_in(year)
    documents = [
        row | ({"state": DocumentState.AMENDING.value} if row["number"] in cleaned.amended else {}) for row in documents
    ]
    return {
        "legality_review.review": _typed([_review(each, reviewers) for each in drafts]),
        "legality_review.point": _typed([row for each in drafts for row in _points(each, reviewers)]),
        "legality_review.document": _typed(documents),
        "legality_review.filing": _typed([_filing(each) for each in documents if _year(each) >= year - 1]),
        "legality_review.campaign": _typed(cleaned.campaigns),
        "legality_review.cleaned_document": _typed(cleaned.documents),
        "legality_review.received": _typed(came.filings),
        "legality_review.flaw": _typed(came.flaws),
    }  # fmt: skip


def _reviewers(staff: pl.DataFrame) -> tuple[str, str]:
    """The two clerks of the division."""
    found = staff.filter(pl.col("office") == REVIEWING, pl.col("role") == "clerk")["official"]
    return found[0], found[1]


def _drafts(streams: Streams, year: int) -> tuple[_Draft, ...]:
    since = date(year, 9, 30)
    unified = int(published_values()["normative.opinions_since_unified_review"])
    days = [
        *spread(date(year, 1, 15), date(year, 9, 27), _BEFORE),
        *spread(since, date(year, 12, 31), unified),
        *spread(date(year + 1, 1, 2), date(year + 1, 1, 10), _AFTER),
    ]
    first = below(streams.words("review/faults", len(days)), 10)
    which = below(streams.words("review/which", len(days)), len(FLAWED))
    return tuple(
        _Draft(
            place, f"厦司审〔{day.year}〕{_within(days, place)}号",
            Kind.NORMATIVE if day < since else _KINDS[place % len(_KINDS)], day,
            tuple(FLAWED[(which[place] + step) % len(FLAWED)] for step in range(_COUNTS[first[place]])),
            unlawful=first[place] == len(_COUNTS) - 1,
        )
        for place, day in enumerate(days)
    )  # fmt: skip


_COUNTS = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
"""How many points of ten drafts; the one with three is unlawful."""


def _within(days: Sequence[date], place: int) -> int:
    """The number within its year."""
    return place + 1 - sum(day.year < days[place].year for day in days)


def _review(draft: _Draft, reviewers: tuple[str, str]) -> dict[str, object]:
    first, second = reviewers if draft.place % 2 else reviewers[::-1]
    competes = draft.kind in COMPETING
    concerned = draft.place % 3
    accepted, concluded = draft.accepted, draft.concluded
    return {
        "office": REVIEWING, "number": draft.number, "title": draft.title, "kind": draft.kind.value, "drafter": draft.drafter,
        "materials": "、".join(each.label for each in needed(draft.kind)),
        "competition": (Competition.PASSED if concerned else Competition.UNCONCERNED).value if competes else None,
        "competition_told": (f"示例审〔{concluded.year}〕{draft.place + 1}号" if concerned else "不涉及经营者经济活动") if competes else None,
        "submitted_date": worked(accepted, -(1 + draft.place % 3)), "accepted_date": accepted,
        "first_date": worked(concluded, -3), "second_date": worked(concluded, -2), "concluded_date": concluded,
        "returned_date": None, "withdrawn_date": None, "closed_date": draft.closed, "first": first, "second": second,
        "first_proposed": draft.conclusion.value, "second_proposed": draft.conclusion.value,
        "conclusion": draft.conclusion.value, "opinion_number": draft.number.replace("审", "审函"), "urgent_reason": None,
        "body": draft.body,
    }  # fmt: skip


def _points(draft: _Draft, reviewers: tuple[str, str]) -> Iterator[dict[str, object]]:
    for place, (clause, fault) in enumerate(draft.pointed, start=1):
        adoption = (Adoption.ADOPTED, Adoption.ADOPTED, Adoption.PARTLY, Adoption.ADOPTED, Adoption.REFUSED)[
            (draft.place + place) % 5
        ]
        yield {
            "office": REVIEWING, "review": draft.number, "place": place, "reviewer": reviewers[place % 2], "clause": clause,
            "quote": fault.quote, "problem": fault.problem, "basis": fault.basis, "suggestion": fault.suggestion,
            "dropped": None, "adoption": adoption.value,
            "answer": None if adoption is Adoption.ADOPTED else "结合实际调整表述（示例）",
        }  # fmt: skip


_A_YEAR = 9


def _earlier(streams: Streams, year: int) -> Iterator[dict[str, object]]:
    """Documents of the seven years before, from when their reviews are not on record."""
    months = below(streams.words("document/month", 7 * _A_YEAR), 12)
    for place, month in enumerate(months):
        since, number = divmod(place, _A_YEAR)
        published = worked(date(year - 7 + since, month + 1, 3), 1)
        row = _document(f"厦示规〔{published.year}〕{number + 1}号", published, place, is_provisional=number == 0)
        subject = SUBJECTS[place % len(SUBJECTS)]
        yield row | {
            "title": f"厦门市{subject}{'暂行' if number == 0 else ''}规定（示例）",
            "drafter": DEPARTMENTS[place % len(DEPARTMENTS)].name, "review": None,
        } | _ended(row, place, year)  # fmt: skip


def _document(number: str, published: date, place: int, *, is_provisional: bool) -> dict[str, object]:
    effective = date(published.year + published.month // 12, published.month % 12 + 1, 1)
    return {
        "office": REVIEWING, "number": number, "is_provisional": int(is_provisional), "registered_date": worked(published, -2),
        "published_date": published, "effective_date": effective,
        "expires_date": effective.replace(year=effective.year + (2 if is_provisional else 5)) - timedelta(days=1),
        "extended_date": None, "ended_date": None, "published_at_place": _SITE, "assessment": None, "ended_reason": None,
        "state": DocumentState.IN_FORCE.value,
    }  # fmt: skip


def _ended(row: Mapping[str, object], place: int, year: int) -> dict[str, object]:
    """What is over by the end of February after the year: by its day, or by the clean-up of the summer."""
    expires, published = row["expires_date"], row["published_date"]
    assert isinstance(expires, date) and isinstance(published, date)  # noqa: PT018  what `_document` has made
    campaign = periodic(year)
    if place % 17 == 11 and campaign.decided and published < campaign.decided < expires:
        how = DocumentState.ABOLISHED if place % 2 else DocumentState.DECLARED_INVALID
        return {"state": how.value, "ended_date": campaign.decided, "ended_reason": ended_reason(campaign, how)}
    if expires < date(year + 1, 3, 1):
        return {"state": DocumentState.EXPIRED.value, "ended_date": expires + timedelta(days=1)}
    return {}


def _issued(drafts: Sequence[_Draft], year: int) -> Iterator[dict[str, object]]:
    """Documents of the year, from drafts that passed and were answered by the middle of December."""
    passed = [
        each for each in drafts
        if each.kind is Kind.NORMATIVE and each.conclusion is not Conclusion.UNLAWFUL and each.closed < date(year, 12, 15)
    ]  # fmt: skip
    for number, draft in enumerate(passed, start=1):
        row = _document(f"厦示规〔{year}〕{number}号", worked(draft.closed, 5), draft.place, is_provisional=False)
        yield row | {"title": draft.title, "drafter": draft.drafter, "review": draft.number}


def _year(document: Mapping[str, object]) -> int:
    published = document["published_date"]
    assert isinstance(published, date)  # what `_document` has made
    return published.year


def _filing(document: Mapping[str, object]) -> dict[str, object]:
    published, number = document["published_date"], str(document["number"])
    assert isinstance(published, date)  # what `_document` has made
    sent = worked(published, 5 + published.day % 4)
    return {
        "office": REVIEWING, "document": number, "owed_date": published, "sent_date": sent, "filed_with": _FILED_WITH,
        "filed_date": worked(sent, 6), "filing_number": number.replace("规", "备"),
    }  # fmt: skip


def _typed(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, infer_schema_length=None)
    dates = [pl.col(name).cast(pl.Date) for name in frame.columns if name.endswith("_date")]
    texts = [
        pl.col(name).cast(pl.String)
        for name in frame.columns
        if frame.schema[name] == pl.Null and not name.endswith("_date")
    ]
    flags = [pl.col(name).cast(pl.Int8) for name in frame.columns if name.startswith("is_")]
    return frame.with_columns(*dates, *texts, *flags)
