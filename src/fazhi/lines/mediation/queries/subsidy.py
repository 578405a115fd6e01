"""The ledger of subsidies by case (以案定补), computed from the matters that ended in a period."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from fazhi.engines.indicator import Period
from fazhi.kernel.audit.canonical import digest
from fazhi.kernel.indicators.terms import Scope
from fazhi.kernel.organisations.queries import holders
from fazhi.kernel.parties.queries import document_keys
from fazhi.lines.mediation.models import PeoplesMatter, SubsidyRate
from fazhi.lines.mediation.rules.subsidy import RATE_OF, Award, Case, RateRow, Schedule, award, packaged, repeated
from fazhi.lines.mediation.terms import PEOPLES, Form, State

_CONFIRMED = "confirmed_date"
"""Column of a matter's judicial confirmation, where the records have one."""
_APART = re.compile(r"[、，,；;／/]+")
_FORMS = {item.value: item for item in Form}
_STATES = {item.value: item for item in State}


@dataclass(frozen=True)
class SubsidyLedger:
    """
    What is paid for the matters of a period, those of an office and of the offices below it.

    awards    of every matter that ended, paid or not, by office and number
    schedule  the rates in use, the package's and the bureau's own
    """

    period: Period
    office: str
    office_name: str
    awards: tuple[Award, ...]
    schedule: Schedule

    @property
    def fen(self) -> int:
        return sum(item.fen for item in self.awards)

    @property
    def paid(self) -> tuple[Award, ...]:
        return tuple(item for item in self.awards if item.unpaid is None)

    @cached_property
    def digest(self) -> str:
        """Of every matter with its rates and shares: whoever computes the ledger again from the same records has it too."""
        return digest(
            {"period": str(self.period), "office": self.office, "awards": [_plain(item) for item in self.awards]}
        )

    def by_committee(self) -> list[tuple[str, int, int]]:
        """Name, matters paid, fen; in the order of the offices' codes."""
        added = _added(((item.case.office, item.case.office_name), item.fen) for item in self.paid)
        return [(name, matters, fen) for (_, name), matters, fen in added]

    def by_mediator(self) -> list[tuple[str, str, int, int]]:
        """Committee, mediator, matters paid, fen. The same name in two committees is two lines."""
        added = _added(
            ((item.case.office, item.case.office_name, mediator), fen)
            for item in self.paid
            for mediator, fen in item.shares
        )
        return [(name, mediator, matters, fen) for (_, name, mediator), matters, fen in added]


def subsidy(period: Period, *, scope: Scope | None, office: str = "", office_name: str = "") -> SubsidyLedger:
    """
    The ledger of a period: matters by the day on which they ended.

    scope  whose matters are paid, None for all; whether a dispute was paid already is looked up among all
    """
    rates = schedule()
    before = period.first - timedelta(days=rates.same_dispute_days)
    known = _cases(before, period.last, rates)
    firsts = repeated(list(known), rates.same_dispute_days)
    awards = tuple(
        award(case, rates, first=firsts.get(case.subject, ""))
        for case, left in known.items()
        if case.ended >= period.first and (scope is None or scope.left <= left <= scope.right)
    )
    return SubsidyLedger(period, office, office_name, awards, rates)


def schedule() -> Schedule:
    """The rates in use: the package's, and from its first day on whatever the bureau has entered."""
    rows = SubsidyRate.objects.order_by("pk")
    return packaged().with_rows(
        RateRow(RATE_OF[row.rate], row.since_date, row.amount_fen, row.basis, is_verified=True) for row in rows
    )


def _cases(first: date, last: date, rates: Schedule) -> dict[Case, int]:
    """Matters that ended in [first, last], settled or failed, each with the left bound of its office."""
    ended = Q(is_concluded=1) | Q(is_on_the_spot=1)
    matters = PeoplesMatter.objects.system("computing the subsidy ledger").filter(
        ended, concluded_date__range=(first, last)
    )
    sides = _sides(matters.values("pk"))
    salaried = _salaried(rates, first, last)
    has_confirmation = _CONFIRMED in {field.name for field in PeoplesMatter._meta.get_fields()}
    names = (
        "pk", "number", "office__code", "office__name", "office__left", "concluded_date", "form", "state", "agreement_form",
        "category", "mediator", "is_difficult", "source", "referral_number", *((_CONFIRMED,) if has_confirmation else ()),
    )  # fmt: skip
    found: dict[Case, int] = {}
    for row in matters.order_by("office__code", "number").values(*names).iterator():
        people = tuple(dict.fromkeys(filter(None, (part.strip() for part in _APART.split(row["mediator"])))))
        case = Case(
            subject=str(row["pk"]),
            number=row["number"],
            office=row["office__code"],
            office_name=row["office__name"],
            ended=row["concluded_date"],
            form=_FORMS[row["form"]],
            state=_STATES[row["state"]],
            agreement_form=row["agreement_form"],
            category=row["category"],
            mediators=people,
            is_difficult=bool(row["is_difficult"]),
            is_confirmed=bool(row.get(_CONFIRMED)),
            referral=(row["source"], row["referral_number"]) if row["referral_number"] else None,
            sides=sides.get(row["pk"]),
            salaried=frozenset(name for name in people if salaried(row["office__code"], name, row["concluded_date"])),
        )
        found[case] = row["office__left"]
    return found


def _sides(matters: object) -> Mapping[UUID, tuple[int, int]]:
    """Matter → keys of the documents of its two parties, the smaller first; without those of whom one has none."""
    keys: defaultdict[UUID, dict[int, int]] = defaultdict(dict)
    for matter, position, key in document_keys(PEOPLES, matters):  # type: ignore[arg-type]
        keys[matter][position] = key
    return {
        matter: (min(found[1], found[2]), max(found[1], found[2]))
        for matter, found in keys.items()
        if 1 in found and 2 in found
    }


def _salaried(rates: Schedule, first: date, last: date) -> Callable[[str, str, date], bool]:
    """Whether an official of that name held an unpaid role in the office on a day."""
    if not rates.unpaid_roles:
        return lambda office, name, on: False
    posts: defaultdict[tuple[str, str], list[tuple[date, date | None]]] = defaultdict(list)
    for code, name, begun, until in holders(rates.unpaid_roles, first, last):
        posts[code, name].append((begun, until))
    return lambda office, name, on: any(
        begun <= on and (until is None or on <= until) for begun, until in posts[office, name]
    )


def _plain(item: Award) -> list[object]:
    rates = [[row.rate.value, row.since, row.fen] for row in item.rates]
    shares = [list(share) for share in item.shares]
    return [item.case.subject, item.case.number, item.case.ended, rates, shares, item.unpaid, item.first]


def _added(lines: Iterable[tuple[tuple[str, ...], int]]) -> list[tuple[tuple[str, ...], int, int]]:
    """(key, fen) of each → key, how many, fen in all; by key."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for key, fen in lines:
        found[key][0] += 1
        found[key][1] += fen
    return [(key, number, fen) for key, (number, fen) in sorted(found.items())]
