"""The ledger of subsidies of duty (值班补贴台账): what a month's comes to, and the ledgers as a post sees them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from fazhi.kernel.audit.canonical import digest
from fazhi.lines.hotline.models import Duty, Sign, Subsidy, SubsidyLine
from fazhi.lines.hotline.queries import day_kinds_of
from fazhi.lines.hotline.queries.attendance import attended_of, rates_of, signed_of
from fazhi.lines.hotline.queries.drafts import MOST_SHOWN
from fazhi.lines.hotline.rules.subsidy import pay
from fazhi.lines.hotline.terms.attendance import LineSort

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Office, Post

_WHY = "the ledger of subsidies is made of its own office's duties"


@dataclass(frozen=True)
class FirmSum:
    """What a team gets: duties paid, minutes of all its lawyers together, corrections of earlier months among the fen."""

    firm: UUID
    name: str
    duties: int
    seat_minutes: int
    corrections_fen: int
    fen: int


def lines_of(office: "Office", month: date, at: datetime) -> list[SubsidyLine]:
    """
    The lines of a month, not kept: a line for each duty of its published roster, and for each duty of a fixed ledger that
    was signed or corrected after it was fixed, the difference. Rates are those of the duty's day.
    """
    duties = list(
        _duties().filter(roster__office=office, roster__month_date=month).order_by("served_date", "start_minute")
    )
    late = _signed_late(office)
    paid = _fixed_fen(late)
    made = _lines(office, [*duties, *late], at)
    for line in made[len(duties) :]:
        line.sort, line.amount_fen = LineSort.CORRECTION.value, line.amount_fen - paid[line.duty_id]
    return [*made[: len(duties)], *(line for line in made[len(duties) :] if line.amount_fen)]


def _duties() -> QuerySet[Duty]:
    rows = Duty.objects.system(_WHY).filter(roster__published_at__isnull=False)
    return rows.select_related("firm")


def _signed_late(office: "Office") -> list[Duty]:
    """Duties of fixed ledgers with a sign that came after."""
    later = Sign.objects.system(_WHY).filter(duty=OuterRef("duty"), recorded_at__gt=OuterRef("subsidy__fixed_at"))
    fixed = SubsidyLine.objects.system(_WHY).filter(
        Exists(later), office=office, sort=LineSort.DUTY.value, subsidy__fixed_at__isnull=False
    )
    return list(_duties().filter(pk__in=fixed.values("duty")).order_by("served_date", "start_minute"))


def _fixed_fen(duties: Iterable[Duty]) -> Mapping[UUID, int]:
    """What fixed ledgers have given for each duty, corrections included."""
    rows = SubsidyLine.objects.system(_WHY).filter(duty__in=list(duties), subsidy__fixed_at__isnull=False)
    return dict(rows.values_list("duty").annotate(Sum("amount_fen")).order_by())


def _lines(office: "Office", duties: Sequence[Duty], at: datetime) -> list[SubsidyLine]:
    if not duties:
        return []
    days = [duty.served_date for duty in duties]
    kinds, signed, rates = day_kinds_of(min(days), max(days)), signed_of(duties), rates_of(office)
    made = []
    for duty in duties:
        found = signed[duty.pk]
        told = pay(attended_of(duty, found, rates, at), found.lawyers, kinds[duty.served_date], duty.served_date, rates)
        made.append(
            SubsidyLine(
                office=office, duty=duty, firm=duty.firm, sort=LineSort.DUTY.value, day_sort=told.sort.value,
                came_minute=found.came, went_minute=found.went, lawyers=found.lawyers, minutes=told.minutes,
                hour_fen=told.hour_fen, percent=told.percent, amount_fen=told.fen, unpaid=told.unpaid or "",
            )
        )  # fmt: skip
    return made


def digest_of(lines: Iterable[SubsidyLine]) -> str:
    """Of all that the lines say, whatever their order: equal lines, equal digest."""
    return digest(
        sorted(
            [
                str(line.duty_id), str(line.firm_id), line.sort, line.day_sort, line.came_minute, line.went_minute,
                line.lawyers, line.minutes, line.hour_fen, line.percent, line.amount_fen, line.unpaid,
            ]
            for line in lines
        )
    )  # fmt: skip


def by_firm(lines: Iterable[SubsidyLine]) -> list[FirmSum]:
    """Sums by team, by its name; they add up to the lines."""
    of_firm: dict[UUID, list[SubsidyLine]] = defaultdict(list)
    for line in lines:
        of_firm[line.firm_id].append(line)
    return sorted((_sum(firm, found) for firm, found in of_firm.items()), key=lambda each: (each.name, str(each.firm)))


def _sum(firm: UUID, lines: Sequence[SubsidyLine]) -> FirmSum:
    duties = [line for line in lines if line.sort == LineSort.DUTY.value and not line.unpaid]
    return FirmSum(
        firm,
        lines[0].firm.name,
        len(duties),
        sum(line.minutes * line.lawyers for line in duties),
        sum(line.amount_fen for line in lines if line.sort == LineSort.CORRECTION.value),
        sum(line.amount_fen for line in lines),
    )


def has_roster(office: "Office", month: date) -> bool:
    """Whether the month has a published roster."""
    return _duties().filter(roster__office=office, roster__month_date=month).exists()


def subsidies_seen_by(post: "Post") -> list[Subsidy]:
    """The latest months first."""
    return list(Subsidy.objects.visible_to(post).order_by("-month_date", "-drawn_at")[:MOST_SHOWN])


def subsidy_seen_by(post: "Post", key: UUID) -> Subsidy | None:
    return Subsidy.objects.visible_to(post).select_related("office").filter(pk=key).first()


def lines_seen_by(post: "Post", subsidy: Subsidy) -> list[SubsidyLine]:
    """By day and hour, corrections of earlier months first."""
    rows = SubsidyLine.objects.visible_to(post).filter(subsidy=subsidy).select_related("duty", "firm")
    return list(rows.order_by("duty__served_date", "duty__start_minute"))


def changed_ledgers() -> list[Subsidy]:
    """Fixed ledgers whose lines are not those that were fixed."""
    fixed = list(Subsidy.objects.system("a check of fixed ledgers").filter(fixed_at__isnull=False))
    lines: dict[UUID, list[SubsidyLine]] = defaultdict(list)
    for line in SubsidyLine.objects.system("a check of fixed ledgers").filter(subsidy__in=fixed):
        lines[line.subsidy_id].append(line)
    return [each for each in fixed if digest_of(lines[each.pk]) != each.digest]
