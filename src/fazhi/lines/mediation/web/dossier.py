"""What a matter's page shows, put together: facts, parties, clocks, referral, what can be done, what was done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from fazhi.engines.procedure import Procedure, Step
from fazhi.kernel.audit import queries as audit
from fazhi.kernel.exchange.queries import Origin, origin_of
from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.parties import queries as parties
from fazhi.kernel.parties.terms import MaskedParty
from fazhi.kernel.procedures import queries as procedures
from fazhi.kernel.procedures import registry
from fazhi.kernel.referrals import queries as referrals
from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.terms import (
    GROUNDS,
    AgreementForm,
    Category,
    Form,
    Nature,
    PerformanceResult,
    Sector,
    Source,
    State,
)
from fazhi.lines.mediation.web.clocks import ShownClock, length_text, shown_clock
from fazhi.lines.mediation.web.disputes import ShownRecord, shown_records
from fazhi.surfaces.web.cells import NOTHING, yuan
from fazhi.surfaces.web.citations import Cited, cited

if TYPE_CHECKING:
    from fazhi.kernel.audit.models import Entry
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.referrals.models import Referral

Fact = tuple[str, str]


@dataclass(frozen=True)
class ShownAct:
    """
    A step that the state allows.

    roles    who may take it
    follows  the state it leads to, and the time limits that then start
    within   the time limit that it keeps, "" for none
    """

    title: str
    basis: Cited
    roles: str
    follows: str
    within: str
    needs: str


@dataclass(frozen=True)
class Event:
    """One thing that happened; `recorded` is when it was written down, "" where only the ledger tells."""

    when: str
    title: str
    told: str
    recorded: str


@dataclass(frozen=True)
class Stage:
    """One stage of a referral; `day` is a dash while it is to come."""

    title: str
    day: str
    told: str
    is_done: bool


@dataclass(frozen=True)
class ShownReferral:
    title: str
    number: str
    outcome: str
    url: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Dossier:
    procedure: Procedure
    facts: tuple[Fact, ...]
    parties: tuple[MaskedParty, ...]
    clocks: tuple[ShownClock, ...]
    referral: ShownReferral | None
    records: tuple[ShownRecord, ...]
    acts: tuple[ShownAct, ...]
    events: tuple[Event, ...]
    entries: int
    origin: Origin | None


def dossier_of(
    matter: PeoplesMatter | AdministrativeMatter, post: "Post", *, today: date, clock: int | None
) -> Dossier:
    """
    All that the page of a matter shows to a post; nothing outside its offices is read.

    clock  number of the clock whose calculation is open, None for none
    """
    procedure = registry.procedure_of(matter)
    entries = tuple(audit.entries_about(procedure.name, matter.id.hex))
    return Dossier(
        procedure=procedure,
        facts=tuple(_facts(matter)),
        parties=tuple(parties.masked(party, on=today) for party in parties.parties_of(matter.pk, post)),
        clocks=tuple(
            shown_clock(each, today, explain=each.pk == clock) for each in procedures.clocks_of(matter.pk, post)
        ),
        referral=_referral(matter, post),
        records=shown_records(matter.pk, post),
        acts=tuple(_acts(matter, procedure, post, today)),
        events=tuple(_events(matter, entries)),
        entries=len(entries),
        origin=origin_of(matter.pk),
    )


def _referral(matter: PeoplesMatter | AdministrativeMatter, post: "Post") -> ShownReferral | None:
    if not isinstance(matter, PeoplesMatter) or not matter.referral_number:
        return None
    found = referrals.referral_numbered(matter.referral_number, matter.source, post)
    return shown_referral(found, matter) if found else None


def _facts(matter: PeoplesMatter | AdministrativeMatter) -> Iterator[Fact]:
    yield "纠纷类别", Category.labels()[matter.category]
    if isinstance(matter, AdministrativeMatter):
        yield "纠纷性质", Nature.labels()[matter.nature]
        yield "领域", Sector(matter.procedure).label
        if matter.agency_name:
            yield "作为当事人的行政机关", matter.agency_name
        if matter.supervised_by:
            yield "监督单位", matter.supervised_by
    else:
        yield "案件来源", Source.labels()[matter.source]
        yield "登记形式", Form.labels()[matter.form]
    yield "受理日期", _day(matter.accepted_date)
    yield "办结日期", _day(matter.concluded_date)
    if matter.days_to_conclude is not None:
        yield "办理天数", f"{matter.days_to_conclude} 日"
    if matter.effective_date:
        yield "协议生效日期", _day(matter.effective_date)
        yield "协议涉及金额", NOTHING if matter.amount_fen is None else f"{yuan(matter.amount_fen)} 元"
    if isinstance(matter, PeoplesMatter):
        yield from _peoples_facts(matter)
    yield "调解员", matter.mediator or NOTHING


def _peoples_facts(matter: PeoplesMatter) -> Iterator[Fact]:
    if matter.agreement_form:
        yield "协议形式", AgreementForm.labels()[matter.agreement_form]
    if matter.performance:
        yield "履行情况", PerformanceResult.labels()[matter.performance]
    if matter.visited_date:
        yield "回访日期", _day(matter.visited_date)
    if matter.confirmed_date:
        yield "司法确认日期", _day(matter.confirmed_date)
    yield "涉及当事人数", f"{matter.parties_count} 人"
    yield "疑难复杂", "是" if matter.is_difficult else "否"
    if matter.referral_number:
        yield "对接编号", matter.referral_number


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOTHING


def _acts(matter: Mediation, procedure: Procedure, post: "Post", today: date) -> Iterator[ShownAct]:
    acts = procedures.open_acts(matter, post)
    bases = cited([act.step.basis for act in acts])
    for act, basis in zip(acts, bases, strict=True):
        yield ShownAct(
            title=act.step.title,
            basis=basis,
            roles="、".join(Role(role).label for role in sorted(act.permission.roles)),
            follows=_follows(procedure, act.step),
            within=_within(act.step, today),
            needs="、".join(GROUNDS[need] for need in act.step.needs),
        )


def _follows(procedure: Procedure, step: Step) -> str:
    starts = [period_row(code).title for code in procedure.clocks_after(step.target)]
    state = f"转为“{procedure.states[step.target]}”"
    return (
        f"{state}，开始计算：{'、'.join(starts)}"
        if starts
        else f"{state}{'，事项办结' if step.target in procedure.ends else ''}"
    )


def _within(step: Step, today: date) -> str:
    if step.within is None:
        return ""
    row = period_row(step.within.period)
    return f"{row.title} {length_text(row, today)}"


def _events(matter: Mediation, entries: Sequence["Entry"]) -> Iterator[Event]:
    """What the trail tells, then what the dates of the ledger tell, the newest first."""
    told = [(timezone.localtime(entry.occurred_at), _entry_event(entry)) for entry in entries]
    told += [(_midnight(day), Event(day.isoformat(), title, told, "")) for day, title, told in _milestones(matter)]
    for _, event in sorted(told, key=lambda pair: pair[0], reverse=True):
        yield event


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone())


def _entry_event(entry: "Entry") -> Event:
    occurred, recorded = timezone.localtime(entry.occurred_at), timezone.localtime(entry.recorded_at)
    told = f"{entry.actor}{'，' + entry.basis if entry.basis else ''}　留痕第 {entry.number} 号"
    return Event(occurred.date().isoformat(), registry.act_title(entry.action), told, f"{recorded:%Y-%m-%d %H:%M} 登记")


def _milestones(matter: Mediation) -> Iterator[tuple[date, str, str]]:
    on_the_spot = isinstance(matter, PeoplesMatter) and matter.form == Form.ON_THE_SPOT
    if matter.concluded_date:
        yield matter.concluded_date, "当场化解" if on_the_spot else State.labels()[matter.state], "台账所载办结日期"
    if matter.effective_date and matter.effective_date != matter.concluded_date:
        yield matter.effective_date, "协议生效", "台账所载协议生效日期"
    if matter.accepted_date:
        yield matter.accepted_date, "受理", "台账所载受理日期"


def shown_referral(referral: "Referral", matter: PeoplesMatter | None) -> ShownReferral:
    """A referral in its four stages; the third is the matter's own."""
    accepted = matter.accepted_date if matter else None
    outcome = referral.get_outcome_display() if referral.outcome else ""
    return ShownReferral(
        title=referral.get_channel_display(),
        number=referral.number,
        outcome=outcome or "办理中",
        url=reverse("mediation-referral", kwargs={"key": referral.pk}),
        stages=(
            Stage("移送", referral.sent_date.isoformat(), referral.sender, True),
            Stage("签收", _day(referral.signed_date), referral.office.name, referral.signed_date is not None),
            Stage("受理", _day(accepted), matter.number if matter else "", accepted is not None),
            Stage("回传结果", _day(referral.result_date), outcome, referral.result_date is not None),
        ),
    )


def referral_facts(referral: "Referral") -> Iterator[Fact]:
    """What the page of a referral tells besides its stages."""
    if referral.result_due_date:
        kept = {None: "", 0: "，逾期", 1: "，按期"}[referral.is_on_time]
        yield "结果回传期限", f"{referral.result_due_date.isoformat()}{kept}"
    if referral.consent_date:
        shown = "，附证明" if referral.consent_evidence_id else ""
        yield "双方同意日期", f"{referral.consent_date.isoformat()}{shown}"
    if referral.return_reason:
        yield "退回原因", referral.get_return_reason_display()
    if referral.result_signed_date:
        yield "移送单位签收结果", referral.result_signed_date.isoformat()
