"""Integrity checkers of referrals: what no constraint can say, because the receiver's matter lies in a line."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from fazhi.kernel.procedures import registry as procedures
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.registry import carriers
from fazhi.kernel.referrals.terms import OPEN, Channel, State

DAYS_WITHOUT_MATTER = 30
"""After so many days from signing a dispute should have been registered by its receiver."""

_WHY = "an integrity checker"


def _referrals() -> QuerySet[Referral]:
    return Referral.objects.system(_WHY)


def _unknown_numbers(on: date) -> Iterator[Finding]:
    """Matters with a referral's number that no referral has; files may come in any order, so it is no refusal."""
    for carrier in carriers():
        known = _referrals().filter(number=OuterRef(carrier.number), channel=OuterRef(carrier.channel))
        rows = procedures.matters_of(carrier.procedure, _WHY).filter(**{f"{carrier.channel}__in": Channel.values})
        rows = rows.exclude(**{carrier.number: ""}).filter(~Exists(known))
        for number, office, named in rows.values_list("number", "office__name", carrier.number).iterator():
            yield {"number": number, "office": office, "referral": named}


def _without_matter(on: date) -> Iterator[Finding]:
    """Referrals signed for long ago, of which no matter has come and no result."""
    signed = _referrals().filter(state__in=[State.SIGNED, State.ACCEPTED])
    late = signed.filter(signed_date__lte=on - timedelta(days=DAYS_WITHOUT_MATTER))
    for carrier in carriers():
        matters = procedures.matters_of(carrier.procedure, _WHY)
        of_it = {carrier.number: OuterRef("number"), carrier.channel: OuterRef("channel")}
        late = late.filter(~Exists(matters.filter(**of_it)))
    for number, office, day in late.values_list("number", "office__name", "signed_date").iterator():
        yield {"number": number, "office": office, "signed": day}


def _open_twice(on: date) -> Iterator[Finding]:
    """Senders' case numbers with more than one open referral."""
    named = _referrals().filter(state__in=OPEN).exclude(sender_number="")
    twice = named.values("sender", "sender_number").annotate(referrals=Count("pk")).filter(referrals__gt=1)
    yield from twice.annotate(number=F("sender_number")).values("sender", "number", "referrals").iterator()


def _returned_twice(on: date) -> Iterator[Finding]:
    """Senders' case numbers that one receiver returned more than once: handed to and fro, and mediated by nobody."""
    back = _referrals().filter(state=State.RETURNED).exclude(sender_number="")
    named = (
        back.values("sender", "sender_number", "office__name").annotate(referrals=Count("pk")).filter(referrals__gt=1)
    )
    for sender, number, office, referrals in named.values_list("sender", "sender_number", "office__name", "referrals"):
        yield {"sender": sender, "number": number, "office": office, "referrals": referrals}


CHECKERS = (
    Checker(
        "referral-number-known",
        "案件所填对接编号都有对接",
        "{number}（{office}）填了对接编号 {referral}，对接台账中没有",
        _unknown_numbers,
    ),
    Checker(
        "signed-referral-has-matter",
        f"签收满 {DAYS_WITHOUT_MATTER} 日的对接都已登记案件",
        "对接 {number}（{office}）已于 {signed} 签收，既没有登记案件，也没有回传结果",
        _without_matter,
    ),
    Checker(
        "referral-open-once",
        "同一移送案号只有一件未办结的对接",
        "{sender}的 {number} 有 {referrals} 件未办结的对接",
        _open_twice,
    ),
    Checker(
        "referral-returned-once",
        "同一移送案号只退回一次",
        "{sender}的 {number} 被{office}退回 {referrals} 次",
        _returned_twice,
    ),
)
