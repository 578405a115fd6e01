"""
The subsidy by case (以案定补): which rate a matter is paid by, who gets how much, and why somebody gets nothing.

Amounts are integer fen. Source: 人民调解法 art. 16 (误工补贴); rates are the bureau's own, `subsidy.toml` (待核).
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from fazhi.engines.codes import Labelled
from fazhi.lines.mediation.terms import AgreementForm, Form, State

RATES = files("fazhi.lines.mediation").joinpath("subsidy.toml")


class Rate(Labelled):
    """What is paid for. A difficult matter has its own rate in place of its form's; confirmation comes on top."""

    ORAL = "oral", "口头协议"
    WRITTEN = "written", "书面协议"
    DIFFICULT = "difficult", "疑难复杂"
    ON_THE_SPOT = "on_the_spot", "当场化解"
    FAILED = "failed", "调解不成"
    CONFIRMED = "confirmed", "经司法确认加发"


RATE_OF = {item.value: item for item in Rate}


class Unpaid(Labelled):
    """Why nothing is paid."""

    NO_RATE = "no_rate", "没有适用的标准"
    NO_FORM = "no_form", "缺协议形式"
    NO_MEDIATOR = "no_mediator", "缺调解员"
    REPEATED = "repeated", "同一纠纷已经计发"
    SALARIED = "salaried", "调解员在职，按规定不计发"


@dataclass(frozen=True)
class RateRow:
    """A rate from a day on; `basis` as printed, `is_verified` False for what the package invented."""

    rate: Rate
    since: date
    fen: int
    basis: str
    is_verified: bool


@dataclass(frozen=True)
class Schedule:
    """
    All rates with their days, and what else the data say.

    unpaid_roles       roles whose holders are on salary and not paid
    same_dispute_days  see `repeated`
    """

    rows: tuple[RateRow, ...]
    unpaid_roles: frozenset[str]
    same_dispute_days: int

    def on(self, rate: Rate, day: date) -> RateRow | None:
        """The rate in force on `day`: the latest since; among equals the later row."""
        known = [row for row in self.rows if row.rate is rate and row.since <= day]
        return _latest(known) if known else None

    def with_rows(self, rows: Iterable[RateRow]) -> "Schedule":
        """The same with the bureau's own rows: from the first of a rate's own days on only these count for it."""
        own = tuple(rows)
        first: dict[Rate, date] = {}
        for row in own:
            first[row.rate] = min(row.since, first.get(row.rate, row.since))
        kept = tuple(row for row in self.rows if row.rate not in first or row.since < first[row.rate])
        return replace(self, rows=(*kept, *own))


@dataclass(frozen=True)
class Case:
    """
    A matter that ended, as far as the subsidy looks at it.

    mediators  in the order of the ledger; `salaried` those of them who hold an unpaid role in the office
    referral   (channel, number) of the referral that it came by, None without one
    sides      keys of the documents of its two parties, None where one isn't known
    """

    subject: str
    number: str
    office: str
    office_name: str
    ended: date
    form: Form
    state: State
    agreement_form: str
    category: str
    mediators: tuple[str, ...]
    is_difficult: bool = False
    is_confirmed: bool = False
    referral: tuple[str, str] | None = None
    sides: tuple[int, int] | None = None
    salaried: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Award:
    """
    What a matter is paid.

    rates   the rows applied, added up; none if unpaid
    shares  (mediator, fen) in order; those on salary have none, and theirs is not divided among the others
    unpaid  why nothing, or None; `first` is the number of the matter that was paid instead
    """

    case: Case
    rates: tuple[RateRow, ...] = ()
    shares: tuple[tuple[str, int], ...] = ()
    unpaid: Unpaid | None = None
    first: str = ""

    @property
    def fen(self) -> int:
        return sum(fen for _, fen in self.shares)


def award(case: Case, schedule: Schedule, *, first: str = "") -> Award:
    """What `case` is paid; `first` is the number of an earlier matter of the same dispute, if there is one."""
    if first:
        return Award(case, unpaid=Unpaid.REPEATED, first=first)
    if not case.mediators:
        return Award(case, unpaid=Unpaid.NO_MEDIATOR)
    base = _base(case)
    if base is None:
        return Award(case, unpaid=Unpaid.NO_FORM)
    wanted = (base, Rate.CONFIRMED) if case.is_confirmed else (base,)
    rows = tuple(row for rate in wanted if (row := schedule.on(rate, case.ended)) and row.fen)
    if not rows:
        return Award(case, unpaid=Unpaid.NO_RATE)
    divided = shares(sum(row.fen for row in rows), case.mediators)
    paid = tuple((name, fen) for name, fen in divided if name not in case.salaried)
    return Award(case, rows, paid) if paid else Award(case, unpaid=Unpaid.SALARIED)


def shares(fen: int, mediators: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """
    Divide equally; the fen that are left go one each to the first.

    >>> shares(100, ("甲", "乙", "丙"))
    (('甲', 34), ('乙', 33), ('丙', 33))
    """
    each, left = divmod(fen, len(mediators))
    return tuple((name, each + (place < left)) for place, name in enumerate(mediators))


def repeated(cases: Sequence[Case], days: int) -> dict[str, str]:
    """
    Subject → number of the first settled matter of the same dispute, for those that came after it.

    The same dispute: one referral, or the same two documented parties and category within `days` days of the one before.
    First is what was settled first, then by office and number: who settles what failed elsewhere is paid. Time O(n log n).
    """
    found: dict[str, str] = {}
    by_referral: dict[tuple[str, str], str] = {}
    by_sides: dict[tuple[tuple[int, int], str], tuple[date, str]] = {}
    for case in sorted(cases, key=lambda item: (item.ended, item.office, item.number)):
        pair = (case.sides, case.category) if case.sides else None
        earlier = by_referral.get(case.referral) if case.referral else None
        if earlier is None and pair in by_sides and (case.ended - by_sides[pair][0]).days <= days:
            earlier = by_sides[pair][1]
        if earlier is not None:
            found[case.subject] = earlier
        number = earlier or case.number
        if case.state is not State.SETTLED:
            continue
        if case.referral:
            by_referral.setdefault(case.referral, number)
        if pair:
            by_sides[pair] = (case.ended, number)
    return found


@cache
def packaged() -> Schedule:
    """The rates that come with the package: invented for the sample, 待核."""
    data = tomllib.loads(RATES.read_text(encoding="utf-8"))
    rows = tuple(_row(row, data["source"]) for row in data["rates"])
    return Schedule(rows, frozenset(data["unpaid_roles"]), data["same_dispute_days"])


def _row(row: Mapping[str, object], source: str) -> RateRow:
    since, fen = row["since"], row["fen"]
    assert isinstance(since, date)
    assert isinstance(fen, int)
    return RateRow(RATE_OF[str(row["rate"])], since, fen, source, is_verified=False)


def _latest(rows: Sequence[RateRow]) -> RateRow:
    day = max(row.since for row in rows)
    return [row for row in rows if row.since == day][-1]


def _base(case: Case) -> Rate | None:
    if case.form is Form.ON_THE_SPOT:
        return Rate.ON_THE_SPOT
    if case.state is State.FAILED:
        return Rate.FAILED
    if case.is_difficult:
        return Rate.DIFFICULT
    return {AgreementForm.WRITTEN.value: Rate.WRITTEN, AgreementForm.ORAL.value: Rate.ORAL}.get(case.agreement_form)
