"""When the terms of committees end (任期届满)."""

from collections.abc import Collection
from datetime import date, timedelta

from fazhi.kernel.calendar import services as calendar
from fazhi.lines.mediation.models import Committee, Election
from fazhi.lines.mediation.terms import ELECTION

_WHY = "the ends of terms follow from elections"
_DAY = timedelta(days=1)


def term_end(elected: date) -> date:
    """The last day of a term that an election begins: three years, by the calendar. Source: 人民调解法 art. 9(2)."""
    return calendar.due("TJ-TERM", elected).due.last


def set_terms(offices: Collection[int]) -> None:
    """Write the last day of every term of these committees anew: the law's, unless an election or the end came before."""
    cancelled = dict(
        Committee.objects.system(_WHY).filter(office__in=offices).values_list("office_id", "cancelled_date")
    )
    elections = Election.objects.system(_WHY).filter(office__in=offices, procedure=ELECTION, elected_date__isnull=False)
    following: dict[int, date] = {}
    for election in elections.order_by("office_id", "-elected_date"):
        assert election.elected_date is not None
        ends = [following.get(election.office_id), cancelled.get(election.office_id)]
        until = min([term_end(election.elected_date), *(day - _DAY for day in ends if day)])
        until = max(until, election.elected_date)
        if until != election.until_date:
            Election.objects.system(_WHY).filter(pk=election.pk).update(until_date=until)
        following[election.office_id] = election.elected_date
