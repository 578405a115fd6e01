"""The facts of a mediation and of a referral, as their pages tell them; nothing personal is among them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

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
    yield _("纠纷类别"), _(Category.labels()[matter.category])
    if isinstance(matter, AdministrativeMatter):
        yield _("纠纷性质"), _(Nature.labels()[matter.nature])
        yield _("领域"), _(Sector(matter.procedure).label)
        if matter.agency_name:
            yield _("作为当事人的行政机关"), matter.agency_name
        if matter.supervised_by:
            yield _("监督单位"), matter.supervised_by
    elif isinstance(matter, PeoplesMatter):
        yield _("案件来源"), _(Source.labels()[matter.source])
        yield _("登记形式"), _(Form.labels()[matter.form])
    yield _("受理日期"), day_text(matter.accepted_date)
    yield _("办结日期"), day_text(matter.concluded_date)
    if matter.days_to_conclude is not None:
        yield _("办理天数"), _("%s 日") % matter.days_to_conclude
    if matter.effective_date:
        yield _("协议生效日期"), day_text(matter.effective_date)
        yield _("协议涉及金额"), NOTHING if matter.amount_fen is None else _("%s 元") % yuan(matter.amount_fen)
    if isinstance(matter, PeoplesMatter):
        yield from _peoples_facts(matter)
    yield _("调解员"), matter.mediator or NOTHING


def _peoples_facts(matter: PeoplesMatter) -> Iterator[Fact]:
    if matter.agreement_form:
        yield _("协议形式"), _(AgreementForm.labels()[matter.agreement_form])
    if matter.performance:
        yield _("履行情况"), _(PerformanceResult.labels()[matter.performance])
    if matter.visited_date:
        yield _("回访日期"), day_text(matter.visited_date)
    if matter.confirmed_date:
        yield _("司法确认日期"), day_text(matter.confirmed_date)
    yield _("涉及当事人数"), _("%s 人") % matter.parties_count
    yield _("疑难复杂"), _("是") if matter.is_difficult else _("否")
    if matter.referral_number:
        yield _("对接编号"), matter.referral_number


def day_text(day: date | None) -> str:
    """2024-03-05, or a dash."""
    return day.isoformat() if day else NOTHING


def referral_facts(referral: "Referral") -> Iterator[Fact]:
    """What the page of a referral tells besides its stages."""
    if referral.result_due_date:
        kept = {None: "", 0: _("，逾期"), 1: _("，按期")}[referral.is_on_time]
        yield _("结果回传期限"), f"{referral.result_due_date.isoformat()}{kept}"
    if referral.consent_date:
        shown = _("，附证明") if referral.consent_evidence_id else ""
        yield _("双方同意日期"), f"{referral.consent_date.isoformat()}{shown}"
    if referral.return_reason:
        yield _("退回原因"), _(referral.get_return_reason_display())
    if referral.result_signed_date:
        yield _("移送单位签收结果"), referral.result_signed_date.isoformat()
