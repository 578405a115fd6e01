"""Questions about referrals, each within the post's offices; they change nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from fazhi.kernel.procedures import registry as procedures
from fazhi.kernel.procedures.models import Matter
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.registry import Carrier, carriers
from fazhi.kernel.referrals.terms import State

CHUNK = 5_000

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post


def referral(key: UUID, post: "Post") -> Referral | None:
    """The referral with its office, or None if it is not there or outside the post's offices."""
    return Referral.objects.visible_to(post).select_related("office").filter(pk=key).first()


def referral_numbered(number: str, channel: str, post: "Post") -> Referral | None:
    """The referral of that number through that door; None likewise."""
    found = Referral.objects.visible_to(post).filter(number=number, channel=channel)
    return found.select_related("office").first()


def page_of_referrals(
    post: "Post",
    *,
    sender: str = "",
    states: Collection[State] = (),
    channel: str = "",
    number: str = "",
    sender_number: str = "",
    after: UUID | None = None,
    limit: int = 50,
) -> tuple[Referral, ...]:
    """
    Referrals of the post's offices, in the order in which they were entered; conditions left blank don't narrow them.

    sender  the body that handed them over
    after   the key of the last row before, None from the beginning
    """
    wanted = {"sender": sender, "channel": channel, "number": number, "sender_number": sender_number}
    found = Referral.objects.visible_to(post).filter(**{name: value for name, value in wanted.items() if value})
    if states:
        found = found.filter(state__in=states)
    if after is not None:
        found = found.filter(pk__gt=after)
    return tuple(found.select_related("office").order_by("pk")[:limit])


_WHY = "all referrals, for joining what is one dispute"


def referrals_of(keys: Sequence[UUID] | None = None) -> Iterator[Referral]:
    """These referrals, or all, of every office: for the system itself, which joins what is one dispute."""
    rows = Referral.objects.system(_WHY)
    if keys is None:
        yield from rows.order_by("pk").iterator(CHUNK)
        return
    for start in range(0, len(keys), CHUNK):
        yield from rows.filter(pk__in=keys[start : start + CHUNK]).order_by("pk")


def of_same_case(referral: Referral) -> tuple[Referral, ...]:
    """All referrals of the sender's case, this one too, to whichever office; itself alone without a case number."""
    if not referral.sender_number:
        return (referral,)
    same = Referral.objects.system(_WHY).filter(sender=referral.sender, sender_number=referral.sender_number)
    return tuple(sorted(same, key=_by_sending))


@dataclass(frozen=True)
class Dispute:
    """
    One dispute that came through one door or several.

    referrals  in the order in which they were sent
    matters    the receiver's matters that carry a number of theirs
    """

    referrals: tuple[Referral, ...]
    matters: tuple[Matter, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number that the dispute has, the receivers' and the senders', each once."""
        named = (number for each in self.referrals for number in (each.number, each.sender_number) if number)
        return tuple(dict.fromkeys(named))


def linked(referral: Referral, post: "Post") -> tuple[Referral, ...]:
    """
    All referrals of the same dispute, this one too, in the order in which they were sent.

    They lie with the same receiver and share a number with one another, exactly: the referral's own or the sender's.
    """
    found: dict[UUID, Referral] = {}
    fresh = [referral]
    seen = Referral.objects.visible_to(post).filter(office=referral.office_id).select_related("office")
    while fresh:
        found |= {each.pk: each for each in fresh}
        fresh = list(seen.filter(_sharing(fresh)).exclude(pk__in=found))
    return tuple(sorted(found.values(), key=_by_sending))


def doors_of(number: str, post: "Post") -> tuple[Dispute, ...]:
    """
    The disputes that have this number, a referral's or a sender's: each once, with all its referrals and matters.

    Different receivers may use the same number for different disputes; mostly there is one, or none.
    """
    if not number:  # a sender without a case number has a blank one
        return ()
    named = Referral.objects.visible_to(post).filter(Q(number=number) | Q(sender_number=number))
    disputes: list[Dispute] = []
    known: set[UUID] = set()
    for start in sorted(named.select_related("office"), key=_by_sending):
        if start.pk not in known:
            together = linked(start, post)
            known |= {each.pk for each in together}
            disputes.append(Dispute(together, tuple(_matters_of(together, post))))
    return tuple(disputes)


def _by_sending(referral: Referral) -> tuple[object, ...]:
    return referral.sent_date, referral.channel, referral.number


def _sharing(referrals: Sequence[Referral]) -> Q:
    numbers = {each.number for each in referrals} | {each.sender_number for each in referrals} - {""}
    return Q(number__in=numbers) | Q(sender_number__in=numbers)


def _matters_of(referrals: Sequence[Referral], post: "Post") -> Iterator[Matter]:
    within = Q(office__left__gte=post.office.left, office__left__lte=post.office.right)
    for carrier in carriers():
        matters = procedures.matters_of(carrier.procedure, "the matters of a dispute, within the post's offices")
        yield from matters.filter(within, _carrying(carrier, referrals)).order_by("number")


def _carrying(carrier: Carrier, referrals: Sequence[Referral]) -> Q:
    condition: Q = Q(pk__in=())
    for each in referrals:
        condition |= Q(**{carrier.number: each.number, carrier.channel: each.channel})
    return condition
