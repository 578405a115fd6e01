"""Acts on the subsidy by case (以案定补): a rate of the bureau's own is entered, dated, in the trail."""

from datetime import date, datetime

from django.db import transaction

from fazhi.kernel.audit import services as audit
from fazhi.lines.mediation.errors import RateUnfit
from fazhi.lines.mediation.models import SubsidyRate
from fazhi.lines.mediation.rules.subsidy import Rate


@transaction.atomic
def enter_rate(rate: Rate, *, since: date, amount_fen: int, basis: str, by: str, at: datetime) -> SubsidyRate:
    """
    Enter what is paid for `rate` for matters that ended on `since` or later; 0 for nothing.

    basis  the document and place, as printed
    by     who enters it, as the trail writes it; `at` is an aware datetime

    Raises RateUnfit. Source: 人民调解法 art. 6, 16; the amount is the bureau's own.
    """
    basis = basis.strip()
    if amount_fen < 0:
        raise RateUnfit(rate.label, "amount", str(amount_fen))
    if not basis:
        raise RateUnfit(rate.label, "basis", basis)
    made = SubsidyRate.objects.create(
        rate=rate.value, since_date=since, amount_fen=amount_fen, basis=basis, entered_by=by, entered_at=at
    )
    payload = {"rate": rate.value, "since": since, "amount_fen": amount_fen, "basis": basis}
    audit.record(
        "mediation.subsidy.enter", by=by, at=at, subject=("mediation.subsidy", rate.value), basis=basis, payload=payload
    )
    return made
