"""A referral in its four stages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.lines.mediation.web.facts import day_text

if TYPE_CHECKING:
    from fazhi.kernel.referrals.models import Referral


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


def shown_referral(referral: "Referral", matter: PeoplesMatter | None) -> ShownReferral:
    """A referral in its four stages; the third is the matter's own."""
    accepted = matter.accepted_date if matter else None
    outcome = _(referral.get_outcome_display()) if referral.outcome else ""
    return ShownReferral(
        title=_(referral.get_channel_display()),
        number=referral.number,
        outcome=outcome or _("办理中"),
        url=reverse("mediation-referral", kwargs={"key": referral.pk}),
        stages=(
            Stage(_("移送"), referral.sent_date.isoformat(), referral.sender, True),
            Stage(_("签收"), day_text(referral.signed_date), referral.office.name, referral.signed_date is not None),
            Stage(_("受理"), day_text(accepted), matter.number if matter else "", accepted is not None),
            Stage(_("回传结果"), day_text(referral.result_date), outcome, referral.result_date is not None),
        ),
    )
