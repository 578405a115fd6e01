"""
Elections that a day brings up (到期启动): a term about to end, a member missing. The kernel's clock calls them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from fazhi.engines.citation import Article
from fazhi.kernel.audit import services as audit
from fazhi.kernel.audit.services import EntryDraft
from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures import services as procedures
from fazhi.lines.mediation.models import Committee, Election, Member
from fazhi.lines.mediation.procedure import ELECTIONS
from fazhi.lines.mediation.queries.network import broken_committees, in_being
from fazhi.lines.mediation.rules.network import COMPOSITION, TERM
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION, ElectionState

_WHY = "elections that fall due"


@transaction.atomic
def call_elections(at: datetime) -> int:
    """
    Bring up the re-election of every committee whose term ends within the days of `TJ-CALL` or has ended; returns how
    many. The clock runs from the election before it, so that it lapses with the term. Twice is once.

    Source: 人民调解法 art. 9(2): the term is three years; nothing extends it.
    """
    today = timezone.localdate(at)
    made = []
    for term in _latest_terms(today):
        assert term.until_date is not None
        if calendar.due("TJ-CALL", term.until_date).due.last <= today:
            number = f"{term.office.code}〔{term.until_date:%Y%m%d}届满〕换届"
            made.append(_due(ELECTION, number, term.office_id, term.elected_date or today, at))
    _enter(ELECTION, made, TERM, at)
    return len(made)


@transaction.atomic
def call_by_elections(at: datetime) -> int:
    """
    Bring up the by-election of every committee in being whose members, as a ledger told them, are no longer as the law
    wants them; the limit runs from the last who left. A committee of which no member is on record is not judged.
    """
    today = timezone.localdate(at)
    made = []
    for committee in _without_election(today).select_related("office"):
        members = Member.objects.system(_WHY).filter(office=committee.office_id)
        left = members.filter(until_date__lt=today).order_by("-until_date").values_list("until_date", flat=True).first()
        count = Election.objects.system(_WHY).filter(office=committee.office_id, procedure=BY_ELECTION).count()
        number = f"{committee.office.code}补选{count + 1}"
        made.append(_due(BY_ELECTION, number, committee.office_id, left or today, at))
    _enter(BY_ELECTION, made, COMPOSITION, at)
    return len(made)


def _without_election(on: date) -> QuerySet[Committee]:
    due = Election.objects.system(_WHY).filter(office=OuterRef("office"), state=ElectionState.DUE)
    return broken_committees(on).filter(~Exists(due))


def _latest_terms(on: date) -> Iterable[Election]:
    """The latest term of every committee in being that has no election due."""
    elections = Election.objects.system(_WHY)
    being = Committee.objects.system(_WHY).filter(in_being(on), office=OuterRef("office"))
    due = elections.filter(office=OuterRef("office"), procedure=ELECTION, state=ElectionState.DUE)
    terms = elections.filter(Exists(being), ~Exists(due), procedure=ELECTION, elected_date__isnull=False)
    latest: dict[int, Election] = {}
    for term in terms.select_related("office").order_by("elected_date"):
        latest[term.office_id] = term
    return latest.values()


def _due(procedure: str, number: str, office: int, since: date, at: datetime) -> Election:
    return Election(
        procedure=procedure,
        number=number,
        office_id=office,
        state=ElectionState.DUE,
        occurred_date=since,
        recorded_at=at,
    )


def _enter(procedure: str, made: Sequence[Election], basis: Article, at: datetime) -> None:
    """Matters that the clock brings up: rows, clocks, tasks and an entry for each."""
    Election.objects.system(_WHY).bulk_create(made, batch_size=500)
    entered = [(election.pk, election.office_id, election.occurred_date) for election in made]
    procedures.enter(ELECTIONS[procedure], ElectionState.DUE, entered, at=at)
    audit.record_many(
        [
            EntryDraft(
                f"{procedure}.call",
                "system",
                at,
                (procedure, election.pk.hex),
                basis.source,
                {"to": ElectionState.DUE.value, "since": election.occurred_date},
                place="system",
            )
            for election in made
        ]
    )
