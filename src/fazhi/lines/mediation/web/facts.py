"""The facts of a mediation and of a referral, as their pages tell them; nothing personal is among them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from fazhi.lines.mediation.models import AdministrativeMatter, Mediation, PeoplesMatter
from fazhi.lines.mediation.terms import (
    AgreementForm,
    Category,
    Form,
    Nature,
    PerformanceResult,
    Sector,
    Source,
)
from fazhi.surfaces.web.cells import NOTHING, yuan

if TYPE_CHECKING:
    from fazhi.kernel.referrals.models import Referral

Fact = tuple[str, str]


def mediation_facts(matter: Mediation) -> Iterator[Fact]:
    """What the page of a mediation tells: people's, or a department's."""
    yield "纠纷类别", Category.labels()[matter.category]
    if isinstance(matter, AdministrativeMatter):
        yield "纠纷性质", Nature.labels()[matter.nature]
        yield "领域", Sector(matter.procedure).label
        if matter.agency_name:
            yield "作为当事人的行政机关", matter.agency_name
        if matter.supervised_by:
            yield "监督单位", matter.supervised_by
    elif isinstance(matter, PeoplesMatter):
        yield "案件来源", Source.labels()[matter.source]
        yield "登记形式", Form.labels()[matter.form]
    yield "受理日期", day_text(matter.accepted_date)
    yield "办结日期", day_text(matter.concluded_date)
    if matter.days_to_conclude is not None:
        yield "办理天数", f"{matter.days_to_conclude} 日"
    if matter.effective_date:
        yield "协议生效日期", day_text(matter.effective_date)
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
        yield "回访日期", day_text(matter.visited_date)
    if matter.confirmed_date:
        yield "司法确认日期", day_text(matter.confirmed_date)
    yield "涉及当事人数", f"{matter.parties_count} 人"
    yield "疑难复杂", "是" if matter.is_difficult else "否"
    if matter.referral_number:
        yield "对接编号", matter.referral_number


def day_text(day: date | None) -> str:
    """2024-03-05, or a dash."""
    return day.isoformat() if day else NOTHING


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
