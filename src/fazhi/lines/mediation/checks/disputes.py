"""Integrity checkers of disputes with several records, and warnings of parties and places with many disputes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, F, OuterRef

from fazhi.kernel.parties import sharing
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import AdministrativeMatter, DisputeMember, Mediation, PeoplesMatter
from fazhi.lines.mediation.queries.warnings import PLACES, least, window_start
from fazhi.lines.mediation.terms import (
    REFERRED,
    Category,
    DisputeOutcome,
    MemberRole,
)

_WHY = "an integrity checker"
_MODELS: tuple[type[Mediation], ...] = (PeoplesMatter, AdministrativeMatter)


def _contradicting(on: date) -> Iterator[Finding]:
    """A matter that failed after another of its dispute was settled, and is not said to be a mediation once more."""
    matters = DisputeMember.objects.system(_WHY).exclude(door__in=list(REFERRED))
    settled = matters.filter(
        dispute=OuterRef("dispute"), outcome=DisputeOutcome.SETTLED, ended_date__lte=OuterRef("ended_date")
    )
    failed = matters.filter(outcome=DisputeOutcome.FAILED, role=MemberRole.FIRST).annotate(
        settled=settled.order_by("ended_date").values("number")[:1]
    )
    found = failed.filter(Exists(settled)).order_by("number")
    yield from found.annotate(where=F("office__name")).values("number", "where", "settled").iterator()


def _stale(on: date) -> Iterator[Finding]:
    """Records that have ended since their dispute was written: it has to be formed anew."""
    for model in _MODELS:
        matters = model.objects.system(_WHY).filter(pk=OuterRef("matter_id"), concluded_date__isnull=False)
        open_ones = DisputeMember.objects.system(_WHY).filter(outcome=DisputeOutcome.OPEN)
        yield from open_ones.filter(Exists(matters)).order_by("number").values("number").iterator()


def _repeating_parties(on: date) -> Iterator[Finding]:
    """Parties with many matters of one category in the window: an employer's arrears of wages above all."""
    for model in _MODELS:
        for category in Category:
            rows = model.objects.system(_WHY).filter(category=category, accepted_date__range=(window_start(on), on))
            for party in sharing.repeated(rows.values("pk"), least(category)):
                number = rows.values_list("number", flat=True).get(pk=party.matter_id)
                yield {"number": number, "matters": party.matters, "category": category.label}


def _repeating_places(on: date) -> Iterator[Finding]:
    """Villages and enterprises whose committee has many matters of one category in the window."""
    rows = PeoplesMatter.objects.system(_WHY).filter(
        office__kind__in=PLACES,
        accepted_date__range=(window_start(on), on),
    )
    counted = rows.values("office__name", "category").annotate(matters=Count("pk")).order_by("-matters", "office__name")
    for office, category, matters in counted.values_list("office__name", "category", "matters"):
        if matters >= least(category) * 2:
            yield {"office": office, "matters": matters, "category": Category.labels()[category]}


CHECKERS = (
    Checker(
        "dispute-members-agree",
        "同一纠纷调解成功以后，没有未标明再次调解的调解不成",
        "{number}（{where}）调解不成，而同一纠纷的 {settled} 在此以前已调解成功；请核对，或者标明再次调解",
        _contradicting,
    ),
    Checker(
        "dispute-is-current",
        "同一纠纷的登记与案件一致",
        "{number} 已经办结，同一纠纷台账仍为在办；请运行 fazhi mediation disputes --link",
        _stale,
    ),
    Checker(
        "party-repeats",
        "没有当事人在短期内反复发生同类纠纷（预警，件数和天数待核）",
        "{number} 等 {matters} 件{category}纠纷有同一当事人，请注意预防",
        _repeating_parties,
    ),
    Checker(
        "place-repeats",
        "没有村居或者企业在短期内集中发生同类纠纷（预警，件数和天数待核）",
        "{office}近期受理{category}纠纷 {matters} 件，请注意预防",
        _repeating_places,
    ),
)
