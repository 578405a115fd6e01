"""Integrity checkers of committees: composition, term, seal, filing, coverage, training."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from fazhi.kernel.calendar import services as calendar
from fazhi.kernel.procedures.integrity import Checker, Finding
from fazhi.lines.mediation.models import Committee, Mediator, Seal, Training
from fazhi.lines.mediation.queries.coverage import network
from fazhi.lines.mediation.queries.network import (
    broken_committees,
    in_being,
    seal_valid_on,
    seats_on,
    serving_on,
    terms_on,
)
from fazhi.lines.mediation.rules.network import SealFault, broken_rules

_WHY = "an integrity checker"


def _committees(on: date) -> QuerySet[Committee]:
    being = Committee.objects.system(_WHY).filter(in_being(on))
    return being.select_related("office").order_by("office__code")


def _composition(on: date) -> Iterator[Finding]:
    committees = list(broken_committees(on).select_related("office"))
    seats = seats_on([committee.office_id for committee in committees], on)
    for committee in committees:
        broken = broken_rules(seats[committee.office_id])
        told = "、".join(f"{rule.label}（{article.text}）" for rule, article in broken)
        yield {"office": committee.office.name, "broken": told}


def _out_of_term(on: date) -> Iterator[Finding]:
    running = terms_on(on).filter(office=OuterRef("office"))
    for committee in _committees(on).filter(~Exists(running)):
        yield {"office": committee.office.name}


def _without_seal(on: date) -> Iterator[Finding]:
    """Committees without any seal on record, or without one that is good."""
    known = set(Seal.objects.system(_WHY).values_list("office_id", flat=True))
    for committee in _committees(on):
        answer = seal_valid_on(committee.office, on) if committee.office_id in known else None
        if answer is not True:
            why = (
                f"{answer.state.label}（{answer.number}，{answer.day}）"
                if isinstance(answer, SealFault)
                else "没有登记印章"
            )
            yield {"office": committee.office.name, "why": why}


def _unfiled(on: date) -> Iterator[Finding]:
    for committee in _committees(on).filter(filed_date=None):
        due = calendar.due("TJ-FILING", committee.founded_date).due.last
        if due < on:
            yield {"office": committee.office.name, "founded": committee.founded_date, "due": due}


def _uncovered(on: date) -> Iterator[Finding]:
    for district in network(on=on, seen_by=None).districts:
        gaps = (
            ("没有调委会", district.coverage.without),
            ("调委会不在任期内", district.coverage.out_of_term),
            ("有几个调委会", district.coverage.twice),
        )
        for why, villages in gaps:
            yield from ({"code": code, "village": name, "why": why} for code, name in villages)


def _untrained(on: date) -> Iterator[Finding]:
    """Mediators who have served for the whole year up to `on`, without a training in it."""
    since = on.replace(year=on.year - 1) if (on.month, on.day) != (2, 29) else date(on.year - 1, 2, 28)
    trained = Training.objects.system(_WHY).filter(
        official=OuterRef("official"), trained_date__gt=since, trained_date__lte=on
    )
    rows = Mediator.objects.system(_WHY).filter(serving_on(on), ~Exists(trained), from_date__lte=since)
    for name, office in rows.order_by("office__code", "official__code").values_list("official__name", "office__name"):
        yield {"name": name, "office": office, "since": since}


NETWORK_CHECKERS = (
    Checker(
        "committee-is-composed-lawfully",
        "调委会组成符合人民调解法第八条",
        "{office}：{broken}；请补选",
        _composition,
    ),
    Checker("committee-is-in-term", "调委会都在任期内", "{office} 没有在任期内的委员会；请换届选举", _out_of_term),
    Checker("committee-has-seal", "调委会都有有效的印章", "{office}：{why}；书面协议加盖印章才生效", _without_seal),
    Checker(
        "committee-is-filed",
        "调委会设立都已备案",
        "{office} 于 {founded} 设立，应在 {due} 以前备案（期限待核）",
        _unfiled,
    ),
    Checker("village-has-one-committee", "每个村居有一个任期内的调委会", "{code} {village}：{why}", _uncovered),
    Checker(
        "mediator-is-trained",
        "调解员一年内参加过培训",
        "{name}（{office}）自 {since} 以来没有参加培训（人民调解法第十四条）",
        _untrained,
    ),
)
