"""Questions about numbers and attachments; they change nothing."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from fazhi.kernel.papers.errors import NumberUnknown, SeriesUnknown
from fazhi.kernel.papers.models import Attachment, DocumentNumber, NumberSeries
from fazhi.kernel.papers.numbers import parse_number
from fazhi.kernel.papers.terms import Fault, NumberState
from fazhi.kernel.papers.verification import number_faults

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


@dataclass(frozen=True)
class NumberRegister:
    """
    The register of one series in one year (发文登记簿).

    numbers  in order, those in the asking post's sight
    latest   the latest number drawn by anybody, 0 for none
    faults   of the whole series in that year: "gap", "lost" or "unrecorded"
    """

    series: NumberSeries
    year: int
    numbers: tuple[DocumentNumber, ...]
    latest: int
    faults: tuple[Fault, ...]


def number_register(code: str, year: int, *, by: "Post | None") -> NumberRegister:
    """
    The register of a series, checked for gaps; `by` None is the system, which sees all of it.

    Raises SeriesUnknown.
    """
    series = NumberSeries.objects.system("a series is known to all; its numbers are scoped").filter(code=code).first()
    if series is None:
        raise SeriesUnknown(code)
    whole = DocumentNumber.objects.system("a gap shows in the whole only").filter(series=series, year=year)
    seen = whole if by is None else DocumentNumber.objects.visible_to(by).filter(series=series, year=year)
    latest = whole.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    numbers = tuple(seen.select_related("series").order_by("sequence"))
    return NumberRegister(series, year, numbers, latest, number_faults(series, year))


def number_named(text: str, *, by: "Post | None") -> DocumentNumber:
    """
    The number that `text` writes, within the post's sight; None sees all.

    Raises NumberNotUnderstood, NumberUnknown.
    """
    wanted = parse_number(text)
    rows = (
        DocumentNumber.objects.system("the system itself asks") if by is None else DocumentNumber.objects.visible_to(by)
    )
    found = rows.filter(series__code=wanted.series, year=wanted.year, sequence=wanted.sequence)
    number = found.select_related("series").first()
    if number is None:
        raise NumberUnknown(wanted.text)
    return number


def attachments_of(matter_id: UUID, *, by: "Post | None") -> QuerySet[Attachment]:
    """What hangs on a matter, within the post's sight, in the order added; None is the system account, which sees all."""
    rows = Attachment.objects.visible_to(by) if by else Attachment.objects.system("the system account asks")
    return rows.filter(matter_id=matter_id).order_by("added_at", "id")


@dataclass(frozen=True)
class NumberStanding:
    """
    What anybody may know of a document number: that it was issued, when, and whether it still stands.

    digests  of the file that bears it and of its copy for publication; of what it is about nothing is told
    """

    number: str
    issued_date: date
    is_void: bool
    digests: frozenset[str]


def standing_of_number(text: str) -> NumberStanding | None:
    """The number that `text` writes, for verification by the public; None if it was never issued. Raises NumberNotUnderstood."""
    wanted = parse_number(text)
    why = "whether a number was issued is public"
    rows = DocumentNumber.objects.system(why).filter(
        series__code=wanted.series, year=wanted.year, sequence=wanted.sequence
    )
    number = rows.select_related("series").first()
    if number is None:
        return None
    pairs = Attachment.objects.system(why).filter(number=number).values_list("sha256", "stripped_sha256")
    digests = frozenset(digest for pair in pairs for digest in pair if digest)
    return NumberStanding(number.text, number.issued_date, number.state == NumberState.VOID, digests)


def series_seen_by(post: "Post") -> QuerySet[NumberSeries]:
    """The series of the offices that a post sees, by code."""
    return NumberSeries.objects.visible_to(post).select_related("office").order_by("code")
