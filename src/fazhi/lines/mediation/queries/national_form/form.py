"""The whole form of an office for a period."""

from collections.abc import Sequence
from datetime import date

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators.terms import Engine, Scope
from fazhi.kernel.organisations.queries import is_sample, offices_of, root
from fazhi.kernel.organisations.terms import COMMITTEES
from fazhi.lines.mediation.indicators.national_form import ADMINISTRATIVE, ORGANISATION, PREVENTION, cases
from fazhi.lines.mediation.queries.national_form.checks import checks, identities, referral_checks
from fazhi.lines.mediation.queries.national_form.local import local_checks, local_table
from fazhi.lines.mediation.queries.national_form.referrals import referrals
from fazhi.lines.mediation.queries.national_form.tables import Asking, fill
from fazhi.lines.mediation.queries.national_form.terms import BY, DIMENSIONS, Check, Filled, Form

_DEPARTMENTS = frozenset({"department"})
Universe = Sequence[tuple[str, str]]


def form(period: Period, *, engine: Engine, by: str, scope: Scope | None, on: date) -> Form:
    """
    The national form filled by `engine`.

    by     how people's tables are cut: a code of `BY`; departments have a row each whatever it is
    scope  the office whose rows count, None for all
    on     the day of filling

    Raises PeriodOutsideFrozenYear.
    """
    engine.require(period)
    asking = Asking(engine, period, engine.bounds(scope) if scope else None)
    dimension, bodies = DIMENSIONS[by], _bodies(by, scope)
    tables: list[Filled] = []
    found: list[Check] = []
    for table in (cases(period.year), PREVENTION, ORGANISATION):
        filled = fill(table, asking, head=BY[by], dimension=dimension, universe=bodies)
        tables.append(filled)
        found += checks(filled, asking, scope)
    departments = fill(
        ADMINISTRATIVE, asking, head="行政部门", dimension="office", universe=_offices(_DEPARTMENTS, scope)
    )
    sent = referrals(asking, head=f"{BY[by]}　渠道".strip(), dimension=dimension, universe=bodies)
    tables += [departments, sent]
    found += checks(departments, asking, scope)
    found += referral_checks(sent, asking, scope)
    if local := local_table(asking):
        tables.append(local)
        found += local_checks(local)
    found += identities(asking, scope)
    top = None if scope else root()
    return Form(
        period=period,
        office=scope.office if scope else (top.code if top else ""),
        office_name=scope.name if scope else (top.name if top else ""),
        by=by,
        made_on=on,
        engine=engine.name,
        is_sample=is_sample(),
        tables=tuple(tables),
        checks=tuple(found),
    )


def _bodies(by: str, scope: Scope | None) -> Universe:
    """Key and label of the rows that the form has even where nothing happened."""
    if by == "committee":
        return _offices(COMMITTEES, scope)
    if by == "district":
        offices = offices_of(COMMITTEES, within=(scope.left, scope.right) if scope else None)
        return [(district, district) for district in dict.fromkeys(office.district for office in offices) if district]
    return ()


def _offices(kinds: frozenset[str], scope: Scope | None) -> Universe:
    offices = offices_of(kinds, within=(scope.left, scope.right) if scope else None)
    return [(office.code, office.name) for office in offices]
