"""
Documents that the districts of the sample city file with the bureau (备案审查): seven of each in the year, some with clauses that
do not hold, and a few of the next weeks, which go on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.lines.legality_review.terms.received import Correction, ReceivedState
from fazhi.sample_city.city import DISTRICTS, REVIEWING
from fazhi.sample_city.clauses import CLAUSES, FLAWED, SUBJECTS, Flawed
from fazhi.sample_city.inspections import spread, worked

_Row = Mapping[str, object]
_S = ReceivedState
_YEARLY = 7
_REFUSED = 17
"""Which of the year was not entered."""
_GOING_ON = (_S.EXAMINING, _S.SUGGESTED, _S.EXAMINING, _S.EXAMINING, _S.SUPPLEMENT, _S.RECEIVED)
_CORRECTED = (Correction.AMENDED, Correction.AMENDED, Correction.ABOLISHED, Correction.AMENDED, Correction.EXPLAINED)
_TOLD = {
    Correction.AMENDED: "已经按照审查意见修改并重新公布（示例）",
    Correction.ABOLISHED: "已经废止（示例）",
    Correction.EXPLAINED: "该条所依据的省政府规章另有规定，不再修改（示例）",
}
_BLANK = dict.fromkeys((
    "asked_date", "asked_reason", "entered_date", "filing_number", "opined_date", "opinion_number", "correction", "told",
    "closed_date",
))  # fmt: skip


@dataclass(frozen=True)
class FilingsIn:
    """Rows of the two ledgers."""

    filings: Sequence[_Row]
    flaws: Sequence[_Row]


@dataclass(frozen=True)
class _Filing:
    """One filing: its place among all of them, the day on which it came, where it stands on the last day of February."""

    place: int
    number: str
    received: date
    state: ReceivedState

    @property
    def flawed(self) -> tuple[Flawed, ...]:
        """The clauses that the examination stops at; of a contract no document speaks."""
        if self.state not in {_S.SUGGESTED, _S.CLOSED} or self.place % 5 != 3:
            return ()
        usual = FLAWED[:-1]
        return tuple(usual[(self.place // 5 + step) % len(usual)] for step in range(1 + self.place % 2))


def filings_in(year: int) -> FilingsIn:
    """What came in during `year` and in the two months after it; equal arguments give equal rows."""
    found = tuple(_filings(year))
    return FilingsIn([_row(each) for each in found], [row for each in found for row in _flaws(each)])


def _filings(year: int) -> Iterator[_Filing]:
    count = _YEARLY * len(DISTRICTS)
    days = spread(date(year, 1, 8), date(year, 12, 20), count)
    later = spread(date(year + 1, 1, 6), date(year + 1, 2, 24), len(_GOING_ON))
    for place, day in enumerate([*days, *later]):
        turn, district = divmod(place if place < count else place - count, len(DISTRICTS))
        state = _GOING_ON[place - count] if place >= count else _S.REFUSED if place == _REFUSED else _S.CLOSED
        yield _Filing(place, f"{DISTRICTS[district].name[0]}示规〔{day.year}〕{turn + 1}号", day, state)


def _row(filing: _Filing) -> _Row:
    district, subject = DISTRICTS[filing.place % len(DISTRICTS)], SUBJECTS[filing.place % len(SUBJECTS)]
    usual = [clause.format(subject=subject, what="办法") for clause in CLAUSES]
    clauses = [f"{clause} {each.quote}" for clause, each in _labelled(filing)]
    is_late = filing.place % 14 == 9
    return {
        "office": REVIEWING, "number": filing.number, "title": f"{district.name}{subject}管理办法（示例）",
        "issuer": f"厦门市{district.name}人民政府（示例）", "state": filing.state.value,
        "published_date": worked(filing.received, -(20 if is_late else 2 + filing.place % 5)), "received_date": filing.received,
        "body": "\n".join([*usual, *clauses]), **_BLANK, **_course(filing),
    }  # fmt: skip


def _labelled(filing: _Filing) -> Iterator[tuple[str, Flawed]]:
    return zip(("第四条", "第五条"), filing.flawed, strict=False)


def _course(filing: _Filing) -> dict[str, object]:
    """The days and numbers that its state proves."""
    if filing.state is _S.RECEIVED:
        return {}
    if filing.state is _S.SUPPLEMENT:
        return {"asked_date": worked(filing.received, 2), "asked_reason": "没有报送起草说明（示例）"}
    if filing.state is _S.REFUSED:
        return {"closed_date": worked(filing.received, 5), "told": "内部工作安排，不属于行政规范性文件（示例）"}
    entered = worked(filing.received, 2)
    told: dict[str, object] = {"entered_date": entered, "filing_number": filing.number.replace("规", "备")}
    if filing.state is _S.EXAMINING:
        return told
    if not filing.flawed:
        return told | {"closed_date": worked(entered, 15 + filing.place % 12)}
    opined = worked(entered, 12 if filing.state is _S.SUGGESTED else 20 + filing.place % 10)
    told |= {"opined_date": opined, "opinion_number": filing.number.replace("规", "备审")}
    if filing.state is _S.SUGGESTED:
        return told
    correction = _CORRECTED[filing.place // 5 % len(_CORRECTED)]
    return told | {
        "correction": correction.value, "told": _TOLD[correction], "closed_date": worked(opined, 12 + filing.place % 6),
    }  # fmt: skip


def _flaws(filing: _Filing) -> Iterator[_Row]:
    for place, (clause, each) in enumerate(_labelled(filing), start=1):
        yield {
            "office": REVIEWING, "filing": filing.number, "place": place, "clause": clause, "fault": each.question.value,
            "problem": each.problem, "basis": each.basis,
        }  # fmt: skip
